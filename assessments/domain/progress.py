"""How far an assessment in progress is, and where it goes on."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class SectionKeys:
    key: str
    statements: tuple[str, ...]


@dataclass(frozen=True)
class Gap:
    section: str
    statement: str


def gaps(sections: Sequence[SectionKeys], answers: Mapping[str, int]) -> tuple[Gap, ...]:
    """The statements without an answer, in order."""
    return tuple(
        Gap(section.key, statement)
        for section in sections
        for statement in section.statements
        if statement not in answers
    )


def changes(shown: Mapping[str, str], given: Mapping[str, int]) -> dict[str, int]:
    """What a page's form changes: the given values that differ from what the page showed.

    A statement that the page did not say anything of (`shown` lacks it) counts as changed. So a stale tab writes only
    what its reader changed there.
    """
    return {key: value for key, value in given.items() if shown.get(key) != str(value)}


def fingerprint(note: str) -> str:
    """Stands for a note in a page's form, so that the page can say which one it showed; empty where there was none."""
    return hashlib.sha256(note.encode()).hexdigest()[:16] if note else ""


def changed_notes(
    shown: Mapping[str, str], given: Mapping[str, str], stored: Mapping[str, str]
) -> dict[str, str]:
    """What a page’s form changes of the notes.

    `shown` holds fingerprints; where the page said nothing, what is stored counts as shown.
    """
    return {
        key: note
        for key, note in given.items()
        if fingerprint(note) != shown.get(key, fingerprint(stored.get(key, "")))
    }
