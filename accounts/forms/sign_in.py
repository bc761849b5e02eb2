from typing import Any

from allauth.account.forms import AddEmailForm as AllauthAddEmailForm
from allauth.account.forms import ChangePasswordForm as AllauthChangePasswordForm
from allauth.account.forms import LoginForm as AllauthLoginForm
from allauth.account.forms import ReauthenticateForm as AllauthReauthenticateForm
from allauth.account.forms import ResetPasswordForm as AllauthResetPasswordForm
from allauth.account.forms import ResetPasswordKeyForm as AllauthResetPasswordKeyForm
from allauth.account.forms import SetPasswordForm as AllauthSetPasswordForm
from allauth.account.forms import SignupForm as AllauthSignupForm
from allauth.account.models import EmailAddress
from django import forms
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from accounts.forms.company import CompanyFields
from accounts.forms.plain_fields import PlainFields
from accounts.models import User
from accounts.services import email_change_request
from accounts.signals import held_for_verification, sign_up_sent
from web.address_fields import AddressFormField


class SignupForm(PlainFields, AllauthSignupForm, CompanyFields):
    account_already_exists: bool
    field_order = ["email", "password1", "company", "country", "currency", "time_zone"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _simplify_email(self, "email")

    def try_save(self, request: HttpRequest) -> tuple[User | None, HttpResponse | None]:
        """Saves the user; of two sign-ups with one address at the same moment, the first one's.

        The second one gets the mail that allauth sends where an address has an account already.
        A password is hashed for that one too: the time must not tell that the address has one.
        """
        sign_up_sent.send(type(self), request=request, email=self.cleaned_data["email"])
        if self.account_already_exists:
            User().set_password(self.cleaned_data["password1"])
            return self._answer_alike(request)
        try:
            with transaction.atomic():
                return super().try_save(request)
        except IntegrityError:
            self.account_already_exists = True
            return self._answer_alike(request)

    def _answer_alike(self, request: HttpRequest) -> tuple[User | None, HttpResponse | None]:
        """Answers as if the user were new; who signs up twice before confirming is still held."""
        email = self.cleaned_data["email"]
        confirmed = EmailAddress.objects.filter(email=email, verified=True).exists()
        user = None if confirmed else User.objects.filter(email=email).first()
        held_for_verification.send(type(self), request=request, user=user)
        return super().try_save(request)

    def validate_unique_email(self, value: str) -> str:
        """Notes that the address has an account; one that somebody only wants to use has none."""
        confirmed = EmailAddress.objects.filter(email=value, verified=True)
        self.account_already_exists = (
            User.objects.filter(email=value).exists() or confirmed.exists()
        )
        return value

    def custom_signup(self, request: HttpRequest, user: User) -> None:
        self.create_account(request, user)


class LoginForm(PlainFields, AllauthLoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _simplify_email(self, "login")
        self.fields["password"].help_text = ""  # the link to the reset stands beside the button
        self.fields["remember"].label = _("Keep me signed in on this device")


class ChangePasswordForm(PlainFields, AllauthChangePasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["oldpassword"].help_text = ""  # the link to the reset stands beside the button


class SetPasswordForm(PlainFields, AllauthSetPasswordForm):
    pass


class ResetPasswordKeyForm(PlainFields, AllauthResetPasswordKeyForm):
    pass


class ReauthenticateForm(PlainFields, AllauthReauthenticateForm):
    pass


class AddEmailForm(PlainFields, AllauthAddEmailForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _read_any_spelling(self, "email")

    def save(self, request: HttpRequest) -> EmailAddress:
        return email_change_request(user=self.user, email=self.cleaned_data["email"])


class ResetPasswordForm(PlainFields, AllauthResetPasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _read_any_spelling(self, "email")

    def clean_email(self) -> str:
        """Finds the user by the address in use: one that is not confirmed yet opens nothing."""
        email = super().clean_email()
        self.users = list(User.objects.filter(email=email, is_active=True))
        return email


def _read_any_spelling(form: forms.Form, name: str) -> None:
    field = form.fields[name]
    form.fields[name] = AddressFormField(label=field.label, widget=field.widget)


def _simplify_email(form: forms.Form, name: str) -> None:
    _read_any_spelling(form, name)
    field = form.fields[name]
    field.label = _("Email")
    field.widget.attrs["autocomplete"] = "username"
