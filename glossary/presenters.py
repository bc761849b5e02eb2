"""Marks terms in texts: the first of each becomes a button that opens its explanation."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from content.selectors.texts import Text
from glossary.selectors import TermText
from web.rendering import render_inline


@dataclass(frozen=True)
class MarkedText:
    """Represents a text as HTML, with the terms whose explanations the page has to contain."""

    html: SafeString
    plain: Text
    terms: tuple[TermText, ...]

    def __str__(self) -> str:
        return self.plain.value


def mark_terms(text: Text, terms: tuple[TermText, ...]) -> MarkedText:
    """Marks the first occurrence of each term in a text; escapes everything else.

    A text in a fallback language is left unmarked: the terms are in the reader's language.
    """
    term_by_word = {term.word.casefold(): term for term in terms if term.word}
    if not term_by_word or text.fallback_language:
        return MarkedText(text.html, text, ())
    pieces: list[str] = []
    used: list[TermText] = []
    end = 0
    for match in _compile_pattern(term_by_word.values()).finditer(text.value):
        before, word, plural, after = match.groups()
        term = term_by_word[word.casefold()]
        if term in used:
            continue
        used.append(term)
        button = render_inline(
            "components/_term.html", term=term, before=before, word=word + plural, after=after
        )
        pieces += [text.value[end : match.start()], button]
        end = match.end()
    pieces.append(text.value[end:])
    html = format_html_join("", "{}", ((piece,) for piece in pieces))  # escapes all but the buttons
    return MarkedText(html, text, tuple(used))


def mark_source_words(text: Text, source_words: Iterable[str]) -> SafeString:
    """Renders a text whose words in the source language carry its `lang`; escapes everything else.

    «service level agreement, accord de niveau de service» is read out in two languages. Capitals
    and hyphens may differ (Service-Level-Agreement). A text that fell back has its own `lang`.
    """
    words = [word for word in source_words if word and not word.isupper()]
    if text.fallback_language or not words:
        return text.html
    alternatives = (
        r"[\s-]+".join(map(re.escape, re.split(r"[\s-]+", word)))
        for word in sorted(words, key=len, reverse=True)
    )
    pieces = re.split(rf"(?<!\w)((?i:{'|'.join(alternatives)}))(?!\w)", text.value)
    pieces[1::2] = [
        render_inline("components/_fallback_text.html", text=Text(word, settings.LANGUAGE_CODE))
        for word in pieces[1::2]
    ]
    return format_html_join("", "{}", ((piece,) for piece in pieces))


def _compile_pattern(terms: Iterable[TermText]) -> re.Pattern[str]:
    """Compiles an expression that matches each of the words; of two that overlap, the longer.

    Words in capitals match in capitals only. An English plural (SOPs) belongs to the word. The
    groups before and after the word hold what touches it (a bracket, an elided article, a comma).
    """
    words = []
    for term in sorted(terms, key=lambda term: -len(term.word)):
        word = re.escape(term.word)
        words.append(word if term.word.isupper() else f"(?i:{word})")
    return re.compile(rf"(\S{{0,6}})(?<!\w)({'|'.join(words)})(s?)(?!\w)(\S{{0,4}})")
