"""Tests that messages and templates are written so that every language can say them well."""

import re
from functools import cache
from html import unescape
from pathlib import Path

import polib
import pytest

from localization.package_messages import PACKAGE_MESSAGES
from localization.package_messages_admin import ADMIN_MESSAGES

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = sorted(ROOT.glob("templates/**/*.html"))
BLOCK = re.compile(r"{%\s*blocktranslate\b.*?{%\s*endblocktranslate\s*%}", re.DOTALL)
HIDDEN = re.compile(r"<(style|script)\b.*?</\1>", re.DOTALL)
# A mark before or after a variable: languages set it, and its spaces, differently.
GLUED = re.compile(r"§\s*(?:[,:;!%—]|[.?](?=\s|$))|[,:;—]\s*§")
# Words that read as translated, or that have another word here: shared rules of the product's English.
AVOIDED = re.compile(
    r"\b(mend|anew|whatever|whoever|held against|verdict|once more|from afar|stored|stores?|kept|e-mails?|a mail|mails"
    r"|worked out|log(?:ged)? (?:in|out)|make another|stands? (?:in|at|beside|twice)|so that no|good day|kind regards)\b"
    r"|\b(?:organiz|standardiz|recogniz|prioritiz)\w+|\bcolor\b|[^\s]  [^\s]",
    re.IGNORECASE,
)
# English words that are a verb and a noun, or that two nouns share: other languages have two words.
AMBIGUOUS = {
    "Answer", "Before", "Change", "Completed", "Import", "Now", "Open", "Order", "Progress", "Report", "Review",
    "Review your answers", "Saved", "Search", "Start", "Started", "State",
}  # fmt: skip
# Italian prepositions and articles change before a figure: «dall’8 dicembre», «l’11%».
INFLECTED = re.compile(
    r"\b(?:a|al|da|dal|del|di|il|in|in data|nel|sul|su|tra|fra|e) %\((?:date|day|at|from|to|until|when|before|now|low|high|share|percent)\)s",
    re.IGNORECASE,
)


@cache
def catalogue(code: str) -> polib.POFile:
    folder = {"pt-br": "pt_BR"}.get(code, code)
    return polib.pofile(str(ROOT / f"locale/{folder}/LC_MESSAGES/django.po"))


def text_nodes(source: str) -> list[str]:
    """Returns what stands between the tags of a template, without its messages; a variable is «§»."""
    text = re.sub(r"{#.*?#}|{%\s*comment.*?endcomment\s*%}", "", source, flags=re.DOTALL)
    text = HIDDEN.sub("", BLOCK.sub("§", text))
    text = re.sub(r"{{.*?}}|{%\s*(?:translate|trans)\b.*?%}", "§", text)
    text = re.sub(r"{%.*?%}", "", text, flags=re.DOTALL)
    text = re.sub(r"<(?:\"[^\"]*\"|'[^']*'|[^>])*>", "\0", text)
    return [node for node in text.split("\0") if "§" in node]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_punctuation_between_translated_parts(path):
    for node in text_nodes(path.read_text()):
        text = " ".join(unescape(node).split())
        assert not GLUED.search(text), f"put the mark into the message: {text!r}"


def own_messages() -> list[polib.POEntry]:
    """Returns the messages of the product; packages' own sentences are left out."""
    packages = {*PACKAGE_MESSAGES, *ADMIN_MESSAGES}
    return [entry for entry in catalogue("it") if entry.msgid not in packages]


def english() -> list[tuple[str, str]]:
    """Returns the English texts of the product with where they stand."""
    found = [
        (text, "message")
        for entry in own_messages()
        for text in (entry.msgid, entry.msgid_plural)
        if text
    ]
    for app in ("assessments", "kpis", "glossary"):
        source = (ROOT / app / "content" / "en.toml").read_text()
        found += [(text, app) for text in re.findall(r'"([^"]+)"', source)]
    return found


def test_english_avoids_what_reads_as_translated():
    assert not [(text, where) for text, where in english() if AVOIDED.search(text)]


def test_a_word_with_two_meanings_carries_a_context():
    assert not {entry.msgid for entry in own_messages() if not entry.msgctxt} & AMBIGUOUS


def test_no_figure_follows_an_italian_preposition():
    texts = [text for e in catalogue("it") for text in (e.msgstr, *e.msgstr_plural.values())]
    assert not [text for text in texts if INFLECTED.search(text)]


def test_french_sets_its_spaces_in_the_message():
    wrong = re.compile(
        r"(?<!\N{NARROW NO-BREAK SPACE})[:;!?»](?=\s|$)|«(?!\N{NARROW NO-BREAK SPACE})"
    )
    texts = [text for e in catalogue("fr") for text in (e.msgstr, *e.msgstr_plural.values())]
    assert not [text for text in texts if wrong.search(text)]
