"""Selects the texts that a page of two languages shows."""

from collections.abc import Sequence
from dataclasses import dataclass

from localization.plain_letters import plain_letters
from translations.selectors.status import Status, TextStatus

ALL, TO_DO, MISSING, STALE, TERMS = "all", "to-do", "missing", "stale", "terms"
A_PAGE = 50
"""The number of texts on a page."""


@dataclass(frozen=True)
class TextFilter:
    """Holds the two languages, and which texts are asked for."""

    source: str
    target: str
    group: str = ""
    show: str = ALL
    search: str = ""


def filter_texts(statuses: Sequence[TextStatus], text_filter: TextFilter) -> list[TextStatus]:
    return [
        status
        for status in statuses
        if (not text_filter.group or status.text.group == text_filter.group)
        and _has_status(status, text_filter.show)
        and _has_search(status, text_filter)
    ]


def _has_status(text_status: TextStatus, show: str) -> bool:
    match show:
        case "missing":
            return text_status.status is Status.MISSING
        case "stale":
            return text_status.status is Status.STALE
        case "to-do":
            return text_status.status is not Status.CURRENT
        case "terms":
            return bool(text_status.terms)
        case _:
            return True


def _has_search(text_status: TextStatus, text_filter: TextFilter) -> bool:
    """Tells whether the key or either text contains what is searched, without case and accents."""
    search = plain_letters(text_filter.search)
    text = text_status.text
    contents = (text.key, text.in_language(text_filter.source), text_status.value)
    return not search or any(search in plain_letters(content) for content in contents)
