"""Reads the history of edits: who changed what and when, a field and a language at a time."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from django.db.models import CASCADE, Model, QuerySet
from django.utils.formats import localize
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from content.domain.text_diff import pieces, same_lines
from localization.languages import LANGUAGE_NAMES

PAGE = 20
RECENT = 50
"""So many entries back the change of one field is looked for."""
ADDED, REMOVED = "+", "-"
PUT_BACK = "put back"
"""The reason that an entry carries when it brought an earlier wording back."""


@dataclass(frozen=True)
class Change:
    """One field, and for a text one language of it, as it was and as it became."""

    label: str
    language: str
    old: str
    new: str

    @property
    def language_name(self) -> str:
        return LANGUAGE_NAMES.get(self.language, "")

    @property
    def old_html(self) -> SafeString:
        return self._html("del")

    @property
    def new_html(self) -> SafeString:
        return self._html("ins")

    def _html(self, kind: str) -> SafeString:
        """The wording with what only it has marked; every piece is escaped."""
        return format_html_join(
            "",
            "{}",
            (
                (
                    format_html("<{0}>{1}</{0}>", kind, piece.text)
                    if piece.kind == kind
                    else piece.text,
                )
                for piece in pieces(self.old, self.new)
                if piece.kind in ("same", kind)
            ),
        )


@dataclass(frozen=True)
class Entry:
    """One save."""

    id: int
    kind: str
    at: datetime
    who: str
    reason: str
    changes: list[Change]

    @property
    def title(self) -> str:
        if self.reason == PUT_BACK:
            return _("An earlier wording put back")
        return {ADDED: _("Added"), REMOVED: _("Deleted")}.get(self.kind) or _("Changed")


def keeps_history(model: type[Model]) -> bool:
    return hasattr(model._meta, "simple_history_manager_attribute")


def history_of(model: type[Model], pk) -> QuerySet:
    """Every entry of one object, the newest first."""
    found = model.history.filter(**{model._meta.pk.attname: pk}).select_related("history_user")
    return found.order_by("-history_date", "-history_id")


def entries(rows: list[Model], before: Model | None) -> list[Entry]:
    """What each of `rows` (the newest first) changed; `before` is the entry that the oldest of them followed."""
    return [entry_of(row, earlier) for row, earlier in zip(rows, [*rows[1:], before], strict=True)]


def entry_of(row: Model, earlier: Model | None) -> Entry:
    return Entry(
        id=row.history_id,
        kind=row.history_type,
        at=row.history_date,
        who=str(row.history_user or ""),
        reason=row.history_change_reason or "",
        changes=[] if row.history_type == REMOVED else list(changes(earlier, row)),
    )


def changes(old: Model | None, new: Model) -> Iterator[Change]:
    """The fields in which two states of an object differ; all that are filled where there was none before.

    What it is part of is left out: that never changes.
    """
    for field in tracked_fields(new):
        before = "" if old is None else written(old, field)
        after = written(new, field)
        if before != after:
            yield Change(label_of(field), getattr(field, "language", ""), before, after)


def tracked_fields(row: Model) -> list:
    """Of an object or of an entry of its history."""
    model = getattr(row, "instance_type", type(row))
    found = model.history.model.tracked_fields
    return [field for field in found if not field.primary_key and not field.is_relation]


def label_of(field) -> str:
    """The name of the field without its language: that stands beside it."""
    return capfirst(getattr(field, "translated_field", field).verbose_name)


def written(row: Model, field) -> str:
    """A value as people read it."""
    value = getattr(row, field.attname)
    if value in (None, ""):
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    return same_lines(value) if isinstance(value, str) else str(localize(value))


def last_change(row: Model, name: str) -> Model | None:
    """The entry that gave a field its present value; None where that is longer ago than RECENT entries."""
    found = list(history_of(type(row), row.pk)[: RECENT + 1])
    for entry, earlier in pairwise(found):
        if getattr(entry, name) != getattr(earlier, name):
            return entry
    return None


@dataclass(frozen=True)
class Part:
    """An object that belongs to another one and keeps a history of its own, be it deleted by now."""

    name: str
    kind: str
    deleted: bool
    model: type[Model]
    pk: object


def parts_of(model: type[Model], pk) -> list[Part]:
    """What belonged to an object at any time: a query for each kind."""
    found = []
    for relation in model._meta.related_objects:
        if relation.on_delete is CASCADE and keeps_history(relation.related_model):
            found += _parts(relation, model, pk)
    return found


def _parts(relation, model: type[Model], pk) -> Iterator[Part]:
    child, field = relation.related_model, relation.field
    key = pk
    if field.target_field.attname != model._meta.pk.attname:  # joined by its key, not its id
        latest = history_of(model, pk).first()
        key = getattr(latest, field.target_field.attname, None)
    rows = child.history.filter(**{field.attname: key})
    rows = rows.order_by("id", "-history_date", "-history_id").distinct("id")
    for row in rows:
        name = getattr(row, "key", "") or f"{child._meta.verbose_name} {row.id}"
        yield Part(
            str(name), str(child._meta.verbose_name), row.history_type == REMOVED, child, row.id
        )
