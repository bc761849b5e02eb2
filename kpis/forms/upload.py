from django import forms
from django.utils.translation import gettext_lazy as _

from kpis.imports.cells import LIMITS, SUFFIXES
from spreadsheets.upload_field import SpreadsheetField


class UploadForm(forms.Form):
    """Takes a sheet to import."""

    use_required_attribute = False
    file = SpreadsheetField(
        label=_("Spreadsheet"),
        help_text=_("XLSX or CSV, at most 1 MB and 500 periods."),
        limits=LIMITS,
        suffixes=SUFFIXES,
        error_messages={
            "too_large": _("This file is larger than 1 MB."),
            "wrong_type": _("Choose an XLSX or a CSV file."),
        },
    )
