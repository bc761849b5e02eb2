"""Defines where files are: static ones, and the exports of accounts, which nobody serves."""

from pathlib import Path

from . import environment

ROOT = Path(__file__).resolve().parent.parent.parent
VAR = ROOT / "var"
STATICFILES_DIRS = [ROOT / "static"]
STATIC_ROOT = environment.optional("STATIC_ROOT", default=str(VAR / "static"))
# Web and worker read and write the same exports. Another storage can be named here.
EXPORT_ROOT = environment.private_folder(
    "EXPORT_ROOT", default=str(VAR / "exports"), public=STATIC_ROOT
)
FILES = "django.core.files.storage.FileSystemStorage"
STORAGES = {
    "default": {"BACKEND": FILES},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    "exports": {
        "BACKEND": FILES,
        "OPTIONS": {
            "location": EXPORT_ROOT,
            "file_permissions_mode": 0o600,
            "directory_permissions_mode": 0o700,
        },
    },
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
