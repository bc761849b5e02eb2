from django import forms

from web.text_fields import CodeField


class BenchmarkForm(forms.ModelForm):
    """Edits the bounds of a KPI."""

    class Meta:
        field_classes = {"currency": CodeField}
