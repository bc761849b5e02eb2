"""Reads translated content and tells which texts fell back to the source language."""

from dataclasses import dataclass, replace
from functools import cached_property

from django.conf import settings
from django.db.models import Model
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.text import capfirst

from localization.columns import column_name
from web.rendering import render_inline


@dataclass(frozen=True)
class Text:
    """Holds a text and, where it is not in the reader's language, the language it is in."""

    value: str
    fallback_language: str = ""

    def __str__(self) -> str:
        return self.value

    @property
    def capitalized(self) -> "Text":
        """Returns the text with a capital first letter, for the head of a column."""
        return replace(self, value=capfirst(self.value))

    @cached_property
    def html(self) -> SafeString:
        """Renders the text escaped; a text that fell back carries its own `lang`."""
        if not self.fallback_language:
            return escape(self.value)
        return render_inline("components/_fallback_text.html", text=self)


def translated(row: Model, field: str, language: str) -> Text:
    """Returns the field's text in a language, or in the source language where that is empty."""
    value = getattr(row, column_name(field, language))
    if value:
        return Text(value)
    source = settings.LANGUAGE_CODE
    return Text(
        getattr(row, column_name(field, source)) or "", source if language != source else ""
    )
