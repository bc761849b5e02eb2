"""Creates the objects that tests need, through the services that the app itself uses."""

import uuid
from itertools import count

from django.test import Client

from accounts.access import SESSION_ACCOUNT
from accounts.models import Account, Membership, Role, User
from accounts.services import account_create
from assessments.models import Assessment, Questionnaire, Statement
from assessments.services.assessment import assessment_complete, assessment_save, assessment_start

PASSWORD = "correct horse battery"
# Per section, totals 23, 16, 19 and 13: overall 3.55, Proactive.
WORKED_EXAMPLE = [5, 5, 5, 4, 4, 4, 3, 3, 3, 3, 4, 4, 4, 4, 3, 3, 4, 2, 2, 2]
# A quarter earlier: totals 20, 14, 19 and 14 (4.0, 2.8, 3.8 and 2.8): overall 3.35, Proactive.
BEFORE = [4, 4, 4, 4, 4, 3, 2, 3, 3, 3, 3, 4, 4, 4, 4, 3, 4, 2, 2, 3]
_numbers = count(1)


def make_user(email: str = "", **fields) -> User:
    """Creates a user whose email address is verified."""
    email = email or f"user{next(_numbers)}@example.com"
    user = User.objects.create_user(email, PASSWORD, **fields)
    user.emailaddress_set.create(email=user.email, verified=True, primary=True)
    return user


def make_account(
    owner: User | None = None, name: str = "Acme IT", country: str = "IT", currency: str = "EUR"
) -> Account:
    return account_create(owner=owner or make_user(), name=name, country=country, currency=currency)


def add_member(account: Account, role: Role, user: User | None = None) -> User:
    user = user or make_user()
    Membership.objects.create(account=account, user=user, role=role)
    return user


def client_of(user: User, account: Account | None = None) -> Client:
    """Returns a new client, signed in, with `account` as the one chosen in its session."""
    client = Client()
    client.force_login(user)
    if account is not None:
        session = client.session
        session[SESSION_ACCOUNT] = str(account.pk)
        session.save()
    return client


def client_after_guest(user: User) -> Client:
    """Returns the client of a user who signed in where a guest had begun an assessment."""
    client = Client()
    client.post("/en/assessments/start/")
    client.force_login(user)
    return client


def confirmed_client_of(user: User) -> Client:
    """Returns the client of a user who has just typed the password to confirm who they are."""
    return confirm(client_of(user))


def confirm(client: Client) -> Client:
    """Types the password of the signed-in user to confirm who they are."""
    client.post("/en/accounts/reauthenticate/", {"password": PASSWORD})
    return client


def statements(questionnaire: Questionnaire) -> list[Statement]:
    rows = Statement.objects.filter(section__questionnaire=questionnaire)
    return list(rows.order_by("section__order", "order").select_related("section"))


def make_assessment(
    questionnaire: Questionnaire, values: list[int] | None = None, **owner
) -> Assessment:
    """Creates an assessment in progress with these values, in the order of the statements.

    The owner is `account=…` or `guest_key=…`; without one, a new guest.
    """
    if not owner:
        owner = {"guest_key": uuid.uuid4()}
    assessment = assessment_start(questionnaire=questionnaire, start_key=uuid.uuid4(), **owner)
    pairs = zip(statements(questionnaire), values or [], strict=False)
    assessment_save(
        assessment=assessment, values={statement.id: value for statement, value in pairs}
    )
    return assessment


def make_completed(
    questionnaire: Questionnaire, values: list[int] | None = None, **owner
) -> Assessment:
    assessment = make_assessment(questionnaire, values or WORKED_EXAMPLE, **owner)
    assessment_complete(assessment_id=assessment.pk, language="en")
    assessment.refresh_from_db()
    return assessment
