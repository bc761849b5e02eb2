"""A sample company with two years of quarters, so that history, comparison and reports can be seen at once.

Its first four quarters answer an earlier version of the questionnaire, which is archived at once: nobody can begin an
assessment on it, so no real company meets it.
"""

import secrets
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from accounts.models import Account, User
from accounts.services import account_create
from assessments.models import Assessment, Questionnaire, Statement
from assessments.services.assessment import assessment_complete, assessment_save, assessment_start
from authoring.services.drafts import questionnaire_clone
from content.models import LoadedContent
from content.services.seed_files import fill_missing
from demo.services.sample_answers import (
    EARLIER,
    EARLIER_KEY,
    EARLIER_TEXTS,
    LATER_KEY,
    NOTES,
    OTHERWISE,
    QUARTERS,
)
from localization.languages import CODES

EMAIL = "demo@example.com"
COMPANY = "Nordlicht IT (sample)"
EARLIER_VERSION = 0
QUARTER = timedelta(days=91)


class NotASample(Exception):
    """What stands in the sample's place belongs to somebody; the message says what."""


@dataclass(frozen=True)
class Demo:
    email: str
    password: str
    """A new one each time: the sample has no secret to keep, and no known password either."""
    made: bool
    """False where the sample was there already."""


@transaction.atomic
def demo_make() -> Demo:
    """Makes the sample, or gives the one there is a new password. Raises NotASample; touches nothing else."""
    published = Questionnaire.objects.filter(status=Questionnaire.Status.PUBLISHED).first()
    if published is None:
        raise NotASample(
            "there is no published questionnaire; load one first: make manage ARGS=load_questionnaire"
        )
    user = User.objects.filter(email=EMAIL).first()
    made = user is None
    earlier = _earlier_version(published)
    if made:
        user = _make(published, earlier)
    elif not _is_sample(user):
        raise NotASample(f"{EMAIL} is a real user here; the sample would touch their data")
    password = secrets.token_urlsafe(12)
    user.set_password(password)
    user.save(update_fields=["password"])
    return Demo(EMAIL, password, made)


def _mark(account: Account) -> str:
    return f"demo account {account.pk}"


def _is_sample(user: User) -> bool:
    """They belong to the sample alone, and nobody else belongs to it."""
    accounts = list(user.accounts.all())
    return (
        len(accounts) == 1
        and not user.is_staff
        and accounts[0].memberships.count() == 1
        and LoadedContent.objects.filter(key=_mark(accounts[0])).exists()
    )


def _make(published: Questionnaire, earlier: Questionnaire) -> User:
    user = User.objects.create_user(EMAIL, name="Anna Lind")
    user.emailaddress_set.create(email=EMAIL, verified=True, primary=True)
    account = account_create(owner=user, name=COMPANY, country="DE", currency="EUR")
    LoadedContent.objects.create(key=_mark(account))
    now = timezone.now()
    for number, values in enumerate(QUARTERS):
        questionnaire = earlier if number < EARLIER else published
        moment = datetime.combine(
            (now - (len(QUARTERS) - number) * QUARTER).date(), time(14, 30), UTC
        )
        _quarter(questionnaire, account, user, values, NOTES.get(number, {}), moment)
    return user


def _quarter(
    questionnaire: Questionnaire,
    account: Account,
    user: User,
    values: str,
    notes: dict[str, str],
    moment: datetime,
) -> None:
    assessment = assessment_start(
        questionnaire=questionnaire,
        start_key=uuid.uuid4(),
        account=account,
        user=user,
        language="en",
    )
    Assessment.objects.filter(pk=assessment.pk).update(started_at=moment - timedelta(minutes=7))
    rows = Statement.objects.filter(section__questionnaire=questionnaire).order_by(
        "section__order", "order"
    )
    ids = list(rows.values_list("pk", "key"))
    answers = {
        key: int(value) for (key, _), value in zip(ids, values.replace(" ", ""), strict=False)
    }
    answers |= {key: OTHERWISE for key, _ in ids if key not in answers}
    assessment_save(
        assessment=assessment,
        values=answers,
        notes={key: notes[name] for key, name in ids if name in notes},
    )
    assessment_complete(assessment_id=assessment.pk, language="en", completed_at=moment)


def _earlier_version(published: Questionnaire) -> Questionnaire:
    """A copy of the published version in which one statement asks something else; archived."""
    found = Questionnaire.objects.filter(version=EARLIER_VERSION).first()
    if found is not None:
        _complete(found)
        return found
    earlier = questionnaire_clone(questionnaire=published, version=EARLIER_VERSION)
    asked = Statement.objects.get(section__questionnaire=earlier, key=LATER_KEY)
    for name, value in _replaced().items():
        setattr(asked, name, value)
    asked.save()
    earlier.status, earlier.archived_at = Questionnaire.Status.ARCHIVED, timezone.now()
    earlier.save(update_fields=["status", "archived_at"])
    return earlier


def _complete(earlier: Questionnaire) -> None:
    """A language that was added since; the texts that both versions share come with the content files."""
    texts = {f"text_{code}": text for code, text in EARLIER_TEXTS.items() if code in CODES}
    for row in Statement.objects.filter(section__questionnaire=earlier, key=EARLIER_KEY):
        fill_missing(row, texts)


def _replaced() -> dict[str, str]:
    """A language without a text here has none: the copied one is the other statement’s."""
    return {"key": EARLIER_KEY, **{f"text_{code}": EARLIER_TEXTS.get(code) for code in CODES}}
