"""Turns all periods of an account into rows: inputs to fill in and import again, and KPI values."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from kpis.domain.decimal_strings import exact_decimal
from kpis.domain.definitions import DEFINITIONS
from kpis.domain.enums import KpiKey
from kpis.domain.inputs import CLTV_METHOD, INPUTS
from kpis.domain.results import compute_values
from kpis.models import KpiEntry
from kpis.presenters import formatting
from kpis.selectors.content import Content
from spreadsheets.cells import Cell

COMPANY, LANGUAGE, CURRENCY = "company", "language", "currency"
PERIOD_TYPE, PERIOD_START, PERIOD_END = "period_type", "period_start", "period_end"
PERIOD_REMARK = "period_remark"
"""Says of a period that is not over until when it runs; an import passes over it."""


@dataclass(frozen=True)
class Table:
    """Holds one row a period."""

    headers: tuple[str, ...]
    """Of the columns, in the reader's language."""
    keys: tuple[str, ...]
    """Of the columns, for machines."""
    rows: tuple[tuple[Cell, ...], ...]


def input_keys() -> tuple[str, ...]:
    """Returns the inputs in the order of the form, the method of CLTV before its figures."""
    names: list[str] = []
    for field in INPUTS:
        if KpiKey.CLTV in field.serves and CLTV_METHOD not in names:
            names.append(CLTV_METHOD)
        names.append(field.name)
    return tuple(names)


def table_keys() -> tuple[str, ...]:
    period = (PERIOD_TYPE, PERIOD_START, PERIOD_END)
    return (COMPANY, LANGUAGE, *period, CURRENCY, *input_keys(), *DEFINITIONS, PERIOD_REMARK)


def get_header(key: str, content: Content) -> str:
    if key in content.inputs:
        return content.label(key)
    if key in content.kpis:
        return str(content.kpis[key].name)
    return {
        COMPANY: _("Company"),
        LANGUAGE: _("Language of this sheet"),
        PERIOD_TYPE: _("Length"),
        PERIOD_START: _("First day"),
        PERIOD_END: _("Last day"),
        CURRENCY: _("Currency"),
        PERIOD_REMARK: _("Remark"),
    }.get(key, key)


def entries_table(
    company: str, entries: Iterable[KpiEntry], content: Content, today: date
) -> Table:
    """Returns the table; its column `language` says how an import reads figures that are text."""
    keys = table_keys()
    return Table(
        headers=tuple(get_header(key, content) for key in keys),
        keys=tuple(str(key) for key in keys),
        rows=tuple(_row(company, entry, content.language, today) for entry in entries),
    )


def _row(company: str, entry: KpiEntry, language: str, today: date) -> tuple[Cell, ...]:
    period = entry.period
    return (
        company,
        language,
        entry.period_type,
        period.start,
        period.end,
        entry.currency,
        *(_input(entry, name) for name in input_keys()),
        *map(exact_decimal, compute_values(entry.figures).values()),
        formatting.running_words(period, today, language) or None,
    )


def _input(entry: KpiEntry, name: str) -> Cell:
    value = getattr(entry, name)
    if isinstance(value, Decimal):
        return exact_decimal(value)
    return value if value != "" else None
