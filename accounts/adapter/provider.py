from typing import Any

from allauth.account.models import EmailAddress
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialApp, SocialLogin
from allauth.socialaccount.providers.base import AuthError
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from accounts.models import User
from localization.languages import current_language
from web.address_fields import normalized_or_lower


class ProviderAdapter(DefaultSocialAccountAdapter):
    """Lets people in whom the provider sends (decision 0018).

    It must have verified their address. An existing user with this address is signed in only if the
    provider is trusted; otherwise the address is confirmed by our own email, as at any sign-up.
    """

    def list_apps(
        self, request: HttpRequest, provider: str | None = None, client_id: str | None = None
    ) -> list[SocialApp]:
        """Reads the settings alone: no row of the database adds a provider."""
        if not settings.OIDC_PROVIDER:
            return []
        app = SocialApp(provider="openid_connect", **settings.OIDC_PROVIDER)
        is_asked_for = provider in (None, app.provider, app.provider_id)
        return [app] if is_asked_for and client_id in (None, app.client_id) else []

    def populate_user(
        self, request: HttpRequest, sociallogin: SocialLogin, data: dict[str, Any]
    ) -> User:
        """Takes over the name and the verified address, and nothing else of what is known."""
        user: User = super().populate_user(request, sociallogin, data)
        verified = [each for each in sociallogin.email_addresses if each.verified is True][:1]
        for address in verified:
            address.email = normalized_or_lower(address.email)
            address.verified = self.can_authenticate_by_email(sociallogin, address.email)
        sociallogin.email_addresses = verified
        sociallogin.account.extra_data = {}
        user.email = verified[0].email if verified else ""
        user.name = str(data.get("name") or "")[:150]
        user.language = current_language()
        return user

    def authenticate_by_email(self, sociallogin: SocialLogin) -> tuple[User, str] | None:
        """Finds the user of a verified address, if they have confirmed it to us as well.

        Somebody else may have signed up with it before its owner came.
        """
        for address in sociallogin.email_addresses:
            confirmed = EmailAddress.objects.filter(email=address.email, verified=True)
            if address.verified and (found := confirmed.select_related("user").first()):
                return found.user, address.email
        return None

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Refuses somebody new whose address the provider has not verified."""
        if sociallogin.is_existing or sociallogin.email_addresses or request.user.is_authenticated:
            return
        text = _("%(provider)s has not confirmed your email address. Confirm it there, or sign up.")
        messages.error(request, text % {"provider": sociallogin.provider.name})
        raise ImmediateHttpResponse(redirect("account_login"))

    def on_authentication_error(
        self, request: HttpRequest, provider: Any, error: Any = None, **kwargs: Any
    ) -> None:
        """Leads back to the sign-in page, which says that it did not work."""
        if error == AuthError.CANCELLED:
            text = _("Signing in with %(provider)s was cancelled.")
        else:
            text = _("Signing in with %(provider)s did not work. Try again, or use another way.")
        messages.error(request, text % {"provider": provider.name})
        raise ImmediateHttpResponse(redirect("account_login"))
