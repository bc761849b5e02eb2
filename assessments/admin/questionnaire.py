"""The versions of the questionnaire."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _
from modeltranslation.admin import TabbedTranslationAdmin

from assessments.admin.content import ContentInline, DraftStructure
from assessments.models import Questionnaire, Section, Stage
from assessments.services.publishing import content_gaps
from backoffice.editing import StaffEditing


class SectionInline(ContentInline):
    model = Section


class StageInline(ContentInline):
    model = Stage
    structure = ("key", "lower_bound")


class TabbedMedia:
    """The scripts of the language tabs, for an admin whose own model has no translated field but whose inlines do."""

    class Media(TabbedTranslationAdmin.Media):
        pass


@admin.register(Questionnaire)
class QuestionnaireAdmin(StaffEditing, DraftStructure, TabbedMedia, admin.ModelAdmin):
    list_display = ["__str__", "status", "published_at", "archived_at", "lacks"]
    list_filter = ["status"]
    fields = ["version", "status", "created_at", "published_at", "archived_at"]
    readonly_fields = ["status", "created_at", "published_at", "archived_at"]
    structure = ("version",)
    inlines = [SectionInline, StageInline]
    actions = None

    @admin.display(description=_("lacks to be published"))
    def lacks(self, row: Questionnaire) -> str:
        gaps = content_gaps(row)
        shown = " ".join(str(gap.said) for gap in gaps[:3])
        return f"{len(gaps)}: {shown}{' …' if len(gaps) > 3 else ''}" if gaps else "–"
