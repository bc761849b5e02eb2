from django.contrib import admin
from django.utils.translation import gettext_lazy as _
from modeltranslation.admin import TabbedTranslationAdmin

from content.admin.editing import StaffEditing
from glossary.models import Term
from localization.languages import CODES


@admin.register(Term)
class TermAdmin(StaffEditing, TabbedTranslationAdmin):
    list_display = ["key", "order", "word", "expansion", "lacks"]
    search_fields = ["key", "word_en", "expansion_en"]

    @admin.display(description=_("lacks texts in"))
    def lacks(self, term: Term) -> str:
        """Returns the codes of the languages in which a text is missing."""
        fields = ("word", "expansion", "explanation")
        missing = [
            code for code in CODES if not all(getattr(term, f"{field}_{code}") for field in fields)
        ]
        return ", ".join(missing) or "–"
