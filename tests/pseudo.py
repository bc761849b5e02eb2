"""A pseudo-language in the place of one of ours: every letter changed, every word 40 % longer, interface and content.

«Sections» becomes «Šéçţíóñššéçţ». What is still written in plain letters on a page was not passed through
translation; what no longer fits would not fit in a language of long words either.
"""

import re
from math import ceil

from django.db.models import Model
from django.utils.translation import trans_real
from modeltranslation.translator import translator

PLAIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
CHANGED = "áƀçðéƒĝĥíĵķĺɱñóþɋŕšţúṽŵẋýžÁɃÇÐÉƑĜĤÍĴĶĹṀÑÓÞɊŔŠŢÚṼŴẊÝŽ"
CHANGE = str.maketrans(PLAIN, CHANGED)
LONGER = 0.4
KEPT = re.compile(r"%\(\w+\)[sdif]|%[sdif%]|\{[^{}]*\}|<[^<>]+>|&\w+;|\S+@\S+|https?://\S+|/\S+/")
WORD = re.compile(r"[^\W\d_]+")


def pseudo(text: str) -> str:
    """The text in the pseudo-language: placeholders, tags and addresses stay."""
    parts = KEPT.split(text)
    kept = [*KEPT.findall(text), ""]
    return "".join(WORD.sub(_word, part) + stays for part, stays in zip(parts, kept, strict=True))


def _word(match: re.Match) -> str:
    word = match[0]
    more = ceil(len(word) * LONGER) if len(word) > 1 else 0
    return (word + word[:more].lower()).translate(CHANGE)


def install(monkeypatch, language: str) -> None:
    """Puts it in the place of `language`, for one test: catalogue and content. Rolled back with the test."""
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
        values = {f"{field}_{language}": pseudo(getattr(row, f"{field}_en")) for field in fields}
        model.objects.filter(pk=row.pk).update(**values)
