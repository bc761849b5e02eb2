"""Defines the fields of an entry, and what a page renders beside each."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kpis.domain.drafts import TypedFigure
from kpis.domain.inputs import CLTV_METHOD
from kpis.models import KpiEntry
from kpis.presenters import formatting
from kpis.selectors.content import Content, InputContent
from kpis.validators import read_figure
from localization.characters import visible_text
from localization.labels import labelled
from localization.languages import CODES

if TYPE_CHECKING:
    from kpis.forms.entry import EntryForm

TYPED_IN = "typed_in"
"""The hidden field that names the language of the page that the figures were typed in."""
KEPT, KEPT_IN = "__kept", "__typed_in"
"""Suffixes of hidden fields: a text that could not be read, and the language it was typed in."""


def get_typed_language(data: Mapping[str, Any], name: str) -> str:
    """Returns the language that a field was typed in; empty where the page named none.

    A text that could not be read keeps its language until the text is changed.
    """
    kept = data.get(name + KEPT)
    is_kept = kept is not None and kept == data.get(name)
    language = data.get(name + KEPT_IN if is_kept else TYPED_IN)
    return language if language in CODES else ""


class DayInput(forms.DateInput):
    """Renders the browser's own date field, with the text as it was typed."""

    input_type = "date"

    def format_value(self, value: str | None) -> str:
        return value or ""


class FigureInput(forms.TextInput):
    """Reads a text together with the language in which it was typed."""

    def value_from_datadict(self, data: Mapping[str, Any], files: object, name: str) -> TypedFigure:
        return TypedFigure(visible_text(data.get(name) or ""), get_typed_language(data, name))


class EntryBoundField(forms.BoundField):
    """Adds what stands beside a field of the form; `kpis/_field.html` renders it."""

    @property
    def unit(self) -> str:
        """Returns what stands behind a figure: a currency's sign, years, people."""
        return ""

    @property
    def last(self) -> str | None:
        """Returns the last comparable period and its figure; None where there is no place for it."""
        return None

    @property
    def stored(self) -> str | None:
        """Returns the stored figure where it differs from what was typed; empty for blank."""
        return None

    @property
    def kept_language(self) -> str:
        """Returns the language of a text that could not be read before the page's was changed."""
        return ""

    @property
    def aria_describedby(self) -> str:
        parts = {
            "hint": bool(self.help_text),
            "error": bool(self.errors),
            "stored": self.stored is not None,
            "unit": bool(self.unit),
            "last": self.last is not None,
        }
        return " ".join(f"{self.auto_id}-{part}" for part, is_there in parts.items() if is_there)

    def build_widget_attrs(
        self, attrs: dict[str, Any], widget: forms.Widget | None = None
    ) -> dict[str, Any]:
        attrs = super().build_widget_attrs(attrs, widget)
        if self.errors:
            attrs["class"] = f"{self.field.widget.attrs.get('class', '')} is-invalid"
        return attrs


class FigureBoundField(EntryBoundField):
    """Renders a figure in the language of the page."""

    form: EntryForm

    def value(self) -> str:
        """Returns the text as typed; only what was read in another language is written anew."""
        form = self.form
        if self.name in form.left_blank:
            return self._text_in(form.stored)
        if not form.is_bound:
            return self._text_in(form.entry)
        if self._typed_language == form.language or self.name not in form.cleaned_data:
            return form.data.get(self.name, "")
        value = form.cleaned_data[self.name]
        return formatting.field_text(value, self.name, form.language, form.shown_currency)

    @cached_property
    def unit(self) -> str:
        return formatting.input_unit(self.name, self.form.language, self.form.shown_currency)

    @cached_property
    def last(self) -> str:
        figure = self._text_in(self.form.previous)
        return labelled(self.form.previous_label, figure) if figure else ""

    @property
    def stored(self) -> str | None:
        return self._text_in(self.form.stored) if self.form.differs_from_stored(self.name) else None

    @property
    def kept_language(self) -> str:
        is_foreign = self.errors and self._typed_language != self.form.language
        return self._typed_language if is_foreign else ""

    @property
    def _typed_language(self) -> str:
        return get_typed_language(self.form.data, self.name) or self.form.language

    def _text_in(self, entry: KpiEntry | None) -> str:
        if entry is None:
            return ""
        value = getattr(entry, self.name)
        return formatting.field_text(value, self.name, self.form.language, entry.currency)


class FigureField(forms.Field):
    """Reads one figure in the language it was typed in; blank is not known, and no error."""

    bound_field_class = FigureBoundField
    widget = FigureInput

    def __init__(self, name: str, content: InputContent, currency: str, language: str):
        super().__init__(label=str(content.label), help_text=str(content.hint), required=False)
        self.input_mode = formatting.input_mode(name)
        self.name, self.content = name, content
        self.currency, self.language = currency, language

    def clean(self, value: TypedFigure) -> Decimal | None:
        if not value.text:
            return None
        typed_in = value.language or self.language
        return read_figure(value.text, self.name, self.currency, typed_in, self.language)


class MethodBoundField(EntryBoundField):
    """Renders the choice of the way to compute CLTV."""

    form: EntryForm

    def value(self) -> str:
        stored = self.form.stored
        if stored is not None and self.name in self.form.left_blank:
            return stored.cltv_method
        return super().value() or ""

    @property
    def stored(self) -> str | None:
        if self.form.stored is None or not self.form.differs_from_stored(self.name):
            return None
        return str(self.form.content.choices.get(self.form.stored.cltv_method, ""))


class MethodField(forms.ChoiceField):
    """Reads the way to compute CLTV, which may stay unknown."""

    bound_field_class = MethodBoundField

    def __init__(self, content: Content):
        self.content = content.inputs[CLTV_METHOD]
        labels = {key: label.html for key, label in content.choices.items()}
        super().__init__(
            label=str(self.content.label),
            help_text=str(self.content.hint),
            required=False,
            choices=[*labels.items(), ("", _("No data"))],
            widget=forms.RadioSelect,
            error_messages={"invalid_choice": _("Choose one of the two methods.")},
        )
