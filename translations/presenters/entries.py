"""Presents one text on the page of two languages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.urls import get_script_prefix

from accounts.models import User
from translations.domain.submission import BASELINE, SOURCE, TEXT, SubmittedText
from translations.selectors.status import TextStatus
from translations.selectors.texts import may_view_texts
from translations.services.texts import Conflict

CHARACTERS_OF_A_LINE = 60
MOST_LINES = 12


@dataclass(frozen=True)
class Entry:
    """Holds a text, the field to write it in, and what stands beside."""

    status: TextStatus
    source_text: str
    typed: str
    baseline: str
    """The stored text when the page is rendered; a save is compared with it."""
    links: tuple[tuple[str, str, str], ...]
    """The pages on which the text appears: name, pattern of the address, link or blank."""
    bounds: tuple[str, ...] = ()
    admin_url: str = ""
    error: str = ""
    theirs: str | None = None
    """The text that somebody else has written since the page was rendered."""
    before: str = ""
    """The text that both writers began with."""

    @property
    def key(self) -> str:
        return self.status.text.key

    @property
    def element_id(self) -> str:
        return "".join(letter if letter.isalnum() else "-" for letter in self.key)

    @property
    def names(self) -> dict[str, str]:
        return {
            "text": TEXT + self.key,
            "baseline": BASELINE + self.key,
            "source": SOURCE + self.key,
        }

    @property
    def rows(self) -> int:
        """Returns the number of lines of the field, for the longer of the two texts."""
        longest = max(self.typed, self.source_text, key=len)
        return min(MOST_LINES, 2 + len(longest) // CHARACTERS_OF_A_LINE + longest.count("\n"))

    @property
    def has_problem(self) -> bool:
        return bool(self.error) or self.theirs is not None


def to_entry(
    status: TextStatus, source: str, user: User, bounds: Mapping[str, Sequence[str]]
) -> Entry:
    """Returns the entry of a text; `bounds` are lines by the key of a KPI."""
    text = status.text
    is_benchmark = text.content_model.kind == "kpi" and text.field == "benchmark"
    return Entry(
        status=status,
        source_text=text.in_language(source),
        typed=status.value,
        baseline=status.value,
        links=tuple(
            (
                str(page.name),
                f"{get_script_prefix()}{status.language}/{page.path}",
                page.url(status.language),
            )
            for page in text.pages
        ),
        bounds=tuple(bounds.get(text.content_model.row_key(text.row), ())) if is_benchmark else (),
        admin_url=text.admin_url if may_view_texts(user, text.content_model) else "",
    )


def with_submitted(
    entry: Entry, text: SubmittedText, error: str = "", conflict: Conflict | None = None
) -> Entry:
    """Returns the entry with the typed text; after a conflict, a second save replaces `theirs`."""
    if conflict is not None:
        theirs = conflict.theirs
        return replace(
            entry, typed=text.value, baseline=theirs, theirs=theirs, before=text.baseline
        )
    if not text.is_changed:
        return replace(entry, error=error)
    return replace(entry, typed=text.value, baseline=text.baseline, error=error)
