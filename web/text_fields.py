"""Makes every text field of every form refuse control characters, as Django's own refuses NUL.

No printer, PDF or spreadsheet can hold them, and people do not see them in what they have pasted.
The rule is Django's `CharField` itself, so that no form has to ask for it: not ours, not the
admin's, not those of the packages. See docs/decisions/0405-spreadsheets-and-imports.md.
"""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from localization.characters import has_control_characters

CONTROL_CHARACTER = _(
    "This text contains a control character that cannot be shown. Enter it again."
)
"""The message beside the field; it does not repeat the text, which stays in the field."""

_validate = forms.CharField.validate


def _validate_printable(field: forms.CharField, value: object) -> None:
    """Validates as Django does, then raises ValidationError where the text holds such a character.

    A password is exempt: it is never shown, and one that was set before has to sign in. So is a
    disabled field, which its reader could not correct.
    """
    _validate(field, value)
    if not isinstance(value, str) or field.disabled:
        return
    if isinstance(field.widget, forms.PasswordInput):
        return
    is_multiline = isinstance(field.widget, forms.Textarea)
    if has_control_characters(value, is_multiline=is_multiline):
        raise ValidationError(CONTROL_CHARACTER, code="control_character")


def refuse_control_characters() -> None:
    """Puts the rule into Django's field of text, for which Django has no setting.

    Called once, when the apps are ready.
    """
    forms.CharField.validate = _validate_printable  # type: ignore[assignment, method-assign]
