"""Renders the values of an entry and those before it over time: as sparklines and as a table."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from kpis.domain.definitions import DEFINITIONS
from kpis.domain.enums import KpiKey, Unit
from kpis.domain.results import compute_values
from kpis.models import KpiEntry
from kpis.presenters import formatting
from kpis.selectors.content import Content, KpiContent


def compute_histories(
    entry: KpiEntry, earlier: Sequence[KpiEntry]
) -> dict[KpiKey, list[Fraction | None]]:
    """Computes each KPI's values from the oldest period to this one.

    None stands for what is not known, and for what cannot be compared with `entry`.
    """
    rows = [*reversed(earlier), entry]
    values = [compute_values(row.figures) for row in rows]
    return {
        key: [
            of_row[key] if _is_comparable(key, row, entry) else None
            for row, of_row in zip(rows, values, strict=True)
        ]
        for key in DEFINITIONS
    }


def _is_comparable(key: KpiKey, row: KpiEntry, entry: KpiEntry) -> bool:
    """Tells whether both values are of one currency and one CLTV method, where these matter."""
    if DEFINITIONS[key].unit is Unit.MONEY and row.currency != entry.currency:
        return False
    return key is not KpiKey.CLTV or row.cltv_method == entry.cltv_method


@dataclass(frozen=True)
class TimeTable:
    """Holds the figures behind the sparklines, the newest last."""

    periods: tuple[str, ...]
    running: str
    """Says which periods are not over; an empty text where all are."""
    rows: tuple[tuple[KpiContent, tuple[tuple[str, str, bool], ...]], ...]
    """Of each KPI: (period, value or an empty text, whether it is the newest)."""


def time_table(entries: Sequence[KpiEntry], content: Content, today: date) -> TimeTable:
    """Renders the values of comparable entries, which come the newest first."""
    entries = list(reversed(entries))
    labels = tuple(formatting.period_label(entry.period, content.language) for entry in entries)
    running = (
        formatting.running_sentence(entry.period, today, content.language) for entry in entries
    )
    values = [compute_values(entry.figures) for entry in entries]

    def cell(key: KpiKey, index: int) -> tuple[str, str, bool]:
        value, currency = values[index][key], entries[index].currency
        text = formatting.value_text(key, value, content.language, currency)
        return labels[index], text, index == len(entries) - 1

    return TimeTable(
        labels,
        " ".join(filter(None, running)),
        tuple(
            (content.kpis[key], tuple(cell(key, index) for index in range(len(entries))))
            for key in DEFINITIONS
            if key in content.kpis
        ),
    )
