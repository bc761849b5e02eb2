"""The fields of an entry. They hold nothing of a request, so one set serves every form."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from django import forms
from django.utils.translation import gettext_lazy as _

from kpis.domain.enums import CltvMethod
from kpis.domain.inputs import CLTV_METHOD, INPUTS
from kpis.presenters import formatting
from kpis.selectors.content import Content
from kpis.validators import read_figure
from localization.languages import CODES

TYPED_IN = "typed_in"
"""The hidden field that names the language of the page that the figures were typed in."""
KEPT, KEPT_IN = "__kept", "__typed_in"
"""Suffixes of hidden fields: a text that could not be read, and the language it was typed in."""


@dataclass(frozen=True)
class Typed:
    text: str
    language: str
    """Empty where the page did not say it."""


def language_of(data: Mapping, name: str) -> str:
    """What could not be read stays in the language it was typed in, until it is changed."""
    kept = data.get(name + KEPT)
    is_kept = kept is not None and kept == data.get(name)
    said = data.get(name + KEPT_IN if is_kept else TYPED_IN)
    return said if said in CODES else ""


class FigureInput(forms.TextInput):
    """Brings the language along in which the text was typed."""

    def value_from_datadict(self, data, files, name) -> Typed:
        return Typed((data.get(name) or "").strip(), language_of(data, name))


class FigureField(forms.Field):
    """One figure, read in the language it was typed in. Blank is not known, and no error."""

    widget = FigureInput

    def __init__(self, name: str, label: str, currency: str, shown_in: str):
        super().__init__(label=label, required=False)
        self.name, self.currency, self.shown_in = name, currency, shown_in

    def clean(self, value: Typed) -> Decimal | None:
        if not value.text:
            return None
        typed_in = value.language or self.shown_in
        return read_figure(value.text, self.name, self.currency, typed_in, self.shown_in)


@lru_cache(maxsize=64)
def entry_fields(content: Content, currency: str) -> dict[str, forms.Field]:
    """All fields of an entry, by name. Never change one: other forms have the same."""
    choose = _("Choose a month, a quarter or a year.")
    period_type = forms.ChoiceField(
        label=_("Length"),
        choices=formatting.PERIOD_TYPES,
        error_messages={"required": choose, "invalid_choice": choose},
    )
    period_start = forms.DateField(
        label=_("First day"),
        input_formats=["%Y-%m-%d"],
        error_messages={
            "required": _("Say when the period begins."),
            "invalid": _("Write a day in the form 2026-07-01."),
        },
    )
    choices = [("", ""), *((method.value, method.value) for method in CltvMethod)]
    method = forms.ChoiceField(
        label=content.label(CLTV_METHOD),
        required=False,
        choices=choices,
        error_messages={"invalid_choice": _("Choose one of the two ways.")},
    )
    figures = {
        field.name: FigureField(field.name, content.label(field.name), currency, content.language)
        for field in INPUTS
    }
    return {
        "period_type": period_type,
        "period_start": period_start,
        CLTV_METHOD: method,
        **figures,
    }
