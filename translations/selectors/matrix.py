"""Counts the texts of each language: missing, stale, or without the word of a trade term."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import polib
from django.conf import settings
from django.utils.translation import to_locale

from content.selectors.completeness import list_missing
from localization.available_languages import is_offered
from localization.languages import CODES
from translations.selectors.status import States, Status, TextStatus, with_status
from translations.selectors.texts import Translatable

NAMES = dict(settings.LANGUAGES)


@dataclass(frozen=True)
class Cell:
    """Holds the counts of one group of texts in one language."""

    language: str
    total: int
    missing: int
    stale: int
    terms: int

    @property
    def language_name(self) -> str:
        """Returns the name of the language in the language itself."""
        return NAMES[self.language]

    @property
    def percent(self) -> int:
        """Returns the share of current texts, rounded down: 100 only where all are current."""
        return (self.total - self.missing - self.stale) * 100 // self.total if self.total else 100


@dataclass(frozen=True)
class Row:
    """Holds the cells of one group of texts, in the order of the languages."""

    group: str
    label: str
    cells: tuple[Cell, ...]


def matrix(texts: Sequence[Translatable], states: States) -> list[Row]:
    """Returns a row for each group and one for all texts, with a cell for each language."""
    groups = {text.group: text.group_label for text in texts}
    statuses = {code: with_status(texts, code, states) for code in CODES}
    rows = [
        Row(
            group,
            label,
            tuple(
                _cell(code, [status for status in statuses[code] if status.text.group == group])
                for code in CODES
            ),
        )
        for group, label in groups.items()
    ]
    return [*rows, Row("", "", tuple(_cell(code, statuses[code]) for code in CODES))]


def _cell(language: str, statuses: list[TextStatus]) -> Cell:
    return Cell(
        language=language,
        total=len(statuses),
        missing=sum(text.status is Status.MISSING for text in statuses),
        stale=sum(text.status is Status.STALE for text in statuses),
        terms=sum(bool(text.terms) for text in statuses),
    )


def message_cells() -> list[Cell]:
    """Counts the messages of the interface in the catalogues, which developers translate."""
    return [_messages(code) for code in CODES]


def _messages(code: str) -> Cell:
    if code == settings.LANGUAGE_CODE:  # its catalogue rewords sentences of packages
        return Cell(code, 0, 0, 0, 0)
    paths = [
        Path(folder) / to_locale(code) / "LC_MESSAGES" / "django.po"
        for folder in settings.LOCALE_PATHS
    ]
    catalogues = [path for path in paths if path.exists()]
    counts = [_count(path, path.stat().st_mtime_ns) for path in catalogues]
    total, missing, stale = (
        (sum(numbers) for numbers in zip(*counts, strict=True)) if counts else (0, 0, 0)
    )
    if not counts:
        return Cell(code, 1, 1, 0, 0)  # no catalogue at all: nothing is translated
    return Cell(code, total, missing, stale, 0)


@lru_cache(maxsize=32)
def _count(path: Path, changed_at: int) -> tuple[int, int, int]:
    """Counts the messages of a catalogue: all, missing, fuzzy.

    Cached until the file changes (`changed_at`, in nanoseconds), since reading a file is slow.
    """
    catalogue = polib.pofile(str(path))
    entries = [entry for entry in catalogue if not entry.obsolete]
    stale = sum(entry.fuzzy for entry in entries)
    return len(entries), sum(not entry.translated() and not entry.fuzzy for entry in entries), stale


@dataclass(frozen=True)
class WaitingLanguage:
    """Holds a language that readers are not offered yet."""

    code: str
    name: str
    lacking: int
    """The number of texts that readers would come across and that are missing."""


def waiting_languages() -> list[WaitingLanguage]:
    return [
        WaitingLanguage(code, name, len(list_missing(code)))
        for code, name in settings.LANGUAGES
        if not is_offered(code)
    ]
