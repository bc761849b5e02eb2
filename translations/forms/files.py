"""Provides the forms of the page of files: export and upload."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from spreadsheets.upload_field import SpreadsheetField
from translations.forms.filter import SHOW, group_field
from translations.imports.rows import LIMITS, SUFFIXES
from translations.selectors.side_by_side import ALL
from translations.selectors.texts import ENGLISH, Translatable


class ExportForm(forms.Form):
    """Chooses the texts that a file for translators holds."""

    use_required_attribute = False
    languages = forms.MultipleChoiceField(
        label=_("Languages"),
        choices=[(code, name) for code, name in settings.LANGUAGES if code != ENGLISH],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose a language.")},
    )
    group = forms.ChoiceField(label=_("Group"), required=False)
    show = forms.ChoiceField(label=_("Texts"), choices=SHOW, required=False)

    def __init__(self, *args: Any, texts: Sequence[Translatable], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["group"] = group_field(texts)

    def clean_show(self) -> str:
        return self.cleaned_data["show"] or ALL


class PoExportForm(ExportForm):
    """Chooses one language, as a PO file has no more."""

    def clean_languages(self) -> list[str]:
        chosen = self.cleaned_data["languages"]
        if len(chosen) != 1:
            raise forms.ValidationError(_("A PO file holds one language: choose one."))
        return chosen


class UploadForm(forms.Form):
    """Takes a translators' file; `translations.imports` checks the content."""

    use_required_attribute = False
    file = SpreadsheetField(
        label=_("File"),
        help_text=_("XLSX or PO, at most 5 MB."),
        limits=LIMITS,
        suffixes=SUFFIXES,
        error_messages={
            "too_large": _("This file is larger than 5 MB."),
            "wrong_type": _("Choose an XLSX or a PO file."),
        },
    )
