from allauth.account.forms import LoginForm as AllauthLoginForm
from allauth.account.forms import SignupForm as AllauthSignupForm
from django import forms
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import Account
from accounts.services import first_account_create
from accounts.signals import account_made
from localization import regions
from localization.languages import current_language


class CompanyFields(forms.Form):
    """What the product must know of an MSP: asked at sign-up, and where a member has no account."""

    company = forms.CharField(
        label=_("Company"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    country = forms.ChoiceField(
        label=_("Country"), widget=forms.Select(attrs={"autocomplete": "country"})
    )
    currency = forms.ChoiceField(
        label=_("Currency"), help_text=_("Amounts among your KPIs are in this currency.")
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        language = current_language()
        self.fields["country"].choices = [("", _("Please choose")), *regions.countries(language)]
        self.fields["currency"].choices = [("", _("Please choose")), *regions.currencies(language)]

    @transaction.atomic
    def create_account(self, request, owner) -> None:
        """The owner's first account; sent twice or in parallel, the form makes one."""
        data = self.cleaned_data
        account = first_account_create(
            owner=owner, name=data["company"], country=data["country"], currency=data["currency"]
        )
        if account is not None:
            account_made.send(type(self), request=request, user=owner, account=account)


class SignupForm(AllauthSignupForm, CompanyFields):
    field_order = ["email", "password1", "password2", "company", "country", "currency"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _plain_email(self.fields["email"])
        for name in ("password1", "password2"):
            self.fields[name].widget.attrs.pop("placeholder", None)
        self.fields["password2"].label = _("Password, once more")

    def try_save(self, request):
        """Of two sign-ups with one address at the same moment, the second is told by mail that there is an account."""
        try:
            with transaction.atomic():
                return super().try_save(request)
        except IntegrityError:
            self.account_already_exists = True
            return super().try_save(request)

    def custom_signup(self, request, user):
        self.create_account(request, user)


class LoginForm(AllauthLoginForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _plain_email(self.fields["login"])
        self.fields["password"].widget.attrs.pop("placeholder", None)
        self.fields["password"].help_text = ""  # the link to the reset stands beside the button
        self.fields["remember"].label = _("Keep me signed in on this device")


def _plain_email(field: forms.Field) -> None:
    field.label = _("E-mail")
    field.widget.attrs.pop("placeholder", None)
    field.widget.attrs["autocomplete"] = "username"


class AccountForm(forms.ModelForm):
    class Meta:
        model = Account
        fields = ["name", "country", "currency", "time_zone"]
        labels = {"name": _("Company"), "currency": _("Currency")}
        help_texts = {"country": "", "currency": _("Amounts among your KPIs are in this currency.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        language = current_language()
        currencies = regions.currencies(language)
        present = self.instance.currency
        if present and present not in dict(currencies):  # one that is used no more
            currencies = [*currencies, (present, present)]
        self.fields["country"] = forms.ChoiceField(
            label=_("Country"), choices=regions.countries(language)
        )
        self.fields["currency"] = forms.ChoiceField(
            label=_("Currency"),
            choices=currencies,
            help_text=_("Amounts among your KPIs are in this currency."),
        )
        self.fields["time_zone"] = forms.ChoiceField(
            label=_("Time zone"),
            choices=[(zone, zone.replace("_", " ")) for zone in regions.time_zones()],
        )
