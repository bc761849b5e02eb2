"""Asks the figures of one period."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.models import Account
from kpis.domain.inputs import CLTV_METHOD, INPUT_NAMES, INPUTS, EntryInputs
from kpis.domain.periods import Period, PeriodType
from kpis.forms.fields import DayInput, EntryBoundField, FigureField, MethodField
from kpis.forms.layout import entry_layout
from kpis.models import KpiEntry
from kpis.presenters import formatting
from kpis.selectors.content import Content
from kpis.validators import agreement_errors, checked_period
from localization.numbers import number_example

CHOOSE = _("Choose a month, a quarter or a year.")


class EntryForm(forms.Form):
    """Asks the figures of one period; figures are read in the language they were typed in.

    `today` is the date where the account is. A form for an existing entry has that `entry`; an
    empty form for a new one may have a `period`. `find_previous` gives the entry whose figures
    stand beside the fields. After a conflict, `stored` is the entry as it is stored now: its
    figures stand beside those typed, in its currency. With `preserve_input`, the reader only
    changed the language or the appearance: figures are read and written anew, and the period and
    the agreement of the figures are not checked.
    """

    use_required_attribute = False
    bound_field_class = EntryBoundField

    period_type = forms.ChoiceField(
        label=_("Length"),
        choices=formatting.PERIOD_TYPES,
        widget=forms.Select({"class": "form-select"}),
        error_messages={"required": CHOOSE, "invalid_choice": CHOOSE},
    )
    period_start = forms.DateField(
        label=_("First day"),
        help_text=_("The first day of any month, because financial years differ."),
        input_formats=["%Y-%m-%d"],
        widget=DayInput({"class": "form-control"}),
        error_messages={
            "required": _("Enter the start of the period."),
            "invalid": _("Enter a date in the form 2026-07-01."),
        },
    )

    def __init__(
        self,
        content: Content,
        account: Account,
        today: date,
        *,
        find_previous: Callable[[Period], KpiEntry | None],
        data: Mapping[str, Any] | None = None,
        entry: KpiEntry | None = None,
        period: Period | None = None,
        stored: KpiEntry | None = None,
        preserve_input: bool = False,
    ):
        period = entry.period if entry else period
        initial = {
            "period_type": period.type.value if period else PeriodType.QUARTER.value,
            "period_start": period.start.isoformat() if period else "",
            CLTV_METHOD: entry.cltv_method if entry else "",
        }
        super().__init__(data, auto_id="%s", initial=initial)
        self.content, self.language, self.today = content, content.language, today
        self.entry, self.stored, self.preserve_input = entry, stored, preserve_input
        self.currency = entry.currency if entry else account.currency
        self.find_previous = find_previous
        self.period: Period | None = None if self.is_bound else period
        self.inputs = entry.inputs if entry and not self.is_bound else EntryInputs()
        self.left_blank: frozenset[str] = frozenset()
        self.fields[CLTV_METHOD] = MethodField(content)
        for name in (field.name for field in INPUTS):
            self.fields[name] = FigureField(
                name, content.inputs[name], self.currency, self.language
            )

    @property
    def helper(self) -> FormHelper:
        helper = FormHelper()
        helper.form_tag = helper.include_media = helper.form_show_errors = False
        helper.disable_csrf = True  # the page's form holds the token
        helper.field_template = "kpis/_figure_field.html"
        helper.layout = entry_layout(self.content)
        return helper

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        figures = {field.name: data.get(field.name) for field in INPUTS}
        self.inputs = EntryInputs(**figures, cltv_method=data.get(CLTV_METHOD) or None)
        if data.get("period_type") and data.get("period_start"):
            self._check_period(PeriodType(data["period_type"]), data["period_start"])
        if not self.preserve_input:
            for name, message in agreement_errors(self.inputs, self.content, self.currency).items():
                self.add_error(name, message)
        if self.entry is None and self.stored is not None:
            self._fill_in(self.stored)
        return data

    def _check_period(self, period_type: PeriodType, start: date) -> None:
        try:
            self.period = checked_period(period_type, start, self.today)
        except ValidationError as error:
            if not self.preserve_input:
                self.add_error("period_start", error)

    def _fill_in(self, stored: KpiEntry) -> None:
        """Takes stored figures where a new entry left them blank, which says nothing of them."""
        self.left_blank = frozenset(self.inputs.missing(*INPUT_NAMES))
        figures = {name: getattr(stored.inputs, name) for name in self.left_blank}
        self.inputs = replace(self.inputs, **figures)

    @property
    def valid_inputs(self) -> EntryInputs:
        """Returns the figures without an error, to compute with while the rest is typed."""
        if not self.is_bound or not self.errors:
            return self.inputs
        valid = [name for name in INPUT_NAMES if name not in self.errors]
        return EntryInputs(**{name: getattr(self.inputs, name) for name in valid})

    @property
    def version(self) -> int:
        """Returns the version of the entry that the page was sent with; 0 where it has none."""
        text = self.data.get("version", "")
        return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0

    @property
    def shown_version(self) -> int:
        """Returns the version for the page: that of a newer entry only beside its figures."""
        if self.stored is not None:
            return self.stored.version
        if self.is_bound:
            return self.version
        return self.entry.version if self.entry else 0

    @property
    def shown_currency(self) -> str:
        """Returns the currency of the figures on the page."""
        return self.stored.currency if self.stored else self.currency

    @cached_property
    def previous(self) -> KpiEntry | None:
        """Finds the last comparable entry before the period, once that is valid."""
        return self.find_previous(self.period) if self.period else None

    @cached_property
    def previous_label(self) -> str:
        if self.previous is None:
            return ""
        return formatting.period_label(self.previous.period, self.language)

    @cached_property
    def _stored_inputs(self) -> EntryInputs | None:
        return self.stored.inputs if self.stored else None

    def differs_from_stored(self, name: str) -> bool:
        """Tells whether the stored input is another than the one typed; False without conflict."""
        stored = self._stored_inputs
        return stored is not None and getattr(stored, name) != getattr(self.inputs, name)

    @property
    def example(self) -> str:
        """Returns how a number is typed in the language of the page."""
        return number_example(self.language, places=formatting.PLACES)
