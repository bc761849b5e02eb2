"""Turns a plan into what is stored until it is confirmed, and that into a preview."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from kpis.domain.enums import CltvMethod
from kpis.domain.inputs import CLTV_METHOD, EntryInputs
from kpis.domain.periods import Period, PeriodType
from kpis.exports.table import get_header, input_keys
from kpis.imports.plan import Plan
from kpis.models import EntryImport, KpiEntry
from kpis.presenters import formatting
from kpis.selectors.content import Content
from kpis.services.imports import ImportRow


def to_stored_rows(plan: Plan) -> list[dict[str, Any]]:
    """Returns the rows that change something, as JSON: figures as text, versions of entries."""
    return [
        {
            "number": row.number,
            "period_type": row.period.type.value,
            "period_start": row.period.start.isoformat(),
            "currency": row.currency,
            "inputs": {
                name: None if value is None else str(value)
                for name, value in asdict(row.inputs).items()
            },
            "entry": str(row.entry.pk) if row.entry else None,
            "version": row.entry.version if row.entry else 0,
        }
        for row in plan.rows
        if row.changes_anything
    ]


def to_import_rows(pending: EntryImport) -> list[ImportRow]:
    return [
        ImportRow(
            number=row["number"],
            period=Period(PeriodType(row["period_type"]), date.fromisoformat(row["period_start"])),
            currency=row["currency"],
            inputs=_to_inputs(row["inputs"]),
            entry_id=row["entry"],
            version=row["version"],
        )
        for row in pending.rows
    ]


def _to_inputs(texts: dict[str, str | None]) -> EntryInputs:
    figures = {name: text for name, text in texts.items() if name != CLTV_METHOD}
    method = texts.get(CLTV_METHOD)
    return EntryInputs(
        cltv_method=CltvMethod(method) if method else None,
        **{name: None if text is None else Decimal(text) for name, text in figures.items()},
    )


@dataclass(frozen=True)
class InputChange:
    """Says what confirming does to one input."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class RowPreview:
    """Says what confirming does to one period."""

    number: int
    period: str
    is_new: bool
    running: str
    """Says that the period is not over; an empty text where it is."""
    changes: tuple[InputChange, ...]


def list_previews(
    rows: Iterable[ImportRow], entries: Mapping[str, KpiEntry], content: Content, today: date
) -> list[RowPreview]:
    """Returns a preview of each row; `entries` holds the stored entries of the rows, by id."""
    return [
        RowPreview(
            number=row.number,
            period=formatting.period_label(row.period, content.language),
            is_new=row.entry_id not in entries,
            running=formatting.running_sentence(row.period, today, content.language),
            changes=_list_changes(row, entries.get(row.entry_id or ""), content),
        )
        for row in rows
    ]


def _list_changes(
    row: ImportRow, entry: KpiEntry | None, content: Content
) -> tuple[InputChange, ...]:
    before = entry.inputs if entry else EntryInputs()
    return tuple(
        InputChange(
            get_header(name, content),
            _format(before, name, row.currency, content),
            _format(row.inputs, name, row.currency, content),
        )
        for name in input_keys()
        if getattr(before, name) != getattr(row.inputs, name)
    )


def _format(inputs: EntryInputs, name: str, currency: str, content: Content) -> str:
    value = getattr(inputs, name)
    if value is None:
        return ""
    if name == CLTV_METHOD:
        return str(content.choices[value])
    return formatting.input_figure(value, name, content.language, currency)
