import re

from django.conf import settings
from django.forms import PasswordInput
from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.middleware.locale import LocaleMiddleware
from django.utils import timezone, translation
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext_lazy as _

from localization.available_languages import is_offered, preferred_language
from localization.languages import CODES, url_in
from web.request_data import request_post
from web.views.errors import method_not_allowed

AUTOMATIC = "auto"
APPEARANCES = [(AUTOMATIC, _("Auto")), ("light", _("Light")), ("dark", _("Dark"))]
COOKIE = "appearance"
A_YEAR = 60 * 60 * 24 * 365


def appearance(request: HttpRequest) -> str:
    """Light, dark, or as the reader's system says (auto)."""
    chosen = request_post(request).get("appearance") if request.method == "POST" else None
    chosen = (
        getattr(request, "stayed_appearance", None) or chosen or request.COOKIES.get(COOKIE, "")
    )
    return chosen if chosen in dict(APPEARANCES) else AUTOMATIC


class RejectMalformedSessionCookie:
    """Drops a session cookie that is none of ours before anybody looks it up: the database refuses some characters."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest):
        key = request.COOKIES.get(settings.SESSION_COOKIE_NAME)
        if key is not None and not re.fullmatch("[a-z0-9]+", key):
            del request.COOKIES[settings.SESSION_COOKIE_NAME]
        return self.get_response(request)


class AvailableLocaleMiddleware(LocaleMiddleware):
    """Django's, but an address without a language is shown in none that is not on offer."""

    def process_request(self, request: HttpRequest) -> None:
        super().process_request(request)
        if translation.get_language_from_path(request.path_info) is None:
            translation.activate(preferred_language(request))
            request.LANGUAGE_CODE = translation.get_language()


class RedirectUnavailableLanguages:
    """Pages in a language that is not on offer yet lead to the source language's.

    Staff see them, so that they can look at what they translate: the address is theirs to type, no menu leads there.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest):
        language = translation.get_language_from_path(request.path_info)
        if language is None or is_offered(language) or request.user.is_staff:
            return self.get_response(request)
        translation.activate(settings.LANGUAGE_CODE)
        if request.method not in ("GET", "HEAD"):
            raise Http404
        query = request.META.get("QUERY_STRING", "")
        page = url_in(settings.LANGUAGE_CODE, request.path)
        return HttpResponseRedirect(f"{page}?{query}" if query else page)


class ResetTimeZone:
    """A view may activate its account's time zone; it ends with the request."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest):
        with timezone.override(settings.TIME_ZONE):
            return self.get_response(request)


class NoStoreMiddleware:
    """Pages that depend on who reads them are kept by no cache and no shared computer."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest):
        response = self.get_response(request)
        if request.session.accessed and "Cache-Control" not in response:
            patch_cache_control(response, private=True, no_store=True)
        return response


class ThemeCookie:
    """Remembers the appearance that a form of the page was sent with."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest):
        response = self.get_response(request)
        chosen = request_post(request).get("appearance", "")
        if chosen in dict(APPEARANCES):
            response.set_cookie(
                COOKIE,
                chosen,
                max_age=A_YEAR,
                samesite="Lax",
                secure=request.is_secure(),
                httponly=True,
            )
        return response


class MethodNotAllowedPage:
    """A page for people where Django says with an empty one that an address is not asked in this way."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest):
        response = self.get_response(request)
        of_a_page = request.path.split("/")[1] in ("", *CODES)
        blank = response.status_code == 405 and not response.streaming and not response.content
        if blank and of_a_page and request.accepts("text/html"):
            return method_not_allowed(request, response["Allow"])
        return response


def is_settings_submit(request: HttpRequest) -> bool:
    """The form was sent by a language or appearance button: keep what was typed, do not do what the form is for."""
    return request.method == "POST" and ("language" in request.POST or "appearance" in request.POST)


def preserves_input(view):
    """Marks a view that handles `is_settings_submit` itself."""
    view.preserves_input = True
    return view


class PreserveInputMiddleware:
    """Language and appearance buttons send the page's form, so that nothing typed is lost, without JavaScript too.

    A view that does not know of them is asked for its empty form, which is then filled with what was typed. Passwords
    are the exception: they are never written into a page.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest):
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view, args, kwargs):
        ours = (
            request.path.split("/")[1] in CODES
        )  # the admin's own forms may have fields of these names
        if ours and is_settings_submit(request) and not getattr(view, "preserves_input", False):
            request.stayed_with = request.POST
            request.stayed_appearance = request.POST.get("appearance")
            request.method = "GET"

    def process_template_response(self, request: HttpRequest, response):
        typed = getattr(request, "stayed_with", None)
        form = (response.context_data or {}).get("form") if typed else None
        if form is not None and not form.is_bound:
            for name, field in form.fields.items():
                if form.add_prefix(name) in typed and not isinstance(field.widget, PasswordInput):
                    form.initial[name] = typed[form.add_prefix(name)]
        return response
