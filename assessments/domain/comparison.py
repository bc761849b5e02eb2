"""Compares two results, joined by statement key. Exact: integers and fractions only.

Statements asked both times are compared like for like. Where a section asked something else too,
its average is computed a second time over the shared statements alone, and only that average has a
change: 2.8 and 3.2 may be the official averages of five statements each, while the four asked both
times went from 2.75 to 3.25. The overall score likewise: the mean of the sections' shared averages.
A statement that moved to another section is compared as a statement, and counts in neither
section's shared average.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from assessments.domain.scoring import Score, SectionScore


@dataclass(frozen=True)
class Pair:
    """Holds a score of the earlier and of the later result, 1 to 5."""

    before: Fraction
    now: Fraction

    @property
    def change(self) -> Fraction:
        return self.now - self.before


@dataclass(frozen=True)
class StatementChange:
    """Holds the values of one statement in the earlier and in the later result, 1 to 5."""

    key: str
    section: str
    """Of the later result; of the earlier one where the statement was removed."""
    before: int | None
    now: int | None
    moved_from: str = ""
    """The statement's section in the earlier result, where that was another."""

    @property
    def change(self) -> int | None:
        """Computes the difference, -4 to 4; None where the statement was asked only once."""
        return None if self.before is None or self.now is None else self.now - self.before

    @property
    def is_added(self) -> bool:
        return self.before is None

    @property
    def is_removed(self) -> bool:
        return self.now is None


@dataclass(frozen=True)
class SectionChange:
    """Holds the scores of one section in the earlier and in the later result."""

    key: str
    before: SectionScore | None
    now: SectionScore | None
    shared: Pair | None
    """The averages over the statements asked both times; None where there are none."""
    shared_count: int

    @property
    def is_alike(self) -> bool:
        """Tells whether both results asked the same, so that their averages can be compared."""
        sides = (self.before, self.now)
        return all(side is not None and side.count == self.shared_count for side in sides)

    @property
    def change(self) -> Fraction | None:
        return self.shared.change if self.shared else None

    @property
    def moved_stage(self) -> bool:
        return (
            self.before is not None and self.now is not None and self.before.stage != self.now.stage
        )


@dataclass(frozen=True)
class Comparison:
    """Holds the changes from an earlier to a later result."""

    before: Score
    now: Score
    sections: tuple[SectionChange, ...]
    statements: tuple[StatementChange, ...]
    shared: Pair | None
    """Overall, over the statements asked both times."""

    @property
    def is_alike(self) -> bool:
        return all(section.is_alike for section in self.sections)

    @property
    def compared(self) -> Pair | None:
        """Returns the overall scores whose difference counts; None where no statement is shared.

        Where both asked the same, the official scores; else those over the shared statements.
        """
        return Pair(self.before.overall, self.now.overall) if self.is_alike else self.shared

    @property
    def change(self) -> Fraction | None:
        return self.compared.change if self.compared else None

    @property
    def average_places(self) -> int:
        """Returns the decimals that the averages of both are shown with, 1 or 2."""
        return max(self.before.average_places, self.now.average_places)

    @property
    def moved_stage(self) -> bool:
        return self.before.stage != self.now.stage

    @property
    def higher(self) -> tuple[StatementChange, ...]:
        """Lists the statements that rose, the largest rise first."""
        return self._sorted_by_change([row for row, change in self._changes if change > 0])

    @property
    def lower(self) -> tuple[StatementChange, ...]:
        """Lists the statements that fell, the largest fall first."""
        return self._sorted_by_change([row for row, change in self._changes if change < 0])

    @property
    def same(self) -> tuple[StatementChange, ...]:
        return tuple(row for row in self.statements if row.change == 0)

    @property
    def added(self) -> tuple[StatementChange, ...]:
        return tuple(row for row in self.statements if row.is_added)

    @property
    def removed(self) -> tuple[StatementChange, ...]:
        return tuple(row for row in self.statements if row.is_removed)

    @property
    def by_change(self) -> tuple[StatementChange, ...]:
        """Lists all statements, the largest change first; last those asked only once."""
        changed = self._sorted_by_change([row for row, _ in self._changes])
        return (*changed, *self.added, *self.removed)

    @property
    def _changes(self) -> list[tuple[StatementChange, int]]:
        rows = [(row, row.change) for row in self.statements]
        return [(row, change) for row, change in rows if change is not None]

    @staticmethod
    def _sorted_by_change(rows: Sequence[StatementChange]) -> tuple[StatementChange, ...]:
        return tuple(sorted(rows, key=lambda row: -abs(row.change or 0)))


def compare(before: Score, now: Score) -> Comparison:
    """Computes the changes from an earlier to a later result."""
    sections = _sections(before.sections, now.sections)
    pairs = [section.shared for section in sections if section.shared]
    return Comparison(
        before=before,
        now=now,
        sections=sections,
        statements=_statements(before.sections, now.sections),
        shared=Pair(_mean([pair.before for pair in pairs]), _mean([pair.now for pair in pairs]))
        if pairs
        else None,
    )


def _mean(values: Sequence[Fraction | int]) -> Fraction:
    return Fraction(sum(values), len(values))


def _sections(
    before: Sequence[SectionScore], now: Sequence[SectionScore]
) -> tuple[SectionChange, ...]:
    """Lists every section in the later result's order; removed ones come last."""
    earlier = {section.key: section for section in before}
    later = {section.key: section for section in now}
    keys = [*later, *(key for key in earlier if key not in later)]
    return tuple(_section(key, earlier.get(key), later.get(key)) for key in keys)


def _section(key: str, before: SectionScore | None, now: SectionScore | None) -> SectionChange:
    if before is None or now is None:
        return SectionChange(key, before, now, None, 0)
    shared = [row for row in now.values if row in before.values]
    pair = None
    if shared:
        pair = Pair(
            _mean([before.values[row] for row in shared]),
            _mean([now.values[row] for row in shared]),
        )
    return SectionChange(key, before, now, pair, len(shared))


def _statements(
    before: Sequence[SectionScore], now: Sequence[SectionScore]
) -> tuple[StatementChange, ...]:
    """Lists every statement by section: those of the later result, then those removed."""
    earlier = {
        key: (section.key, value) for section in before for key, value in section.values.items()
    }
    asked_now = {key for section in now for key in section.values}
    changes = []
    for section in now:
        for key, value in section.values.items():
            old_section, old_value = earlier.get(key, (section.key, None))
            moved_from = old_section if old_section != section.key else ""
            changes.append(StatementChange(key, section.key, old_value, value, moved_from))
        changes += _removed(earlier, asked_now, section.key)
    remaining = {section.key for section in now}
    for section in before:
        if section.key not in remaining:
            changes += _removed(earlier, asked_now, section.key)
    return tuple(changes)


def _removed(
    earlier: Mapping[str, tuple[str, int]], asked_now: set[str], section: str
) -> list[StatementChange]:
    return [
        StatementChange(key, section, value, None)
        for key, (of_section, value) in earlier.items()
        if of_section == section and key not in asked_now
    ]
