"""Reads results as they were stored, with the texts of today. No score is computed here.

A result counts where it is completed and not withdrawn. Results are ordered by the moment they were
assessed; of two that share it, the one started later is the later (docs/decisions/0201). The rule
for the previous result stands here alone.
"""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from fractions import Fraction
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q, QuerySet

from accounts.models import Account
from assessments.domain.scoring import Rise, Score, SectionScore
from assessments.models import Assessment, Result, SectionResult
from assessments.selectors.assessment import (
    AssessmentAccess,
    JSONBuildArray,
    answers_by_key,
    notes_by_key,
    responses_subquery,
)
from assessments.selectors.content import QuestionnaireContent, StageContent, questionnaire_content
from web.compiled_query import CompiledQuery

OLDEST_FIRST = ("assessed_at", "started_at", "pk")
NEWEST_FIRST = ("-assessed_at", "-started_at", "-pk")


SectionRow = tuple[str, int, int, str]
"""A section's result as `sections_subquery` returns it: key, total, count, stage."""


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


def results_up_to(assessment: Assessment | None = None) -> Q:
    """Selects the account's results that count up to an assessment's own, which is the newest.

    So the second newest of them is the previous result. Without an assessment: up to the row of
    the query that this one is a subquery of.
    """
    account, day, start, pk = (
        getattr(assessment, name) if assessment else OuterRef(name)
        for name in ("account_id", *OLDEST_FIRST)
    )
    # The first line is enough for PostgreSQL to begin at the place in the index.
    return Q(account=account, withdrawn_at=None, assessed_at__lte=day) & (
        Q(assessed_at__lt=day) | Q(started_at__lt=start) | Q(started_at=start, pk__lte=pk)
    )


def last_completed(account: Account, before: date | None = None) -> Assessment | None:
    """Returns the newest result; with `before`, the newest of the days before that one."""
    results = account_results(account).order_by(*NEWEST_FIRST)
    if before is not None:
        results = results.filter(
            Q(assessed_on__lt=before) | Q(assessed_on=None, assessed_at__date__lt=before)
        )
    return results.first()


def sections_subquery() -> ArraySubquery:
    """Returns the sections' results as an expression to annotate assessments with."""
    sections = SectionResult.objects.filter(result=OuterRef("result")).order_by("order")
    row = JSONBuildArray("key", "total", "count", "stage")
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
    if with_previous and assessment.account_id and not assessment.is_withdrawn:
        places = {name: getattr(assessment, name) for name in _PLACE}
        newest = _to_results(_TWO_UP_TO(**places), language, revision)
        if newest and newest[0].assessment == assessment:  # else withdrawn since it was read
            return replace(newest[0], previous=newest[1] if len(newest) > 1 else None)
    return _to_results(_ASSESSMENTS.filter(pk=assessment.pk), language, revision)[0]


def load_results(
    account: Account, language: str, revision: int | None, ids: Sequence[uuid.UUID] | None = None
) -> list[StoredResult]:
    """Returns the account's results, withdrawn ones too, the newest first; or those of `ids`.

    One query.
    """
    results = _ASSESSMENTS.filter(account=account, assessed_at__isnull=False)
    return _to_results(results if ids is None else results.filter(pk__in=ids), language, revision)


# Built once: resolving the annotations for each request costs more time than running the query.
_ASSESSMENTS = (
    Assessment.objects.select_related("result")
    .annotate(responses_json=responses_subquery(), sections_json=sections_subquery())
    .order_by(*NEWEST_FIRST)
)
_PLACE: dict[str, Any] = {
    "account_id": uuid.UUID(int=1),
    "assessed_at": datetime(2000, 1, 1, tzinfo=UTC),
    "started_at": datetime(2000, 1, 2, tzinfo=UTC),
    "pk": uuid.UUID(int=2),
}
"""What places an assessment among its account's results, with an example of each."""
_TWO_UP_TO = CompiledQuery(
    lambda **place: _ASSESSMENTS.filter(results_up_to(Assessment(**place)))[:2], **_PLACE
)
"""A result and the previous one."""


def _to_results(
    assessments: Iterable[Any], language: str, revision: int | None
) -> list[StoredResult]:
    """Returns the results of the rows of `_ASSESSMENTS`, in the same order."""
    results = []
    for row in assessments:
        content = questionnaire_content(row.questionnaire_id, language, revision)
        answers = answers_by_key(row.responses_json)
        results.append(
            StoredResult(
                assessment=row,
                result=row.result,
                content=content,
                score=_score(row.result, row.sections_json, answers, content.structure),
                answers=answers,
                notes=notes_by_key(row.responses_json),
            )
        )
    return results


def _score(
    result: Result,
    sections: Sequence[SectionRow],
    answers: Mapping[str, int],
    structure: Mapping[str, Sequence[str]],
) -> Score:
    """Returns a stored result as the score that it was when it was computed."""
    return Score(
        overall=result.overall,
        stage=result.stage,
        sections=tuple(
            SectionScore(key, total, count, stage, {row: answers[row] for row in structure[key]})
            for key, total, count, stage in sections
        ),
        points=result.points,
        points_possible=result.points_possible,
        next_stage=result.next_stage or None,
        points_to_next_stage=result.points_to_next_stage,
        rises=tuple(Rise(*rise) for rise in result.rises),
    )
