"""Tests members: who they are, their roles, and how a membership ends."""

import re
from collections.abc import Callable

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core import mail
from django.db import IntegrityError, connection, transaction
from django.db.models import Case, Value, When
from django.test import Client

from accounts.models import Account, Membership, Role, User
from tests.factories import (
    PASSWORD,
    add_member,
    client_of,
    confirmed_client_of,
    make_account,
    make_user,
)
from web.database import violated_constraint

pytestmark = pytest.mark.django_db
PAGE = "/en/account/members/"


class Company:
    """Represents an account with an owner and an editor, whose clients have just confirmed."""

    def __init__(self):
        self.owner, self.colleague = make_user("anna@example.com"), make_user("jonas@example.com")
        self.account = make_account(self.owner, name="Nordlicht")
        add_member(self.account, Role.EDITOR, self.colleague)
        self.client = confirmed_client_of(self.owner)

    def path(self, user: User, ending: str = "") -> str:
        return f"{PAGE}{self.membership(user).pk}/{ending}"

    def membership(self, user: User) -> Membership:
        return Membership.objects.get(account=self.account, user=user)

    def role(self, user: User) -> str:
        return self.membership(user).role


@pytest.fixture
def company(content) -> Company:
    return Company()


@transaction.atomic
def write_and_check(write: Callable[[], object]) -> None:
    """Calls `write`, and lets the guard look at once, as it does at the end of a transaction."""
    write()
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")


def test_the_members_are_listed_with_their_roles(company):
    TOTP.activate(company.colleague, generate_totp_secret())
    page = company.client.get(PAGE).content.decode()
    rows = re.findall(r'<tr role="row">(.*?)</tr>', page, re.DOTALL)[1:]
    assert ["anna@example.com" in rows[0], "jonas@example.com" in rows[1]] == [True, True]
    assert "(you)" in rows[0]
    assert "The only owner" in rows[0]
    assert "<select" not in rows[0]
    assert re.search(r'<option value="editor" selected', rows[1])
    second_factors = [re.search(r"\b(On|Off)\b", row)[1] for row in rows]
    assert second_factors == ["Off", "On"]


def test_the_list_costs_the_same_with_many_members(company, django_assert_max_num_queries):
    company.client.get(PAGE)  # the language of emails is stored
    for _ in range(5):
        add_member(company.account, Role.VIEWER)
    with django_assert_max_num_queries(4):
        company.client.get(PAGE)


def test_a_new_role_counts_at_the_next_request(company):
    colleague = client_of(company.colleague)
    assert colleague.get("/en/kpis/new/").status_code == 200
    response = company.client.post(company.path(company.colleague), {"role": "viewer"})
    assert response["Location"] == PAGE
    assert company.role(company.colleague) == Role.VIEWER
    assert colleague.get("/en/kpis/new/").status_code == 403
    assert colleague.post("/en/kpis/new/", headers={"hx-request": "true"}).status_code == 403
    assert "jonas@example.com now has the role Viewer." in company.client.get(PAGE).content.decode()


def test_who_gets_another_role_is_told_in_their_language(company):
    company.colleague.language = "it"
    company.colleague.save()
    company.client.post(company.path(company.colleague), {"role": "viewer"})
    [message] = mail.outbox
    assert message.to == ["jonas@example.com"]
    assert "anna@example.com" in message.body
    assert "Nordlicht" in message.subject
    assert "/it/" in message.body
    company.client.post(company.path(company.colleague), {"role": "viewer"})
    assert len(mail.outbox) == 1  # nothing has changed


@pytest.mark.parametrize("role", ["", "admin", "OWNER", "\x00"])
def test_another_role_is_refused_beside_the_field(company, role):
    response = company.client.post(company.path(company.colleague), {"role": role})
    page = response.content.decode()
    assert response.status_code == 422
    assert "Choose one of the roles." in page
    assert "<title>Error: Members" in page
    link = re.search(r'href="#(id_role_\d+)"', page)[1]
    assert f'id="{link}"' in page
    assert company.role(company.colleague) == Role.EDITOR


@pytest.mark.parametrize("role", ["editor", "viewer"])
def test_the_last_owner_keeps_the_role(company, role):
    response = company.client.post(company.path(company.owner), {"role": role})
    page = response.content.decode()
    assert response.status_code == 422
    assert "A company needs an owner. Make someone else an owner first." in page
    link = re.search(r'href="#(id_role_\d+)"', page)[1]
    assert f'id="{link}"' in page
    assert company.role(company.owner) == Role.OWNER


def test_the_last_owner_cannot_leave(company):
    response = company.client.post(company.path(company.owner, "remove/"))
    assert response.status_code == 422
    assert "A company needs an owner" in response.content.decode()
    assert company.role(company.owner) == Role.OWNER


def test_owners_change_places(company):
    company.client.post(company.path(company.colleague), {"role": "owner"})
    company.client.post(company.path(company.owner), {"role": "viewer"})
    assert [company.role(company.owner), company.role(company.colleague)] == ["viewer", "owner"]
    assert company.client.post(company.path(company.owner), {"role": "owner"}).status_code == 403


def test_removing_asks_first(company):
    path = company.path(company.colleague, "remove/")
    for method in (company.client.get, company.client.head):
        assert method(path).status_code == 200
    assert "jonas@example.com" in company.client.get(path).content.decode()
    assert company.role(company.colleague) == Role.EDITOR


def test_who_is_removed_is_out_at_the_next_request_in_every_session(company):
    laptop, phone = client_of(company.colleague), client_of(company.colleague, company.account)
    assert "Nordlicht" in laptop.get("/en/kpis/").content.decode()
    response = company.client.post(company.path(company.colleague, "remove/"))
    assert response["Location"] == PAGE
    for client in (laptop, phone):
        assert client.get("/en/kpis/")["Location"] == "/en/account/"
        assert "Nordlicht" not in client.get("/en/account/").content.decode()
    [message] = mail.outbox
    assert message.to == ["jonas@example.com"]
    assert "has removed you from Nordlicht" in message.body


def test_who_is_removed_keeps_their_other_company(company):
    make_account(company.colleague, name="Alster")
    client = client_of(company.colleague, company.account)
    company.client.post(company.path(company.colleague, "remove/"))
    page = client.get("/en/kpis/").content.decode()
    assert "Alster" in page
    assert "Nordlicht" not in page


def test_everybody_may_leave(company):
    client = confirmed_client_of(company.colleague)
    path = company.path(company.colleague, "remove/")
    assert "Leave this company?" in client.get(path).content.decode()
    assert client.post(path)["Location"] == "/en/account/"
    assert not Membership.objects.filter(user=company.colleague).exists()
    assert mail.outbox == []


@pytest.mark.parametrize(
    ("ending", "data", "done"),
    [
        ("", {"role": "owner"}, lambda members: members == ["owner", "owner"]),
        ("remove/", {}, lambda members: members == ["owner"]),
    ],
)
def test_an_owner_confirms_who_they_are_first(company, ending, data, done):
    """Asks before a new owner and a removal; what was sent is done afterwards."""
    client = client_of(company.owner)
    sent = client.post(company.path(company.colleague, ending), data)
    assert "/accounts/reauthenticate/" in sent["Location"]
    members = Membership.objects.filter(account=company.account).order_by("pk")
    assert list(members.values_list("role", flat=True)) == ["owner", "editor"]
    assert client.post(sent["Location"], {"password": PASSWORD})["Location"] == PAGE
    assert done(list(members.values_list("role", flat=True)))


@pytest.mark.parametrize("number", ["0", "9" * 25])
def test_an_unknown_member_is_not_found(company, number):
    assert company.client.post(f"{PAGE}{number}/", {"role": "viewer"}).status_code == 404
    assert company.client.get(f"{PAGE}{number}/remove/").status_code == 404


def test_the_database_keeps_an_owner_whatever_program_writes(company):
    """Allows it within a transaction, which may put another owner in the place."""
    owners = Membership.objects.filter(account=company.account, role=Role.OWNER)
    for write in (
        lambda: owners.update(role=Role.VIEWER),
        lambda: owners.delete(),
        lambda: User.objects.filter(pk=company.owner.pk).delete(),
        lambda: owners.update(account=make_account(name="Elsewhere")),
    ):
        with pytest.raises(IntegrityError) as refusal:
            write_and_check(write)
        assert violated_constraint(refusal.value) == "account_keeps_an_owner"
    write_and_check(
        lambda: Membership.objects.update(
            role=Case(When(role=Role.OWNER, then=Value(Role.EDITOR)), default=Value(Role.OWNER))
        )
    )
    assert company.role(company.owner) == Role.EDITOR


def test_an_account_is_deleted_with_its_owners(company):
    write_and_check(Account.objects.filter(pk=company.account.pk).delete)
    assert not Membership.objects.exists()


def test_what_another_tab_still_shows_is_not_written_into_the_new_company(company):
    """Sends a form that was opened before the switch: it is refused, shown again, not stored."""
    second = make_account(company.owner, name="Alster")
    client = Client(enforce_csrf_checks=True)
    client.force_login(company.owner)
    old = client.get("/en/account/")
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', old.content.decode())[1]
    switch = {"account": str(second.pk), "csrfmiddlewaretoken": token}
    assert client.post("/en/account/switch/", switch).status_code == 302
    fields = {"name": "Nordlicht GmbH", "country": "DE", "currency": "EUR", "time_zone": "UTC"}
    page = {"origin": "http://testserver", "sec-fetch-site": "same-origin"}
    sent = client.post("/en/account/", fields | {"csrfmiddlewaretoken": token}, headers=page)
    assert sent.status_code == 303
    second.refresh_from_db()
    assert second.name == "Alster"
    shown = client.get(sent["Location"]).content.decode()
    assert 'value="Nordlicht GmbH"' in shown
    assert "have not been saved yet" in shown
