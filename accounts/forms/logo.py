from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from accounts.domain.pictures import Picture
from accounts.imports.logo import MOST_BYTES, read_logo


class LogoField(forms.FileField):
    """Reads a picture; gives it as it will be stored, or None where no file was chosen."""

    widget = forms.FileInput(attrs={"accept": ".png,.jpg,.jpeg"})
    default_error_messages = {"empty": _("This file is empty.")}

    def clean(self, data: Any, initial: Any = None) -> Picture | None:
        file: UploadedFile | None = super().clean(data, initial)
        if not file:
            return None
        if (file.size or 0) > MOST_BYTES:
            raise ValidationError(_("This file is larger than 256 KB."), code="too_large")
        return read_logo(file.read())
