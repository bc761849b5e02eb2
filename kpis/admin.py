"""Texts, advice and bounds for staff, a tab a language. A KPI's arithmetic is code, not content."""

from django.contrib import admin
from modeltranslation.admin import TabbedTranslationAdmin

from content.admin.editing import StaffEditing
from kpis.models import Benchmark, ChoiceText, GroupText, InputText, Kpi

BOUNDS = [
    "currency",
    ("on_target", "on_target_included", "on_target_source"),
    ("warning", "warning_included", "warning_source"),
    ("aim", "usual_from"),
]


class BenchmarkInline(admin.StackedInline):
    """Bounds take effect at once and for every period; stored figures stay as they are."""

    model = Benchmark
    extra = 0
    fields = BOUNDS
    show_change_link = True


class FixedTextsAdmin(StaffEditing, TabbedTranslationAdmin):
    """Texts of what the code knows by key: staff write them, and neither add nor remove any."""

    readonly_fields = ["key"]
    ordering = ["order"]

    def has_add_permission(self, request) -> bool:
        return False

    def has_delete_permission(self, request, obj=None) -> bool:
        return False


@admin.register(Kpi)
class KpiAdmin(FixedTextsAdmin):
    list_display = ["key", "name"]
    inlines = [BenchmarkInline]


@admin.register(InputText)
class InputTextAdmin(FixedTextsAdmin):
    list_display = ["key", "label"]


@admin.register(GroupText)
class GroupTextAdmin(FixedTextsAdmin):
    list_display = ["key", "name"]


@admin.register(ChoiceText)
class ChoiceTextAdmin(FixedTextsAdmin):
    list_display = ["key", "label"]


@admin.register(Benchmark)
class BenchmarkAdmin(StaffEditing, admin.ModelAdmin):
    """One benchmark with its history; they are added and deleted on the page of their KPI."""

    fields = ["kpi", *BOUNDS]
    readonly_fields = ["kpi"]
    list_display = ["__str__", "on_target", "warning"]

    def has_add_permission(self, request) -> bool:
        return False

    def has_delete_permission(self, request, obj=None) -> bool:
        return False
