"""Asks an owner what reports and comparisons need to know of the company."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.forms.logo import LogoField
from accounts.forms.regions import StoredCodesForm, ZoneField, offered_zones, with_stored
from accounts.models import Account
from accounts.models.account import ACCENT
from localization import regions
from localization.languages import current_language
from web.text_fields import CodeField

CHOOSE = {"required": _("Choose an option.")}
_SHORT = re.compile("#[0-9a-f]{3}")


class AccentField(CodeField):
    """Reads a color as people copy it: with or without #, in capitals, with three digits."""

    def to_python(self, value: Any) -> str:
        text = (super().to_python(value) or "").lower()
        text = f"#{text.lstrip('#')}" if text else ""
        return "#" + "".join(2 * digit for digit in text[1:]) if _SHORT.fullmatch(text) else text

    def validate(self, value: str) -> None:
        super().validate(value)
        if value and not re.fullmatch(ACCENT, value):
            raise ValidationError(_("Enter a color such as #0b5a73."), code="invalid")


class AccountForm(StoredCodesForm):
    """Edits an account; a logo that was chosen is in `cleaned_data` as it will be stored."""

    LATER = ("people", "client_count", "endpoint_count", "report_language", "accent")

    country = forms.ChoiceField(label=_("Country"), error_messages=CHOOSE)
    currency = forms.ChoiceField(
        label=_("Currency"),
        help_text=_(
            "Used for new KPI figures. Figures that you have entered keep their currency: a new one "
            "converts nothing."
        ),
        error_messages=CHOOSE,
    )
    time_zone = ZoneField(label=_("Time zone"), error_messages=CHOOSE)
    accent = AccentField(
        label=_("Accent color"),
        required=False,
        help_text=_(
            "Shown as a band on reports, never behind text. Six digits, such as #0b5a73, or blank "
            "for none."
        ),
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false"}),
    )
    logo = LogoField(
        label=_("Logo"),
        required=False,
        help_text=_("Shown on reports. PNG or JPEG, at most 256 KB."),
    )
    logo_remove = forms.BooleanField(label=_("Remove the logo"), required=False)

    class Meta:
        model = Account
        fields = [
            "name",
            *StoredCodesForm.CODES,
            "people",
            "client_count",
            "endpoint_count",
            "report_language",
            "accent",
        ]
        labels = {
            "name": _("Company"),
            "people": _("People in the company"),
            "client_count": _("Clients with a contract"),
            "endpoint_count": _("Endpoints under contract"),
            "report_language": _("Language of reports"),
        }

    def __init__(self, *args: Any, all_zones: bool = False, has_logo: bool, **kwargs: Any) -> None:
        """Offers the zones of the country, or all of them; a chosen one of elsewhere too."""
        super().__init__(*args, **kwargs)
        # Where no zone is stored, dates are those of UTC.
        self.initial["time_zone"] = regions.present_zone(self.initial["time_zone"]) or "UTC"
        language = current_language()
        zones = regions.time_zone_names(language) if all_zones else self._offer_zones()
        lists = (regions.countries(language), regions.currencies(language), zones)
        for name, choices in zip(self.CODES, lists, strict=True):
            stored = with_stored(list(choices), self.initial[name])
            self.fields[name].choices = stored  # type: ignore[attr-defined]
        for name in ("people", "client_count", "endpoint_count"):
            self._name_blank(name, _("Not stated"))
        self._name_blank("report_language", _("That of the page"))
        if not has_logo:
            del self.fields["logo_remove"]

    def clean(self) -> dict[str, Any]:
        """Leaves alone what the page did not ask: it may be that of an earlier release."""
        data = super().clean() or self.cleaned_data
        left_out = [name for name in self.LATER if name not in self.data and name in data]
        return data | {name: getattr(self.instance, name) for name in left_out}

    def _offer_zones(self) -> Any:
        return offered_zones(
            str(self["country"].value() or ""), str(self["time_zone"].value() or "")
        )

    def _name_blank(self, name: str, label: Any) -> None:
        field: Any = self.fields[name]
        field.choices = [("", label), *((key, text) for key, text in field.choices if key)]
