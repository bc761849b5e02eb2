"""Empties what the process keeps between two requests: a rolled back transaction may use a content revision again."""

import functools
import sys
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.urls import get_resolver

from localization.available_languages import clear_cache

SLOW_AND_PURE = {"_compiler", "characters", "_counted"}
"""The compiler of reports with its fonts, their characters, messages by file and time: no test changes these."""


@functools.cache
def _found() -> list[tuple[str, functools._lru_cache_wrapper]]:
    """Returns (name, cache) of every cached function of the project's apps, views included."""
    get_resolver().url_patterns  # noqa: B018 - imports the views
    ours = {
        app.name for app in apps.get_app_configs() if Path(app.path).parent == settings.BASE_DIR
    }
    return [
        (name, value)
        for module in list(sys.modules.values())
        if getattr(module, "__name__", "").split(".")[0] in ours
        for name, value in list(vars(module).items())
        if type(value) is functools._lru_cache_wrapper and value.__module__ == module.__name__
    ]


def empty_caches() -> None:
    for name, cache in _found():
        if name not in SLOW_AND_PURE:
            cache.cache_clear()
    clear_cache()
