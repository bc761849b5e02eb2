"""One text as the page of two languages shows it."""

from dataclasses import dataclass, replace

from translations.forms.page import SHOWN, SOURCE, TEXT, Sent
from translations.selectors.status import TextStatus
from translations.services.texts import Conflict


@dataclass(frozen=True)
class Entry:
    judged: TextStatus
    source_text: str
    typed: str
    shown: str
    """What is stored as far as the page knows: a later save is held against it."""
    links: tuple[tuple[str, str, str], ...]
    """Pages on which it appears: name, pattern of the address, link or blank."""
    bounds: tuple[str, ...] = ()
    admin_url: str = ""
    error: str = ""
    theirs: str | None = None
    before: str = ""
    """Where somebody else was faster: their text, and what both began with."""

    @property
    def key(self) -> str:
        return self.judged.text.key

    @property
    def element_id(self) -> str:
        return "".join(letter if letter.isalnum() else "-" for letter in self.key)

    @property
    def names(self) -> dict[str, str]:
        return {"text": TEXT + self.key, "shown": SHOWN + self.key, "source": SOURCE + self.key}

    @property
    def rows(self) -> int:
        """Lines of the field: about what the longer of the two texts takes."""
        longest = max(self.typed, self.source_text, key=len)
        return min(12, 2 + len(longest) // 60 + longest.count("\n"))

    @property
    def has_problem(self) -> bool:
        return bool(self.error) or self.theirs is not None


def entry_of(judged: TextStatus, source: str, user, bounds: dict[str, list[str]]) -> Entry:
    text = judged.text
    is_benchmark = text.source.kind == "kpi" and text.field == "benchmark"
    return Entry(
        judged=judged,
        source_text=text.in_language(source),
        typed=judged.value,
        shown=judged.value,
        links=tuple(
            (str(page.name), f"/{judged.language}/{page.path}", page.url(judged.language))
            for page in text.pages
        ),
        bounds=tuple(bounds.get(text.row.key, ())) if is_benchmark else (),
        admin_url=text.admin_url if text.source.may_be_seen_by(user) else "",
    )


def with_sent(entry: Entry, sent: Sent, error: str = "", conflict: Conflict | None = None) -> Entry:
    """What was typed stays; where somebody was faster, a second save is held against theirs."""
    if conflict is not None:
        theirs = conflict.theirs
        return replace(entry, typed=sent.value, shown=theirs, theirs=theirs, before=sent.shown)
    shown = sent.shown if sent.changes else entry.shown
    typed = sent.value if sent.changes else entry.typed
    return replace(entry, typed=typed, shown=shown, error=error)
