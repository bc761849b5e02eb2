"""Reads a file as rows of cells; only what is wrong with the file as a whole is an error here."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from kpis.exports.table import PERIOD_TYPE
from spreadsheets.cells import Cell
from spreadsheets.readers import Limits, UnreadableFile, read_csv, read_xlsx

SUFFIXES = (".xlsx", ".csv")
MEGABYTE = 1024 * 1024
MOST_PERIODS = 500
LIMITS = Limits(file_size=MEGABYTE, unpacked_size=20 * MEGABYTE, rows=MOST_PERIODS + 2, columns=100)


def read_cells(name: str, content: bytes) -> Sequence[Sequence[Cell]]:
    """Returns rows of text, numbers and days; an empty cell is None. Raises UnreadableFile."""
    rows: Sequence[Sequence[Cell]]
    if name.lower().endswith(".xlsx"):
        file_cells = read_xlsx(content, LIMITS, computed_values=True)
        rows = [[None if cell is None else cell.to_exact() for cell in row] for row in file_cells]
    else:
        rows = read_csv(content, LIMITS, key=PERIOD_TYPE)
    if len(rows) > LIMITS.rows:
        text = _("This sheet has more than %(most)s periods.")
        raise UnreadableFile(text % {"most": MOST_PERIODS})
    return rows
