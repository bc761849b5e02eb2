"""Two results side by side, joined by statement key. Exact: integers and fractions only.

Statements asked both times are compared like for like. Where a section asked something else too, its average is worked
out a second time over the shared statements alone, and only that one has a change: 2.8 and 3.2 may be the official
averages of five statements each, while the four asked both times went from 2.75 to 3.25. The overall score likewise:
the mean of the sections' shared averages. A statement that moved to another section is compared as a statement, and
counts in neither section's shared average.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True)
class SectionScored:
    """One section as it was stored: total, number of statements, stage, values by statement key."""

    key: str
    total: int
    count: int
    stage: str
    values: Mapping[str, int]

    @property
    def average(self) -> Fraction:
        return Fraction(self.total, self.count)


@dataclass(frozen=True)
class Scored:
    """One result as it was stored."""

    overall: Fraction
    stage: str
    sections: tuple[SectionScored, ...]


@dataclass(frozen=True)
class Pair:
    """A score of the earlier and of the later result, 1 to 5."""

    before: Fraction
    now: Fraction

    @property
    def change(self) -> Fraction:
        return self.now - self.before


@dataclass(frozen=True)
class StatementChange:
    key: str
    section: str
    """Of the later result; of the earlier one where the statement was removed."""
    before: int | None
    now: int | None
    moved_from: str = ""
    """The section it stood in before, where that was another."""

    @property
    def change(self) -> int | None:
        """None where it was asked only once."""
        return None if self.before is None or self.now is None else self.now - self.before

    @property
    def is_added(self) -> bool:
        return self.before is None

    @property
    def is_removed(self) -> bool:
        return self.now is None


@dataclass(frozen=True)
class SectionChange:
    key: str
    before: SectionScored | None
    now: SectionScored | None
    shared: Pair | None
    """The averages over the statements asked both times; None where there are none."""
    shared_count: int

    @property
    def is_alike(self) -> bool:
        """Both asked the same, so that the official averages are like for like."""
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
    before: Scored
    now: Scored
    sections: tuple[SectionChange, ...]
    statements: tuple[StatementChange, ...]
    shared: Pair | None
    """Overall, over the statements asked both times."""

    @property
    def is_alike(self) -> bool:
        return all(section.is_alike for section in self.sections)

    @property
    def change(self) -> Fraction | None:
        """Of the official scores where both asked the same, else over what both asked; None where nothing is shared."""
        if self.is_alike:
            return self.now.overall - self.before.overall
        return self.shared.change if self.shared else None

    @property
    def moved_stage(self) -> bool:
        return self.before.stage != self.now.stage

    @property
    def higher(self) -> tuple[StatementChange, ...]:
        """What rose, the largest rise first."""
        risen = [row for row in self.statements if row.change is not None and row.change > 0]
        return tuple(sorted(risen, key=lambda row: -row.change))

    @property
    def lower(self) -> tuple[StatementChange, ...]:
        """What fell, the largest fall first."""
        fallen = [row for row in self.statements if row.change is not None and row.change < 0]
        return tuple(sorted(fallen, key=lambda row: row.change))

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
        """The largest change first, up or down; then what did not change, then what was asked only once."""
        joined = [row for row in self.statements if row.change is not None]
        return (*sorted(joined, key=lambda row: -abs(row.change)), *self.added, *self.removed)


def compare(before: Scored, now: Scored) -> Comparison:
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
    before: Sequence[SectionScored], now: Sequence[SectionScored]
) -> tuple[SectionChange, ...]:
    """Every section, in the later result's order; those it no longer has come last."""
    earlier, later = {part.key: part for part in before}, {part.key: part for part in now}
    keys = [*later, *(key for key in earlier if key not in later)]
    return tuple(_section(key, earlier.get(key), later.get(key)) for key in keys)


def _section(key: str, before: SectionScored | None, now: SectionScored | None) -> SectionChange:
    shared = [row for row in now.values if row in before.values] if before and now else []
    pair = None
    if shared:
        pair = Pair(
            _mean([before.values[row] for row in shared]),
            _mean([now.values[row] for row in shared]),
        )
    return SectionChange(key, before, now, pair, len(shared))


def _statements(
    before: Sequence[SectionScored], now: Sequence[SectionScored]
) -> tuple[StatementChange, ...]:
    """Every statement, section by section: the later result's own first, then what was removed from the section."""
    earlier = {key: (part.key, value) for part in before for key, value in part.values.items()}
    asked_now = {key for part in now for key in part.values}
    found = []
    for part in now:
        for key, value in part.values.items():
            section, was = earlier.get(key, (part.key, None))
            found.append(
                StatementChange(key, part.key, was, value, section if section != part.key else "")
            )
        found += _removed(earlier, asked_now, part.key)
    still_there = {part.key for part in now}
    for part in before:
        if part.key not in still_there:
            found += _removed(earlier, asked_now, part.key)
    return tuple(found)


def _removed(
    earlier: Mapping[str, tuple[str, int]], asked_now: set[str], section: str
) -> list[StatementChange]:
    return [
        StatementChange(key, section, value, None)
        for key, (of_section, value) in earlier.items()
        if of_section == section and key not in asked_now
    ]
