"""The versions of the questionnaire."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from assessments.models import Questionnaire
from authoring.admin.content import DraftStructure
from authoring.admin.lifecycle import VersionLifecycleMixin
from authoring.admin.preview import PreviewPages
from authoring.admin.structure import StructurePages
from authoring.services.publishing import content_gaps, text_gaps
from backoffice.selectors.roles import may_publish
from content.admin.editing import StaffEditing


@admin.register(Questionnaire)
class QuestionnaireAdmin(
    VersionLifecycleMixin,
    StructurePages,
    PreviewPages,
    StaffEditing,
    DraftStructure,
    admin.ModelAdmin,
):
    change_form_template = "admin/assessments/questionnaire.html"
    list_display = ["__str__", "status", "published_at", "archived_at", "lacks"]
    list_filter = ["status"]
    fields = ["version", "status", "created_at", "published_at", "archived_at"]
    readonly_fields = ["status", "created_at", "published_at", "archived_at"]
    structure = ("version",)
    actions = None

    @admin.display(description=_("lacks"))
    def lacks(self, row: Questionnaire) -> str:
        """What a draft needs to be published, and the texts that another version has lost."""
        gaps = content_gaps(row) if row.is_draft else text_gaps(row)
        shown = " ".join(str(gap.said) for gap in gaps[:3])
        return f"{len(gaps)}: {shown}{' …' if len(gaps) > 3 else ''}" if gaps else "–"

    def change_view(self, request, object_id, form_url="", extra_context=None):
        context = {"may_publish": may_publish(request.user), **(extra_context or {})}
        return super().change_view(request, object_id, form_url, context)
