"""Registers the terms of the glossary. Imported by modeltranslation."""

from django.utils.translation import gettext_lazy as _

from content.registry import pages_with_terms, register
from glossary.models import Term

register(
    Term,
    label=_("Glossary"),
    texts={
        "word": pages_with_terms,
        "expansion": pages_with_terms,
        "explanation": pages_with_terms,
    },
    position=1,  # after the texts in which the terms are
)
