import uuid
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from fractions import Fraction

from django.conf import settings
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from accounts.models import Account, User
from assessments.domain.scoring import SectionAnswers, StageBound, score
from assessments.models import (
    Assessment,
    Questionnaire,
    Response,
    Result,
    SectionResult,
    Stage,
    Statement,
    guards,
)
from assessments.services.results import result_rows
from assessments.services.statistics import archive_counts
from web.database import violated_constraint


class AssessmentCompleted(Exception):
    """Its answers cannot change any more."""


class AssessmentGone(Exception):
    """It was deleted meanwhile."""


class AssessmentIncomplete(Exception):
    """Statements still lack an answer."""


def assessment_start(
    *,
    questionnaire: Questionnaire,
    start_key: uuid.UUID,
    account: Account | None = None,
    user: User | None = None,
    guest_key: uuid.UUID | None = None,
    earlier: Assessment | None = None,
    fill_in: bool = False,
    assessed_on: date | None = None,
    language: str = "",
) -> Assessment:
    """Begins an assessment. One start key begins one: sent again, it gives the same, where the owner is the same.

    `earlier` is the one whose answers stand beside the statements; `fill_in` begins with them. `assessed_on` is the day
    of one that was made on paper. `language` is the one that it is read in at its start. Raises ValueError without an
    account and a browser session's key.
    """
    if account is None and guest_key is None:
        raise ValueError("an assessment belongs to an account or to a browser session")
    owner = {"account": account} if account else {"guest_key": guest_key}
    begun = {
        "questionnaire": questionnaire,
        "earlier": earlier,
        "assessed_on": assessed_on,
        "language": language,
    }
    fill_in = fill_in and earlier is not None
    try:
        with transaction.atomic():
            assessment = Assessment.objects.create(
                start_key=start_key, started_by=user, filled_in=fill_in, **begun, **owner
            )
            if fill_in:
                _fill_in(assessment)
            return assessment
    except IntegrityError:
        existing = Assessment.objects.filter(start_key=start_key, **owner).first()
        if existing is None:  # somebody else's key, guessed or copied: a fresh one serves as well
            return assessment_start(
                start_key=uuid.uuid4(), user=user, fill_in=fill_in, **begun, **owner
            )
        return existing


def _fill_in(assessment: Assessment) -> None:
    """Copies the earlier answers to statements that are asked again; notes belong to their own time."""
    asked = Statement.objects.filter(section__questionnaire=assessment.questionnaire_id)
    ids = dict(asked.values_list("key", "pk"))
    answers = assessment.earlier.responses.exclude(value=None).values_list(
        "statement__key", "value"
    )
    assessment_save(
        assessment=assessment, values={ids[key]: value for key, value in answers if key in ids}
    )


def assessment_save(
    *, assessment: Assessment, values: Mapping[int, int], notes: Mapping[int, str] | None = None
) -> None:
    """Stores values and notes by statement id. When this returns, they are stored. Raises AssessmentCompleted.

    One statement for the values and one for the notes, so that a save costs little; each writes its own column only.
    The trigger on responses takes the lock that completing holds.
    """
    try:
        with transaction.atomic(savepoint=False):
            _upsert(assessment, "value", values)
            _upsert(assessment, "note", notes or {})
    except DatabaseError as error:
        match violated_constraint(error):
            case guards.ASSESSMENT_COMPLETED:
                raise AssessmentCompleted from error
            case guards.ASSESSMENT_DELETED:
                raise AssessmentGone from error
        raise


def _upsert(assessment: Assessment, field: str, given: Mapping[int, int | str]) -> None:
    if not given:
        return
    now = timezone.now()
    Response.objects.bulk_create(
        [
            Response(
                assessment=assessment, statement_id=statement, updated_at=now, **{field: value}
            )
            for statement, value in sorted(given.items())
        ],
        update_conflicts=True,
        unique_fields=["assessment", "statement"],
        update_fields=[field, "updated_at"],
    )


@transaction.atomic
def assessment_complete(
    *, assessment_id: uuid.UUID, language: str, completed_at: datetime | None = None
) -> Result:
    """Scores the assessment and freezes it. Sent again or in parallel, it gives the one result there is.

    `completed_at` is now, unless a sample of past quarters is being made.

    Raises AssessmentIncomplete where a statement lacks an answer, AssessmentGone where it was deleted.
    """
    assessment = Assessment.objects.select_for_update(of=["self"]).filter(pk=assessment_id).first()
    if assessment is None:
        raise AssessmentGone
    if assessment.is_completed:
        return assessment.result
    stages = _stage_bounds(assessment)
    scored = score(_section_answers(assessment), stages)
    assessment.completed_at = completed_at or timezone.now()
    result, sections = result_rows(
        assessment=assessment,
        version=assessment.questionnaire.version,
        scored=scored,
        stages=stages,
        language=language,
    )
    result.save(force_insert=True)
    SectionResult.objects.bulk_create(sections)
    assessment.save(update_fields=["completed_at"])
    return result


def _stage_bounds(assessment: Assessment) -> list[StageBound]:
    rows = Stage.objects.filter(questionnaire=assessment.questionnaire_id).values_list(
        "key", "lower_bound"
    )
    return [StageBound(key, Fraction(bound)) for key, bound in rows]


def _section_answers(assessment: Assessment) -> list[SectionAnswers]:
    """Every section's values in the questionnaire's order. Raises AssessmentIncomplete."""
    answers = dict(assessment.responses.exclude(value=None).values_list("statement__key", "value"))
    statements = Statement.objects.filter(section__questionnaire=assessment.questionnaire_id)
    sections: dict[str, dict[str, int]] = {}
    for section, key in statements.order_by("section__order", "order").values_list(
        "section__key", "key"
    ):
        if key not in answers:
            raise AssessmentIncomplete
        sections.setdefault(section, {})[key] = answers[key]
    return [SectionAnswers(key, values) for key, values in sections.items()]


def assessment_claim(*, guest_key: uuid.UUID, account: Account) -> int:
    """What a browser session made becomes an account's. Each assessment is claimed once, by whoever comes first."""
    unclaimed = Assessment.objects.filter(guest_key=guest_key, account=None)
    return unclaimed.update(account=account, guest_key=None)


def assessment_delete_draft(*, assessment: Assessment) -> None:
    """Deletes an assessment in progress. Raises AssessmentCompleted: results stay."""
    with transaction.atomic():
        locked = Assessment.objects.select_for_update().filter(pk=assessment.pk).first()
        if locked is None:
            return
        if locked.is_completed:
            raise AssessmentCompleted
        archive_counts(deleted=Assessment.objects.filter(pk=locked.pk))
        locked.delete()


@transaction.atomic
def unclaimed_delete() -> int:
    """Deletes what nobody claimed within UNCLAIMED_DAYS of its start; how many assessments that were."""
    limit = timezone.now() - timedelta(days=settings.UNCLAIMED_DAYS)
    old = Assessment.objects.filter(account=None, started_at__lt=limit)
    ids = list(old.select_for_update().values_list("pk", flat=True))
    rows = Assessment.objects.filter(pk__in=ids)
    archive_counts(deleted=rows)
    rows.delete()
    return len(ids)
