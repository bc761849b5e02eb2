"""Renders what a term stands for."""

from django import template
from django.utils.safestring import SafeString

from glossary.presenters import mark_source_words
from glossary.selectors import TermText

register = template.Library()


@register.filter
def written_out(term: TermText) -> SafeString:
    """Returns what a term stands for; its English words carry `lang="en"` in other languages."""
    return mark_source_words(term.expansion, term.source_words)
