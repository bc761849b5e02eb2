"""Lists the languages in which a row has no text, as a column of the admin's lists."""

from django.contrib import admin
from django.db.models import Model
from django.utils.translation import gettext_lazy as _
from modeltranslation.translator import translator

from localization.columns import column_name
from localization.languages import CODES, LANGUAGE_NAMES


class MissingLanguagesMixin:
    """Adds the column `lacks` to the list of a translated model."""

    @admin.display(description=_("texts missing in"))
    def lacks(self, row: Model) -> str:
        """Returns the names of the languages in which at least one text is missing."""
        fields = translator.get_options_for_model(type(row)).get_field_names()
        missing = [
            LANGUAGE_NAMES[code]
            for code in CODES
            if not all(getattr(row, column_name(field, code)) for field in fields)
        ]
        return ", ".join(missing) or "–"
