"""Puts a browser where a provider has sent it back, for tests without a running provider."""

from allauth.account.internal.flows.reauthentication import STATE_SESSION_KEY
from allauth.account.models import EmailAddress
from allauth.core import context
from allauth.socialaccount.models import SocialAccount, SocialLogin
from django.conf import settings
from django.test import Client, RequestFactory, override_settings

from accounts.adapter.provider import ProviderAdapter
from accounts.models import User
from tests.factories import PASSWORD

PROVIDER = {
    "provider_id": "provider",
    "name": "Example ID",
    "client_id": "msp",
    "secret": "secret",
    "settings": {"server_url": "http://localhost:9", "email_authentication": False},
}
WITH_PROVIDER = override_settings(OIDC_PROVIDER=PROVIDER)
RESUME = "allauth.socialaccount.internal.flows.connect.resume_connect"


def _sent_back(email: str) -> dict:
    """Returns what a session keeps of somebody whom the provider has sent."""
    request = RequestFactory().get("/")
    with context.request_context(request):
        login = SocialLogin(
            user=User(email=email, language=settings.LANGUAGE_CODE),
            account=SocialAccount(provider="provider", uid=email),
            email_addresses=[EmailAddress(email=email, verified=False, primary=True)],
            provider=ProviderAdapter(request).get_provider(request, "provider"),
        )
        return login.serialize()


def come_back_new(client: Client, email: str) -> None:
    """Makes the client's next page that of the sign-up with a provider."""
    session = client.session
    session["socialaccount_sociallogin"] = _sent_back(email)
    session.save()


def connect_provider(client: Client, base: str) -> None:
    """Connects the provider with the user of the client, who confirms the password on the way."""
    session = client.session
    session[STATE_SESSION_KEY] = {"state": _sent_back("at@example.com"), "callback": RESUME}
    session.save()
    client.post(f"{base}/reauthenticate/", {"password": PASSWORD})
