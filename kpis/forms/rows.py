"""The entry form as its one template draws it: a template a field would make the page dear."""

from dataclasses import dataclass

from crispy_forms.layout import LayoutObject
from django.template.loader import get_template

from localization.texts import Text


@dataclass(frozen=True)
class FigureRow:
    """One figure with all that stands beside its field."""

    name: str
    label: Text
    hint: Text
    source: Text
    unit: str
    keyboard: str
    """The `inputmode`: numeric for counts, decimal elsewhere."""
    value: str
    errors: tuple[str, ...] = ()
    last: str = ""
    """The figure of the last comparable period."""
    stored: str | None = None
    """Where another's newer figure differs: that one, empty for blank."""
    typed_in: str = ""
    """The language of a text that could not be read before the page's language was changed."""


@dataclass(frozen=True)
class ChoiceRow:
    """The two ways to work out CLTV, and not to say."""

    name: str
    label: Text
    hint: Text
    choices: tuple[tuple[str, Text | str], ...]
    value: str
    errors: tuple[str, ...] = ()
    stored: str | None = None


@dataclass(frozen=True)
class GroupRows:
    key: str
    name: Text
    intro: Text
    choice: ChoiceRow | None
    """Stands before `chosen`, the figures that it is about."""
    rows: tuple[FigureRow, ...]
    chosen: tuple[FigureRow, ...]
    computed: tuple
    """The KPIs of the group, as far as they can be computed."""


@dataclass(frozen=True)
class PeriodRows:
    types: tuple
    type: str
    type_errors: tuple[str, ...]
    start: str
    start_errors: tuple[str, ...]


class EntryFields(LayoutObject):
    """All fields of an entry."""

    template = "kpis/_entry_fields.html"

    def render(self, form, context, **kwargs):
        return get_template(self.template).render(entry_context(form, context))


def entry_context(form, context) -> dict:
    return {
        "period": form.period_rows(),
        "groups": form.group_rows(context.get("computed", {})),
        "typed_in": form.language,
        "version": form.stamp,
        "last_period": form.last_period,
        "action": context.get("action", ""),
    }
