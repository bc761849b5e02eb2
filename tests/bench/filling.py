"""Fills an account with many completed assessments, in a few statements."""

import uuid
from datetime import timedelta

from django.utils import timezone

from accounts.models import Account
from assessments.models import Assessment, Questionnaire, Response, Result, SectionResult
from tests.factories import make_completed

NOTE = "What we agreed in the meeting of this quarter, and who looks after it. "
NOTES_EVERY = 4  # of the statements, one in so many has a note


def fill_account(account: Account, questionnaire: Questionnaire, count: int) -> None:
    """Adds completed assessments with a note of 280 letters at each fourth statement.

    All are copies of one that was completed, an hour apart.
    """
    model = make_completed(questionnaire, account=account)
    answers = list(model.responses.all())
    sections, result = list(model.result.sections.all()), model.result
    now = timezone.now()
    made = Assessment.objects.bulk_create(
        Assessment(questionnaire=questionnaire, account=account, id=uuid.uuid4())
        for _number in range(count - 1)
    )
    _copy_responses(made, answers)
    for number, assessment in enumerate(made):
        assessment.completed_at = now - timedelta(hours=number + 1)
    _copy_results(made, result, sections)
    Assessment.objects.bulk_update(made, ["completed_at"], batch_size=500)


def _copy_responses(made: list[Assessment], answers: list[Response]) -> None:
    Response.objects.bulk_create(
        (
            Response(
                assessment=assessment,
                statement_id=answer.statement_id,
                value=answer.value,
                note="" if place % NOTES_EVERY else f"{place} {NOTE * 4}",
            )
            for assessment in made
            for place, answer in enumerate(answers)
        ),
        batch_size=2000,
    )


def _copy_results(made: list[Assessment], result: Result, sections: list[SectionResult]) -> None:
    results = []
    for assessment in made:
        copy = Result(
            **{
                field.attname: getattr(result, field.attname)
                for field in result._meta.concrete_fields
            }
        )
        copy.pk, copy.assessment_id = None, assessment.pk
        copy.completed_at = assessment.completed_at
        results.append(copy)
    Result.objects.bulk_create(results)
    SectionResult.objects.bulk_create(
        SectionResult(
            result=each,
            key=row.key,
            order=row.order,
            total=row.total,
            count=row.count,
            stage=row.stage,
        )
        for each in results
        for row in sections
    )
