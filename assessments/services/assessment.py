import uuid
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import Any

from django.conf import settings
from django.db import DatabaseError, IntegrityError, transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import Coalesce
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
from web.retention import BATCH_SIZE, delete_in_batches

EMPTY_KEPT_FOR = timedelta(days=1)
"""How long a guest's assessment is kept that has neither an answer nor a note."""


class AssessmentCompleted(Exception):
    """Reports that an assessment is completed, so that its answers cannot change."""


class AssessmentGone(Exception):
    """Reports that an assessment was deleted meanwhile."""


class AssessmentIncomplete(Exception):
    """Reports that statements have no answer yet."""


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
    time_zone: str = "",
) -> Assessment:
    """Begins an assessment, one for each start key: sent again by the same owner, returns it.

    The answers of `earlier` stand beside the statements; `fill_in` copies them. `assessed_on` is
    the day of an assessment made on paper. `language` is the reader's, `time_zone` that of a
    guest's browser, UTC where it is not known. Raises ValueError without an account and a browser
    session's key.
    """
    if account is None and guest_key is None:
        raise ValueError("an assessment belongs to an account or to a browser session")
    owner: dict[str, Any] = {"account": account} if account else {"guest_key": guest_key}
    begun: dict[str, Any] = {
        "questionnaire": questionnaire,
        "earlier": earlier,
        "assessed_on": assessed_on,
        "language": language,
        "time_zone": "" if account else time_zone or "UTC",
    }
    fill_in = fill_in and earlier is not None
    try:
        with transaction.atomic():
            assessment = Assessment.objects.create(
                start_key=start_key, started_by=user, filled_in=fill_in, **begun, **owner
            )
            if fill_in and earlier is not None:
                _fill_in(assessment, earlier)
            return assessment
    except IntegrityError:
        existing = Assessment.objects.filter(start_key=start_key, **owner).first()
        if existing is None:  # somebody else's key, guessed or copied: a fresh one serves as well
            return assessment_start(
                start_key=uuid.uuid4(), user=user, fill_in=fill_in, **begun, **owner
            )
        return existing


def _fill_in(assessment: Assessment, earlier: Assessment) -> None:
    """Copies the earlier answers to statements that are asked again, without the notes."""
    asked = Statement.objects.filter(section__questionnaire=assessment.questionnaire_id)
    ids = dict(asked.values_list("key", "pk"))
    values = {ids[key]: value for key, value in _answers(earlier).items() if key in ids}
    assessment_save(assessment=assessment, values=values)


def _answers(assessment: Assessment) -> dict[str, int]:
    """Returns the stored values by statement key."""
    rows = assessment.responses.values_list("statement__key", "value")
    return {key: value for key, value in rows if value is not None}


def assessment_save(
    *, assessment: Assessment, values: Mapping[int, int], notes: Mapping[int, str] | None = None
) -> None:
    """Stores values and notes by statement id.

    One SQL statement for the values and one for the notes; each writes its own column only. The
    trigger on responses takes the lock that completing holds. Raises AssessmentCompleted and
    AssessmentGone.
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
    """Scores the assessment and freezes it. Sent again or in parallel, it returns the one result.

    `completed_at` is given for samples of past quarters; else it is now. Raises
    AssessmentIncomplete where a statement has no answer, AssessmentGone where it was deleted.
    """
    assessment = Assessment.objects.select_for_update(of=["self"]).filter(pk=assessment_id).first()
    if assessment is None:
        raise AssessmentGone
    if assessment.is_completed:
        return assessment.result
    stages = _stage_bounds(assessment)
    scored = score(_section_answers(assessment), stages)
    assessment.completed_at = completed_at = completed_at or timezone.now()
    result, sections = result_rows(
        assessment=assessment,
        completed_at=completed_at,
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
    """Lists each section's values in the questionnaire's order. Raises AssessmentIncomplete."""
    answers = _answers(assessment)
    statements = Statement.objects.filter(section__questionnaire=assessment.questionnaire_id)
    sections: dict[str, dict[str, int]] = {}
    for section, key in statements.order_by("section__order", "order").values_list(
        "section__key", "key"
    ):
        if key not in answers:
            raise AssessmentIncomplete
        sections.setdefault(section, {})[key] = answers[key]
    return [SectionAnswers(key, values) for key, values in sections.items()]


def assessment_claim(*, guest_key: uuid.UUID, account: Account, user: User) -> int:
    """Moves a browser session's assessments to an account, each once; returns their number.

    Who claims them has started them, unless somebody else has: an account's assessment that names
    nobody is a former member's.
    """
    unclaimed = Assessment.objects.filter(guest_key=guest_key, account=None)
    return unclaimed.update(
        account=account, guest_key=None, started_by=Coalesce("started_by", user.pk)
    )


def assessment_delete_draft(*, assessment: Assessment) -> None:
    """Deletes an assessment in progress. Raises AssessmentCompleted: results stay."""
    with transaction.atomic():
        locked = Assessment.objects.select_for_update().filter(pk=assessment.pk).first()
        if locked is None:
            return
        if locked.is_completed:
            raise AssessmentCompleted
        archive_counts(Assessment.objects.filter(pk=locked.pk))
        locked.delete()


def unclaimed_delete(*, batch_size: int = BATCH_SIZE) -> int:
    """Deletes assessments not claimed within UNCLAIMED_DAYS of their start; returns the number.

    Each batch is a transaction with its share of the counts, so that what an interrupted run has
    deleted is counted. Those that somebody answers or claims at this moment are passed over.
    """
    return delete_in_batches(
        _guests_before(timedelta(days=settings.UNCLAIMED_DAYS)),
        before_delete=archive_counts,
        batch_size=batch_size,
    )


def empty_delete() -> int:
    """Deletes guests' assessments without an answer or a note; returns the number.

    Only a day after their start: a guest may have the first page open.
    """
    given = Response.objects.filter(assessment=OuterRef("pk")).exclude(value=None, note="")
    return delete_in_batches(
        _guests_before(EMPTY_KEPT_FOR).filter(~Exists(given), completed_at=None),
        before_delete=archive_counts,
    )


def _guests_before(age: timedelta) -> QuerySet[Assessment]:
    """Returns guests' assessments that were started longer ago."""
    return Assessment.objects.filter(account=None, started_at__lt=timezone.now() - age)
