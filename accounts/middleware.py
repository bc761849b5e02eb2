"""Remembers the language, the activity and the device of a person who signs in."""

from collections.abc import Callable

from allauth.usersessions.models import UserSession
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import get_language_from_path

from accounts.adapter.known_device import remember_device
from accounts.services import user_language_set
from accounts.services.sessions import is_idle_time_due, session_idle_time_set
from localization.available_languages import is_offered


class RememberLanguage:
    """Saves the language of the pages that a signed-in person reads: emails are written in it.

    Only a change is written. A request that has not needed the session is left alone: it may be
    anybody's, and a cache may store its response.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        language = (get_language_from_path(request.path_info) or "").lower()
        if request.method != "GET" or not is_offered(language) or not request.session.accessed:
            return response
        if request.user.is_authenticated and request.user.language != language:
            user_language_set(user=request.user, language=language)
        return response


class NoteActivity:
    """Moves the end of a signed-in session on, and notes for the list of sessions where it is.

    A request that has not needed the session is left alone, as above.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        session = request.session
        if session.accessed and request.user.is_authenticated and is_idle_time_due(session):
            session_idle_time_set(session=session, user=request.user)
            UserSession.objects.create_from_request(request)
        return response


class RememberDevice:
    """Makes a browser known in which somebody has just signed in, or reset a password by email."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if email := getattr(request, "device_of", ""):
            remember_device(request, response, email)
        return response
