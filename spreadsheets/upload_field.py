"""Takes an uploaded file whose type and size are within limits."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from spreadsheets.file_kinds import OTHER_SUFFIXES, other_format_sentence
from spreadsheets.limits import Limits


class SpreadsheetField(forms.FileField):
    """Takes a file to import. Its content is read later.

    `error_messages` has to say `too_large` and `wrong_type`, which name the limits.
    """

    widget = forms.FileInput
    default_error_messages = {
        "required": _("Choose a file."),
        "missing": _("Choose a file."),
        "invalid": _("Choose a file."),
        "empty": _("This file is empty."),
    }

    def __init__(self, *, limits: Limits, suffixes: Sequence[str], **kwargs: Any) -> None:
        """Sets the limits and the endings of file names that are taken, such as `.xlsx`."""
        self.limits, self.suffixes = limits, tuple(suffixes)
        super().__init__(**kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return super().widget_attrs(widget) | {"accept": ",".join(self.suffixes)}

    def validate(self, value: UploadedFile | None) -> None:
        super().validate(value)
        if value is None:
            return
        if (value.size or 0) > self.limits.file_size:
            raise ValidationError(self.error_messages["too_large"], code="too_large")
        name = (value.name or "").lower()
        if name.endswith(OTHER_SUFFIXES):
            raise ValidationError(other_format_sentence(), code="other_format")
        if not name.endswith(self.suffixes):
            raise ValidationError(self.error_messages["wrong_type"], code="wrong_type")
