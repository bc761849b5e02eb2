"""Starts a real worker that prepares exports into a folder of a test."""

import os
import subprocess
import sys
import time
from pathlib import Path

from django.core.files.storage import FileSystemStorage

from tests.databases import database_address

ROOT = Path(__file__).resolve().parents[2]
SETTINGS = """
from config.settings.test import *
STORAGES["exports"] = {{
    "BACKEND": {backend!r},
    "OPTIONS": {{"location": {folder!r}, "file_permissions_mode": 0o600}},
}}
"""
FILES = "django.core.files.storage.FileSystemStorage"
STUCK = "tests.accounts.export_worker.StuckStorage"


class StuckStorage(FileSystemStorage):
    """Represents a disk that takes the beginning of a file and nothing more."""

    def _save(self, name: str, content) -> str:
        path = Path(self.path(name))
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content.read(10))
        time.sleep(3600)
        return name


def start_worker(folder: Path, backend: str = FILES, *options: str) -> subprocess.Popen:
    """Starts a worker whose exports are in `exports` inside the folder."""
    module = f"settings_{backend.rpartition('.')[2].lower()}"
    settings = SETTINGS.format(folder=str(folder / "exports"), backend=backend)
    (folder / f"{module}.py").write_text(settings)
    ours = {
        "DATABASE_URL": database_address(),
        "DJANGO_SETTINGS_MODULE": module,
        "PYTHONPATH": f"{folder}:{ROOT}",
    }
    with open(folder / "worker.log", "a") as log:
        return subprocess.Popen(
            [sys.executable, "manage.py", "procrastinate", "worker", *options],
            cwd=ROOT,
            env={**os.environ, **ours},
            stdout=log,
            stderr=log,
        )
