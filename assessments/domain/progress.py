"""Computes how far an assessment in progress is, and what a page's form changes of it."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Gap:
    """Represents a statement without an answer, by the keys of its section and its own."""

    section: str
    statement: str


def gaps(structure: Mapping[str, Sequence[str]], answers: Mapping[str, int]) -> tuple[Gap, ...]:
    """Lists the statements without an answer, in order.

    `structure` has the statement keys of each section by section key.
    """
    return tuple(
        Gap(section, statement)
        for section, statements in structure.items()
        for statement in statements
        if statement not in answers
    )


def changed_answers(baseline: Mapping[str, str], given: Mapping[str, int]) -> dict[str, int]:
    """Returns the given values that differ from what the page showed.

    A statement that `baseline` lacks counts as changed. So an old tab writes only what its reader
    changed there.
    """
    return {key: value for key, value in given.items() if baseline.get(key) != str(value)}


def fingerprint(note: str) -> str:
    """Computes a short hash of a note, by which a form says which note its page showed.

    16 hexadecimal digits; empty for an empty note.
    """
    return hashlib.sha256(note.encode()).hexdigest()[:16] if note else ""


def changed_notes(
    baseline: Mapping[str, str], given: Mapping[str, str], stored: Mapping[str, str]
) -> dict[str, str]:
    """Returns the given notes that differ from what the page showed.

    `baseline` holds fingerprints; for a statement that it lacks, the stored note counts as shown.
    """
    return {
        key: note
        for key, note in given.items()
        if fingerprint(note) != baseline.get(key, fingerprint(stored.get(key, "")))
    }
