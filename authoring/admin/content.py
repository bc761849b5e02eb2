"""Sections, statements, stages and advice, a tab per language. Structure changes only in a draft; wording always."""

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from modeltranslation.admin import TabbedTranslationAdmin, TranslationStackedInline
from modeltranslation.translator import translator

from assessments.models import Questionnaire, Section, Stage, StageAdvice, Statement
from authoring.forms.content import KeyedForm
from authoring.services.drafts import piece_remove
from content.admin.editing import StaffEditing
from localization.languages import CODES


def questionnaire_of(row: Model | None) -> Questionnaire | None:
    """The version that a row of content belongs to."""
    if row is None or isinstance(row, Questionnaire):
        return row
    return row.questionnaire if hasattr(row, "questionnaire") else row.section.questionnaire


def missing_languages(row: Model) -> list[str]:
    """The languages in which the row lacks a text."""
    fields = translator.get_options_for_model(type(row)).fields
    return [code for code in CODES if not all(getattr(row, f"{field}_{code}") for field in fields)]


class ShowsMissing:
    @admin.display(description=_("lacks texts in"))
    def lacks(self, row: Model) -> str:
        return ", ".join(missing_languages(row)) or "–"


class DraftStructure:
    """Add, delete and the fields that make up structure are for drafts only."""

    structure = ("key",)

    belongs = ()
    """Fields that say what a row is part of: chosen when it is made, and never changed."""

    def get_readonly_fields(self, request, obj=None):
        fixed = obj is not None and not questionnaire_of(obj).is_draft
        shut = self.structure if fixed else self.belongs if obj is not None else ()
        return (*super().get_readonly_fields(request, obj), *shut)

    def has_delete_permission(self, request, obj=None):
        return (
            obj is not None
            and questionnaire_of(obj).is_draft
            and super().has_delete_permission(request, obj)
        )


class ContentAdmin(StaffEditing, ShowsMissing, DraftStructure, TabbedTranslationAdmin):
    actions = None  # deleting many at once would pass by the rule above
    exclude = ("order",)  # changed on the page of the structure

    class Media:
        js = ["js/open-tab.js"]
        css = {"all": ["css/staff.css"]}

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        """New rows go into drafts."""
        draft = Questionnaire.Status.DRAFT
        if db_field.name == "questionnaire":
            kwargs["queryset"] = Questionnaire.objects.filter(status=draft)
        elif db_field.name in ("section", "stage"):
            kwargs["queryset"] = db_field.related_model.objects.filter(questionnaire__status=draft)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def delete_model(self, request: HttpRequest, obj: Model) -> None:
        piece_remove(piece=obj)

    def response_post_save_add(self, request: HttpRequest, obj: Model) -> HttpResponse:
        return self._back_to_structure(obj) or super().response_post_save_add(request, obj)

    def response_post_save_change(self, request: HttpRequest, obj: Model) -> HttpResponse:
        return self._back_to_structure(obj) or super().response_post_save_change(request, obj)

    def _back_to_structure(self, obj: Model) -> HttpResponse | None:
        """Where a draft is built, one goes on building."""
        questionnaire = questionnaire_of(obj)
        if not questionnaire.is_draft:
            return None
        return redirect("admin:assessments_questionnaire_structure", questionnaire.pk)


class ContentInline(DraftStructure, TranslationStackedInline):
    extra = 0
    exclude = ("order",)
    show_change_link = True

    def has_add_permission(self, request, obj=None):
        return (obj is None or questionnaire_of(obj).is_draft) and super().has_add_permission(
            request, obj
        )


class StatementInline(ContentInline):
    model = Statement
    form = KeyedForm
    ordering = ["order"]


class AdviceInline(ContentInline):
    model = StageAdvice
    exclude = ()
    structure = ("stage",)

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        """Advice is for a stage of the section's own version."""
        if db_field.name == "stage":
            section = request.resolver_match.kwargs.get("object_id")
            kwargs["queryset"] = Stage.objects.filter(questionnaire__sections=section)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


@admin.register(Section)
class SectionAdmin(ContentAdmin):
    form = KeyedForm
    belongs = ("questionnaire",)
    list_display = ["key", "questionnaire", "order", "name", "lacks"]
    list_filter = ["questionnaire"]
    list_select_related = ["questionnaire"]
    search_fields = ["key", "name_en"]
    structure = ("questionnaire", "key")
    inlines = [StatementInline, AdviceInline]


@admin.register(Statement)
class StatementAdmin(ContentAdmin):
    form = KeyedForm
    belongs = ("section",)
    list_display = ["key", "section", "order", "text", "lacks"]
    list_filter = ["section__questionnaire", "section"]
    list_select_related = ["section__questionnaire"]
    search_fields = ["key", "text_en"]
    structure = ("section", "key")


@admin.register(Stage)
class StageAdmin(ContentAdmin):
    form = KeyedForm
    exclude = ()
    belongs = ("questionnaire",)
    list_display = ["key", "questionnaire", "lower_bound", "name", "lacks"]
    list_filter = ["questionnaire"]
    list_select_related = ["questionnaire"]
    structure = ("questionnaire", "key", "lower_bound")


@admin.register(StageAdvice)
class StageAdviceAdmin(ContentAdmin):
    exclude = ()
    belongs = ("section", "stage")
    list_display = ["__str__", "text", "lacks"]
    list_filter = ["section__questionnaire", "section", "stage"]
    list_select_related = ["section__questionnaire", "stage"]
    structure = ("section", "stage")
