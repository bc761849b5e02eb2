from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cached_property

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.core.exceptions import ValidationError
from django.utils.safestring import mark_safe

from kpis.domain.enums import CltvMethod
from kpis.domain.inputs import CLTV_METHOD, INPUT_NAMES, INPUTS, EntryInputs, InputGroup
from kpis.domain.periods import Period, PeriodType
from kpis.forms.figures import entry_fields, language_of
from kpis.forms.rows import EntryFields, Trouble
from kpis.models import KpiEntry
from kpis.presenters import formatting
from kpis.selectors.content import Content
from kpis.validators import agreement_errors, checked_period, written_figure
from localization.labels import labelled
from localization.numbers import number_example

SELECTED, CHECKED = mark_safe(" selected"), mark_safe(" checked")


class EntryForm(forms.Form):
    """The figures of one period.

    `today` is the account's. With `staying`, the reader only changed the language or the
    appearance: what is typed is read and written anew, and nothing else is said of it.
    """

    use_required_attribute = False

    def __init__(
        self,
        content: Content,
        currency: str,
        today: date,
        *,
        data: Mapping | None = None,
        entry: KpiEntry | None = None,
        period: Period | None = None,
        staying: bool = False,
    ):
        super().__init__(data, auto_id="%s")
        self.content, self.currency, self.today = content, currency, today
        self.entry, self.staying = entry, staying
        self.language = content.language
        self.initial_period = entry.period if entry else period
        self.period: Period | None = None if self.is_bound else self.initial_period
        self.inputs = entry.inputs if entry and not self.is_bound else EntryInputs()
        self.previous: KpiEntry | None = None
        self.newer: KpiEntry | None = None
        self.left_blank: set[str] = set()
        self.fields = entry_fields(content, currency)

    @property
    def helper(self) -> FormHelper:
        helper = FormHelper()
        helper.form_tag = helper.include_media = helper.form_show_errors = False
        helper.disable_csrf = True  # the page's form holds the token
        helper.layout = Layout(EntryFields())
        return helper

    def clean(self):
        data = super().clean()
        figures = {field.name: data.get(field.name) for field in INPUTS}
        self.inputs = EntryInputs(**figures, cltv_method=data.get(CLTV_METHOD) or None)
        if data.get("period_type") and data.get("period_start"):
            self._check_period(PeriodType(data["period_type"]), data["period_start"])
        if not self.staying:
            for name, message in agreement_errors(self.inputs, self.content, self.currency).items():
                self.add_error(name, message)
        return data

    def _check_period(self, period_type: PeriodType, start: date) -> None:
        try:
            self.period = checked_period(period_type, start, self.today)
        except ValidationError as error:
            if not self.staying:
                self.add_error("period_start", error)

    @property
    def readable(self) -> EntryInputs:
        """The figures that stand without an error, to compute with while the rest is typed."""
        wrong = self.errors.keys() if self.is_bound else ()
        if not wrong:
            return self.inputs
        return EntryInputs(
            **{name: getattr(self.inputs, name) for name in INPUT_NAMES if name not in wrong}
        )

    def show_newer(self, newer: KpiEntry) -> None:
        """Shows what is stored beside what was typed, in the currency of what is stored.

        A form for a new entry, whose period turns out to have one, lays what was typed over that
        entry: what was left blank there says nothing of the stored figures.
        """
        self.newer, self.currency = newer, newer.currency
        if self.entry is None:
            self.left_blank = {name for name in INPUT_NAMES if getattr(self.inputs, name) is None}
            stored = {name: getattr(newer.inputs, name) for name in self.left_blank}
            self.inputs = replace(self.inputs, **stored)

    @property
    def version(self) -> int:
        """Which version of the entry the page showed; 0 where it does not say."""
        text = self.data.get("version", "")
        return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0

    @property
    def stamp(self) -> int:
        """The version the page shows: another's newer one only once its figures are shown."""
        if self.newer:
            return self.newer.version
        if self.is_bound:
            return self.version
        return self.entry.version if self.entry else 0

    @cached_property
    def last_period(self) -> str:
        if self.previous is None:
            return ""
        return formatting.period_label(self.previous.period, self.language)

    @property
    def example(self) -> str:
        """How a number is typed in the language of the page."""
        return number_example(self.language, places=formatting.PLACES)

    def values(self, computed: Mapping[str, str], action: str) -> dict[str, str]:
        """Every value that the form's template has a place for, by the name of the place."""
        kind, start, method = self._period_type(), self._period_start(), self._method()
        found = {
            "typed_in": self.language,
            "version": str(self.stamp),
            "action": action,
            "start": start,
        }
        found |= {f"type-{key}": SELECTED if key == kind else "" for key in PeriodType}
        found |= {f"method-{key}": CHECKED if key == method else "" for key in (*CltvMethod, "")}
        found |= {f"computed-{group}": computed.get(group, "") for group in InputGroup}
        for field in INPUTS:
            found[field.name] = self._shown(field.name)
            found[f"{field.name}-last"] = self._last(field.name)
        return found

    def troubles(self) -> dict[str, Trouble]:
        """By field, what there is to say of it; empty where all is well."""
        found = {name: self._trouble(name) for name in self.fields} if self.is_bound else {}
        return {name: trouble for name, trouble in found.items() if trouble != Trouble()}

    def _trouble(self, name: str) -> Trouble:
        errors = tuple(self.errors.get(name, ()))
        typed_in = self._typed_in(name) if errors else self.language
        kept = typed_in if typed_in != self.language else ""
        return Trouble(errors, self._newer_value(name), kept)

    def _typed_in(self, name: str) -> str:
        return language_of(self.data, name) or self.language

    def _period_type(self) -> str:
        if self.is_bound:
            return self.data.get("period_type", "")
        return (self.initial_period.type if self.initial_period else PeriodType.QUARTER).value

    def _period_start(self) -> str:
        if self.is_bound:
            return self.data.get("period_start", "")
        return self.initial_period.start.isoformat() if self.initial_period else ""

    def _method(self) -> str:
        if CLTV_METHOD in self.left_blank:
            return self.newer.cltv_method
        if self.is_bound:
            return self.data.get(CLTV_METHOD, "")
        return self.entry.cltv_method if self.entry else ""

    def _last(self, name: str) -> str:
        figure = self._written(self.previous, name) if self.previous else ""
        return labelled(self.last_period, figure) if figure else ""

    def _shown(self, name: str) -> str:
        """As typed; only what was read in another language is written anew."""
        if name in self.left_blank:
            return self._written(self.newer, name)
        if not self.is_bound:
            return self._written(self.entry, name) if self.entry else ""
        if self._typed_in(name) == self.language or name not in self.cleaned_data:
            return self.data.get(name, "")
        value = self.cleaned_data[name]
        return "" if value is None else written_figure(value, name, self.currency, self.language)

    def _written(self, entry: KpiEntry, name: str) -> str:
        value = getattr(entry, name)
        return "" if value is None else written_figure(value, name, entry.currency, self.language)

    def _newer_value(self, name: str) -> str | None:
        """What is stored now, where it differs from what was typed."""
        if self.newer is None or name in ("period_type", "period_start"):
            return None
        if getattr(self.newer.inputs, name) == getattr(self.inputs, name):
            return None
        if name == CLTV_METHOD:
            return str(self.content.choices.get(self.newer.cltv_method, ""))
        return self._written(self.newer, name)
