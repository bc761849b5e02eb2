"""Adds two addresses to those of the app, for comparison: a page with an empty body, a bare one."""

from django.conf.urls.i18n import i18n_patterns
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.template.response import TemplateResponse
from django.urls import path

from config.urls import handler400, handler403, handler404, handler500, urlpatterns

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

ONE_LINE = engines["django"].from_string("<p>{{ request.user.email }}</p>")
# What a bare page needs to know its user.
BARE_MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
]


def bare(request: HttpRequest) -> HttpResponse:
    return HttpResponse(ONE_LINE.render({}, request))


def empty(request: HttpRequest) -> HttpResponse:
    return TemplateResponse(request, "base.html")


urlpatterns = [path("bare/", bare), *urlpatterns, *i18n_patterns(path("empty/", empty))]
