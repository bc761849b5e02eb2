"""Reads one statement and an account's answers to it over time."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet, Window
from django.db.models.functions import Lag

from accounts.models import Account
from assessments.models import Questionnaire, Response, Statement
from assessments.selectors.content import questionnaire_content
from assessments.selectors.results import OLDEST_FIRST
from glossary.presenters import MarkedText


@dataclass(frozen=True)
class PastAnswer:
    """Holds one answer of a result that counts, and the value of the previous result."""

    response: Response
    value: int
    previous: int | None

    @property
    def day(self) -> date:
        return self.response.assessment.day


def past_responses(account: Account, key: str) -> QuerySet[Response]:
    """Returns the account's responses to a statement in results that count, the newest first."""
    return (
        Response.objects.filter(
            statement__key=key,
            value__isnull=False,
            assessment__account=account,
            assessment__assessed_at__isnull=False,
            assessment__withdrawn_at=None,
        )
        .select_related("assessment__result")
        .order_by(*(f"-assessment__{name}" for name in OLDEST_FIRST))
    )


def past_answers(page: QuerySet[Response]) -> list[PastAnswer]:
    """Lists the answers of one page of `past_responses`, each with the one before it."""
    oldest_first = [f"assessment__{name}" for name in OLDEST_FIRST]
    rows = page.annotate(previous=Window(Lag("value"), order_by=oldest_first))
    return [PastAnswer(row, row.value, row.previous) for row in rows if row.value is not None]


def statement_text(key: str, language: str, revision: int | None) -> MarkedText | None:
    """Returns the statement's text in the newest version that asks it and is no draft, or None."""
    statements = Statement.objects.filter(key=key).exclude(
        section__questionnaire__status=Questionnaire.Status.DRAFT
    )
    questionnaire = (
        statements.order_by("-section__questionnaire__version")
        .values_list("section__questionnaire", flat=True)
        .first()
    )
    if questionnaire is None:
        return None
    return questionnaire_content(questionnaire, language, revision).statements[key].text
