from allauth.core.internal.cryptokit import normalize_user_code
from allauth.mfa import app_settings
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm as AllauthAuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as AllauthReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm as AllauthActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.core.cache import cache
from django.utils.translation import gettext_lazy as _

from accounts.forms.plain_fields import PlainFields


class _EachCodeOnce(forms.Form):
    """Refuses a code that was used before, as long as it is valid.

    allauth remembers it for one step; with the steps before and after it is valid for three.
    """

    def clean_code(self) -> str:
        code = super().clean_code()  # type: ignore[misc]
        key = f"second-factor:{self.user.pk}:{normalize_user_code(code)}"  # type: ignore[attr-defined]
        steps = 2 * app_settings.TOTP_TOLERANCE + 1
        if not cache.add(key, True, timeout=steps * app_settings.TOTP_PERIOD):
            raise get_adapter().validation_error("incorrect_code")
        return code


class AuthenticateForm(PlainFields, _EachCodeOnce, AllauthAuthenticateForm):
    pass


class ReauthenticateForm(PlainFields, _EachCodeOnce, AllauthReauthenticateForm):
    pass


class ActivateTOTPForm(PlainFields, AllauthActivateTOTPForm):
    pass


def _name_field(*, required: bool) -> forms.CharField:
    return forms.CharField(
        label=_("Name of the passkey"),
        max_length=100,
        required=required,
        help_text=_("For yourself, such as the device that holds it."),
    )


class AddPasskeyForm(PlainFields, AddWebAuthnForm):
    name = _name_field(required=False)
    passwordless = forms.BooleanField(
        label=_("Sign in with it alone, without a password"), required=False, initial=True
    )
    field_order = ["name", "passwordless", "credential"]


class EditPasskeyForm(PlainFields, EditWebAuthnForm):
    name = _name_field(required=True)
