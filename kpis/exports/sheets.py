"""Writes a table of entries as CSV or XLSX, as the reader's spreadsheet program reads it."""

from django.utils.translation import gettext as _

from kpis.exports.table import Table
from spreadsheets import writers

WIDTH = 14
"""Of every column of the sheet, in characters: a day has to fit, or it is shown as ####."""


def render_xlsx(table: Table, language: str) -> bytes:
    sheet = writers.Sheet(
        title=_("KPIs"),
        rows=[table.headers, table.keys, *table.rows],
        header_rows=2,
        widths=[WIDTH] * len(table.keys),
    )
    return writers.render_xlsx([sheet], language)


def render_csv(table: Table, language: str) -> bytes:
    return writers.render_csv([table.headers, table.keys, *table.rows], language)
