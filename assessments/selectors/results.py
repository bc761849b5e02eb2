"""Results as they were stored, with the texts of today: comparisons and exports read them. Nothing here scores."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.db.models.functions import JSONObject

from accounts.models import Account
from assessments.domain.comparison import Scored, SectionScored
from assessments.models import Assessment, Result, SectionResult
from assessments.selectors.assessment import (
    AssessmentAccess,
    answers_by_key,
    notes_by_key,
    responses_subquery,
)
from assessments.selectors.content import QuestionnaireContent, StageContent, questionnaire_content


@dataclass(frozen=True)
class StoredResult:
    assessment: Assessment
    content: QuestionnaireContent
    answers: dict[str, int]
    notes: dict[str, str]
    scored: Scored

    @property
    def result(self) -> Result:
        return self.assessment.result

    @property
    def day(self) -> date:
        return self.assessment.day

    @property
    def overall(self) -> Fraction:
        return self.scored.overall

    @property
    def version(self) -> int:
        return self.result.questionnaire_version

    @property
    def stage(self) -> StageContent:
        return self.content.stage_by_key[self.scored.stage]


def with_result_data(found: QuerySet[Assessment]) -> QuerySet[Assessment]:
    """Assessments with all that `stored_result` needs, in one query."""
    sections = SectionResult.objects.filter(result=OuterRef("result")).order_by("order")
    fields = JSONObject(key="key", total="total", count="count", stage="stage")
    return found.select_related("result").annotate(
        responded=responses_subquery(), sections=ArraySubquery(sections.values(found=fields))
    )


def stored_result(row: Assessment, content: QuestionnaireContent) -> StoredResult:
    """A completed assessment, read by `with_result_data`."""
    return _stored(
        row, content, answers_by_key(row.responded), notes_by_key(row.responded), row.sections
    )


def load_result(opened: AssessmentAccess) -> StoredResult:
    """A completed assessment that its reader opened. One query, its sections."""
    sections = opened.assessment.result.sections.order_by("order").values(
        "key", "total", "count", "stage"
    )
    return _stored(opened.assessment, opened.content, opened.answers, opened.notes, sections)


def stored_results(account: Account, language: str, revision: int | None) -> list[StoredResult]:
    """All of an account's, withdrawn ones too, the newest first. One query."""
    found = Assessment.objects.filter(account=account, assessed_at__isnull=False)
    rows = with_result_data(found).order_by("-assessed_at", "-started_at", "-pk")
    return [
        stored_result(row, questionnaire_content(row.questionnaire_id, language, revision))
        for row in rows
    ]


def _stored(
    row: Assessment,
    content: QuestionnaireContent,
    answers: dict[str, int],
    notes: dict[str, str],
    sections: Iterable[dict],
) -> StoredResult:
    keys = {section.key: section.statements for section in content.structure}
    scored = tuple(
        SectionScored(**part, values={key: answers[key] for key in keys[part["key"]]})
        for part in sections
    )
    return StoredResult(
        row, content, answers, notes, Scored(row.result.overall, row.result.stage, scored)
    )
