"""Replaces one language by a pseudo-language: all letters changed, words 40 % longer.

«Sections» becomes «Šéçţíóñššéçţ», in the interface and in the content. A text that is still in
plain letters on a page was not translated; a text that is cut off would be cut off in a language
of long words too.
"""

import re
from math import ceil

from django.db.models import Model
from django.utils.translation import trans_real
from modeltranslation.translator import translator

from localization.columns import column_name

PLAIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
CHANGED = "áƀçðéƒĝĥíĵķĺɱñóþɋŕšţúṽŵẋýžÁɃÇÐÉƑĜĤÍĴĶĹṀÑÓÞɊŔŠŢÚṼŴẊÝŽ"
CHANGE = str.maketrans(PLAIN, CHANGED)
LONGER = 0.4
UNCHANGED = re.compile(
    r"%\(\w+\)[sdifr]|%[sdif%]|\{[^{}]*\}|<[^<>]+>|&\w+;|\S+@\S+|https?://\S+|/\S+/"
)
WORD = re.compile(r"[^\W\d_]+")


def pseudo(text: str) -> str:
    """Returns the text in the pseudo-language; placeholders, tags and addresses are kept."""
    changed = UNCHANGED.split(text)
    unchanged = [*UNCHANGED.findall(text), ""]
    pairs = zip(changed, unchanged, strict=True)
    return "".join(WORD.sub(_pseudo_word, words) + rest for words, rest in pairs)


def _pseudo_word(match: re.Match) -> str:
    word = match[0]
    added = ceil(len(word) * LONGER) if len(word) > 1 else 0
    return (word + word[:added].lower()).translate(CHANGE)


def install(monkeypatch, language: str) -> None:
    """Replaces the catalogue and the content of `language` until the end of the test."""
    catalogue = trans_real.translation(language)
    monkeypatch.setattr(catalogue, "gettext", _translated)
    monkeypatch.setattr(catalogue, "ngettext", _translated_plural)
    for model in translator.get_registered_models(abstract=False):
        _fill(model, language)


def _translated(message: str) -> str:
    return pseudo(message.rpartition(trans_real.CONTEXT_SEPARATOR)[2])


def _translated_plural(one: str, many: str, number: int) -> str:
    return _translated(one if number == 1 else many)


def _fill(model: type[Model], language: str) -> None:
    fields = translator.get_options_for_model(model).get_field_names()
    for row in model.objects.all():
        values = {
            column_name(field, language): pseudo(getattr(row, f"{field}_en")) for field in fields
        }
        model.objects.filter(pk=row.pk).update(**values)
