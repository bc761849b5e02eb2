from django import forms
from django.utils.translation import gettext_lazy as _

from kpis.forms.fields import EntryBoundField
from kpis.models.note import NOTE_LENGTH

VERSION = "version"
"""The hidden field with the version of the note that the page showed."""


class NoteForm(forms.Form):
    """Asks the note on a KPI in one period; after a conflict, `stored` is the one saved since."""

    use_required_attribute = False
    bound_field_class = EntryBoundField
    stored: str | None = None

    note = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=NOTE_LENGTH,
        help_text=_(
            "Say what explains the figure, such as “lost one large client”. Leave it blank to "
            "delete the note."
        ),
        widget=forms.Textarea({"class": "form-control", "rows": 4}),
    )

    @property
    def shown_version(self) -> int | None:
        """Returns the version of the note that the page showed; None where it said none."""
        text = self.data.get(VERSION, "")
        return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else None
