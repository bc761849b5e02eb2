"""A translators' file as rows, whichever format it came in. What is wrong with the file as a whole is said here."""

from collections.abc import Mapping
from dataclasses import dataclass, field

LARGEST = 5 * 1024 * 1024
"""Bytes of a file."""
LARGEST_UNPACKED = 10 * LARGEST
MOST_ROWS = 10_000
TYPES = (".xlsx", ".po")


class UnreadableFile(ValueError):
    """The file is none of ours; the message is for its reader."""


@dataclass(frozen=True)
class FileRow:
    """One text of the file."""

    number: int
    """Of the sheet's row, or of the PO file's line."""
    key: str
    english: str
    values: Mapping[str, str]
    """By language; blank where the file has nothing."""
    marks: Mapping[str, str]
    """What the texts were when the file was made."""
    unsure: bool = False
    """The translator has marked it so."""
    problems: Mapping[str, str] = field(default_factory=dict)
    """By language: cells that hold no text."""


@dataclass(frozen=True)
class FileRows:
    languages: tuple[str, ...]
    rows: tuple[FileRow, ...]
    marks_unsure: bool = False
    """The format tells a translation that is sure from one that is not; removing the mark confirms it."""
