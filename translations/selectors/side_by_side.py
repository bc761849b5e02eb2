"""Which texts a page of two languages shows."""

from collections.abc import Sequence
from dataclasses import dataclass

from translations.selectors.status import Status, TextStatus

ALL, TO_DO, MISSING, STALE, TERMS = "all", "to-do", "missing", "stale", "terms"
A_PAGE = 50


@dataclass(frozen=True)
class TextFilter:
    """What the reader asked for."""

    source: str
    target: str
    group: str = ""
    show: str = ALL
    search: str = ""


def filter_texts(judged: Sequence[TextStatus], wanted: TextFilter) -> list[TextStatus]:
    return [
        one
        for one in judged
        if (not wanted.group or one.text.group == wanted.group)
        and _shown(one, wanted.show)
        and _found(one, wanted)
    ]


def _shown(one: TextStatus, show: str) -> bool:
    match show:
        case "missing":
            return one.status is Status.MISSING
        case "stale":
            return one.status is Status.STALE
        case "to-do":
            return one.status is not Status.CURRENT
        case "terms":
            return bool(one.terms)
        case _:
            return True


def _found(one: TextStatus, wanted: TextFilter) -> bool:
    """In the key or in either text, whatever its capitals."""
    needle = wanted.search.casefold()
    hay = (one.text.key, one.text.in_language(wanted.source), one.value)
    return not needle or any(needle in text.casefold() for text in hay)
