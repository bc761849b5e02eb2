"""Reads which messages of the interface a language lacks, from the compiled catalogues."""

from functools import lru_cache
from pathlib import Path

import polib
from django.conf import settings
from django.utils.translation import to_locale

from localization.languages import CODES

Message = tuple[str | None, str]
"""Context and text; of a plural the singular."""


def missing_messages(code: str) -> list[str]:
    """Returns the messages that another language has and that this one shows in English, sorted.

    The source language lacks none: its catalogue only rewords sentences of packages.
    """
    if code == settings.LANGUAGE_CODE:
        return []
    others = [_translated(other) for other in CODES if other not in (code, settings.LANGUAGE_CODE)]
    return sorted(text for _context, text in frozenset().union(*others) - _translated(code))


def _translated(code: str) -> frozenset[Message]:
    path = Path(settings.LOCALE_PATHS[0]) / to_locale(code) / "LC_MESSAGES" / "django.mo"
    return _read(path, path.stat().st_mtime_ns) if path.exists() else frozenset()


@lru_cache(maxsize=32)
def _read(path: Path, changed_at: int) -> frozenset[Message]:
    """Reads a catalogue; cached until the file changes (`changed_at`, in nanoseconds)."""
    return frozenset((each.msgctxt, each.msgid) for each in polib.mofile(str(path)))
