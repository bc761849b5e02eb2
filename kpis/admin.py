"""Registers the texts, advice and bounds of KPIs for staff, with a tab for each language.

The arithmetic of a KPI is code, not content.
"""

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest
from modeltranslation.admin import TabbedTranslationAdmin

from content.admin.editing import StaffEditing
from kpis.forms.benchmark import BenchmarkForm
from kpis.models import Benchmark, ChoiceText, GroupText, InputText, Kpi

BOUNDS: tuple[str | tuple[str, ...], ...] = (
    "currency",
    ("on_target", "on_target_included", "on_target_source"),
    ("warning", "warning_included", "warning_source"),
    ("aim", "usual_from"),
)


class BenchmarkInline(admin.StackedInline):
    """Edits bounds, which take effect at once and for every period; stored figures do not change."""

    model = Benchmark
    form = BenchmarkForm
    extra = 0
    fields = BOUNDS
    show_change_link = True


class FixedTextsAdmin(StaffEditing, TabbedTranslationAdmin):
    """Edits texts whose keys are in the code: staff neither add nor remove rows."""

    readonly_fields = ["key"]
    ordering = ["order"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


@admin.register(Kpi)
class KpiAdmin(FixedTextsAdmin):
    list_display = ["key", "name"]
    search_fields = ["key", "name"]
    inlines = [BenchmarkInline]


@admin.register(InputText)
class InputTextAdmin(FixedTextsAdmin):
    list_display = ["key", "label"]
    search_fields = ["key", "label"]


@admin.register(GroupText)
class GroupTextAdmin(FixedTextsAdmin):
    list_display = ["key", "name"]
    search_fields = ["key", "name"]


@admin.register(ChoiceText)
class ChoiceTextAdmin(FixedTextsAdmin):
    list_display = ["key", "label"]
    search_fields = ["key", "label"]


@admin.register(Benchmark)
class BenchmarkAdmin(StaffEditing, admin.ModelAdmin):
    """Edits one benchmark, with its history; the page of its KPI adds and deletes them."""

    form = BenchmarkForm
    fields = ("kpi", *BOUNDS)
    readonly_fields = ["kpi"]
    list_display = ["__str__", "on_target", "warning"]
    search_fields = ["kpi__key", "kpi__name"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False
