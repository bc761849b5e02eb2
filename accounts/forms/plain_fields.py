"""Takes the placeholders out of allauth's forms: they only repeat the labels."""

from typing import Any

from django import forms


class PlainFields(forms.Form):
    """Has no placeholders; stands before a form of allauth in a class's bases."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)
