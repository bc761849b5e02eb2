"""Defines reporting periods: a month, quarter or year from the first day of any month.

Financial years differ, so a quarter may start in February and a year in April.
"""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

MONTHS_A_YEAR = 12


class PeriodType(StrEnum):
    """Names the length of a period."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"

    @property
    def months(self) -> int:
        """Returns how many months a period of this type has: 1, 3 or 12."""
        return {PeriodType.MONTH: 1, PeriodType.QUARTER: 3, PeriodType.YEAR: MONTHS_A_YEAR}[self]


@dataclass(frozen=True, slots=True)
class Period:
    """Represents one reporting period; `type` may be given by its key (`quarter`).

    Raises ValueError for an unknown type, a `start` that is not the first day of a month, and a
    period that would end after the year 9999.
    """

    type: PeriodType
    start: date

    def __post_init__(self) -> None:
        object.__setattr__(self, "type", PeriodType(self.type))
        if self.start.day != 1:
            raise ValueError("a period starts on the first day of a month")
        _month_after(self.start, self.months - 1)

    @property
    def months(self) -> int:
        """Returns the length in months: 1, 3 or 12."""
        return self.type.months

    @property
    def end(self) -> date:
        """Returns the last day, itself part of the period."""
        last = _month_after(self.start, self.months - 1)
        return last.replace(day=monthrange(last.year, last.month)[1])

    @property
    def predecessor(self) -> "Period":
        """Returns the period of the same length that ends the day before this one starts.

        Raises ValueError where that lies before the year 1.
        """
        return Period(self.type, _month_after(self.start, -self.months))

    @property
    def successor(self) -> "Period":
        """Returns the period of the same length that starts the day after this one ends."""
        return Period(self.type, _month_after(self.start, self.months))

    def is_future(self, today: date) -> bool:
        """Tells whether it has not begun. A period that is under way is not future."""
        return self.start > today

    def is_over(self, today: date) -> bool:
        """Tells whether it has ended; its last day is still part of it."""
        return self.end < today


def latest_comparable(period: Period, candidates: Iterable[Period]) -> Period | None:
    """Returns the «last comparable period» before `period` among `candidates`, or None.

    Comparable are periods of the same length that were over before `period` began. The latest of
    them need not be the one directly before, so that a forgotten month does not end a history.
    """
    earlier = (
        candidate
        for candidate in candidates
        if candidate.type == period.type and candidate.end < period.start
    )
    return max(earlier, key=lambda candidate: candidate.start, default=None)


def suggested_period(latest: Period | None, today: date) -> Period | None:
    """Returns the period that an account most likely enters next; one that is over, always.

    That is the period after its latest entry, or None where that is not over yet. After an entry
    of a running period it is the one before, and without an entry the last calendar quarter.
    """
    if latest is not None and not latest.is_over(today):
        return latest.predecessor
    if latest is not None:
        return latest.successor if latest.successor.is_over(today) else None
    months = PeriodType.QUARTER.months
    this_quarter = today.replace(month=(today.month - 1) // months * months + 1, day=1)
    return Period(PeriodType.QUARTER, this_quarter).predecessor


def _month_after(first: date, months: int) -> date:
    """Returns the first day `months` after `first`; ValueError outside the years 1 to 9999."""
    years, month = divmod(first.month - 1 + months, MONTHS_A_YEAR)
    return date(first.year + years, month + 1, 1)
