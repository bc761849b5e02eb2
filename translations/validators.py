"""Validates translations, typed ones and those in files by the same rule."""

from django.utils.translation import gettext as _

from localization.available_languages import offered_codes
from localization.characters import has_control_characters, has_line_break
from translations.selectors.texts import Translatable


def text_problem(text: Translatable, language: str, value: str) -> str:
    """Returns why a normalized value cannot be stored; blank where it can."""
    if not value and text.in_language(language).strip() and language in offered_codes():
        return _("This language is available to MSPs, so its text cannot be blank.")
    if not text.is_multiline and has_line_break(value):
        return _("Enter this text on one line, without line breaks and tabs.")
    if has_control_characters(value, is_multiline=True):
        return _("This text contains a control character that cannot be shown. Enter it again.")
    if text.longest and len(value) > text.longest:
        words = {"most": text.longest, "length": len(value)}
        return _("This text has %(length)s characters; the limit is %(most)s.") % words
    return ""
