"""Creates a sample company with two years of quarterly assessments and KPI figures.

The first four quarters answer an earlier version of the questionnaire, so that comparison across
versions can be tried too. That version is archived at once: no other company can begin on it.
The company's name and notes are in one language, as a real company writes them.
"""

import secrets
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils import timezone

from accounts.models import Account, User
from accounts.services import account_create
from assessments.models import Assessment, Questionnaire, Statement
from assessments.services.assessment import assessment_complete, assessment_save, assessment_start
from authoring.services.drafts import questionnaire_clone
from content.models import LoadedContent
from content.services.seed_files import Texts, fill_missing, read_languages, text_in
from demo.services.sample_answers import (
    DEFAULT_ANSWER,
    EARLIER_KEY,
    EARLIER_QUARTERS,
    LATER_KEY,
    QUARTERS,
)
from demo.services.sample_figures import sample_figures_create
from kpis.domain.periods import Period, PeriodType
from localization.columns import column_name
from localization.languages import CODES

EMAIL = "demo@example.com"
TEXTS = Path(__file__).parents[1] / "content"
EARLIER_VERSION = 0
QUARTER = timedelta(days=91)
TIME_TO_ANSWER = timedelta(minutes=7)


class NotASample(Exception):
    """Refuses to change data that is not the sample's; its message says which."""


@dataclass(frozen=True)
class SampleLogin:
    """Tells how to sign in as the sample company."""

    email: str
    password: str
    """Random, and a new one each time, so that nobody else knows it."""
    is_new: bool
    """Whether the sample was created just now."""


@transaction.atomic
def sample_company_create(*, language: str = CODES[0]) -> SampleLogin:
    """Creates the sample company, or sets a new password where it exists.

    An existing sample keeps its texts, in whatever language they are. Raises NotASample.
    """
    texts = read_languages(TEXTS)
    if language not in texts:
        raise NotASample(f"the sample has no texts in {language}")
    published = Questionnaire.objects.filter(status=Questionnaire.Status.PUBLISHED).first()
    if published is None:
        raise NotASample(
            "there is no published questionnaire; load one first: make manage ARGS=load_questionnaire"
        )
    earlier = _get_or_create_earlier_version(published, texts)
    user = User.objects.filter(email=EMAIL).first()
    is_new = user is None
    if user is None:
        user = _create(published, earlier, language, texts)
    elif not _is_sample(user):
        raise NotASample(f"{EMAIL} is a real user here; the sample would touch their data")
    password = secrets.token_urlsafe(12)
    user.set_password(password)
    user.save(update_fields=["password"])
    return SampleLogin(EMAIL, password, is_new)


def _get_marker(account: Account) -> str:
    """Returns the key of the row that marks an account as the sample."""
    return f"demo account {account.pk}"


def _is_sample(user: User) -> bool:
    """Tells whether the user's only account is the sample, and they are its only member."""
    accounts = list(user.accounts.all())
    return (
        len(accounts) == 1
        and not user.is_staff
        and accounts[0].memberships.count() == 1
        and LoadedContent.objects.filter(key=_get_marker(accounts[0])).exists()
    )


def _create(published: Questionnaire, earlier: Questionnaire, language: str, texts: Texts) -> User:
    """Creates the user, the account, and an assessment and KPI figures for each quarter.

    The figures of a quarter are those that were known on the day of its assessment.
    """
    user = User.objects.create_user(EMAIL, name="Anna Lind", language=language)
    EmailAddress.objects.create(user=user, email=EMAIL, verified=True, primary=True)
    own = texts[language]
    account = account_create(owner=user, name=own["company"], country="DE", currency="EUR")
    LoadedContent.objects.create(key=_get_marker(account))
    now = timezone.now()
    for number, values in enumerate(QUARTERS):
        questionnaire = earlier if number < EARLIER_QUARTERS else published
        day = (now - (len(QUARTERS) - number) * QUARTER).date()
        completed_at = datetime.combine(day, time(14, 30), UTC)
        notes = own["notes"].get(f"quarter_{number + 1}", {})
        _create_assessment(questionnaire, account, user, language, values, notes, completed_at)
    first_month = 3 * ((day.month - 1) // 3) + 1
    quarter = Period(PeriodType.QUARTER, day.replace(month=first_month, day=1))
    sample_figures_create(
        account=account, user=user, newest=quarter.predecessor, notes=own["kpi_notes"]
    )
    return user


def _create_assessment(
    questionnaire: Questionnaire,
    account: Account,
    user: User,
    language: str,
    values: str,
    notes: dict[str, str],
    completed_at: datetime,
) -> None:
    """Creates a completed assessment from a line of QUARTERS; notes are by statement key."""
    assessment = assessment_start(
        questionnaire=questionnaire,
        start_key=uuid.uuid4(),
        account=account,
        user=user,
        language=language,
    )
    started_at = completed_at - TIME_TO_ANSWER
    Assessment.objects.filter(pk=assessment.pk).update(started_at=started_at)
    statements = list(
        Statement.objects.filter(section__questionnaire=questionnaire)
        .order_by("section__order", "order")
        .values_list("pk", "key")
    )
    answers = {pk: DEFAULT_ANSWER for pk, _key in statements}
    for (pk, _key), value in zip(statements, values.replace(" ", ""), strict=False):
        answers[pk] = int(value)
    assessment_save(
        assessment=assessment,
        values=answers,
        notes={pk: notes[key] for pk, key in statements if key in notes},
    )
    assessment_complete(assessment_id=assessment.pk, language=language, completed_at=completed_at)


def _get_or_create_earlier_version(published: Questionnaire, texts: Texts) -> Questionnaire:
    """Returns an archived copy of the published version in which one statement differs."""
    existing = Questionnaire.objects.filter(version=EARLIER_VERSION).first()
    if existing is not None:
        _add_missing_texts(existing, texts)
        return existing
    earlier = questionnaire_clone(questionnaire=published, version=EARLIER_VERSION)
    statement = Statement.objects.get(section__questionnaire=earlier, key=LATER_KEY)
    statement.key = EARLIER_KEY
    for code in CODES:
        # A language without a text of its own gets none: the copied text is another statement's.
        setattr(statement, column_name("text", code), _get_earlier_text(texts, code))
    statement.save()
    earlier.status, earlier.archived_at = Questionnaire.Status.ARCHIVED, timezone.now()
    earlier.save(update_fields=["status", "archived_at"])
    return earlier


def _get_earlier_text(texts: Texts, code: str) -> str | None:
    return text_in(texts.get(code, {}), "earlier_statement")


def _add_missing_texts(earlier: Questionnaire, texts: Texts) -> None:
    """Adds the statement's text in languages that were added to the site since.

    `load_questionnaire` adds the texts that both versions share.
    """
    values = {column_name("text", code): _get_earlier_text(texts, code) or "" for code in texts}
    for statement in Statement.objects.filter(section__questionnaire=earlier, key=EARLIER_KEY):
        fill_missing(statement, values)
