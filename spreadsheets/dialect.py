"""Decides how files are written for the spreadsheet program of a reader of a language.

A program for a language with a decimal comma takes `;` to part the cells of a CSV file. Days are
ISO 8601 (2026-01-31), which programs of every language read as days and none reads with day and
month swapped. Numbers have no marks between thousands.
"""

from dataclasses import dataclass
from datetime import date

from localization.numbers import decimal_mark, format_plain
from spreadsheets.cells import Cell
from spreadsheets.formulas import escape_formula

ENCODING = "utf-8-sig"
"""UTF-8 with a byte order mark, by which spreadsheet programs recognise it."""


@dataclass(frozen=True)
class Dialect:
    """Holds the marks of a language's CSV files."""

    language: str
    decimal_mark: str
    delimiter: str

    def to_text(self, value: Cell) -> str:
        """Returns the text of a cell; one that a program could take for a formula is escaped."""
        match value:
            case None:
                return ""
            case str():
                return escape_formula(value)
            case date():
                return value.isoformat()
            case _:
                return format_plain(value, self.language)


def get_dialect(language: str) -> Dialect:
    mark = decimal_mark(language)
    return Dialect(language, mark, ";" if mark == "," else ",")
