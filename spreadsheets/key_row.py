"""Finds the row of keys, which names a sheet's columns for machines, and reads the rows below."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

C = TypeVar("C")

_ROWS_SEARCHED = 2
"""The keys stand in the first row, or below a row of headers."""


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
        """Yields each row below that is not empty: its number, from 1, and its cells by key."""
        columns, first = self.columns, self.index + 1
        for number, row in enumerate(rows[first:], start=first + 1):
            if any(cell is not None for cell in row):
                yield (
                    number,
                    {
                        key: row[column] if column < len(row) else None
                        for key, column in columns.items()
                    },
                )


def find_key_row(rows: Sequence[Sequence[object]], required: Collection[str]) -> KeyRow | None:
    """Returns the row that holds all required keys, the first or the second; None without one."""
    for index, row in enumerate(rows[:_ROWS_SEARCHED]):
        keys = tuple("" if cell is None else str(cell).strip() for cell in row)
        if set(required) <= set(keys):
            return KeyRow(index, keys)
    return None
