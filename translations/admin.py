"""Registers the admin of the trade terms, with a tab for each language."""

from django.contrib import admin
from modeltranslation.admin import TabbedTranslationAdmin

from content.admin.editing import StaffEditing
from translations.models import TradeTerm


@admin.register(TradeTerm)
class TradeTermAdmin(StaffEditing, TabbedTranslationAdmin):
    list_display = ["key", "order", "word"]
    search_fields = ["key", "word"]
