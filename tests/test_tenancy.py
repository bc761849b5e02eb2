"""Tests that nobody sees data of another MSP: each address, method and kind of reader.

An address that is missing in EXPECTED fails `test_every_address_is_listed`: add it there with
what each kind of reader gets.
"""

import re
import uuid

import pytest
from django.core import mail
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from accounts.models import Account, Membership, Role
from assessments.models import Assessment, Questionnaire, Response, ShareLink
from assessments.services.assessment import assessment_save
from tests.accounts.test_members_tenancy import ADDRESSES as OF_MEMBERS
from tests.factories import (
    WORKED_EXAMPLE,
    add_member,
    client_of,
    make_account,
    make_assessment,
    make_completed,
    make_user,
    statements,
)
from tests.kpis.views.test_tenancy import ADDRESSES as OF_KPIS
from tests.module_rows import module_transaction

pytestmark = pytest.mark.django_db

SECRET = "Fürstliche Werke"
MENU = re.compile(r'<details class="menu menu--company">.*?</details>', re.DOTALL)
# Who belongs to the account, and may change it or not. The member in the middle of a switch views
# this account and owns another one, which is the current one of the session.
VIEWERS, EDITORS = ["viewer", "mid-switch"], ["editor", "owner"]
OUTSIDERS = ["anonymous", "other account", "no account", "removed member"]
READERS = OUTSIDERS + VIEWERS + EDITORS
# What may write comes last.
METHODS = ["get", "head", "put", "patch", "delete", "options", "post"]
NOTE = "Geheime Notiz"
LOGIN, GONE, FORBIDDEN, OPEN, WRONG = "sign-in", 404, 403, "open", 405

# Addresses without data of an account are open to all; those of allauth are tested by allauth.
PUBLIC = {
    "root", "robots", "favicon.ico", "home", "web:appearance", "web:privacy", "web:accessibility",
    "accounts:time_zones",  # of a country: tests/accounts/test_regions.py
    "shared", "shared_any_language",  # for everybody with a token: tests/assessments/test_sharing.py
}  # fmt: skip
# These show the reader's own account to every reader.
OWN = {
    "assessments:list": "/en/assessments/",
    "assessments:compare": "/en/assessments/compare/",
    "assessments:compare_pdf": "/en/assessments/compare.pdf",
    "assessments:statement": "/en/assessments/statements/upsell/",
    "assessments:history_csv": "/en/assessments/export.csv",
    "assessments:history_xlsx": "/en/assessments/export.xlsx",
    "assessments:history_json": "/en/assessments/export.json",
    "accounts:account": "/en/account/",
    "web:kept": "/en/kept/",
}
# These change the reader's own accounts: tests/accounts/test_account.py, test_support.py and test_claim_offer.py.
SWITCH = {"accounts:switch", "accounts:support", "assessments:claim"}
# name: (arguments, what a viewer of the same account gets for GET, for POST)
OF_ONE_ASSESSMENT = {
    "assessments:resume": ("draft", FORBIDDEN, WRONG),
    "assessments:section": ("draft", FORBIDDEN, FORBIDDEN),
    "assessments:review": ("draft", FORBIDDEN, FORBIDDEN),
    "assessments:delete": ("draft", FORBIDDEN, FORBIDDEN),
    "assessments:result": ("done", OPEN, WRONG),
    "assessments:result_json": ("done", OPEN, WRONG),
    "assessments:result_csv": ("done", OPEN, WRONG),
    "assessments:result_xlsx": ("done", OPEN, WRONG),
    "assessments:result_pdf": ("done", OPEN, WRONG),
    "assessments:withdraw": ("done", FORBIDDEN, FORBIDDEN),
    "assessments:put_back": ("done", WRONG, FORBIDDEN),
    "assessments:links": ("done", FORBIDDEN, FORBIDDEN),
    "assessments:revoke": ("done", WRONG, FORBIDDEN),
}
STARTS = {"assessments:start", "assessments:new"}
# Tested elsewhere: the admin, allauth, and translations (tests/translations/test_access.py).
ELSEWHERE = (
    "admin:",
    "account_",
    "mfa_",
    "usersessions_",
    "socialaccount_",
    "openid_connect_",
    "translations:",
)


def addresses(resolver=None, prefix: str = "", namespace: str = ""):
    for pattern in (resolver or get_resolver()).url_patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from addresses(pattern, route, inner)
        elif isinstance(pattern, URLPattern):
            yield f"{namespace}{pattern.name or route}"


def test_every_address_is_listed():
    known = PUBLIC | OWN.keys() | SWITCH | STARTS | OF_ONE_ASSESSMENT.keys() | OF_KPIS | OF_MEMBERS
    unknown = {name for name in addresses() if name not in known and not name.startswith(ELSEWHERE)}
    assert {name for name in unknown if "admin/" not in name} == set()
    assert known <= set(addresses())


class Tenant:
    """Represents an account with a draft and a result, and one reader of each kind."""

    def __init__(self, questionnaire):
        self.owner = make_user("owner@secret.example")
        self.account = make_account(self.owner, name=SECRET)
        self.draft = make_assessment(questionnaire, WORKED_EXAMPLE, account=self.account)
        assessment_save(
            assessment=self.draft, values={}, notes={statements(questionnaire)[0].id: NOTE}
        )
        self.done = make_completed(questionnaire, account=self.account)
        removed = add_member(self.account, Role.EDITOR)
        Membership.objects.filter(user=removed).delete()
        other, both = make_user(), make_user()
        make_account(other, name="Other")
        add_member(self.account, Role.VIEWER, both)
        self.users = {
            "other account": other,
            "no account": make_user(),
            "viewer": add_member(self.account, Role.VIEWER),
            "editor": add_member(self.account, Role.EDITOR),
            "owner": self.owner,
            "mid-switch": both,
            "removed member": removed,
        }
        # What is current in the session; a removed member's session still names this account.
        own = make_account(both, name="Own")
        self.chosen = {"mid-switch": own, "removed member": self.account}

    def client(self, reader: str) -> Client:
        """Returns a new client, signed in as the reader."""
        if reader == "anonymous":
            return Client()
        return client_of(self.users[reader], self.chosen.get(reader))

    def state(self) -> tuple:
        return (
            list(Response.objects.order_by("pk").values_list("assessment", "statement", "value")),
            list(Assessment.objects.order_by("pk").values_list("pk", "account", "completed_at")),
            list(Account.objects.order_by("pk").values_list("pk", "name", "country", "currency")),
            list(
                Assessment.objects.order_by("pk").values_list(
                    "pk", "withdrawn_at", "withdrawn_reason"
                )
            ),
            list(ShareLink.objects.order_by("pk").values()),
        )


@pytest.fixture(scope="module")
def tenant(django_db_setup, django_db_blocker):
    with module_transaction(django_db_blocker):
        yield Tenant(Questionnaire.objects.get(status=Questionnaire.Status.PUBLISHED))


def url_of(name: str, assessment: uuid.UUID, language: str = "en") -> str:
    ending = {
        "resume": "",
        "section": "sections/process_operations/",
        "review": "review/",
        "delete": "delete/",
        "result": "result/",
        "result_json": "result.json",
        "result_csv": "result.csv",
        "result_xlsx": "result.xlsx",
        "result_pdf": "result.pdf",
        "withdraw": "withdraw/",
        "put_back": "put-back/",
        "links": "links/",
        "revoke": f"links/{uuid.uuid4()}/revoke/",
    }[name.split(":")[1]]
    return f"/{language}/assessments/{assessment}/{ending}"


def outcome(response):
    if response.status_code == 302 and "/accounts/login/" in response["Location"]:
        return LOGIN
    return OPEN if response.status_code in (200, 302, 422) else response.status_code


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("name", OF_ONE_ASSESSMENT)
def test_one_assessment(tenant, name, reader):
    which, *_ = OF_ONE_ASSESSMENT[name]
    url = url_of(name, getattr(tenant, which).pk)
    client, before, mails = tenant.client(reader), tenant.state(), len(mail.outbox)
    for method in METHODS:
        data = {"client_onboarding": "1"} if method == "post" else None
        response = getattr(client, method)(url, data)
        got = outcome(response)
        assert got in allowed_outcomes(name, method, reader), method
        if reader not in EDITORS or method != "post":
            assert tenant.state() == before, method
            assert len(mail.outbox) == mails, method
        if got == OPEN:
            continue
        answer = response.content.decode(errors="replace") + str(response.headers)
        assert NOTE not in answer, method
        if reader in OUTSIDERS:  # a member sees whom to ask, and the company's name
            assert SECRET not in answer, method
            assert "owner@secret.example" not in answer, method


def allowed_outcomes(name: str, method: str, reader: str) -> set:
    _, viewer_reads, viewer_writes = OF_ONE_ASSESSMENT[name]
    for_viewer = {"get": viewer_reads, "head": viewer_reads, "post": viewer_writes}.get(
        method, WRONG
    )
    if reader in OUTSIDERS:
        refused = LOGIN if reader == "anonymous" else GONE
        return {refused} if for_viewer != WRONG else {refused, WRONG}
    if reader in EDITORS and for_viewer == FORBIDDEN:
        return {GONE} if name == "assessments:revoke" else {OPEN}  # of a link that is not there
    return {for_viewer}


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("name", sorted(OWN))
def test_own_pages_show_only_the_readers_own(tenant, name, reader):
    response = tenant.client(reader).get(OWN[name], follow=True)
    assert response.status_code in ((200, 404) if name == "assessments:compare_pdf" else (200,))
    if reader in OUTSIDERS:
        assert SECRET.encode() not in response.content
    if reader == "mid-switch":  # the menu names it, to switch to; nothing else does
        page = MENU.sub("", response.content.decode(errors="replace"))
        assert SECRET not in page
        assert str(tenant.done.pk) not in page


def test_another_accounts_member_can_change_nothing_of_the_company(tenant):
    before = tenant.state()
    data = {"name": "Taken", "country": "IT", "currency": "EUR", "time_zone": "UTC"}
    assert tenant.client("viewer").post("/en/account/", data).status_code == 403
    assert tenant.client("anonymous").post("/en/account/", data).status_code == 302
    assert tenant.state() == before


@pytest.mark.parametrize("path", ["start", "new"])
def test_a_viewer_starts_nothing_and_is_told_whom_to_ask(tenant, path):
    before = tenant.state()
    response = tenant.client("viewer").post(f"/en/assessments/{path}/")
    assert response.status_code == 403
    assert "owner@secret.example" in response.content.decode()
    assert tenant.state() == before


def test_the_owner_gets_everything(tenant):
    client = client_of(tenant.owner)
    for name, (which, reads, _) in OF_ONE_ASSESSMENT.items():
        expected = WRONG if reads == WRONG else OPEN
        assert outcome(client.get(url_of(name, getattr(tenant, which).pk))) == expected


def test_a_guests_assessment_is_its_browser_sessions_alone(content):
    guest = Client()
    key = guest.post("/en/assessments/start/")["Location"].split("/")[3]
    assert guest.get(f"/en/assessments/{key}/").status_code == 302
    assert outcome(Client().get(f"/en/assessments/{key}/")) == LOGIN
    other = make_user()
    make_account(other)
    assert client_of(other).get(f"/en/assessments/{key}/").status_code == 404


@pytest.mark.parametrize("path", ["/en/assessments/", "/en/account/", "/en/"])
def test_signed_in_pages_are_not_cached(content, path):
    owner = make_user()
    make_account(owner)
    assert "no-store" in client_of(owner).get(path)["Cache-Control"]
