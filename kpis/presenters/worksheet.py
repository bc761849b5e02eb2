"""Renders all inputs with space to write on paper, for the people who know the figures."""

from dataclasses import dataclass
from datetime import date

from content.selectors.texts import Text
from kpis.domain.inputs import CLTV_METHOD, INPUTS, InputField, InputGroup
from kpis.models import KpiEntry
from kpis.presenters import formatting
from kpis.selectors.content import Content, GroupContent, InputContent


@dataclass(frozen=True)
class SheetRow:
    text: InputContent
    unit: str
    last: str


@dataclass(frozen=True)
class SheetGroup:
    key: str
    text: GroupContent
    rows: tuple[SheetRow, ...]
    method: Text | None
    chosen: tuple[SheetRow, ...]
    """Holds what is asked for one of the two ways of `method` only."""


def worksheet_context(content: Content, currency: str, last: KpiEntry | None, today: date) -> dict:
    """Renders the worksheet; the figures of `last` stand beside the space for the new ones."""

    def rows(fields: list[InputField]) -> tuple[SheetRow, ...]:
        return tuple(_row(field.name, content, currency, last) for field in fields)

    def group(key: InputGroup) -> SheetGroup:
        fields = [field for field in INPUTS if field.group is key]
        of_method = [field for field in fields if field.needs_method]
        return SheetGroup(
            key=key.value,
            text=content.groups[key],
            rows=rows([field for field in fields if field not in of_method]),
            method=content.inputs[CLTV_METHOD].label if of_method else None,
            chosen=rows(of_method),
        )

    return {
        "groups": [group(key) for key in InputGroup],
        "choices": list(content.choices.values()),
        "last_period": formatting.period_label(last.period, content.language) if last else "",
        "running": formatting.running_sentence(last.period, today, content.language)
        if last
        else "",
    }


def _row(name: str, content: Content, currency: str, last: KpiEntry | None) -> SheetRow:
    text = ""
    if last is not None:
        text = formatting.field_text(getattr(last, name), name, content.language, last.currency)
    unit = formatting.input_unit(name, content.language, currency)
    return SheetRow(content.inputs[name], unit, text)
