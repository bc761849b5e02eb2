"""Saves translations: those that differ from what the page showed, all or none."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.db import transaction
from django.db.models import Model

from accounts.models import User
from localization.columns import column_name
from localization.languages import CODES
from translations.domain.texts import same, tidy
from translations.selectors.texts import Translatable
from translations.services.staleness import translations_confirm

RowId = tuple[type[Model], int]
Rows = dict[RowId, Model]


@dataclass(frozen=True)
class Edit:
    """Holds a new translation, and the texts that its writer saw."""

    text: Translatable
    value: str
    baseline: str
    """The translation when its writer saw the page or the file."""
    source: str
    """The English beside it."""

    @property
    def row_id(self) -> RowId:
        return self.text.content_model.model, self.text.row.pk


@dataclass(frozen=True)
class Conflict:
    """Holds an edit of a text that somebody else has written since the page was rendered."""

    edit: Edit
    theirs: str


class TextsChanged(Exception):
    """Says that nothing was saved, since somebody else has written some of the texts."""

    def __init__(self, conflicts: Sequence[Conflict]) -> None:
        super().__init__(", ".join(conflict.edit.text.key for conflict in conflicts))
        self.conflicts = tuple(conflicts)


class TextGone(Exception):
    """Says that nothing was saved, since a text has been deleted."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


@transaction.atomic
def texts_save(*, edits: Iterable[Edit], language: str, user: User) -> int:
    """Saves translations and confirms them for the English beside them; returns their number.

    A translation that is stored already is only confirmed. The same text written by two people is
    no conflict. Raises TextsChanged, TextGone; ValueError for an unknown language.
    """
    if language not in CODES:
        raise ValueError(language)
    edits = list(edits)
    rows = _lock_rows(edits)
    changed = _changed_edits(edits, rows, language)
    columns = _assign(changed, rows, language)
    # Before the rows: what is saved with them (translations.receivers) is then stored already.
    translations_confirm(
        translations=[(replace(edit.text, row=rows[edit.row_id]), edit.source) for edit in edits],
        language=language,
        user=user,
    )
    for row_id, names in columns.items():
        rows[row_id].save(update_fields=names)
    return len(edits)


def _lock_rows(edits: Sequence[Edit]) -> Rows:
    """Locks the rows in one order, so that of two writers one waits and none is refused."""
    rows: Rows = {}
    models = {edit.text.content_model.kind: edit.text.content_model for edit in edits}
    for _, content_model in sorted(models.items()):
        ids = [edit.text.row.pk for edit in edits if edit.text.content_model is content_model]
        locked = content_model.rows().select_for_update(of=("self",)).filter(pk__in=ids)
        rows |= {(content_model.model, row.pk): row for row in locked.order_by("pk")}
    for edit in edits:
        if edit.row_id not in rows:
            raise TextGone(edit.text.key)
    return rows


def _changed_edits(edits: Sequence[Edit], rows: Rows, language: str) -> list[Edit]:
    """Returns the edits that change the stored text. Raises TextsChanged."""
    changed, conflicts = [], []
    for edit in edits:
        stored = replace(edit.text, row=rows[edit.row_id]).in_language(language)
        if same(stored, edit.value):
            continue
        if not same(stored, edit.baseline):
            conflicts.append(Conflict(edit, stored))
        changed.append(edit)
    if conflicts:
        raise TextsChanged(conflicts)
    return changed


def _assign(edits: Iterable[Edit], rows: Rows, language: str) -> dict[RowId, list[str]]:
    """Sets the new texts on the rows; returns the columns to save of each."""
    columns: dict[RowId, list[str]] = {}
    for edit in edits:
        name = column_name(edit.text.field, language)
        setattr(rows[edit.row_id], name, tidy(edit.value))
        columns.setdefault(edit.row_id, []).append(name)
    return columns
