"""Defines the settings of `make run`: plain HTTP, and mail written to files."""

from .base import *  # noqa: F403
from .base import BASE_DIR, STORAGES, environment

DEBUG = environment.flag("DEBUG", default=False)
SECRET_KEY = environment.text(
    "SECRET_KEY",
    "a long random text; `make run` makes one",
    default="local-only" if DEBUG else None,
)
ALLOWED_HOSTS = environment.hosts(default=["localhost", "127.0.0.1", "[::1]"])
EMAIL_DELIVERY_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = BASE_DIR / "var" / "mail"
if DEBUG:
    STORAGES = {
        **STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
