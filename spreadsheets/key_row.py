"""Finds the row of keys, which names a sheet's columns for machines, and reads the rows below."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from django.utils.translation import gettext as _

from localization.characters import visible_text
from spreadsheets.limits import LONGEST_TITLE, UnreadableFile
from spreadsheets.worksheet import Worksheet

C = TypeVar("C")

ROWS_SEARCHED = 10
"""The keys stand in the first row, below a row of headers, or below titles that somebody added."""

_MOST_NAMED = 10
"""Sheets that a message names."""


@dataclass(frozen=True)
class KeyRow:
    """Represents the row of keys."""

    index: int
    """Counted from 0."""
    keys: tuple[str, ...]
    """By column; blank where a column has none."""

    @property
    def columns(self) -> dict[str, int]:
        """Returns the column of each key, counted from 0."""
        return {key: self.keys.index(key) for key in self.keys if key}

    def list_unknown(self, known: Collection[str]) -> list[str]:
        """Lists the keys that are not known, from left to right."""
        return [key for key in self.keys if key and key not in known]

    def list_repeated(self) -> list[str]:
        """Lists the keys that stand above more than one column, in alphabetical order."""
        return sorted({key for key in self.keys if key and self.keys.count(key) > 1})

    def records(self, rows: Sequence[Sequence[C]]) -> Iterator[tuple[int, dict[str, C | None]]]:
        """Yields each row below that has something under a key: its number, from 1, and its cells.

        What stands in columns without a key, such as a remark, makes no row.
        """
        columns, first = self.columns, self.index + 1
        for number, row in enumerate(rows[first:], start=first + 1):
            cells = {
                key: row[column] if column < len(row) else None for key, column in columns.items()
            }
            if any(cell is not None for cell in cells.values()):
                yield number, cells


def find_key_row(rows: Sequence[Sequence[object]], required: Collection[str]) -> KeyRow | None:
    """Returns the first of the topmost rows that holds all required keys; None without one."""
    for index, row in enumerate(rows[:ROWS_SEARCHED]):
        keys = tuple("" if cell is None else visible_text(str(cell)) for cell in row)
        if set(required) <= set(keys):
            return KeyRow(index, keys)
    return None


def find_sheet(sheets: Sequence[Worksheet], required: Collection[str]) -> Worksheet:
    """Returns the sheet that has the row of keys, wherever it stands; else the only one.

    A hidden sheet counts where no other has the row, and an empty table where no other has rows.
    Raises UnreadableFile, which names the sheets, where none has it or several do.
    """
    found = [sheet for sheet in sheets if find_key_row(sheet.rows, required)]
    found = [sheet for sheet in found if not sheet.is_hidden] or found
    found = [sheet for sheet in found if _has_records(sheet, required)] or found
    names = _list_names(found or sheets)
    if len(found) > 1:
        text = _(
            "Several sheets have a row of keys: %(names)s. Upload a workbook with only one of them."
        )
        raise UnreadableFile(text % {"names": names})
    if not found and len(sheets) > 1:
        text = _(
            "No sheet has the row of keys (%(keys)s, …). Start from an export. Sheets in "
            "this file: %(names)s."
        )
        raise UnreadableFile(text % {"keys": ", ".join(required), "names": names})
    return (found or list(sheets))[0]


def _list_names(sheets: Sequence[Worksheet]) -> str:
    names = [f"“{sheet.name[:LONGEST_TITLE]}”" for sheet in sheets[:_MOST_NAMED]]
    return ", ".join(names + ["…"] * (len(sheets) > _MOST_NAMED))


def _has_records(sheet: Worksheet, required: Collection[str]) -> bool:
    key_row = find_key_row(sheet.rows, required)
    return key_row is not None and any(True for _record in key_row.records(sheet.rows))
