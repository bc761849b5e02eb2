"""Turns the history of one KPI into rows: values, ratings and notes, the newest period first."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from kpis.domain.decimal_strings import exact_decimal
from kpis.exports.table import (
    COMPANY,
    CURRENCY,
    PERIOD_END,
    PERIOD_REMARK,
    PERIOD_START,
    PERIOD_TYPE,
    Table,
    get_header,
)
from kpis.presenters.kpi_history import HistoryRow
from kpis.selectors.content import Content
from spreadsheets.cells import Cell

VALUE, COMPARED, STATUS = "value", "compared_value", "status"
TARGET, TARGET_STATUS, NOTE = "target", "target_status", "note"
KEYS = (
    *(COMPANY, PERIOD_TYPE, PERIOD_START, PERIOD_END, CURRENCY),
    *(VALUE, COMPARED, STATUS, TARGET, TARGET_STATUS, NOTE, PERIOD_REMARK),
)


def history_table(company: str, rows: Iterable[HistoryRow], content: Content) -> Table:
    """Returns one row a period; ratings are words in the reader's language."""
    return Table(
        headers=tuple(_header(key, content) for key in KEYS),
        keys=KEYS,
        rows=tuple(_row(company, row) for row in rows),
    )


def _header(key: str, content: Content) -> str:
    return {
        VALUE: _("Value"),
        COMPARED: _("Value as it is compared"),
        STATUS: _("Rating by the threshold"),
        TARGET: _("Your target"),
        TARGET_STATUS: _("Rating by your target"),
        NOTE: _("Note"),
    }.get(key) or get_header(key, content)


def _row(company: str, row: HistoryRow) -> tuple[Cell, ...]:
    entry, result = row.entry, row.result
    return (
        company,
        entry.period_type,
        entry.period.start,
        entry.period.end,
        entry.currency,
        exact_decimal(result.value),
        exact_decimal(result.compared_value),
        str(row.status.word),
        exact_decimal(result.target.value) if result.target else None,
        str(row.target.status.word) if row.target else None,
        row.note.text if row.note else None,
        row.running or None,
    )
