from django.contrib import admin
from modeltranslation.admin import TabbedTranslationAdmin

from content.admin.editing import StaffEditing
from content.admin.missing_languages import MissingLanguagesMixin
from glossary.models import Term


@admin.register(Term)
class TermAdmin(StaffEditing, MissingLanguagesMixin, TabbedTranslationAdmin):
    list_display = ["key", "order", "word", "expansion", "lacks"]
    search_fields = ["key", "word", "expansion"]
