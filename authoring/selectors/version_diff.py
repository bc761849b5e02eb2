"""What a version changes against another: which pieces came, went or moved, and every wording that differs.

Pieces are joined by key, advice by the keys of its section and stage, as answers and results are.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from django.db.models import Model

from assessments.models import Questionnaire, Section, Statement
from authoring.selectors.version import Version
from content.selectors.history import Change, changes


class Kind(StrEnum):
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"


@dataclass(frozen=True)
class PieceDifference:
    """One section, stage, statement or piece of advice that is not the same in both versions."""

    kind: Kind
    row: Model
    """Of the newer version; of the older one where it was removed."""
    old_position: str = ""
    """Where it stood and stands, where it moved."""
    new_position: str = ""
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True)
class Group:
    """The pieces of one kind."""

    name: str
    pieces: tuple[PieceDifference, ...]


def difference(old: Questionnaire, new: Questionnaire) -> list[Group]:
    """Old against new, in the new order, what was removed at the end of its group; groups without any left out."""
    before, after = Version(old), Version(new)
    groups = [
        _group(before.sections_by_key, after.sections_by_key),
        _group(before.statements_by_key, after.statements_by_key),
        _group(before.stages_by_key, after.stages_by_key),
        _group(before.advice_by_keys, after.advice_by_keys),
    ]
    return [group for group in groups if group.pieces]


def _group(old: Mapping, new: Mapping) -> Group:
    moved = _moved(old, new)
    pieces = [_piece(old.get(key), row, moved=key in moved) for key, row in new.items()]
    pieces += [PieceDifference(Kind.REMOVED, row) for key, row in old.items() if key not in new]
    rows = [*new.values(), *old.values()]
    name = str(rows[0]._meta.verbose_name_plural) if rows else ""
    return Group(name, tuple(piece for piece in pieces if piece is not None))


def _piece(old: Model | None, new: Model, *, moved: bool) -> PieceDifference | None:
    found = tuple(change for change in changes(old, new) if not _is_place(new, change))
    if old is None:
        texts = tuple(change for change in found if change.language)
        return PieceDifference(Kind.ADDED, new, changes=texts)
    if not found and not moved:
        return None
    kind = Kind.CHANGED if found else Kind.MOVED
    places = (_place(old), _place(new)) if moved else ("", "")
    return PieceDifference(kind, new, *places, changes=found)


def _is_place(row: Model, change: Change) -> bool:
    """A number among the others; what moved is said otherwise."""
    orders = isinstance(row, Section | Statement)
    return orders and change.label.lower() == str(row._meta.get_field("order").verbose_name).lower()


def _place(row: Section | Statement) -> str:
    return f"{row.section.key}, {row.order}" if isinstance(row, Statement) else str(row.order)


def _moved(old: Mapping, new: Mapping) -> set:
    """What went to another section, or stands before or after others than it did; what only gave way has not moved."""
    shared = [key for key in new if key in old]
    if not shared or not isinstance(new[shared[0]], Section | Statement):
        return set()
    parents = {_parent(row) for row in new.values()}
    moved = {key for key in shared if _parent(old[key]) != _parent(new[key])}
    for parent in parents:
        before = [key for key in old if key in new and _parent(old[key]) == parent]
        after = [key for key in shared if _parent(new[key]) == parent]
        moved |= set(after) - set(_kept_order(before, after))
    return moved


def _parent(row: Section | Statement) -> str:
    return row.section.key if isinstance(row, Statement) else ""


def _kept_order(before: list, after: list) -> Iterable:
    blocks = SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks()
    return (key for block in blocks for key in after[block.b : block.b + block.size])
