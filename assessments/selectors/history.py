"""Reads an account's assessments over time: the list a page at a time, and the trend.

A withdrawn result stays in the list and leaves trends, changes and comparisons. The trend reads at
most POINTS + 1 results, so that its page costs the same with one assessment and with thousands.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import TypedDict

from django.db.models import Count, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Window
from django.db.models.functions import Coalesce, ExtractYear, JSONObject, RowNumber

from accounts.models import Account
from assessments.models import Assessment, Response
from assessments.selectors.content import QuestionnaireContent, StageContent, questionnaire_content
from assessments.selectors.results import (
    NEWEST_FIRST,
    OLDEST_FIRST,
    SectionRow,
    account_results,
    results_up_to,
    sections_subquery,
)

POINTS = 10


class PreviousRow(TypedDict):
    """Describes the previous result of a row in the list."""

    numerator: int
    denominator: int
    questionnaire: int


@dataclass(frozen=True)
class HistoryRow:
    """Holds an assessment of the list, with its progress or its result."""

    assessment: Assessment
    answered: int
    total: int
    """Statements to answer."""
    stage: StageContent | None = None
    previous: Fraction | None = None
    """The overall score of the previous result; None where there is none."""
    other_version: bool = False
    """Whether the previous result is of another version of the questionnaire."""
    comparable: bool = False
    """With the previous result, or with the one that is being compared."""


@dataclass(frozen=True)
class TrendPoint:
    """Holds the scores of one result in the trend, 1 to 5."""

    day: date
    version: int
    overall: Fraction
    stage: str
    sections: dict[str, Fraction]
    """Averages by section key."""


@dataclass(frozen=True)
class Trend:
    """Holds the scores of an account over time."""

    points: tuple[TrendPoint, ...]
    """The oldest first; at least one and at most POINTS + 1, with the first and the last result."""
    total: int
    """Number of results."""
    content: QuestionnaireContent
    """Of the last point's version."""


def assessments_of(account: Account, year: int | None = None) -> QuerySet[Assessment]:
    """Returns an account's assessments, those in progress first, then the newest; of a year."""
    assessments = Assessment.objects.filter(account=account)
    if year is not None:
        assessments = assessments.filter(
            Q(assessed_on__year=year, assessed_at__isnull=False)
            | Q(assessed_on=None, assessed_at__year=year)
            | Q(assessed_at=None, started_at__year=year)
        )
    return assessments.order_by(F("assessed_at").desc(nulls_first=True), "-started_at", "-pk")


def history_rows(
    page: QuerySet[Assessment],
    language: str,
    revision: int | None,
    chosen: Assessment | None = None,
) -> list[HistoryRow]:
    """Lists the rows of one page of `assessments_of`. One query.

    `chosen` is a result for which the reader is choosing another one to compare with.
    """
    answered = (
        Response.objects.filter(assessment=OuterRef("pk"), value__isnull=False)
        .order_by()
        .values("assessment")
        .values(count=Count("pk"))
    )
    overall = JSONObject(
        numerator="result__overall_numerator",
        denominator="result__overall_denominator",
        questionnaire="questionnaire_id",
    )
    previous = Assessment.objects.filter(results_up_to()).order_by(*NEWEST_FIRST)
    rows = page.select_related("questionnaire", "result", "started_by").annotate(
        answered=Coalesce(Subquery(answered, output_field=IntegerField()), 0),
        previous=Subquery(previous.values(row=overall)[1:2]),
    )
    history = []
    for row in rows:
        content = questionnaire_content(row.questionnaire_id, language, revision)
        history.append(_history_row(row, row.answered, row.previous, content, chosen))
    return history


def _history_row(
    row: Assessment,
    answered: int,
    previous: PreviousRow | None,
    content: QuestionnaireContent,
    chosen: Assessment | None,
) -> HistoryRow:
    total = len(content.statements)
    if not row.is_completed:
        return HistoryRow(row, answered, total)
    stage = content.stage_by_key[row.result.stage]
    if row.is_withdrawn:
        return HistoryRow(row, answered, total, stage)
    comparable = row.pk != chosen.pk if chosen else previous is not None
    if previous is None:
        return HistoryRow(row, answered, total, stage, comparable=comparable)
    return HistoryRow(
        row,
        answered,
        total,
        stage,
        previous=Fraction(previous["numerator"], previous["denominator"]),
        other_version=previous["questionnaire"] != row.questionnaire_id,
        comparable=comparable,
    )


def list_years(account: Account) -> list[int]:
    """Lists the years that have a result, the newest first."""
    results = Assessment.objects.filter(account=account, assessed_at__isnull=False)
    # The day on a paper is of no zone; its moment, midnight UTC, is in the year before in America.
    year = Coalesce(ExtractYear("assessed_on"), ExtractYear("assessed_at"))
    years = results.annotate(year=year).order_by("-year")
    return list(years.values_list("year", flat=True).distinct())


def get_trend(
    account: Account, language: str, revision: int | None, up_to: Assessment | None = None
) -> Trend | None:
    """Returns all results where there are few, else evenly spaced ones; None without a result.

    The first and the last result are always among them; `up_to` is the last one to count. One query.
    """
    results = account_results(account)
    if up_to is not None:
        results = results.filter(results_up_to(up_to))
    counts = results.annotate(
        place=Window(RowNumber(), order_by=OLDEST_FIRST), total=Window(Count("pk"))
    )
    chosen = counts.annotate(
        slot=F("place") * POINTS / F("total"), slot_before=(F("place") - 1) * POINTS / F("total")
    ).filter(Q(place=1) | Q(slot__gt=F("slot_before")))
    total = results.order_by().values("account").values(count=Count("pk"))
    rows = list(
        Assessment.objects.filter(pk__in=chosen.values("pk"))
        .select_related("result")
        .annotate(
            sections_json=sections_subquery(),
            results=Subquery(total, output_field=IntegerField()),
        )
        .order_by(*OLDEST_FIRST)
    )
    if not rows:
        return None
    return Trend(
        tuple(_point(row, row.sections_json) for row in rows),
        rows[-1].results,
        questionnaire_content(rows[-1].questionnaire_id, language, revision),
    )


def _point(row: Assessment, sections: Sequence[SectionRow]) -> TrendPoint:
    return TrendPoint(
        day=row.day,
        version=row.result.questionnaire_version,
        overall=row.result.overall,
        stage=row.result.stage,
        sections={key: Fraction(total, count) for key, total, count, _ in sections},
    )
