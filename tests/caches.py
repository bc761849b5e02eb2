"""Empties what the process keeps in memory between two requests.

Tests need this because their transactions are rolled back: two tests may store different contents
under the same content revision, which is a key of these caches.
"""

import functools
import sys
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.urls import get_resolver
from django.utils import timezone, translation

from localization.available_languages import clear_cache

# Slow functions whose results no test changes: the compiler of reports with its fonts, the
# characters of these, and messages by file and time.
NEVER_EMPTIED = {"_compiler", "characters", "_counted"}


@functools.cache
def _find_caches() -> list[tuple[str, functools._lru_cache_wrapper]]:
    """Returns (name, cache) of every cached function of the project's apps, views included."""
    get_resolver().url_patterns  # noqa: B018 - imports the views
    our_apps = {
        app.name for app in apps.get_app_configs() if Path(app.path).parent == settings.BASE_DIR
    }
    our_modules = [
        module
        for module in list(sys.modules.values())
        if getattr(module, "__name__", "").split(".")[0] in our_apps
    ]
    return [
        (name, value)
        for module in our_modules
        for name, value in list(vars(module).items())
        if type(value) is functools._lru_cache_wrapper and value.__module__ == module.__name__
    ]


def reset_process() -> None:
    """Resets what a process keeps in memory: caches, active language, active time zone."""
    empty_caches()
    translation.activate(settings.LANGUAGE_CODE)
    timezone.deactivate()


def empty_caches() -> None:
    for name, cache in _find_caches():
        if name not in NEVER_EMPTIED:
            cache.cache_clear()
    clear_cache()
