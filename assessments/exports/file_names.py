"""Names the files of results in the active language."""

from datetime import date

from django.utils.translation import pgettext


def result(day: date, suffix: str) -> str:
    return pgettext("name of a file", "result-%(date)s") % {"date": day} + f".{suffix}"


def report(day: date) -> str:
    return pgettext("name of a file", "report-%(date)s") % {"date": day} + ".pdf"


def comparison(before: date, now: date) -> str:
    """Returns the name of a report that compares the results of two days."""
    days = {"before": before, "now": now}
    return pgettext("name of a file", "comparison-%(before)s-%(now)s") % days + ".pdf"


def history(today: date, suffix: str) -> str:
    return pgettext("name of a file", "assessments-%(date)s") % {"date": today} + f".{suffix}"
