"""Which texts a page of two languages shows."""

from collections.abc import Sequence
from dataclasses import dataclass

from editorial.selectors.judged import Judged, Status

ALL, TO_DO, MISSING, STALE, TERMS = "all", "to-do", "missing", "stale", "terms"
A_PAGE = 50


@dataclass(frozen=True)
class Wanted:
    """What the reader asked for."""

    source: str
    target: str
    group: str = ""
    show: str = ALL
    search: str = ""


def wanted_texts(judged: Sequence[Judged], wanted: Wanted) -> list[Judged]:
    return [
        one
        for one in judged
        if (not wanted.group or one.text.group == wanted.group)
        and _shown(one, wanted.show)
        and _found(one, wanted)
    ]


def _shown(one: Judged, show: str) -> bool:
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


def _found(one: Judged, wanted: Wanted) -> bool:
    """In the key or in either text, whatever its capitals."""
    needle = wanted.search.casefold()
    hay = (one.text.key, one.text.in_language(wanted.source), one.value)
    return not needle or any(needle in text.casefold() for text in hay)
