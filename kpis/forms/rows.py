"""The entry form as its one template draws it.

Most of that markup is the same on every page of a language and a currency, and drawing it costs
more than all else together. So it is drawn once, with marks where a reader's own values stand, and
kept; a page without errors only puts its values in the places of the marks. See
docs/decisions/0103-form-markup-in-memory.md.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from crispy_forms.layout import LayoutObject
from django.template.loader import get_template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from content.selectors.texts import Text
from kpis.domain.enums import KpiKey
from kpis.domain.inputs import (
    CLTV_METHOD,
    INPUT_FIELDS,
    INPUTS,
    InputField,
    InputGroup,
    InputKind,
)
from kpis.presenters import formatting
from kpis.selectors.content import Content, InputContent

TEMPLATE = "kpis/_entry_fields.html"
MARK = re.compile("\ue000(.*?)\ue001")
"""A place for a value, named between two private characters that no figure has."""


@dataclass(frozen=True)
class Trouble:
    """What there is to say of one field beside its value."""

    errors: tuple[str, ...] = ()
    stored: str | None = None
    """Where another's newer figure differs: that one, empty for blank."""
    typed_in: str = ""
    """The language of a text that could not be read before the page's language was changed."""


@dataclass(frozen=True)
class FigureRow:
    """One figure with all that stands beside its field."""

    name: str
    text: InputContent
    unit: str
    keyboard: str
    """The `inputmode`: numeric for counts, decimal elsewhere."""
    value: str
    last: str
    """The last comparable period and its figure."""
    trouble: Trouble


@dataclass(frozen=True)
class Choice:
    value: str
    label: Text | str
    chosen: str
    """The attribute that chooses it, or nothing."""


@dataclass(frozen=True)
class GroupRows:
    key: str
    name: Text
    intro: Text
    rows: tuple[FigureRow, ...]
    choices: tuple[Choice, ...]
    """The two ways to work out CLTV, and not to say; they stand before `chosen`."""
    chosen: tuple[FigureRow, ...]
    computed: str


class Marks(dict):
    """Gives for each value the mark of its place."""

    def __missing__(self, name: str) -> SafeString:
        return mark_safe(f"\ue000{name}\ue001")  # noqa: S308 - names are the code's


class EntryFields(LayoutObject):
    """All fields of an entry."""

    def render(self, form, context, **kwargs):
        values = form.values(context.get("computed", {}), context.get("action", ""))
        troubles = form.troubles()
        if troubles:
            fields = fields_context(form.content, form.currency, values, troubles)
            return get_template(TEMPLATE).render(fields)
        escaped = {name: value and conditional_escape(value) for name, value in values.items()}
        kept = _kept_markup(form.content, form.currency)
        return mark_safe(MARK.sub(lambda mark: escaped[mark[1]], kept))  # noqa: S308


@lru_cache(maxsize=64)
def _kept_markup(content: Content, currency: str) -> str:
    """`content` is a new one with every change of texts, so this never outlives them."""
    return get_template(TEMPLATE).render(fields_context(content, currency, Marks(), {}))


def fields_context(
    content: Content, currency: str, values: Mapping[str, str], troubles: Mapping[str, Trouble]
) -> dict:
    """What the template draws; `values` are named as `EntryForm.values` names them."""

    def row(field: InputField) -> FigureRow:
        name = field.name
        return FigureRow(
            name=name,
            text=content.inputs[name],
            unit=formatting.unit_of_input(name, content.language, currency),
            keyboard="numeric" if INPUT_FIELDS[name].kind is InputKind.COUNT else "decimal",
            value=values[name],
            last=values[f"{name}-last"],
            trouble=troubles.get(name, Trouble()),
        )

    def group(key: InputGroup) -> GroupRows:
        fields = [field for field in INPUTS if field.group is key]
        of_method = [field for field in fields if KpiKey.CLTV in field.serves]
        return GroupRows(
            key=key.value,
            name=content.groups[key].name,
            intro=content.groups[key].intro,
            rows=tuple(row(field) for field in fields if field not in of_method),
            choices=_methods(content, values) if of_method else (),
            chosen=tuple(row(field) for field in of_method),
            computed=values[f"computed-{key}"],
        )

    return {
        "values": {name: values[name] for name in ("typed_in", "version", "action", "start")},
        "types": [
            Choice(kind, label, values[f"type-{kind}"]) for kind, label in formatting.PERIOD_TYPES
        ],
        "method": content.inputs[CLTV_METHOD],
        "groups": [group(key) for key in InputGroup],
        "troubles": troubles,
    }


def _methods(content: Content, values: Mapping[str, str]) -> tuple[Choice, ...]:
    labels = {**content.choices, "": _("Not known")}
    return tuple(Choice(key, label, values[f"method-{key}"]) for key, label in labels.items())
