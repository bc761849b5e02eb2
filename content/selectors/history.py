"""Reads the history of edits: who changed what and when, by field and language."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from django.db.models import CASCADE, Field, ForeignObjectRel, Model, QuerySet
from django.utils.formats import localize
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from content.domain.text_diff import pieces, same_lines
from content.models.history import HistoryEntry, history_model, keeps_history
from localization.languages import LANGUAGE_NAMES
from web.rendering import render_inline

PAGE = 20
"""The number of entries on a page."""
RECENT = 50
"""The number of entries among which the latest change of a field is looked up."""
ADDED, REMOVED = "+", "-"
PUT_BACK = "put back"
"""The reason of an entry that brought an earlier wording back."""


@dataclass(frozen=True)
class Change:
    """Holds one field, and for a text one language of it, before and after a save."""

    label: str
    language: str
    old: str
    new: str

    @property
    def language_name(self) -> str:
        return LANGUAGE_NAMES.get(self.language, "")

    @property
    def old_html(self) -> SafeString:
        return self._render_without("ins")

    @property
    def new_html(self) -> SafeString:
        return self._render_without("del")

    def _render_without(self, kind: str) -> SafeString:
        """Renders one of the wordings; what only it has is marked."""
        shown = [piece for piece in pieces(self.old, self.new) if piece.kind != kind]
        return render_inline("admin/content/_pieces.html", pieces=shown)


@dataclass(frozen=True)
class Entry:
    """Holds one save."""

    id: int
    kind: str
    at: datetime
    who: str
    reason: str
    changes: list[Change]

    @property
    def title(self) -> str:
        if self.reason == PUT_BACK:
            return _("An earlier wording restored")
        return {ADDED: _("Added"), REMOVED: _("Deleted")}.get(self.kind) or _("Changed")


def get_history(model: type[Model], pk: object) -> QuerySet[HistoryEntry]:
    """Returns every entry of one object, the newest first."""
    rows = history_model(model)._default_manager.filter(**{model._meta.pk.attname: pk})
    return rows.select_related("history_user").order_by("-history_date", "-history_id")


def to_entries(rows: Sequence[HistoryEntry], before: HistoryEntry | None) -> list[Entry]:
    """Returns what each of `rows` (the newest first) changed.

    `before` is the entry that the oldest of them followed.
    """
    return [to_entry(row, earlier) for row, earlier in zip(rows, [*rows[1:], before], strict=True)]


def to_entry(row: HistoryEntry, earlier: HistoryEntry | None) -> Entry:
    return Entry(
        id=row.history_id,
        kind=row.history_type,
        at=row.history_date,
        who=str(row.history_user or ""),
        reason=row.history_change_reason or "",
        changes=[] if row.history_type == REMOVED else list(changes(earlier, row)),
    )


def changes(old: Model | None, new: Model) -> Iterator[Change]:
    """Yields the fields in which two states of an object differ; without `old` all that are filled.

    Relations are left out: they never change.
    """
    for field in tracked_fields(new):
        before = "" if old is None else format_value(old, field)
        after = format_value(new, field)
        if before != after:
            yield Change(field_label(field), getattr(field, "language", ""), before, after)


def tracked_fields(row: Model) -> list[Field]:
    """Returns the fields of an object, or of an entry of its history, whose changes are shown."""
    model = getattr(row, "instance_type", type(row))
    fields = history_model(model).tracked_fields
    return [field for field in fields if not field.primary_key and not field.is_relation]


def field_label(field: Field) -> str:
    """Returns the name of the field without its language, which stands beside the name."""
    return capfirst(str(getattr(field, "translated_field", field).verbose_name))


def format_value(row: Model, field: Field) -> str:
    """Returns a value as people read it."""
    value = getattr(row, field.attname)
    if value in (None, ""):
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    return same_lines(value) if isinstance(value, str) else str(localize(value))


def last_change(row: Model, name: str) -> HistoryEntry | None:
    """Returns the entry that gave a field its present value.

    Returns None where that entry is older than the RECENT newest ones.
    """
    rows = list(get_history(type(row), row.pk)[: RECENT + 1])
    for entry, earlier in pairwise(rows):
        if getattr(entry, name) != getattr(earlier, name):
            return entry
    return None


@dataclass(frozen=True)
class Child:
    """Names an object that belongs to another one and has a history; the object may be deleted."""

    name: str
    kind: str
    deleted: bool
    model: type[Model]
    pk: int


def list_children(model: type[Model], pk: object) -> list[Child]:
    """Returns all objects that belonged to an object at any time. One query for each model."""
    return [
        child
        for relation in model._meta.related_objects
        if relation.on_delete is CASCADE and keeps_history(relation.related_model)
        for child in _children(relation, model, pk)
    ]


def _children(relation: ForeignObjectRel, model: type[Model], pk: object) -> Iterator[Child]:
    child_model, field = relation.related_model, relation.field
    key = pk
    target = field.target_field.attname
    if target != model._meta.pk.attname:  # joined by its key, not its id
        key = getattr(get_history(model, pk).first(), target, None)
    rows = history_model(child_model)._default_manager.filter(**{field.attname: key})
    kind = str(child_model._meta.verbose_name)
    for row in rows.order_by("id", "-history_date", "-history_id").distinct("id"):
        name = str(getattr(row, "key", "") or f"{kind} {row.id}")
        yield Child(name, kind, row.history_type == REMOVED, child_model, row.id)
