"""Provides the base of the admin pages about one version of the questionnaire."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path

from assessments.models import Questionnaire

STRUCTURE_PAGE = "admin:assessments_questionnaire_structure"


class VersionPages(admin.ModelAdmin):
    """Holds what the classes share that add pages to the admin of questionnaires."""

    def version_path(
        self, route: str, view: Callable[..., HttpResponseBase], name: str
    ) -> URLPattern:
        """Returns the URL pattern of a page for staff; its route follows the id of the version."""
        return path(
            f"<int:pk>/{route}",
            self.admin_site.admin_view(view),
            name=f"assessments_questionnaire_{name}",
        )

    def version_context(
        self, request: HttpRequest, questionnaire: Questionnaire, title: str
    ) -> dict[str, Any]:
        """Returns the context that the templates of all pages about a version need."""
        return {
            **self.admin_site.each_context(request),
            "title": title,
            "opts": self.opts,
            "questionnaire": questionnaire,
        }
