"""Asks the account's own targets, one field for each KPI."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms

from accounts.models import Account
from kpis.domain.drafts import TypedFigure
from kpis.domain.enums import KpiKey, Unit
from kpis.domain.targets import Target, latest_target, target_unit
from kpis.forms.fields import EntryBoundField, FigureInput, get_typed_language
from kpis.presenters import formatting
from kpis.presenters.target import other_currency_words, since_words, target_hint
from kpis.selectors.content import Content
from kpis.services.target import TargetChange
from kpis.validators import read_number
from localization import numbers
from localization.minor_units import iso_minor_digits
from web.restored_forms import state_name

SHOWN = "__shown"
"""Suffix of the hidden field with the target that the page showed; blank for none."""


class TargetBoundField(EntryBoundField):
    """Renders a target in the language of the page."""

    form: TargetForm
    field: TargetField

    def value(self) -> str:
        """Returns the text as typed; only what was read in another language is written anew."""
        form = self.form
        if not form.is_bound or self.html_name not in form.data:
            return self._write(form.stored_values[self.field.key])
        if self._typed_language == form.language or self.name not in form.cleaned_data:
            return form.data.get(self.html_name, "")
        return self._write(form.cleaned_data[self.name])

    def _write(self, value: Decimal | None) -> str:
        if value is None:
            return ""
        places = formatting.places_needed(value, self.field.places)
        return numbers.format_number(value, self.form.language, places=places)

    @property
    def unit(self) -> str:
        """Returns what stands behind the field."""
        match target_unit(self.field.key):
            case Unit.MONEY:
                return formatting.currency_symbol(self.form.currency, self.form.language)
            case Unit.PERCENT:
                return "%"
            case Unit.TIMES:
                return "×"
            case _:
                return ""

    @property
    def shown(self) -> str:
        """Returns the value of the hidden field: what the page shows as saved."""
        value = self.form.shown_values[self.field.key]
        return "" if value is None else f"{value.normalize():f}"

    @property
    def stored(self) -> str | None:
        """Returns the target that was saved meanwhile; None where the page shows the saved one."""
        if self.field.key not in self.form.newer:
            return None
        return self._write(self.form.stored_values[self.field.key])

    @property
    def since(self) -> str:
        """Says since when the saved target stands."""
        target = latest_target(self.form.targets, self.field.key)
        if target is None:
            return ""
        if target.currency not in ("", self.form.currency):
            return other_currency_words(target, self.form.language)
        return since_words(target, self.form.language)

    @property
    def kept_language(self) -> str:
        """Returns the language of a text that could not be read before the page's was changed."""
        is_foreign = self.errors and self._typed_language != self.form.language
        return self._typed_language if is_foreign else ""

    @property
    def _typed_language(self) -> str:
        return get_typed_language(self.form.data, self.name) or self.form.language


class TargetField(forms.Field):
    """Reads one target in the language it was typed in; blank is none."""

    bound_field_class = TargetBoundField
    widget = FigureInput

    def __init__(self, key: KpiKey, content: Content, currency: str):
        super().__init__(
            label=str(content.kpis[key].name), help_text=target_hint(key), required=False
        )
        self.key, self.content, self.language = key, content.kpis[key], content.language
        is_money = target_unit(key) is Unit.MONEY
        self.places = iso_minor_digits(currency) if is_money else formatting.PLACES

    def clean(self, value: TypedFigure) -> Decimal | None:
        text = value.text
        if target_unit(self.key) is Unit.PERCENT:
            text = text.removesuffix("%").strip()
        if not text:
            return None
        return read_number(text, self.places, value.language or self.language, self.language)


class TargetForm(forms.Form):
    """Asks the targets; a field that was not sent is left alone.

    Money is in the account's currency: a target in another one counts as none. After a conflict,
    `newer` names the targets that were changed meanwhile, and `targets` has them.
    """

    use_required_attribute = False

    def __init__(
        self,
        content: Content,
        account: Account,
        targets: Iterable[Target],
        *,
        data: Mapping[str, Any] | None = None,
        newer: Iterable[KpiKey] = (),
    ):
        super().__init__(data, auto_id="%s")
        self.content, self.language, self.currency = content, content.language, account.currency
        self.targets, self.newer = tuple(targets), frozenset(newer)
        for key in KpiKey:
            if key in content.kpis:
                self.fields[key.value] = TargetField(key, content, account.currency)
        self.stored_values = {key: self._stored(key) for key in KpiKey}
        # A page that is refused still says what the page before it showed.
        self.shown_values = {
            key: self.stored_values[key] if key in self.newer else self._shown(key)
            for key in KpiKey
        }

    def _stored(self, key: KpiKey) -> Decimal | None:
        target = latest_target(self.targets, key)
        return target.value if target and target.currency in ("", self.currency) else None

    def _shown(self, key: KpiKey) -> Decimal | None:
        text = self.data.get(key + SHOWN) if self.is_bound else None
        if text is None:
            return self.stored_values[key]
        try:
            value = Decimal(text) if text else None
        except InvalidOperation:
            return self.stored_values[key]
        return value if value is None or value.is_finite() else self.stored_values[key]

    @property
    def state(self) -> str:
        """Returns the name of the form by what is saved, for what a browser restores."""
        return state_name("\n".join(f"{key}={value}" for key, value in self.stored_values.items()))

    @property
    def changes(self) -> dict[KpiKey, TargetChange]:
        """Returns what was sent, by KPI, with what the page had shown. Only for a valid form."""
        return {
            KpiKey(name): TargetChange(self.shown_values[KpiKey(name)], self.cleaned_data[name])
            for name in self.fields
            if name in self.data
        }
