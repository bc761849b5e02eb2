"""Registers how long files of translators wait to be confirmed."""

from django.utils.translation import gettext_lazy as _

from spreadsheets.pending_imports import KEPT_FOR, old_imports
from translations.models import TranslationImport
from web.retention import RetentionRule, delete_in_batches, register_retention

register_retention(
    RetentionRule(
        key="translation_imports",
        label=_("Imported files of translators"),
        kept_for=KEPT_FOR,
        counted_from=_("after the file was sent"),
        delete=lambda: delete_in_batches(old_imports(TranslationImport)),
        is_hourly=True,
    )
)
