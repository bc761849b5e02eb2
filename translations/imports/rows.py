"""Holds a translators' file as rows, whichever format it came in."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from spreadsheets.limits import Limits

SUFFIXES = (".xlsx", ".po")
MEGABYTE = 1024 * 1024
MOST_ROWS = 10_000
"""Texts of a file."""
LIMITS = Limits(
    file_size=5 * MEGABYTE,
    unpacked_size=16 * MEGABYTE,
    rows=MOST_ROWS + 10,
    columns=50,
    cells=MOST_ROWS * 12,
)


@dataclass(frozen=True)
class FileRow:
    """Represents one text of the file."""

    number: int
    """Of the sheet's row, or of the PO file's line."""
    key: str
    english: str
    values: Mapping[str, str]
    """By language; blank where the file has nothing."""
    fingerprints: Mapping[str, str]
    """By language, of the texts when the file was made."""
    unsure: bool = False
    """Whether the translator has marked the text as unsure."""
    problems: Mapping[str, str] = field(default_factory=dict)
    """By language: why a cell holds no text."""


@dataclass(frozen=True)
class FileRows:
    """Represents a file that was read."""

    languages: tuple[str, ...]
    rows: tuple[FileRow, ...]
    marks_unsure: bool = False
    """Whether the format marks unsure translations; removing the mark confirms a translation."""
