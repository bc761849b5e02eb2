"""Defines what a page of figures showed of a draft, and what its reader changed since."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from kpis.domain.periods import Period

TEXT_LENGTH = 2000
"""The longest text, in characters, that a draft keeps of a field."""


@dataclass(frozen=True, slots=True)
class TypedFigure:
    """Holds a text with the language it was typed in, which is empty where the page named none."""

    text: str
    language: str


@dataclass(frozen=True, slots=True)
class ShownDraft:
    """Holds what a page showed when it was sent or last acknowledged.

    `version` is 0 where there was no draft. `texts` has the text of each field that was not blank;
    None stands for a text of which nobody knows whether it was stored. `is_begun_here` says that
    there was no draft when the page was opened.
    """

    period: Period | None = None
    version: int = 0
    texts: Mapping[str, str | None] = field(default_factory=dict)
    is_begun_here: bool = True


@dataclass(frozen=True, slots=True)
class SentDraft:
    """Holds the figures that a page sent; `period` is the one they are typed for, if that is known.

    `changes` has the fields that differ from what the page showed; None where the text is again the
    one that is stored of the period, so that the draft need not hold it. `texts` has all that came.
    """

    shown: ShownDraft
    period: Period | None
    changes: Mapping[str, TypedFigure | None]
    texts: Mapping[str, str]

    def is_of_page(self, name: str, text: str) -> bool:
        """Tells whether the page has shown or sent this text."""
        return text in (self.shown.texts.get(name, ""), self.texts.get(name, ""))
