"""Names what allauth shows in the admin: its apps, and models and fields that have English names.

Only what is shown changes: names in `_meta` are not part of the packages' migrations.
"""

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from allauth.usersessions.models import UserSession
from django.apps import apps
from django.utils.translation import gettext_lazy as _

apps.get_app_config("account").verbose_name = _("Sign-in")
apps.get_app_config("mfa").verbose_name = _("Two-factor authentication")
apps.get_app_config("usersessions").verbose_name = _("Sessions")
apps.get_app_config("socialaccount").verbose_name = _("Sign-in with a provider")
apps.get_app_config("auth").verbose_name = _("Groups and permissions")

Authenticator._meta.verbose_name = _("second factor")
Authenticator._meta.verbose_name_plural = _("second factors")
for name, label in {
    "user": _("user"),
    "type": _("type"),
    "data": _("data"),
    "created_at": _("created"),
    "last_used_at": _("last used"),
}.items():
    Authenticator._meta.get_field(name).verbose_name = label

UserSession._meta.verbose_name = _("session")
UserSession._meta.verbose_name_plural = _("sessions")
for model, one, several in (
    (SocialAccount, _("account at a provider"), _("accounts at providers")),
    (SocialApp, _("provider"), _("providers")),
    (SocialToken, _("token of a provider"), _("tokens of providers")),
):
    model._meta.verbose_name, model._meta.verbose_name_plural = one, several
