"""Lays out the entry form for crispy: a fieldset for the period, and one for each group."""

from typing import Any

from crispy_forms.layout import Field, Layout, LayoutObject
from django.template import Context
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from kpis.domain.inputs import CLTV_METHOD, INPUTS, InputGroup
from kpis.selectors.content import Content, GroupContent


class PeriodFields(LayoutObject):
    """Renders the fields of the period."""

    template, field_template = "kpis/_period_fields.html", "kpis/_field.html"

    def __init__(self, *fields: str):
        self.fields = list(fields)

    def render(self, form: Any, context: Context, **kwargs: Any) -> SafeString:
        kwargs["template"] = self.field_template
        fields = self.get_rendered_fields(form, context, **kwargs)
        return render_to_string(self.template, {"fields": fields})


class GroupFields(LayoutObject):
    """Renders the fields of a group, with the values computed from them."""

    template = "kpis/_input_group.html"

    def __init__(self, group: InputGroup, text: GroupContent, *fields: str | LayoutObject):
        self.group, self.text, self.fields = group, text, list(fields)

    def render(self, form: Any, context: Context, **kwargs: Any) -> SafeString:
        fields = self.get_rendered_fields(form, context, **kwargs)
        values = {"key": self.group.value, "text": self.text}
        rows = context["computed"].get(self.group, [])
        return render_to_string(self.template, {**values, "rows": rows, "fields": fields})


def entry_layout(content: Content) -> Layout:
    """Lays out all fields; the way to compute CLTV stands before the figures it asks for."""
    groups = [
        GroupFields(group, content.groups[group], *_list_fields(group)) for group in InputGroup
    ]
    return Layout(PeriodFields("period_type", "period_start"), *groups)


def _list_fields(group: InputGroup) -> list[str | LayoutObject]:
    plain = [field.name for field in INPUTS if field.group is group and not field.needs_method]
    of_method = [field.name for field in INPUTS if field.group is group and field.needs_method]
    if not of_method:
        return plain
    return [*plain, Field(CLTV_METHOD, template="kpis/_method_field.html"), *of_method]
