"""Leads to the provider and back, in the reader's language; allauth does the rest."""

from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.helpers import render_authentication_error
from allauth.socialaccount.providers.openid_connect import views
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import translation
from django.views.decorators.http import require_safe
from requests import RequestException

from localization.languages import CODES

LANGUAGE = "provider_language"
"""The session's entry of the language in which somebody left for the provider."""


@require_safe
def login(request: HttpRequest, provider_id: str) -> HttpResponseBase:
    """Leads to the provider."""
    request.session[LANGUAGE] = translation.get_language()
    try:
        return views.login(request, provider_id)
    except RequestException as error:
        return _answer_error(request, provider_id, error)


@require_safe
def callback(request: HttpRequest, provider_id: str) -> HttpResponseBase:
    """Receives whom the provider sends back."""
    language = request.session.pop(LANGUAGE, "")
    if language in CODES:
        translation.activate(language)
    try:
        return views.callback(request, provider_id)
    except (RequestException, ValueError, KeyError) as error:  # what it says makes no sense
        return _answer_error(request, provider_id, error)


def _answer_error(request: HttpRequest, provider_id: str, error: Exception) -> HttpResponseBase:
    provider = get_adapter().get_provider(request, provider_id)
    return render_authentication_error(request, provider, exception=error)
