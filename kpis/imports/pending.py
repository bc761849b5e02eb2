"""A plan as it waits for its reader, and as it is shown to be confirmed."""

from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal

from kpis.domain.inputs import CLTV_METHOD, EntryInputs
from kpis.domain.periods import Period, PeriodType
from kpis.exports.table import header_of, input_keys
from kpis.imports.plan import Plan
from kpis.models import EntryImport, KpiEntry
from kpis.presenters import formatting
from kpis.selectors.content import Content
from kpis.services.imports import ImportRow


def stored_rows(plan: Plan) -> list[dict]:
    """The rows that change something, as JSON: whole figures as text, and the versions seen."""
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
        if row.changes
    ]


def rows_of(draft: EntryImport) -> list[ImportRow]:
    return [
        ImportRow(
            number=row["number"],
            period=Period(PeriodType(row["period_type"]), date.fromisoformat(row["period_start"])),
            currency=row["currency"],
            inputs=_inputs(row["inputs"]),
            entry_id=row["entry"],
            version=row["version"],
        )
        for row in draft.rows
    ]


def _inputs(texts: dict[str, str | None]) -> EntryInputs:
    return EntryInputs(
        **{
            name: text if text is None or name == CLTV_METHOD else Decimal(text)
            for name, text in texts.items()
        }
    )


@dataclass(frozen=True)
class InputChange:
    label: str
    before: str
    after: str


@dataclass(frozen=True)
class RowPreview:
    """What confirming does to one period."""

    number: int
    period: str
    is_new: bool
    changes: tuple[InputChange, ...]


def previews(rows: list[ImportRow], entries: dict[str, KpiEntry], content: Content) -> list:
    """`entries` by id: those that the rows would change, as they are stored now."""
    found = []
    for row in rows:
        entry = entries.get(row.entry_id) if row.entry_id else None
        before = entry.inputs if entry else EntryInputs()
        changes = tuple(
            InputChange(
                header_of(name, content),
                _shown(before, name, row.currency, content),
                _shown(row.inputs, name, row.currency, content),
            )
            for name in input_keys()
            if getattr(before, name) != getattr(row.inputs, name)
        )
        label = formatting.period_label(row.period, content.language)
        found.append(RowPreview(row.number, label, row.entry_id is None, changes))
    return found


def _shown(inputs: EntryInputs, name: str, currency: str, content: Content) -> str:
    value = getattr(inputs, name)
    if value is None:
        return ""
    if name == CLTV_METHOD:
        return str(content.choices[value])
    return formatting.input_figure(value, name, content.language, currency)
