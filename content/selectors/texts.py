"""Reads translated content and tells which texts fell back to the source language."""

from dataclasses import dataclass
from functools import cached_property

from django.conf import settings
from django.db.models import Model
from django.utils.html import format_html
from django.utils.safestring import SafeString


@dataclass(frozen=True)
class Text:
    """Holds a text and, where it is not in the reader's language, the language it is in."""

    value: str
    fallback_language: str = ""

    def __str__(self) -> str:
        return self.value

    @cached_property
    def html(self) -> SafeString:
        """Renders the text escaped; a text that fell back carries its own `lang`."""
        return self.marked(format_html("{}", self.value))

    def marked(self, html: SafeString) -> SafeString:
        if not self.fallback_language:
            return html
        return format_html('<span lang="{}">{}</span>', self.fallback_language, html)


def translated(row: Model, field: str, language: str) -> Text:
    """Returns the field's text in a language, or in the source language where that is empty."""
    value = getattr(row, f"{field}_{language}")
    if value:
        return Text(value)
    source = settings.LANGUAGE_CODE
    return Text(getattr(row, f"{field}_{source}") or "", source if language != source else "")
