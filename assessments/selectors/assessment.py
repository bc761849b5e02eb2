"""Reads assessments with their answers, the reader's role and the content's revision."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, Func, JSONField, OuterRef, Q, QuerySet

from accounts.models import Account, Role, User
from accounts.selectors import Company, companies_subquery, to_companies
from assessments.domain.progress import Gap, gaps
from assessments.models import Assessment, Questionnaire, Response
from assessments.selectors.content import QuestionnaireContent, questionnaire_content
from content.models import content_revision
from web.compiled_query import CompiledQuery

MOST_GUEST_RESULTS = 5
"""The results of a guest on the start page."""


@dataclass(frozen=True)
class Reader:
    """Represents who asks: a user, or a browser session that signed nobody in."""

    user: User | None = None
    guest_key: uuid.UUID | None = None


ResponseRow = tuple[str, int | None, str]
"""A response as `responses_subquery` returns it: statement key, value, note."""


class JSONBuildArray(Func):
    """Builds a JSON array of columns; several times faster to assemble than JSONObject."""

    function = "jsonb_build_array"
    output_field = JSONField()


@dataclass(frozen=True)
class AssessmentAccess:
    """Holds an assessment that its reader may see, with everything its pages show."""

    assessment: Assessment
    content: QuestionnaireContent
    content_revision: int | None
    answers: Mapping[str, int]
    """Values by statement key, 1 to 5."""
    notes: Mapping[str, str]
    """By statement key, where there is one; a note may come before its answer."""
    may_edit: bool
    companies: list[Company] = field(default_factory=list)
    """Those of the reader; none for a guest."""

    @property
    def company(self) -> str:
        """Returns the account's name; empty for a guest's assessment."""
        return self.assessment.account.name if self.assessment.account else ""

    @property
    def gaps(self) -> tuple[Gap, ...]:
        return gaps(self.content.structure, self.answers)

    @property
    def answered(self) -> int:
        return len(self.answers)

    @property
    def total(self) -> int:
        return len(self.content.statements)

    def with_changes(
        self, answers: Mapping[str, int], notes: Mapping[str, str]
    ) -> "AssessmentAccess":
        """Returns a copy with answers and notes that were stored since it was read."""
        return replace(self, answers={**self.answers, **answers}, notes={**self.notes, **notes})


def responses_subquery() -> ArraySubquery:
    """Returns an assessment's responses as an expression to annotate assessments with."""
    responses = Response.objects.filter(assessment=OuterRef("pk"))
    row = JSONBuildArray("statement__key", "value", "note")
    return ArraySubquery(responses.values(row=row))


# Built once: resolving the annotations for each request costs more time than running the query.
_ASSESSMENTS = Assessment.objects.select_related("account").annotate(
    responses_json=responses_subquery(), content_revision=content_revision()
)


def _readable(
    pk: uuid.UUID, user: int | None = None, guest_key: uuid.UUID | None = None
) -> QuerySet[Assessment]:
    """Returns the assessment if it is an account's of the user, or a guest's with the key."""
    readable = Q(account__memberships__user=user) if user is not None else Q()
    if guest_key is not None:
        readable |= Q(account=None, guest_key=guest_key)
    # The annotation follows the filter, so that it is of the reader's own membership.
    found = _ASSESSMENTS.filter(readable, pk=pk).annotate(role=F("account__memberships__role"))
    return found if user is None else found.annotate(companies=companies_subquery(user))


_USER: dict[str, int] = {"user": -1}
_KEY = {"guest_key": uuid.UUID(int=1)}
_PK = {"pk": uuid.UUID(int=2)}
_OF_USER = CompiledQuery(_readable, **_PK, **_USER)
_OF_GUEST = CompiledQuery(_readable, **_PK, **_KEY)
_OF_BOTH = CompiledQuery(_readable, **_PK, **_USER, **_KEY)


def answers_by_key(responses: Sequence[ResponseRow]) -> dict[str, int]:
    return {key: value for key, value, _ in responses if value is not None}


def notes_by_key(responses: Sequence[ResponseRow]) -> dict[str, str]:
    return {key: note for key, _, note in responses if note}


def get_assessment_access(
    reader: Reader, assessment_id: uuid.UUID, language: str
) -> AssessmentAccess | None:
    """Returns the assessment if its reader may see it; None alike for another's and for none."""
    user, guest_key = reader.user, reader.guest_key
    found: Iterable[Any] = ()
    if user is not None and guest_key is not None:
        found = _OF_BOTH(pk=assessment_id, user=user.pk, guest_key=guest_key)
    elif user is not None:
        found = _OF_USER(pk=assessment_id, user=user.pk)
    elif guest_key is not None:
        found = _OF_GUEST(pk=assessment_id, guest_key=guest_key)
    assessment = next(iter(found), None)
    if assessment is None:
        return None
    return _to_access(
        assessment,
        assessment.responses_json,
        language,
        revision=assessment.content_revision,
        may_edit=assessment.account_id is None or Role(assessment.role).can_edit,
        companies=to_companies(assessment.companies) if user is not None else None,
    )


def get_shared_access(assessment_id: uuid.UUID, language: str) -> AssessmentAccess | None:
    """Returns the assessment for a reader who may not change it, whoever they are. One query."""
    try:
        assessment = _ASSESSMENTS.get(pk=assessment_id)
    except Assessment.DoesNotExist:
        return None
    return _to_access(
        assessment,
        assessment.responses_json,
        language,
        revision=assessment.content_revision,
        may_edit=False,
    )


def _to_access(
    assessment: Assessment,
    responses: Sequence[ResponseRow],
    language: str,
    *,
    revision: int | None,
    may_edit: bool,
    companies: list[Company] | None = None,
) -> AssessmentAccess:
    return AssessmentAccess(
        assessment=assessment,
        content=questionnaire_content(assessment.questionnaire_id, language, revision),
        content_revision=revision,
        answers=answers_by_key(responses),
        notes=notes_by_key(responses),
        may_edit=may_edit,
        companies=companies or [],
    )


@dataclass(frozen=True)
class EarlierAnswers:
    """Holds the answers of an earlier assessment, shown beside the statements."""

    day: date
    answers: dict[str, int]


def get_earlier_answers(assessment: Assessment) -> EarlierAnswers | None:
    """Returns the answers to show beside the statements. One query, where there are any."""
    if assessment.earlier_id is None:
        return None
    earlier = Assessment.objects.annotate(responses_json=responses_subquery()).get(
        pk=assessment.earlier_id
    )
    return EarlierAnswers(earlier.day, answers_by_key(earlier.responses_json))


def published_questionnaire() -> Questionnaire | None:
    """Returns the questionnaire that new assessments begin on."""
    return Questionnaire.objects.filter(status=Questionnaire.Status.PUBLISHED).first()


def published_content(language: str) -> QuestionnaireContent | None:
    """Returns the texts of the published questionnaire. One query where they are in memory."""
    questionnaire = (
        Questionnaire.objects.filter(status=Questionnaire.Status.PUBLISHED)
        .annotate(content_revision=content_revision())
        .first()
    )
    if questionnaire is None:
        return None
    return questionnaire_content(questionnaire.pk, language, questionnaire.content_revision)


def assessment_in_progress(reader: Reader, account: Account | None) -> Assessment | None:
    """Returns the last assessment begun and not completed: the account's, or the session's."""
    if account is not None:
        owner = Q(account=account)
    elif reader.guest_key:
        owner = Q(account=None, guest_key=reader.guest_key)
    else:
        return None
    return Assessment.objects.filter(owner, completed_at=None).order_by("-started_at").first()


def list_guest_results(reader: Reader) -> list[Assessment]:
    """Lists the results of the browser session that no account has, the newest first.

    One query, where the session has begun anything.
    """
    if reader.guest_key is None:
        return []
    results = Assessment.objects.filter(
        account=None, guest_key=reader.guest_key, completed_at__isnull=False
    )
    return list(results.order_by("-completed_at")[:MOST_GUEST_RESULTS])
