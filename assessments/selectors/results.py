"""Reads results as they were stored, with the texts of today. No score is computed here.

A result counts where it is completed and not withdrawn. Results are ordered by the moment they were
assessed; of two that share it, the one started later is the later (docs/decisions/0201). The rule
for the previous result stands here alone.
"""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import TypedDict

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject

from accounts.models import Account
from assessments.domain.scoring import Rise, Score, SectionScore
from assessments.models import Assessment, Result, SectionResult
from assessments.selectors.assessment import (
    AssessmentAccess,
    answers_by_key,
    notes_by_key,
    responses_subquery,
)
from assessments.selectors.content import QuestionnaireContent, StageContent, questionnaire_content

OLDEST_FIRST = ("assessed_at", "started_at", "pk")
NEWEST_FIRST = ("-assessed_at", "-started_at", "-pk")


class SectionRow(TypedDict):
    """Describes a section's result as `sections_subquery` returns it."""

    key: str
    total: int
    count: int
    stage: str


@dataclass(frozen=True)
class StoredResult:
    """Holds the result of a completed assessment as it was stored, and the one before it."""

    assessment: Assessment
    result: Result
    content: QuestionnaireContent
    score: Score
    answers: Mapping[str, int]
    """Values by statement key, 1 to 5."""
    notes: Mapping[str, str]
    """By statement key, where there is one."""
    previous: "StoredResult | None" = None
    """None where there is none, or where it was not asked for."""

    @property
    def day(self) -> date:
        return self.assessment.day

    @property
    def overall(self) -> Fraction:
        return self.score.overall

    @property
    def version(self) -> int:
        return self.result.questionnaire_version

    @property
    def stage(self) -> StageContent:
        return self.content.stage_by_key[self.score.stage]


def account_results(account: Account | uuid.UUID | OuterRef) -> QuerySet[Assessment]:
    """Returns the account's results that count: completed and not withdrawn."""
    return Assessment.objects.filter(account=account, assessed_at__isnull=False, withdrawn_at=None)


def results_before(
    account: uuid.UUID | OuterRef, assessment: Assessment | None = None
) -> QuerySet[Assessment]:
    """Returns the account's results before an assessment, the nearest first.

    Without an assessment: before the row of the query that this one is a subquery of.
    """
    order = {
        name: getattr(assessment, name) if assessment else OuterRef(name) for name in OLDEST_FIRST
    }
    day, start, pk = order.values()
    earlier = Q(assessed_at__lt=day) | Q(started_at__lt=start) | Q(started_at=start, pk__lt=pk)
    # The first condition lets PostgreSQL begin at the place in the index.
    return account_results(account).filter(Q(assessed_at__lte=day), earlier).order_by(*NEWEST_FIRST)


def last_completed(account: Account, before: date | None = None) -> Assessment | None:
    """Returns the newest result; with `before`, the newest of the days before that one."""
    results = account_results(account).order_by(*NEWEST_FIRST)
    return (results.filter(assessed_at__date__lt=before) if before else results).first()


def sections_subquery() -> ArraySubquery:
    """Returns the sections' results as an expression to annotate assessments with."""
    sections = SectionResult.objects.filter(result=OuterRef("result")).order_by("order")
    row = JSONObject(key="key", total="total", count="count", stage="stage")
    return ArraySubquery(sections.values(row=row))


def load_result(access: AssessmentAccess, *, with_previous: bool = False) -> StoredResult:
    """Returns the result of a completed assessment, with the previous result on request.

    One query.
    """
    language, revision = access.content.language, access.content_revision
    return load_stored_result(access.assessment, language, revision, with_previous=with_previous)


def load_stored_result(
    assessment: Assessment, language: str, revision: int | None, *, with_previous: bool
) -> StoredResult:
    """Returns the result of a completed assessment, with the previous result on request.

    One query. Guests and withdrawn results have no previous result.
    """
    keys: list[uuid.UUID | Subquery] = [assessment.pk]
    if with_previous and assessment.account_id and not assessment.is_withdrawn:
        previous = results_before(assessment.account_id, assessment)
        keys.append(Subquery(previous.values("pk")[:1]))
    newest_first = _load(Assessment.objects.filter(pk__in=keys), language, revision)
    return replace(newest_first[0], previous=newest_first[1] if len(newest_first) > 1 else None)


def load_results(
    account: Account, language: str, revision: int | None, ids: Sequence[uuid.UUID] | None = None
) -> list[StoredResult]:
    """Returns the account's results, withdrawn ones too, the newest first; or those of `ids`.

    One query.
    """
    assessments = Assessment.objects.filter(account=account, assessed_at__isnull=False)
    if ids is not None:
        assessments = assessments.filter(pk__in=ids)
    return _load(assessments, language, revision)


def _load(
    assessments: QuerySet[Assessment], language: str, revision: int | None
) -> list[StoredResult]:
    """Returns the results of completed assessments, the newest first. One query."""
    rows = (
        assessments.select_related("result")
        .annotate(responses_json=responses_subquery(), sections_json=sections_subquery())
        .order_by(*NEWEST_FIRST)
    )
    results = []
    for row in rows:
        content = questionnaire_content(row.questionnaire_id, language, revision)
        answers = answers_by_key(row.responses_json)
        results.append(
            StoredResult(
                assessment=row,
                result=row.result,
                content=content,
                score=_score(row.result, row.sections_json, answers, content),
                answers=answers,
                notes=notes_by_key(row.responses_json),
            )
        )
    return results


def _score(
    result: Result,
    sections: Sequence[SectionRow],
    answers: Mapping[str, int],
    content: QuestionnaireContent,
) -> Score:
    """Returns a stored result as the score that it was when it was computed."""
    return Score(
        overall=result.overall,
        stage=result.stage,
        sections=tuple(
            SectionScore(**row, values={key: answers[key] for key in content.structure[row["key"]]})
            for row in sections
        ),
        points=result.points,
        points_possible=result.points_possible,
        next_stage=result.next_stage or None,
        points_to_next_stage=result.points_to_next_stage,
        rises=tuple(Rise(*rise) for rise in result.rises),
    )
