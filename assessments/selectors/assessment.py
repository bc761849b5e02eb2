"""Assessments as their pages need them: with answers, the reader's role and the content's revision, in one query."""

import uuid
from dataclasses import dataclass

from django.db.models import Count, F, QuerySet

from accounts.models import Account, Role, User
from assessments.domain.progress import Gap, gaps
from assessments.models import Assessment, Questionnaire
from assessments.selectors.content import QuestionnaireContent, questionnaire_content
from localization.models import content_revision


@dataclass(frozen=True)
class Reader:
    """Who asks: a user, a browser session without one, or nobody in particular."""

    user: User | None = None
    guest_key: uuid.UUID | None = None


@dataclass(frozen=True)
class OpenAssessment:
    """An assessment that its reader may see, with everything its pages show."""

    assessment: Assessment
    content: QuestionnaireContent
    answers: dict[str, int]
    """Values by statement key."""
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
OPEN = """
SELECT
    assessment.*,
    questionnaire.version AS questionnaire_version,
    account.name AS account_name,
    account.time_zone AS time_zone,
    membership.role AS reader_role,
    (SELECT value FROM localization_contentrevision) AS content_revision,
    (
        SELECT coalesce(json_object_agg(statement.key, response.value), '{}')
        FROM assessments_response response
        JOIN assessments_statement statement ON statement.id = response.statement_id
        WHERE response.assessment_id = assessment.id
    ) AS answers
FROM assessments_assessment assessment
JOIN assessments_questionnaire questionnaire ON questionnaire.id = assessment.questionnaire_id
LEFT JOIN accounts_account account ON account.id = assessment.account_id
LEFT JOIN accounts_membership membership
    ON membership.account_id = assessment.account_id AND membership.user_id = %(user)s
WHERE assessment.id = %(assessment)s
AND (membership.id IS NOT NULL OR (assessment.account_id IS NULL AND assessment.guest_key = %(guest)s))
"""


def assessment_open(
    reader: Reader, assessment_id: uuid.UUID, language: str
) -> OpenAssessment | None:
    """The assessment, where it is the reader's; None alike for another's and for none at all."""
    parameters = {
        "assessment": assessment_id,
        "user": reader.user.pk if reader.user else None,
        "guest": reader.guest_key,
    }
    assessment = next(iter(Assessment.objects.raw(OPEN, parameters)), None)
    if assessment is None:
        return None
    return OpenAssessment(
        assessment=assessment,
        content=questionnaire_content(
            assessment.questionnaire_id, language, assessment.content_revision
        ),
        answers=assessment.answers,
        may_edit=assessment.account_id is None
        or assessment.reader_role in (Role.OWNER, Role.EDITOR),
    )


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


def assessments_of(account: Account) -> QuerySet[Assessment]:
    """An account's assessments, the newest first."""
    return (
        Assessment.objects.filter(account=account)
        .select_related("questionnaire", "result", "started_by")
        .annotate(answered=Count("responses"))
        .order_by(F("completed_at").desc(nulls_first=True), "-started_at", "pk")
    )
