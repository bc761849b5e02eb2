"""Everything translatable by language: how much is there, missing, stale, or says a trade term otherwise."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import polib
from django.conf import settings

from content.selectors.completeness import missing_texts
from localization.available_languages import is_offered
from localization.languages import CODES
from translations.selectors.status import States, Status, TextStatus, with_status
from translations.selectors.texts import Translatable

NAMES = dict(settings.LANGUAGES)


@dataclass(frozen=True)
class Cell:
    language: str
    total: int
    missing: int
    stale: int
    terms: int

    @property
    def language_name(self) -> str:
        """In the language itself."""
        return NAMES[self.language]

    @property
    def percent(self) -> int:
        """Of texts that are there and current; 100 only where all are."""
        return (self.total - self.missing - self.stale) * 100 // self.total if self.total else 100


@dataclass(frozen=True)
class Row:
    group: str
    label: str
    cells: tuple[Cell, ...]


def matrix(texts: Sequence[Translatable], states: States) -> list[Row]:
    """A row for each group, and one of all; a cell for each language."""
    groups = {text.group: text.group_label for text in texts}
    judged = {code: with_status(texts, code, states) for code in CODES}
    rows = [
        Row(
            group,
            label,
            tuple(
                _cell(code, [one for one in judged[code] if one.text.group == group])
                for code in CODES
            ),
        )
        for group, label in groups.items()
    ]
    return [*rows, Row("", "", tuple(_cell(code, judged[code]) for code in CODES))]


def _cell(language: str, judged: list[TextStatus]) -> Cell:
    return Cell(
        language=language,
        total=len(judged),
        missing=sum(one.status is Status.MISSING for one in judged),
        stale=sum(one.status is Status.STALE for one in judged),
        terms=sum(bool(one.terms) for one in judged),
    )


def message_cells() -> list[Cell]:
    """The messages of the interface, from the catalogues. They are the developers'; English is the source."""
    return [_messages(code) for code in CODES]


def _messages(code: str) -> Cell:
    paths = [Path(folder) / code / "LC_MESSAGES" / "django.po" for folder in settings.LOCALE_PATHS]
    found = [path for path in paths if path.exists()]
    counts = [_counted(path, path.stat().st_mtime_ns) for path in found]
    total, missing, stale = (
        (sum(numbers) for numbers in zip(*counts, strict=True)) if counts else (0, 0, 0)
    )
    if not counts and code != settings.LANGUAGE_CODE:
        return Cell(code, 1, 1, 0, 0)  # no catalogue at all: nothing is translated
    return Cell(code, total, missing, stale, 0)


@lru_cache(maxsize=32)
def _counted(path: Path, changed_at: int) -> tuple[int, int, int]:
    """Messages in all, missing, and fuzzy ones. Kept until the file changes: reading one takes a while."""
    catalogue = polib.pofile(str(path))
    entries = [entry for entry in catalogue if not entry.obsolete]
    stale = sum(entry.fuzzy for entry in entries)
    return len(entries), sum(not entry.translated() and not entry.fuzzy for entry in entries), stale


@dataclass(frozen=True)
class WaitingLanguage:
    """A language that MSPs are not offered yet."""

    code: str
    name: str
    lacking: int
    """Texts that MSPs would come across."""


def waiting_languages() -> list[WaitingLanguage]:
    return [
        WaitingLanguage(code, name, len(missing_texts(code)))
        for code, name in settings.LANGUAGES
        if not is_offered(code)
    ]
