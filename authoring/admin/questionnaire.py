"""Registers the admin of the versions of the questionnaire."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from assessments.models import Questionnaire
from authoring.admin.content import DraftStructureMixin
from authoring.admin.lifecycle import VersionLifecycleMixin
from authoring.admin.preview import PreviewPages
from authoring.admin.structure import StructurePages
from authoring.selectors.publish_issues import list_missing_texts, list_publish_issues
from backoffice.selectors.roles import may_publish
from content.admin.editing import StaffEditing


@admin.register(Questionnaire)
class QuestionnaireAdmin(
    VersionLifecycleMixin,
    StructurePages,
    PreviewPages,
    StaffEditing,
    DraftStructureMixin,
    admin.ModelAdmin,
):
    change_form_template = "admin/assessments/questionnaire.html"
    list_display = ["__str__", "status", "published_at", "archived_at", "lacks"]
    list_filter = ["status"]
    fields = ["version", "status", "created_at", "published_at", "archived_at"]
    readonly_fields = ["status", "created_at", "published_at", "archived_at"]
    structure = ("version",)
    actions = None

    @admin.display(description=_("missing"))
    def lacks(self, row: Questionnaire) -> str:
        """Returns the number of issues and the first three.

        For a draft, all that prevents publishing; for another version, texts it has lost.
        """
        issues = list_publish_issues(row) if row.is_draft else list_missing_texts(row)
        first = " ".join(str(issue.message) for issue in issues[:3])
        return f"{len(issues)}: {first}{' …' if len(issues) > 3 else ''}" if issues else "–"

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        context = {"may_publish": may_publish(request.user), **(extra_context or {})}
        return super().change_view(request, object_id, form_url, context)
