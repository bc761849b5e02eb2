"""Adds an address with an empty page to those of the app, for comparison."""

from django.conf.urls.i18n import i18n_patterns
from django.template.response import TemplateResponse
from django.urls import path

from config.urls import handler400, handler403, handler404, handler500, urlpatterns

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]


def empty(request):
    return TemplateResponse(request, "base.html")


urlpatterns = [*urlpatterns, *i18n_patterns(path("empty/", empty))]
