"""Compares two versions of the questionnaire: pieces added, removed or moved, and texts changed.

Pieces are matched by key, advice by the keys of its section and stage, as answers and results are.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import TypeVar

from assessments.models import Questionnaire, Section, Statement
from authoring.selectors.version import Piece, Version
from content.selectors.history import Change, changes

KeyT = TypeVar("KeyT")


class Kind(StrEnum):
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"


@dataclass(frozen=True)
class PieceDifference:
    """Describes how a section, stage, statement or piece of advice differs between two versions."""

    kind: Kind
    row: Piece
    """The row of the new version; that of the old version for a piece that was removed."""
    old_position: str = ""
    """The section and number of a piece that moved."""
    new_position: str = ""
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True)
class Group:
    """Holds the differences of one kind of piece: sections, say."""

    name: str
    pieces: tuple[PieceDifference, ...]


def compare_versions(old: Questionnaire, new: Questionnaire) -> list[Group]:
    """Returns the groups that have differences.

    Differences are in the order of the new version; pieces that were removed are last.
    """
    before, after = Version(old), Version(new)
    groups = [
        _compare(before.sections_by_key, after.sections_by_key),
        _compare(before.statements_by_key, after.statements_by_key),
        _compare(before.stages_by_key, after.stages_by_key),
        _compare(before.advice_by_keys, after.advice_by_keys),
    ]
    return [group for group in groups if group.pieces]


def _compare(old: Mapping[KeyT, Piece], new: Mapping[KeyT, Piece]) -> Group:
    moved_keys = _find_moved(old, new)
    pieces = [_compare_piece(old.get(key), row, key in moved_keys) for key, row in new.items()]
    pieces += [PieceDifference(Kind.REMOVED, row) for key, row in old.items() if key not in new]
    rows = [*new.values(), *old.values()]
    name = str(rows[0]._meta.verbose_name_plural) if rows else ""
    return Group(name, tuple(piece for piece in pieces if piece is not None))


def _compare_piece(old: Piece | None, new: Piece, moved: bool) -> PieceDifference | None:
    """Returns the difference between two rows with the same key; None where they are the same."""
    field_changes = tuple(change for change in changes(old, new) if not _is_number(change))
    if old is None:
        texts = tuple(change for change in field_changes if change.language)
        return PieceDifference(Kind.ADDED, new, changes=texts)
    if not field_changes and not moved:
        return None
    return PieceDifference(
        kind=Kind.CHANGED if field_changes else Kind.MOVED,
        row=new,
        old_position=_format_position(old) if moved else "",
        new_position=_format_position(new) if moved else "",
        changes=field_changes,
    )


def _is_number(change: Change) -> bool:
    """Tells whether a change is that of the number in the order: `_find_moved` covers those."""
    label = Section._meta.get_field("order").verbose_name
    return change.label.lower() == str(label).lower()


def _format_position(row: Piece) -> str:
    """Formats the section (of a statement) and the number of a row."""
    if isinstance(row, Statement):
        return f"{row.section.key}, {row.order}"
    return str(row.order) if isinstance(row, Section) else ""


def _find_moved(old: Mapping[KeyT, Piece], new: Mapping[KeyT, Piece]) -> set[KeyT]:
    """Finds the rows that are in another section, or in another order among the rows of both.

    A row whose number changed only because others were inserted or removed has not moved.
    """
    shared = [
        key for key, row in new.items() if key in old and isinstance(row, Section | Statement)
    ]
    moved = {key for key in shared if _get_section_key(old[key]) != _get_section_key(new[key])}
    for section_key in {_get_section_key(new[key]) for key in shared}:
        before = [key for key in old if key in new and _get_section_key(old[key]) == section_key]
        after = [key for key in shared if _get_section_key(new[key]) == section_key]
        unmoved = _find_unmoved(before, after)
        moved |= set(after) - unmoved
    return moved


def _get_section_key(row: Piece) -> str:
    return row.section.key if isinstance(row, Statement) else ""


def _find_unmoved(before: list[KeyT], after: list[KeyT]) -> set[KeyT]:
    """Finds the keys that are in the same order in both lists."""
    blocks = SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks()
    return {key for block in blocks for key in after[block.b : block.b + block.size]}
