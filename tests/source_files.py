"""Lists the Python files of the project, for tests that read them."""

import ast
from functools import cache
from pathlib import Path

from django.apps import apps
from django.conf import settings

ROOT: Path = settings.BASE_DIR
# Packages of the project that are no apps: Django need not know them.
NO_APPS = {"config", "devserver", "spreadsheets", "tests"}


def app_folders() -> list[Path]:
    """Returns the folders of the project's own installed apps, in the order of their names."""
    folders = (Path(app.path) for app in apps.get_app_configs())
    return sorted(folder for folder in folders if folder.parent == ROOT)


def python_files(*folders: Path) -> list[Path]:
    """Returns the Python files below the folders, without the migrations that Django writes."""
    return sorted(
        file
        for folder in folders
        for file in folder.rglob("*.py")
        if "migrations" not in file.relative_to(folder).parts
    )


@cache
def syntax_tree(file: Path) -> ast.Module:
    """Parses a file once for all tests."""
    return ast.parse(file.read_text(), filename=str(file))


def position(file: Path, line: int) -> str:
    """Returns `file:line`, the form that editors open."""
    return f"{file.relative_to(ROOT)}:{line}"
