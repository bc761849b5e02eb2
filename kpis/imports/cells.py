"""Reads a file as rows of cells; only what is wrong with the file as a whole is an error here."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from kpis.exports.table import PERIOD_START, PERIOD_TYPE
from spreadsheets.cells import ReadCell
from spreadsheets.file_kinds import is_zip
from spreadsheets.key_row import find_sheet
from spreadsheets.limits import Limits, UnreadableFile
from spreadsheets.readers import read_csv, read_xlsx
from spreadsheets.visible_text import visible_text

SUFFIXES = (".xlsx", ".csv", ".txt")
MEGABYTE = 1024 * 1024
MOST_PERIODS = 500
MOST_ROWS = MOST_PERIODS + 10
"""Rows above the row of keys included."""
LIMITS = Limits(
    file_size=MEGABYTE,
    unpacked_size=4 * MEGABYTE,
    rows=MOST_ROWS,
    columns=100,
    cells=MOST_ROWS * 60,
)
REQUIRED = (PERIOD_TYPE, PERIOD_START)
"""Keys by which the row of keys is known."""


def read_cells(name: str, content: bytes) -> Sequence[Sequence[ReadCell]]:
    """Returns rows of text, numbers and days; an empty cell is None. Raises UnreadableFile."""
    rows: Sequence[Sequence[ReadCell]]
    if name.lower().endswith(".xlsx") or is_zip(content):
        sheet = find_sheet(read_xlsx(content, LIMITS), REQUIRED)
        rows = [[None if cell is None else cell.read() for cell in row] for row in sheet.rows]
        rows = [[_to_visible(cell) for cell in row] for row in rows]
    else:
        rows = read_csv(content, LIMITS, key=PERIOD_TYPE)
        _refuse_one_column(rows)
    if len(rows) > LIMITS.rows:
        text = _("This sheet has more than %(most)s periods.")
        raise UnreadableFile(text % {"most": MOST_PERIODS})
    return rows


def _to_visible(cell: ReadCell) -> ReadCell:
    return visible_text(cell) or None if isinstance(cell, str) else cell


def _refuse_one_column(rows: Sequence[Sequence[ReadCell]]) -> None:
    """Raises UnreadableFile where a program has put all columns into one cell."""
    for row in rows[: LIMITS.rows - MOST_PERIODS]:
        if any(isinstance(cell, str) and all(key in cell for key in REQUIRED) for cell in row):
            raise UnreadableFile(
                _(
                    "All values of this file are in one column: the program that saved it separated"
                    " them with other characters. Start from the XLSX export, which needs none."
                )
            )
