"""Asks what the product has to know of a company: little at sign-up, more on its page."""

import re
from typing import Any

from allauth.core import context
from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation.trans_real import parse_accept_lang_header

from accounts.forms.logo import LogoField
from accounts.forms.regions import Choices, StoredCodesForm, ZoneField, offered_zones, with_stored
from accounts.models import Account, User
from accounts.models.account import ACCENT
from accounts.services import first_account_create
from accounts.signals import account_made
from localization import regions
from localization.languages import current_language
from web.text_fields import CodeField

CHOOSE = {"required": _("Choose an option.")}
_SHORT = re.compile("#[0-9a-f]{3}")


def browser_country(request: HttpRequest | None) -> str:
    """Returns the country of the browser's languages (`de-AT`), the first that names one."""
    header = request.headers.get("Accept-Language", "") if request else ""
    for language, _quality in parse_accept_lang_header(header.lower()):
        region = language.rpartition("-")[2].upper()
        if "-" in language and region in regions.country_codes():
            return region
    return ""


def _list_countries() -> Choices:
    return [("", _("Please choose")), *regions.countries(current_language())]


def _list_currencies() -> Choices:
    return [("", _("The country’s currency")), *regions.currencies(current_language())]


class CompanyFields(forms.Form):
    """Asks what the product must know of an MSP, at sign-up or where a user has no account yet.

    The country is proposed by the browser's languages, currency and time zone by the country: they
    are asked only where that is not known.
    """

    company = forms.CharField(
        label=_("Company"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    country = forms.ChoiceField(
        label=_("Country"),
        choices=_list_countries,
        required=False,
        widget=forms.Select(attrs={"autocomplete": "country"}),
    )
    currency = forms.ChoiceField(
        label=_("Currency"),
        choices=_list_currencies,
        required=False,
        help_text=_("Used for all amounts in your KPIs."),
    )
    time_zone = ZoneField(
        label=_("Time zone"),
        required=False,
        help_text=_("Used for all dates. You can change it at any time."),
        widget=forms.Select(attrs={"data-zones": reverse_lazy("accounts:time_zones")}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.proposed_country = browser_country(context.request)
        if self.proposed_country:
            self.initial.setdefault("country", self.proposed_country)
            self.initial.setdefault("currency", regions.country_currency(self.proposed_country))
        self.fields["time_zone"].choices = self._offer_zones  # type: ignore[attr-defined]

    def _offer_zones(self) -> Choices:
        """Lists the zones of the country that the form has; nothing chosen is its main one."""
        country, chosen = (str(self[name].value() or "") for name in ("country", "time_zone"))
        return [("", _("The country’s main time zone")), *offered_zones(country, chosen)]

    @property
    def is_place_known(self) -> bool:
        """Tells whether country, currency and time zone can stand folded."""
        places = {"country", "currency", "time_zone"}
        return bool(self["country"].value()) and not (self.is_bound and places & self.errors.keys())

    @property
    def place(self) -> str:
        """Returns country and currency as the fold names them: «Austria, EUR»."""
        country = str(self["country"].value() or "")
        name = dict(regions.countries(current_language())).get(country, country)
        currency = str(self["currency"].value() or "") or regions.country_currency(country)
        return ", ".join(part for part in (name, currency) if part)

    def clean_country(self) -> str:
        """Returns the country that was chosen or, where none was sent, the one proposed."""
        country: str = self.cleaned_data["country"]
        if not country and "country" not in self.data:
            country = self.proposed_country
        if not country:
            raise ValidationError(CHOOSE["required"], code="required")
        return country

    def clean_currency(self) -> str:
        """Returns the currency that was chosen, else that of the country."""
        country = self.cleaned_data.get("country", "")
        currency: str = self.cleaned_data["currency"] or regions.country_currency(country)
        if not currency and country:
            raise ValidationError(CHOOSE["required"], code="required")
        return currency

    @transaction.atomic
    def create_account(self, request: HttpRequest, owner: User) -> None:
        """Creates the owner's first account; a form sent twice or in parallel creates one."""
        data = self.cleaned_data
        account = first_account_create(
            owner=owner,
            name=data["company"],
            country=data["country"],
            currency=data["currency"],
            time_zone=data["time_zone"],
        )
        if account is not None:
            account_made.send(type(self), request=request, user=owner, account=account)


class AccentField(CodeField):
    """Reads a color as people copy it: with or without #, in capitals, with three digits."""

    def to_python(self, value: Any) -> str:
        text = (super().to_python(value) or "").lower()
        text = f"#{text.lstrip('#')}" if text else ""
        return "#" + "".join(2 * digit for digit in text[1:]) if _SHORT.fullmatch(text) else text

    def validate(self, value: str) -> None:
        super().validate(value)
        if value and not re.fullmatch(ACCENT, value):
            raise ValidationError(_("Enter a colour such as #0b5a73."), code="invalid")


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
        label=_("Accent colour"),
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
