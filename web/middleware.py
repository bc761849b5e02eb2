"""Handles languages, appearance, caching and cookies before and after all views."""

import re
from collections.abc import Callable
from typing import Any, TypeVar

from django.conf import settings
from django.forms import PasswordInput
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.http.response import HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.template.response import SimpleTemplateResponse
from django.utils import timezone, translation
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext_lazy as _

from localization.available_languages import is_offered, preferred_language
from localization.languages import CODES, url_in
from web.request_data import form_asks_language, request_post
from web.views.errors import method_not_allowed

AUTOMATIC = "auto"
APPEARANCES = [(AUTOMATIC, _("Automatic")), ("light", _("Light")), ("dark", _("Dark"))]
COOKIE = "appearance"
A_YEAR = 60 * 60 * 24 * 365  # in seconds

GetResponse = Callable[[HttpRequest], HttpResponseBase]
View = TypeVar("View", bound=Callable[..., HttpResponseBase])


def appearance(request: HttpRequest) -> str:
    """Returns the chosen appearance: light, dark, or that of the reader's system (auto)."""
    chosen = request_post(request).get("appearance") or request.COOKIES.get(COOKIE, "")
    return chosen if chosen in dict(APPEARANCES) else AUTOMATIC


class RejectMalformedSessionCookie:
    """Removes malformed session cookies: PostgreSQL rejects some characters in the lookup."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        key = request.COOKIES.get(settings.SESSION_COOKIE_NAME)
        if key is not None and not re.fullmatch("[a-z0-9]+", key):
            del request.COOKIES[settings.SESSION_COOKIE_NAME]
        return self.get_response(request)


class AvailableLocaleMiddleware(LocaleMiddleware):
    """Gives pages without a language in their URL an available language of the browser."""

    def process_request(self, request: HttpRequest) -> None:
        super().process_request(request)
        if translation.get_language_from_path(request.path_info) is None:
            translation.activate(preferred_language(request))
            request.LANGUAGE_CODE = translation.get_language()


class RedirectUnavailableLanguages:
    """Redirects pages in a language that is not available yet to the source language.

    Staff can see these pages, to check their translations; no menu links to them. A code with
    capitals (`/pt-BR/`) is redirected to the address that the page has.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        language = translation.get_language_from_path(request.path_info)
        if language is None:
            return self.get_response(request)
        code = language.lower()  # Django leaves it as the address has it: pt-BR
        shown = code if is_offered(code) or request.user.is_staff else settings.LANGUAGE_CODE
        if shown == language:
            return self.get_response(request)
        translation.activate(shown)
        if request.method not in ("GET", "HEAD"):
            raise Http404
        query = request.META.get("QUERY_STRING", "")
        page = url_in(shown, request.path)
        return HttpResponseRedirect(f"{page}?{query}" if query else page)


class ResetTimeZone:
    """Resets the time zone after a request: a view may activate that of its account."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        with timezone.override(settings.TIME_ZONE):
            return self.get_response(request)


class NoStoreMiddleware:
    """Forbids caches to store pages that depend on the session."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if request.session.accessed and "Cache-Control" not in response:
            patch_cache_control(response, private=True, no_store=True)
        return response


class ThemeCookie:
    """Stores the appearance that was submitted with a form in a cookie."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        chosen = request_post(request).get("appearance", "")
        if chosen in dict(APPEARANCES):
            response.set_cookie(
                COOKIE,
                chosen,
                max_age=A_YEAR,
                path=settings.COOKIE_PATH,
                samesite="Lax",
                secure=request.is_secure(),
                httponly=True,
            )
        return response


class MethodNotAllowedPage:
    """Replaces Django's empty answer 405 (wrong method) by a page."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        is_page = request.path_info.split("/")[1] in ("", *CODES)
        is_empty = (
            response.status_code == 405
            and isinstance(response, HttpResponse)
            and not response.content
        )
        if is_empty and is_page and request.accepts("text/html"):
            return method_not_allowed(request, response["Allow"])
        return response


def is_settings_submit(request: HttpRequest) -> bool:
    """Tells whether a language or appearance button sent the form.

    Then the page is rendered again with what was typed; the form is not processed.
    """
    if request.method != "POST":
        return False
    own = 1 if form_asks_language(request) else 0
    return len(request.POST.getlist("language")) > own or "appearance" in request.POST


def preserves_input(view: View) -> View:
    """Marks a view that handles `is_settings_submit` itself."""
    view.preserves_input = True  # type: ignore[attr-defined]  # a mark as Django's csrf_exempt
    return view


class PreserveInputMiddleware:
    """Keeps what was typed in a form when a language or appearance button is used.

    These buttons send the page's form, so this works without JavaScript too. A view without the
    mark `preserves_input` gets the request as a GET and renders its empty form, which is then
    filled with what was typed, except passwords: they are never written into a page.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponseBase],
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
    ) -> None:
        # Forms of the admin may have fields with the names of the buttons.
        is_page = request.path_info.split("/")[1] in CODES
        if is_page and is_settings_submit(request) and not getattr(view, "preserves_input", False):
            request.method = "GET"  # request.POST keeps the data: Django has parsed it already

    def process_template_response(
        self, request: HttpRequest, response: SimpleTemplateResponse
    ) -> SimpleTemplateResponse:
        submitted = request.POST if request.method == "GET" else QueryDict()
        form = (response.context_data or {}).get("form") if submitted else None
        if form is not None and not form.is_bound:
            for name, field in form.fields.items():
                key = form.add_prefix(name)
                if key in submitted and not isinstance(field.widget, PasswordInput):
                    form.initial[name] = submitted[key]
        return response
