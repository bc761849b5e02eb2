"""All texts as one list, whatever table they live in."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Model
from django.urls import reverse

from translations.appears_on import PageReference
from translations.models import TradeTerm
from translations.registry import TRANSLATED_MODELS, TranslatedModel

ENGLISH = settings.LANGUAGE_CODE


@dataclass(frozen=True)
class Translatable:
    """One text of one row, in all languages."""

    key: str
    source: TranslatedModel
    row: Model
    field: str
    group: str
    group_label: str

    def in_language(self, code: str) -> str:
        return getattr(self.row, f"{self.field}_{code}") or ""

    @property
    def english(self) -> str:
        return self.in_language(ENGLISH)

    @property
    def label(self) -> str:
        return self.source.field_label(self.field)

    @property
    def pages(self) -> tuple[PageReference, ...]:
        return self.source.pages[self.field]

    @property
    def row_is_a_term(self) -> bool:
        """A row of the table of trade terms, which is what other texts are held against."""
        return isinstance(self.row, TradeTerm)

    @property
    def longest(self) -> int | None:
        """Characters that its column holds."""
        return self.row._meta.get_field(f"{self.field}_{ENGLISH}").max_length

    @property
    def admin_url(self) -> str:
        meta = self.row._meta
        return reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[self.row.pk])


def texts_of_row(row: Model, source: TranslatedModel) -> list[Translatable]:
    key, (group, label) = source.key_of(row), source.group_of(row)
    return [
        Translatable(f"{key}/{field}", source, row, field, group, label) for field in source.fields
    ]


def read_texts(sources: Iterable[TranslatedModel] = TRANSLATED_MODELS) -> list[Translatable]:
    """In the order in which staff look for them: the newest version first."""
    found, seen = [], set()
    for source in sources:
        for row in source.rows():
            for text in texts_of_row(row, source):
                found.append(_told_apart(text) if text.key in seen else text)
                seen.add(text.key)
    return found


def _told_apart(text: Translatable) -> Translatable:
    """A draft may have a statement's key in two sections, until it is to be published: the second gets its own."""
    start, _, field = text.key.rpartition("/")
    key = f"{start}@{text.row.section.key}/{field}"
    return Translatable(key, text.source, text.row, text.field, text.group, text.group_label)


def sources_seen_by(user, writes_any: bool) -> list[TranslatedModel]:
    """Whoever may write a language sees every text; others what they may see in the admin."""
    return [source for source in TRANSLATED_MODELS if writes_any or source.may_be_seen_by(user)]
