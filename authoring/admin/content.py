"""Registers the admin of sections, statements, stages and advice, with a tab for each language.

Staff can correct texts in every version, and change structure in drafts only.
"""

from http import HTTPStatus
from typing import Any, ClassVar

from django.contrib import admin
from django.contrib.admin.options import BaseModelAdmin
from django.contrib.admin.utils import unquote
from django.db.models import ForeignKey
from django.forms import ModelChoiceField
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from modeltranslation.admin import TabbedTranslationAdmin, TranslationStackedInline

from assessments.models import Questionnaire, Section, Stage, StageAdvice, Statement
from authoring.forms.content import KeyedForm
from authoring.selectors.version import Piece, get_questionnaire
from authoring.services.drafts import piece_remove
from content.admin.editing import StaffEditing
from content.admin.missing_languages import MissingLanguagesMixin


class DraftStructureMixin(BaseModelAdmin):
    """Allows adding, deleting and changes of structure in drafts only."""

    structure: tuple[str, ...] = ("key",)
    """Fields that can be changed in drafts only."""
    parent_fields: tuple[str, ...] = ()
    """Fields that say what a row belongs to: chosen when it is added, and never changed."""

    def get_readonly_fields(
        self, request: HttpRequest, obj: Questionnaire | Piece | None = None
    ) -> tuple[str, ...]:
        fields = tuple(super().get_readonly_fields(request, obj))
        if obj is None:
            return fields
        is_draft = get_questionnaire(obj).is_draft
        return (*fields, *(self.parent_fields if is_draft else self.structure))

    def get_fieldsets(
        self, request: HttpRequest, obj: Questionnaire | Piece | None = None
    ) -> list[tuple[Any, Any]]:
        """Leaves out the question about an edit for readers who cannot edit."""
        fieldsets = list(super().get_fieldsets(request, obj))
        if obj is None or self.has_change_permission(request, obj):
            return fieldsets
        return [
            (title, {**options, "fields": [f for f in options["fields"] if f != "what_changed"]})
            for title, options in fieldsets
        ]

    def has_delete_permission(
        self, request: HttpRequest, obj: Questionnaire | Piece | None = None
    ) -> bool:
        return (
            obj is not None
            and get_questionnaire(obj).is_draft
            and super().has_delete_permission(request, obj)
        )


class PieceAdmin(StaffEditing, MissingLanguagesMixin, DraftStructureMixin, TabbedTranslationAdmin):
    """Configures what the admin of all pieces has in common."""

    actions = None  # the action that deletes many rows does not ask whether they are in a draft
    exclude: ClassVar[tuple[str, ...]] = ("order",)  # changed on the page of the structure

    class Media:
        js = ["js/open-tab.js"]
        css = {"all": ["css/staff.css"]}

    def formfield_for_foreignkey(
        self, db_field: ForeignKey, request: HttpRequest, **kwargs: Any
    ) -> ModelChoiceField | None:
        """Offers drafts only, and their sections and stages, as parents of a row that is added."""
        draft = Questionnaire.Status.DRAFT
        if db_field.name == "questionnaire":
            kwargs["queryset"] = Questionnaire.objects.filter(status=draft)
        elif db_field.name == "section":
            kwargs["queryset"] = Section.objects.filter(questionnaire__status=draft)
        elif db_field.name == "stage":
            kwargs["queryset"] = Stage.objects.filter(questionnaire__status=draft)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def delete_model(self, request: HttpRequest, obj: Piece) -> None:
        piece_remove(piece=obj)

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Removes the piece, then leads back to the structure that it was part of."""
        piece = self.get_object(request, unquote(object_id))
        response = super().delete_view(request, object_id, extra_context)
        if not isinstance(piece, Piece) or response.status_code != HTTPStatus.FOUND:
            return response
        return self._redirect_to_structure(piece) or response

    def response_post_save_add(self, request: HttpRequest, obj: Piece) -> HttpResponseRedirect:
        return self._redirect_to_structure(obj) or super().response_post_save_add(request, obj)

    def response_post_save_change(self, request: HttpRequest, obj: Piece) -> HttpResponseRedirect:
        return self._redirect_to_structure(obj) or super().response_post_save_change(request, obj)

    def _redirect_to_structure(self, piece: Piece) -> HttpResponseRedirect | None:
        """Redirects to the structure page of the draft; returns None for other versions."""
        questionnaire = get_questionnaire(piece)
        if not questionnaire.is_draft:
            return None
        return redirect("admin:assessments_questionnaire_structure", questionnaire.pk)


class PieceInline(DraftStructureMixin, TranslationStackedInline):
    """Configures what the inlines of a section's statements and advice have in common."""

    extra = 0
    exclude: ClassVar[tuple[str, ...]] = ("order",)
    show_change_link = True

    def has_add_permission(self, request: HttpRequest, obj: Section | None = None) -> bool:
        is_draft = obj is None or get_questionnaire(obj).is_draft
        return is_draft and super().has_add_permission(request, obj)


class StatementInline(PieceInline):
    model = Statement
    form = KeyedForm
    ordering = ["order"]


class AdviceInline(PieceInline):
    model = StageAdvice
    exclude = ()
    structure = ("stage",)

    def formfield_for_foreignkey(
        self, db_field: ForeignKey, request: HttpRequest, **kwargs: Any
    ) -> ModelChoiceField | None:
        """Offers the stages of the section's own version."""
        if db_field.name == "stage" and request.resolver_match is not None:
            section_id = request.resolver_match.kwargs.get("object_id")
            kwargs["queryset"] = Stage.objects.filter(questionnaire__sections=section_id)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


@admin.register(Section)
class SectionAdmin(PieceAdmin):
    form = KeyedForm
    parent_fields = ("questionnaire",)
    list_display = ["key", "questionnaire", "order", "name", "lacks"]
    list_filter = ["questionnaire"]
    list_select_related = ["questionnaire"]
    search_fields = ["key", "name"]
    structure = ("questionnaire", "key")
    inlines = [StatementInline, AdviceInline]


@admin.register(Statement)
class StatementAdmin(PieceAdmin):
    form = KeyedForm
    parent_fields = ("section",)
    list_display = ["key", "section", "order", "text", "lacks"]
    list_filter = ["section__questionnaire", "section"]
    list_select_related = ["section__questionnaire"]
    search_fields = ["key", "text"]
    structure = ("section", "key")


@admin.register(Stage)
class StageAdmin(PieceAdmin):
    form = KeyedForm
    exclude = ()
    parent_fields = ("questionnaire",)
    list_display = ["key", "questionnaire", "lower_bound", "name", "lacks"]
    list_filter = ["questionnaire"]
    list_select_related = ["questionnaire"]
    search_fields = ["key", "name"]
    structure = ("questionnaire", "key", "lower_bound")


@admin.register(StageAdvice)
class StageAdviceAdmin(PieceAdmin):
    exclude = ()
    parent_fields = ("section", "stage")
    list_display = ["__str__", "text", "lacks"]
    list_filter = ["section__questionnaire", "section", "stage"]
    list_select_related = ["section__questionnaire", "stage"]
    search_fields = ["section__name", "stage__name", "text"]
    structure = ("section", "stage")
