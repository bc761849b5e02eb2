"""What came before: an entry's values over time, as small lines and as a table."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from kpis.domain.definitions import DEFINITIONS
from kpis.domain.enums import KpiKey, Unit
from kpis.models import KpiEntry
from kpis.presenters import formatting
from kpis.selectors.content import Content, KpiContent


def histories_of(
    entry: KpiEntry, earlier: Sequence[KpiEntry]
) -> dict[KpiKey, list[Fraction | None]]:
    """Each KPI's values from the oldest period to this one; what is of another kind is left out."""
    rows = [*reversed(earlier), entry]
    return {key: [_value(key, row, entry) for row in rows] for key in DEFINITIONS}


def _value(key: KpiKey, row: KpiEntry, entry: KpiEntry) -> Fraction | None:
    definition = DEFINITIONS[key]
    if definition.unit is Unit.MONEY and row.currency != entry.currency:
        return None
    if key is KpiKey.CLTV and row.cltv_method != entry.cltv_method:
        return None
    return definition.formula(row.inputs, row.period.months).value


@dataclass(frozen=True)
class TimeTable:
    """The figures behind the small lines, the newest last."""

    periods: tuple[str, ...]
    rows: tuple[tuple[KpiContent, tuple[tuple[str, str, bool], ...]], ...]
    """Of each KPI: (period, value or an empty text, whether it is the newest)."""


def time_table(rows: Sequence[KpiEntry], content: Content) -> TimeTable:
    """`rows` are comparable entries, the newest first."""
    shown = list(reversed(rows))
    labels = tuple(formatting.period_label(row.period, content.language) for row in shown)

    def cell(key: KpiKey, index: int) -> tuple[str, str, bool]:
        row, definition = shown[index], DEFINITIONS[key]
        value = definition.formula(row.inputs, row.period.months).value
        text = ""
        if value is not None:
            text = formatting.figure(value, definition.unit, content.language, row.currency)
        return labels[index], text, index == len(shown) - 1

    return TimeTable(
        labels,
        tuple(
            (content.kpis[key], tuple(cell(key, index) for index in range(len(shown))))
            for key in DEFINITIONS
            if key in content.kpis
        ),
    )
