"""Names results by their day on a page that shows several, those of one day by their time too."""

import uuid
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date

from django.utils import timezone

from assessments.models import Assessment
from localization.dates import format_date, format_date_medium, format_time, hold_together
from localization.languages import current_language


def day_labels(assessments: Sequence[Assessment]) -> dict[uuid.UUID, str]:
    """Returns the day of each completed assessment in full."""
    return _labels(assessments, format_date)


def short_day_labels(assessments: Sequence[Assessment]) -> dict[uuid.UUID, str]:
    """Returns the day of each completed assessment as the head of a column."""
    return _labels(assessments, format_date_medium)


def _labels(
    assessments: Sequence[Assessment], write: Callable[[date, str], str]
) -> dict[uuid.UUID, str]:
    language = current_language()
    count = Counter(row.day for row in assessments)
    labels = {}
    for row in assessments:
        labels[row.pk] = hold_together(write(row.day, language))
        # Of an assessment on paper only the day is known.
        if count[row.day] > 1 and row.completed_at and not row.is_on_paper:
            time = format_time(timezone.localtime(row.completed_at, row.guest_zone), language)
            labels[row.pk] = f"{labels[row.pk]}, {time}"
    return labels
