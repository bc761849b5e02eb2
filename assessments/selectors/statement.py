"""One statement through all of an account's results."""

from dataclasses import dataclass
from datetime import date

from django.db.models import F, QuerySet, Window
from django.db.models.functions import Lag

from accounts.models import Account
from assessments.models import Response, Statement
from assessments.presenters.scale_labels import LABELS
from assessments.selectors.content import questionnaire_content
from glossary.presenters import MarkedText


@dataclass(frozen=True)
class PastAnswer:
    """One answer, and the one before it."""

    response: Response

    @property
    def day(self) -> date:
        return self.response.assessment.day

    @property
    def label(self) -> str:
        return str(LABELS[self.response.value])

    @property
    def change(self) -> int | None:
        before = self.response.before
        return None if before is None else self.response.value - before


def past_answers(account: Account, key: str) -> QuerySet[Response]:
    """Every answer that counts, the newest first, each with the value before it."""
    found = Response.objects.filter(
        statement__key=key,
        assessment__account=account,
        assessment__assessed_at__isnull=False,
        assessment__withdrawn_at=None,
    ).select_related("assessment__result")
    oldest_first = ("assessment__assessed_at", "assessment__started_at", "assessment__pk")
    return found.annotate(before=Window(Lag("value"), order_by=oldest_first)).order_by(
        F("assessment__assessed_at").desc(), "-assessment__started_at", "-assessment__pk"
    )


def statement_text(key: str, language: str, revision: int | None) -> MarkedText | None:
    """Its wording in the newest version that is out and asks it; None where none does."""
    found = Statement.objects.filter(key=key).exclude(section__questionnaire__status="draft")
    questionnaire = (
        found.order_by("-section__questionnaire__version")
        .values_list("section__questionnaire", flat=True)
        .first()
    )
    if questionnaire is None:
        return None
    return questionnaire_content(questionnaire, language, revision).statements[key].text
