from typing import Any

from allauth.account.forms import LoginForm as AllauthLoginForm
from allauth.account.forms import SignupForm as AllauthSignupForm
from django import forms
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from accounts.models import Account, User
from accounts.services import first_account_create
from accounts.signals import account_made
from localization import regions
from localization.languages import current_language
from localization.lazy import StrOrPromise

Choices = list[tuple[str, StrOrPromise]]


def _list_countries() -> Choices:
    return [("", _("Please choose")), *regions.countries(current_language())]


def _list_currencies() -> Choices:
    return [("", _("Please choose")), *regions.currencies(current_language())]


def _list_time_zones() -> Choices:
    return [(zone, zone.replace("_", " ")) for zone in regions.time_zones()]


class CompanyFields(forms.Form):
    """Asks what the product must know of an MSP, at sign-up or where a user has no account yet."""

    company = forms.CharField(
        label=_("Company"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    country = forms.ChoiceField(
        label=_("Country"),
        choices=_list_countries,
        widget=forms.Select(attrs={"autocomplete": "country"}),
    )
    currency = forms.ChoiceField(
        label=_("Currency"),
        choices=_list_currencies,
        help_text=_("Amounts among your KPIs are in this currency."),
    )

    @transaction.atomic
    def create_account(self, request: HttpRequest, owner: User) -> None:
        """Creates the owner's first account; a form sent twice or in parallel creates one."""
        data = self.cleaned_data
        account = first_account_create(
            owner=owner, name=data["company"], country=data["country"], currency=data["currency"]
        )
        if account is not None:
            account_made.send(type(self), request=request, user=owner, account=account)


class SignupForm(AllauthSignupForm, CompanyFields):
    field_order = ["email", "password1", "password2", "company", "country", "currency"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _simplify_email(self.fields["email"])
        for name in ("password1", "password2"):
            self.fields[name].widget.attrs.pop("placeholder", None)
        self.fields["password2"].label = _("Password, once more")

    def try_save(self, request: HttpRequest) -> tuple[User | None, HttpResponse | None]:
        """Saves the user; of two sign-ups with one address at the same moment, the first one's.

        The second one gets the mail that allauth sends where an address has an account already.
        """
        try:
            with transaction.atomic():
                return super().try_save(request)
        except IntegrityError:
            self.account_already_exists = True
            return super().try_save(request)

    def custom_signup(self, request: HttpRequest, user: User) -> None:
        self.create_account(request, user)


class LoginForm(AllauthLoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _simplify_email(self.fields["login"])
        self.fields["password"].widget.attrs.pop("placeholder", None)
        self.fields["password"].help_text = ""  # the link to the reset stands beside the button
        self.fields["remember"].label = _("Keep me signed in on this device")


def _simplify_email(field: forms.Field) -> None:
    field.label = _("E-mail")
    field.widget.attrs.pop("placeholder", None)
    field.widget.attrs["autocomplete"] = "username"


class AccountForm(forms.ModelForm):
    country = forms.ChoiceField(
        label=_("Country"), choices=lambda: regions.countries(current_language())
    )
    time_zone = forms.ChoiceField(label=_("Time zone"), choices=_list_time_zones)

    class Meta:
        model = Account
        fields = ["name", "country", "currency", "time_zone"]
        labels = {"name": _("Company")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        currencies = list(regions.currencies(current_language()))
        present = self.instance.currency
        if present and present not in dict(currencies):  # a currency that no country uses any more
            currencies.append((present, present))
        self.fields["currency"] = forms.ChoiceField(
            label=_("Currency"),
            choices=currencies,
            help_text=_("Amounts among your KPIs are in this currency."),
        )
