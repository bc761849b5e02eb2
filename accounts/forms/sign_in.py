from typing import Any
from uuid import uuid4

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
from accounts.services.sessions import SESSION_KEPT, session_idle_time_set
from accounts.signals import held_for_verification, sign_up_sent
from accounts.validators import refuse_names
from web.address_fields import AddressFormField


class AnswersAlike(CompanyFields):
    """Creates a user with a company, and answers alike where the address has an account already."""

    account_already_exists: bool

    def try_save(self, request: HttpRequest) -> tuple[User | None, HttpResponse | None]:
        """Saves the user; of two sign-ups with one address at the same moment, the first one's.

        The second one gets the mail that allauth sends where an address has an account already.
        As much is written for that one too: the time must not tell that the address has one.
        """
        sign_up_sent.send(type(self), request=request, email=self.cleaned_data["email"])
        if self.account_already_exists:
            self._create_and_take_back(request)
            return self._answer_alike(request)
        try:
            with transaction.atomic():
                return super().try_save(request)  # type: ignore[misc]
        except IntegrityError:
            self.account_already_exists = True
            return self._answer_alike(request)

    @transaction.atomic
    def _create_and_take_back(self, request: HttpRequest) -> None:
        """Takes the time of creating a user with a company, and leaves nothing behind."""
        email = f"{uuid4().hex}@example.invalid"
        user = User.objects.create_user(email, self.cleaned_data.get("password1"))
        self.create_account(request, user)
        transaction.set_rollback(True)

    def _answer_alike(self, request: HttpRequest) -> tuple[User | None, HttpResponse | None]:
        """Answers as if the user were new; who signs up twice before confirming is still held."""
        email = self.cleaned_data["email"]
        confirmed = EmailAddress.objects.filter(email=email, verified=True).exists()
        user = None if confirmed else User.objects.filter(email=email).first()
        held_for_verification.send(type(self), request=request, user=user)
        return super().try_save(request)  # type: ignore[misc]

    def validate_unique_email(self, value: str) -> str:
        """Notes that the address has an account; one that somebody only wants to use has none."""
        confirmed = EmailAddress.objects.filter(email=value, verified=True)
        self.account_already_exists = (
            User.objects.filter(email=value).exists() or confirmed.exists()
        )
        return value

    def custom_signup(self, request: HttpRequest, user: User) -> None:
        self.create_account(request, user)


class SignupForm(PlainFields, AnswersAlike, AllauthSignupForm):
    field_order = ["email", "password1", "company", "country", "currency", "time_zone"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        simplify_email(self, "email")

    def clean(self) -> dict[str, Any]:
        """Refuses a password that is mostly the name of the company in the same form."""
        super().clean()
        data: dict[str, Any] = self.cleaned_data
        if data.get("password1") and data.get("company"):
            try:
                refuse_names(data["password1"], [data["company"]])
            except forms.ValidationError as error:
                self.add_error("password1", error)
        return data


class LoginForm(PlainFields, AllauthLoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        simplify_email(self, "login")
        self.fields["password"].help_text = ""  # the link to the reset stands beside the button
        self.fields["remember"] = forms.BooleanField(
            label=_("Keep me signed in on this device"), required=False
        )

    def login(self, request: HttpRequest, redirect_url: str | None = None) -> HttpResponse:
        """Signs in, or asks for what is missing; the choice counts as soon as it is complete.

        The session of a guest, who may still have to confirm an address, lasts as long as before.
        """
        request.session[SESSION_KEPT] = self.cleaned_data["remember"]
        response = super().login(request, redirect_url=redirect_url)
        if request.user.is_authenticated:  # allauth has set the time of a guest
            session_idle_time_set(session=request.session, user=request.user)
        return response


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


def simplify_email(form: forms.Form, name: str) -> None:
    _read_any_spelling(form, name)
    field = form.fields[name]
    field.label = _("Email")
    field.widget.attrs["autocomplete"] = "username"
