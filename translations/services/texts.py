"""Writing translations: what differs from what the page showed, all of it or nothing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction

from localization.languages import CODES
from translations.domain.texts import same, tidy
from translations.selectors.texts import Translatable
from translations.services.staleness import translation_confirm


@dataclass(frozen=True)
class Edit:
    """A new translation, and what its writer was shown."""

    text: Translatable
    value: str
    shown: str
    source: str
    """The English beside it."""


@dataclass(frozen=True)
class Conflict:
    """Somebody else has written this text since it was shown."""

    edit: Edit
    theirs: str


class TextsChanged(Exception):
    """Nothing was written: these texts are not as their writer was shown them any more."""

    def __init__(self, conflicts: Sequence[Conflict]):
        super().__init__(", ".join(conflict.edit.text.key for conflict in conflicts))
        self.conflicts = tuple(conflicts)


class TextGone(Exception):
    """Nothing was written: a text has been deleted meanwhile."""

    def __init__(self, key: str):
        super().__init__(key)
        self.key = key


@transaction.atomic
def texts_save(*, edits: Iterable[Edit], language: str, user) -> int:
    """Writes these translations, and takes each as right for the English beside it; how many there were.

    A translation that is as stored is only confirmed. The same text typed by both is no conflict.
    Raises TextsChanged, TextGone.
    """
    if language not in CODES:
        raise ValueError(language)
    edits = list(edits)
    rows = _locked_rows(edits)
    conflicts, changed = [], []
    for edit in edits:
        stored = getattr(rows[_place(edit)], f"{edit.text.field}_{language}") or ""
        if same(stored, edit.value):
            continue
        if not same(stored, edit.shown):
            conflicts.append(Conflict(edit, stored))
        changed.append(edit)
    if conflicts:
        raise TextsChanged(conflicts)
    _write(changed, rows, language)
    for edit in edits:
        written = Translatable(
            edit.text.key,
            edit.text.source,
            rows[_place(edit)],
            edit.text.field,
            edit.text.group,
            edit.text.group_label,
        )
        translation_confirm(text=written, language=language, source=edit.source, user=user)
    return len(edits)


def _place(edit: Edit) -> tuple:
    return edit.text.source.model, edit.text.row.pk


def _locked_rows(edits: list[Edit]) -> dict:
    """By model and row, locked in one order so that two writers wait instead of blocking each other."""
    rows = {}
    sources = {edit.text.source.kind: edit.text.source for edit in edits}
    for _, source in sorted(sources.items()):
        wanted = [edit.text.row.pk for edit in edits if edit.text.source is source]
        found = source.model.objects.select_for_update(of=("self",)).select_related(*source.related)
        rows |= {(source.model, row.pk): row for row in found.filter(pk__in=wanted).order_by("pk")}
    for edit in edits:
        if _place(edit) not in rows:
            raise TextGone(edit.text.key)
    return rows


def _write(edits: list[Edit], rows: dict, language: str) -> None:
    """A save for each row, however many of its texts changed."""
    fields: dict[tuple, list[str]] = {}
    for edit in edits:
        name = f"{edit.text.field}_{language}"
        setattr(rows[_place(edit)], name, tidy(edit.value))
        fields.setdefault(_place(edit), []).append(name)
    for place, names in fields.items():
        rows[place].save(update_fields=names)
