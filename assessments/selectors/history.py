"""An account's assessments over time: the list a page at a time, and the trend.

What was withdrawn stays in the list, and out of every trend, change and comparison. The trend reads at most POINTS
results, however many there are, so that a page costs the same with one assessment and with thousands.
"""

import uuid
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Window
from django.db.models.functions import Coalesce, ExtractYear, JSONObject, RowNumber

from accounts.models import Account
from assessments.models import Assessment, Response, Result, SectionResult
from assessments.selectors.content import QuestionnaireContent, StageContent, questionnaire_content
from localization.rows import Columns, first_row, split_row

POINTS = 10
OLDEST_FIRST = ("assessed_at", "started_at", "pk")
NEWEST_FIRST = (F("assessed_at").desc(nulls_first=True), "-started_at", "-pk")


@dataclass(frozen=True)
class HistoryRow:
    assessment: Assessment
    total: int
    """Statements to answer."""
    stage: StageContent | None
    change: Fraction | None
    """Of the overall score since the one before; None where there is none, or it was withdrawn."""
    other_version: bool
    """The one before asked another version, so that the change is not like for like."""

    comparable: bool = False
    """With the one before, or with the one that is being compared."""

    @property
    def who(self) -> str:
        return str(self.assessment.started_by or "")


@dataclass(frozen=True)
class TrendPoint:
    day: date
    version: int
    overall: Fraction
    stage: str
    sections: dict[str, Fraction]
    """Averages by section key."""


@dataclass(frozen=True)
class TrendShown:
    points: tuple[TrendPoint, ...]
    """The oldest first; at most POINTS + 1 of them, the first and the last always among them."""
    total: int
    """How many results there are."""
    content: QuestionnaireContent | None
    """Of the last point's version; None without points."""


def completed_of(account: Account | uuid.UUID) -> QuerySet[Assessment]:
    """What counts: completed and not withdrawn."""
    return Assessment.objects.filter(account=account, assessed_at__isnull=False, withdrawn_at=None)


def last_completed(account: Account, before: date | None = None) -> Assessment | None:
    """The newest result; before a day where one is given."""
    found = completed_of(account).order_by("-assessed_at", "-started_at", "-pk")
    return (found.filter(assessed_at__date__lt=before) if before else found).first()


@dataclass(frozen=True)
class Before:
    """The result before one, for its page."""

    assessment: Assessment
    overall: Fraction
    averages: dict[str, Fraction]
    """By section key."""

    @property
    def day(self) -> date:
        return self.assessment.day


ASSESSMENT, RESULT = Columns(Assessment, "assessment"), Columns(Result, "result")
# By hand, because every result page asks it: see docs/decisions/0003-content-in-memory.md.
BEFORE = f"""
SELECT {ASSESSMENT}, {RESULT}, (
    SELECT json_agg(json_build_object('key', part.key, 'total', part.total, 'count', part.count))
    FROM assessments_sectionresult part
    WHERE part.result_id = result.id
)
FROM assessments_assessment assessment
JOIN assessments_result result ON result.assessment_id = assessment.id
WHERE assessment.account_id = %(account)s
AND assessment.id != %(id)s
AND assessment.withdrawn_at IS NULL
AND assessment.assessed_at <= %(assessed_at)s
AND (assessment.assessed_at < %(assessed_at)s OR assessment.started_at < %(started_at)s)
ORDER BY assessment.assessed_at DESC, assessment.started_at DESC, assessment.id DESC
LIMIT 1
"""  # noqa: S608 - our own columns


def before_of(assessment: Assessment) -> Before | None:
    """The account's result before this one; none for guests, and for what was withdrawn. One query."""
    if assessment.account_id is None or assessment.is_withdrawn:
        return None
    parameters = {
        "id": assessment.pk,
        "account": assessment.account_id,
        "assessed_at": assessment.assessed_at,
        "started_at": assessment.started_at,
    }
    row = first_row(BEFORE, parameters)
    if row is None:
        return None
    found, result, sections = split_row(row, ASSESSMENT, RESULT)
    found.result = result
    return Before(found, result.overall, _fractions(sections))


def _averages() -> ArraySubquery:
    sections = SectionResult.objects.filter(result=OuterRef("result")).order_by("order")
    return ArraySubquery(sections.values(found=JSONObject(key="key", total="total", count="count")))


def _fractions(sections: list[dict]) -> dict[str, Fraction]:
    return {part["key"]: Fraction(part["total"], part["count"]) for part in sections}


def assessments_of(account: Account, year: int | None = None) -> QuerySet[Assessment]:
    """An account's assessments, those in progress first, then the newest; one year's where one is asked for."""
    found = Assessment.objects.filter(account=account)
    if year is not None:
        found = found.filter(Q(assessed_at__year=year) | Q(assessed_at=None, started_at__year=year))
    return found.order_by(*NEWEST_FIRST)


def history_details(page: QuerySet[Assessment]) -> QuerySet[Assessment]:
    """One page of `assessments_of` with what its rows show."""
    answered = (
        Response.objects.filter(assessment=OuterRef("pk"), value__isnull=False)
        .order_by()
        .values("assessment")
    )
    return page.select_related("questionnaire", "result", "started_by").annotate(
        answered=Coalesce(
            Subquery(answered.values(count=Count("pk")), output_field=IntegerField()), 0
        ),
        before=Subquery(_before().values(found=_overall())[:1]),
    )


def _before() -> QuerySet[Assessment]:
    """The results before a row's own, the nearest first."""
    return (
        Assessment.objects.filter(account=OuterRef("account"), withdrawn_at=None)
        .filter(assessed_at__lte=OuterRef("assessed_at"))
        .filter(
            Q(assessed_at__lt=OuterRef("assessed_at")) | Q(started_at__lt=OuterRef("started_at"))
        )
        .order_by("-assessed_at", "-started_at", "-pk")
    )


def _overall() -> JSONObject:
    return JSONObject(
        numerator="result__overall_numerator",
        denominator="result__overall_denominator",
        questionnaire="questionnaire_id",
    )


def history_rows(
    page: list[Assessment], language: str, revision: int | None, chosen: Assessment | None = None
) -> list[HistoryRow]:
    """`chosen` is the result that another one is being looked for, to compare."""
    versions = {row.questionnaire_id for row in page}
    contents = {key: questionnaire_content(key, language, revision) for key in versions}
    return [_row(row, contents[row.questionnaire_id], chosen) for row in page]


def _row(row: Assessment, content: QuestionnaireContent, chosen: Assessment | None) -> HistoryRow:
    total = len(content.statements)
    if not row.is_completed:
        return HistoryRow(row, total, None, None, other_version=False)
    stage = content.stage_by_key[row.result.stage]
    if row.is_withdrawn:
        return HistoryRow(row, total, stage, None, other_version=False)
    comparable = row.pk != chosen.pk if chosen else row.before is not None
    if row.before is None:
        return HistoryRow(row, total, stage, None, other_version=False, comparable=comparable)
    change = row.result.overall - Fraction(row.before["numerator"], row.before["denominator"])
    other_version = row.before["questionnaire"] != row.questionnaire_id
    return HistoryRow(row, total, stage, change, other_version, comparable)


def list_years(account: Account) -> list[int]:
    """The years that have a result, the newest first."""
    found = Assessment.objects.filter(account=account, assessed_at__isnull=False).annotate(
        year=ExtractYear("assessed_at")
    )
    return list(found.order_by("-year").values_list("year", flat=True).distinct())


def get_trend(account: Account, language: str, revision: int | None) -> TrendShown:
    """All results where there are few, else evenly chosen ones by number; always the first and the last. One query."""
    counts = completed_of(account).annotate(
        place=Window(RowNumber(), order_by=OLDEST_FIRST), total=Window(Count("pk"))
    )
    chosen = counts.annotate(
        slot=F("place") * POINTS / F("total"), slot_before=(F("place") - 1) * POINTS / F("total")
    ).filter(Q(place=1) | Q(slot__gt=F("slot_before")))
    rows = list(
        Assessment.objects.filter(pk__in=chosen.values("pk"))
        .select_related("result")
        .annotate(
            sections=_averages(),
            results=Subquery(
                completed_of(account).order_by().values("account").values(count=Count("pk")),
                output_field=IntegerField(),
            ),
        )
        .order_by(*OLDEST_FIRST)
    )
    content = questionnaire_content(rows[-1].questionnaire_id, language, revision) if rows else None
    return TrendShown(tuple(map(_point, rows)), rows[-1].results if rows else 0, content)


def _point(row: Assessment) -> TrendPoint:
    return TrendPoint(
        day=row.day,
        version=row.result.questionnaire_version,
        overall=row.result.overall,
        stage=row.result.stage,
        sections=_fractions(row.sections),
    )
