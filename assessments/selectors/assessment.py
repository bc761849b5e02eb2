"""Assessments as their pages need them: with answers, the reader's role and the content's revision, in one query."""

import uuid
from dataclasses import dataclass
from datetime import date

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.db.models.functions import JSONObject

from accounts.models import Account, Role, User
from assessments.domain.progress import Gap, gaps
from assessments.models import Assessment, Questionnaire, Response
from assessments.selectors.content import QuestionnaireContent, questionnaire_content
from content.models import CONTENT_REVISION, content_revision
from localization.rows import Columns, first_row, split_row


@dataclass(frozen=True)
class Reader:
    """Who asks: a user, a browser session without one, or nobody in particular."""

    user: User | None = None
    guest_key: uuid.UUID | None = None


@dataclass(frozen=True)
class AssessmentAccess:
    """An assessment that its reader may see, with everything its pages show."""

    assessment: Assessment
    content: QuestionnaireContent
    answers: dict[str, int]
    """Values by statement key."""
    notes: dict[str, str]
    """By statement key, where there is one; a note may come before its answer."""
    may_edit: bool

    @property
    def gaps(self) -> tuple[Gap, ...]:
        return gaps(self.content.structure, self.answers)

    @property
    def answered(self) -> int:
        return len(self.answers)

    @property
    def total(self) -> int:
        return len(self.content.statements)


# By hand, because every page of an assessment begins with it: assembling it with the ORM each time costs more processor
# time than the rest of the page. One row: the assessment where it is the reader's, its answers, the reader's role.
ASSESSMENT = Columns(Assessment, "assessment")
OPEN = f"""
SELECT
    {ASSESSMENT},
    account.name,
    account.time_zone,
    membership.role,
    {CONTENT_REVISION},
    (
        SELECT coalesce(
            json_agg(json_build_object('key', statement.key, 'value', response.value, 'note', response.note)), '[]'
        )
        FROM assessments_response response
        JOIN assessments_statement statement ON statement.id = response.statement_id
        WHERE response.assessment_id = assessment.id
    )
FROM assessments_assessment assessment
LEFT JOIN accounts_account account ON account.id = assessment.account_id
LEFT JOIN accounts_membership membership
    ON membership.account_id = assessment.account_id AND membership.user_id = %(user)s
WHERE assessment.id = %(assessment)s
AND (membership.id IS NOT NULL OR (assessment.account_id IS NULL AND assessment.guest_key = %(guest)s))
"""  # noqa: S608 - our own columns
BESIDE = ("account_name", "time_zone", "reader_role", "content_revision", "responded")
"""What `OPEN` finds beside the columns of the assessment, in its order: attributes of it."""


def responses_subquery() -> ArraySubquery:
    """An assessment's responses, to annotate it with."""
    responses = Response.objects.filter(assessment=OuterRef("pk"))
    return ArraySubquery(
        responses.values(found=JSONObject(key="statement__key", value="value", note="note"))
    )


def answers_by_key(responded: list[dict]) -> dict[str, int]:
    return {row["key"]: row["value"] for row in responded if row["value"] is not None}


def notes_by_key(responded: list[dict]) -> dict[str, str]:
    return {row["key"]: row["note"] for row in responded if row["note"]}


def get_assessment_access(
    reader: Reader, assessment_id: uuid.UUID, language: str
) -> AssessmentAccess | None:
    """The assessment, where it is the reader's; None alike for another's and for none at all."""
    parameters = {
        "assessment": assessment_id,
        "user": reader.user.pk if reader.user else None,
        "guest": reader.guest_key,
    }
    row = first_row(OPEN, parameters)
    if row is None:
        return None
    assessment, *beside = split_row(row, ASSESSMENT)
    for name, value in zip(BESIDE, beside, strict=True):
        setattr(assessment, name, value)
    return opened_row(assessment, language)


def opened_first(found: QuerySet[Assessment], language: str) -> AssessmentAccess | None:
    """The first one found, with everything its pages show; for readers who may not change it."""
    assessment = (
        found.select_related("result")
        .annotate(responded=responses_subquery(), content_revision=content_revision())
        .first()
    )
    return opened_row(assessment, language) if assessment else None


def opened_row(assessment: Assessment, language: str) -> AssessmentAccess:
    role = getattr(assessment, "reader_role", None)
    return AssessmentAccess(
        assessment=assessment,
        content=questionnaire_content(
            assessment.questionnaire_id, language, assessment.content_revision
        ),
        answers=answers_by_key(assessment.responded),
        notes=notes_by_key(assessment.responded),
        may_edit=assessment.account_id is None or role in (Role.OWNER, Role.EDITOR),
    )


@dataclass(frozen=True)
class EarlierAnswers:
    """The assessment whose answers stand beside the statements."""

    day: date
    answers: dict[str, int]


def earlier_answers(assessment: Assessment) -> EarlierAnswers | None:
    """One query, where there is an earlier one at all."""
    if assessment.earlier_id is None:
        return None
    earlier = Assessment.objects.annotate(responded=responses_subquery()).get(
        pk=assessment.earlier_id
    )
    return EarlierAnswers(earlier.day, answers_by_key(earlier.responded))


def published_questionnaire() -> Questionnaire | None:
    """The one that new assessments begin on, with the content's revision."""
    return (
        Questionnaire.objects.filter(status=Questionnaire.Status.PUBLISHED)
        .annotate(content_revision=content_revision())
        .first()
    )


def assessment_in_progress(reader: Reader, account: Account | None) -> Assessment | None:
    """The last one begun and not completed, to go on with: the account's, or the browser session's."""
    found = Assessment.objects.filter(completed_at=None)
    if account is not None:
        found = found.filter(account=account)
    elif reader.guest_key:
        found = found.filter(account=None, guest_key=reader.guest_key)
    else:
        return None
    return found.order_by("-started_at").first()
