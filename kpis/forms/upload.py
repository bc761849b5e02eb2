from django import forms
from django.utils.translation import gettext_lazy as _

from kpis.imports.cells import LARGEST, TYPES


class UploadForm(forms.Form):
    """A sheet to import; its content is the import's business."""

    use_required_attribute = False
    file = forms.FileField(
        label=_("Sheet"),
        help_text=_("XLSX or CSV, at most 1 MB and 500 periods."),
        error_messages={
            "required": _("Choose a file."),
            "empty": _("This file is empty."),
            "missing": _("Choose a file."),
            "invalid": _("Choose a file."),
        },
        widget=forms.FileInput(attrs={"accept": ",".join(TYPES)}),
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError(_("This file is larger than 1 MB."))
        if not file.name.lower().endswith(TYPES):
            raise forms.ValidationError(_("Choose an XLSX or a CSV file."))
        return file
