"""Makes every field of every form read a text as people see it.

What nobody sees is in what people paste, and no keyboard has it: they could neither find nor
correct it. The rule is a part of Django's own `Field`, so that no form has to ask for it: not
ours, not the admin's, not those of the packages. See docs/decisions/0012-text-as-people-see-it.md.
"""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from localization.characters import (
    compose,
    has_control_characters,
    looks_blank,
    to_one_line,
    trim,
    with_line_feeds,
    without_format_characters,
)

CONTROL_CHARACTER = _(
    "This text contains a control character that cannot be shown. Enter it again."
)
"""The message beside the field; it does not repeat the text, which stays in the field."""


class CodeField(forms.CharField):
    """Reads a code or a key, in which an invisible character never means anything."""


_NO_PROSE = (
    CodeField,
    forms.EmailField,
    forms.GenericIPAddressField,
    forms.JSONField,
    forms.RegexField,
    forms.SlugField,
    forms.URLField,
    forms.UUIDField,
)
_ONE_TIME_CODE = "one-time-code"
"""The `autocomplete` of a field for a code that an app or a mail shows, as HTML names it."""

_clean = forms.Field.clean


def install_text_rules() -> None:
    """Puts the rules into Django's field, for which Django has no setting.

    Called once, when the apps are ready.
    """
    forms.Field.clean = _clean_as_seen  # type: ignore[assignment, method-assign]


def _clean_as_seen(field: forms.Field, value: Any) -> Any:
    """Cleans as Django does, after the text was read as people see it.

    Nothing is read of a disabled field, which its reader could not correct.
    """
    if isinstance(value, str) and not field.disabled:
        value = _read(field, value)
    return _clean(field, value)


def _read(field: forms.Field, text: str) -> str:
    """Returns the text as people see it. Raises ValidationError for a control character."""
    if isinstance(field.widget, forms.PasswordInput):
        # Never shown, and one that was set before has to sign in: nothing is dropped or refused.
        return compose(text)
    if looks_blank(text):
        return ""
    if not isinstance(field, forms.CharField):
        return without_format_characters(text)
    if isinstance(field, _NO_PROSE) or field.widget.attrs.get("autocomplete") == _ONE_TIME_CODE:
        text = without_format_characters(text)
    text = trim(text, with_spaces=field.strip)
    is_multiline = isinstance(field.widget, forms.Textarea)
    text = with_line_feeds(text) if is_multiline else to_one_line(text)
    if has_control_characters(text, is_multiline=is_multiline):
        raise ValidationError(CONTROL_CHARACTER, code="control_character")
    return text
