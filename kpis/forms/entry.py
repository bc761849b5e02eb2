from collections.abc import Mapping
from datetime import date

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from kpis import wording
from kpis.domain.entry import EntryInputs
from kpis.domain.inputs import CLTV_METHOD, INPUTS, InputField, InputGroup, InputKind
from kpis.domain.periods import Period, PeriodType
from kpis.domain.terms import CltvMethod, KpiKey
from kpis.forms.rows import ChoiceRow, EntryFields, FigureRow, GroupRows, PeriodRows
from kpis.models import KpiEntry
from kpis.selectors.content import Content
from kpis.validation import agreement_errors, checked_period, read_figure, written_figure
from localization.languages import CODES
from localization.numbers import number_example

TYPED_IN = "typed_in"
"""The hidden field that names the language of the page that the figures were typed in."""
KEPT = "__kept"
KEPT_IN = "__typed_in"
"""Suffixes of hidden fields: a text that could not be read, and the language it was typed in."""


class FigureField(forms.Field):
    """One figure, read in the language it was typed in. Blank is not known, and no error."""

    widget = forms.TextInput

    def __init__(self, spec: InputField, label: str, currency: str, typed_in: str, shown_in: str):
        super().__init__(label=label, required=False)
        self.spec, self.currency = spec, currency
        self.typed_in, self.shown_in = typed_in, shown_in

    def clean(self, value):
        text = (value or "").strip()
        if not text:
            return None
        return read_figure(text, self.spec.name, self.currency, self.typed_in, self.shown_in)


class EntryForm(forms.Form):
    """The figures of one period.

    `today` is the account's. With `staying`, the reader only changed the language or the
    appearance: what is typed is read and written anew, and nothing else is said of it.
    """

    use_required_attribute = False
    period_type = forms.ChoiceField(
        label=_("Length"),
        choices=wording.PERIOD_TYPES,
        error_messages={
            "required": _("Choose a month, a quarter or a year."),
            "invalid_choice": _("Choose a month, a quarter or a year."),
        },
    )
    period_start = forms.DateField(
        label=_("First day"),
        input_formats=["%Y-%m-%d"],
        error_messages={
            "required": _("Say when the period begins."),
            "invalid": _("Write a day in the form 2026-07-01."),
        },
    )

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
        self.page_language = self._known(self.data.get(TYPED_IN))
        self.initial_period = entry.period if entry else period
        self.period: Period | None = None if self.is_bound else self.initial_period
        self.inputs = entry.inputs if entry and not self.is_bound else EntryInputs()
        self.previous: KpiEntry | None = None
        self.newer: KpiEntry | None = None
        self._make_fields()

    def _make_fields(self) -> None:
        choices = [("", ""), *((method.value, method.value) for method in CltvMethod)]
        self.fields[CLTV_METHOD] = forms.ChoiceField(
            label=self.content.label(CLTV_METHOD),
            required=False,
            choices=choices,
            error_messages={"invalid_choice": _("Choose one of the two ways.")},
        )
        for spec in INPUTS:
            typed_in = self._language_of(spec.name) if self.is_bound else self.language
            label = self.content.label(spec.name)
            field = FigureField(spec, label, self.currency, typed_in, self.language)
            self.fields[spec.name] = field

    def _known(self, language: str | None) -> str:
        return language if language in CODES else self.language

    def _language_of(self, name: str) -> str:
        """What could not be read stays in the language it was typed in, until it is changed."""
        kept = self.data.get(name + KEPT)
        if kept is not None and kept == self.data.get(name):
            return self._known(self.data.get(name + KEPT_IN))
        return self.page_language

    @property
    def helper(self) -> FormHelper:
        helper = FormHelper(self)
        helper.form_tag = False
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
        names = [*(field.name for field in INPUTS), CLTV_METHOD]
        return EntryInputs(
            **{name: getattr(self.inputs, name) for name in names if name not in wrong}
        )

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

    @property
    def last_period(self) -> str:
        if self.previous is None:
            return ""
        return wording.period_label(self.previous.period, self.language)

    @property
    def example(self) -> str:
        """How a number is typed in the language of the page."""
        return number_example(self.language, places=wording.PLACES)

    def errors_of(self, name: str) -> tuple[str, ...]:
        return tuple(self.errors.get(name, ())) if self.is_bound else ()

    def period_rows(self) -> PeriodRows:
        shown = self.initial_period
        kind = self.data.get("period_type", "") if self.is_bound else shown and shown.type.value
        start = self.data.get("period_start", "") if self.is_bound else shown and shown.start
        return PeriodRows(
            types=wording.PERIOD_TYPES,
            type=kind or PeriodType.QUARTER.value,
            type_errors=self.errors_of("period_type"),
            start=str(start or ""),
            start_errors=self.errors_of("period_start"),
        )

    def group_rows(self, computed: Mapping[str, tuple]) -> list[GroupRows]:
        found: dict[str, list[FigureRow]] = {group: [] for group in InputGroup}
        chosen: list[FigureRow] = []
        for spec in INPUTS:
            of_choice = KpiKey.CLTV in spec.serves
            (chosen if of_choice else found[spec.group]).append(self._figure_row(spec))
        return [
            GroupRows(
                key=group.value,
                name=self.content.groups[group].name,
                intro=self.content.groups[group].intro,
                choice=self._choice_row() if group is InputGroup.CLIENTS else None,
                rows=tuple(rows),
                chosen=tuple(chosen) if group is InputGroup.CLIENTS else (),
                computed=computed.get(group, ()),
            )
            for group, rows in found.items()
        ]

    def _figure_row(self, spec: InputField) -> FigureRow:
        name, text = spec.name, self.content.inputs[spec.name]
        errors = self.errors_of(name)
        typed_in = self.fields[name].typed_in
        return FigureRow(
            name=name,
            label=text.label,
            hint=text.hint,
            source=text.source,
            unit=wording.unit_of_input(name, self.language, self.currency),
            keyboard="numeric" if spec.kind is InputKind.COUNT else "decimal",
            value=self._shown(name),
            errors=errors,
            last=self._written(self.previous, name) if self.previous else "",
            stored=self._newer_figure(name),
            typed_in=typed_in if errors and typed_in != self.language else "",
        )

    def _shown(self, name: str) -> str:
        """As typed; only what was read in another language is written anew."""
        if not self.is_bound:
            return self._written(self.entry, name) if self.entry else ""
        if self.fields[name].typed_in == self.language or name not in self.cleaned_data:
            return self.data.get(name, "")
        value = self.cleaned_data[name]
        return "" if value is None else written_figure(value, name, self.currency, self.language)

    def _written(self, entry: KpiEntry, name: str) -> str:
        value = getattr(entry, name)
        return "" if value is None else written_figure(value, name, entry.currency, self.language)

    def _newer_figure(self, name: str) -> str | None:
        if self.newer is None or getattr(self.newer.inputs, name) == getattr(self.inputs, name):
            return None
        return self._written(self.newer, name)

    def _choice_row(self) -> ChoiceRow:
        text = self.content.inputs[CLTV_METHOD]
        stored = self.entry.cltv_method if self.entry else ""
        differs = self.newer and self.newer.inputs.cltv_method != self.inputs.cltv_method
        newer = self.newer.cltv_method if differs else None
        labels = {**self.content.choices, "": _("Not known")}
        return ChoiceRow(
            name=CLTV_METHOD,
            label=text.label,
            hint=text.hint,
            choices=tuple((key, labels[key]) for key in (*CltvMethod, "")),
            value=self.data.get(CLTV_METHOD, "") if self.is_bound else stored,
            errors=self.errors_of(CLTV_METHOD),
            stored=None if newer is None else str(labels[newer]),
        )
