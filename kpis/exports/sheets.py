"""Writes a table of entries as CSV or XLSX, as the reader's spreadsheet program reads it."""

from decimal import Decimal
from functools import partial

from kpis.exports.table import Table
from localization.numbers import format_plain
from spreadsheets import writers


def render_xlsx(table: Table, language: str) -> bytes:
    sheet = writers.Sheet(
        title="KPIs",
        rows=[table.headers, table.keys, *table.rows],
        header_rows=2,
        format_number=partial(format_plain, language=language),
    )
    return writers.render_xlsx([sheet])


def render_csv(table: Table, language: str) -> bytes:
    """Returns the table with the language's decimal mark; where it is a comma, `;` parts cells."""
    format_number = partial(format_plain, language=language)
    decimal_mark = format_number(Decimal("0.5"))[1]
    return writers.render_csv(
        [table.headers, table.keys, *table.rows],
        delimiter=";" if decimal_mark == "," else ",",
        format_number=format_number,
    )
