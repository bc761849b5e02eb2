"""Finds terms in a text and marks the first place of each with a button that opens its explanation."""

import re
from dataclasses import dataclass

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from content.selectors.texts import Text


@dataclass(frozen=True)
class TermText:
    """A term in one language."""

    key: str
    word: str
    expansion: Text
    explanation: Text

    @property
    def element_id(self) -> str:
        return f"term-{self.key}"


@dataclass(frozen=True)
class MarkedText:
    """A text as HTML, and the terms whose explanation the page must hold."""

    html: SafeString
    plain: Text
    terms: tuple[TermText, ...]

    def __str__(self) -> str:
        return self.plain.value


def _pattern(terms: tuple[TermText, ...]) -> re.Pattern | None:
    words = []
    for term in sorted(terms, key=lambda term: -len(term.word)):
        word = re.escape(term.word)
        words.append(word if term.word.isupper() else f"(?i:{word})")
    # An English plural (SOPs) belongs to the word.
    # What touches the word (a bracket, an elided article, a comma) stays with it on one line.
    return (
        re.compile(rf"(\S{{0,6}})(?<!\w)({'|'.join(words)})(?=s?(?!\w))(\S{{0,4}})")
        if words
        else None
    )


def mark_terms(text: Text, terms: tuple[TermText, ...]) -> MarkedText:
    """The text with each term marked where it first stands. Everything else is escaped."""
    by_word = {term.word.casefold(): term for term in terms if term.word}
    pattern = _pattern(tuple(by_word.values()))
    if pattern is None or text.fallback_language:
        return MarkedText(text.html, text, ())
    parts, used, end = [], [], 0
    for found in pattern.finditer(text.value):
        before, word, after = found.groups()
        term = by_word[word.casefold()]
        if term in used:
            continue
        used.append(term)
        parts += [
            conditional_escape(text.value[end : found.start()]),
            _button(term, before, word, after),
        ]
        end = found.end()
    parts.append(conditional_escape(text.value[end:]))
    return MarkedText(mark_safe("".join(parts)), text, tuple(used))  # noqa: S308 - every part is escaped above


def _button(term: TermText, before: str, word: str, after: str) -> SafeString:
    button = format_html(
        '<button type="button" class="term" popovertarget="{}">{}</button>', term.element_id, word
    )
    if not before and not after:
        return button
    return format_html('<span class="nowrap">{}{}{}</span>', before, button, after)
