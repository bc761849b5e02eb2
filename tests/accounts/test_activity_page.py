"""Tests the page and the file on which owners read what happened in their company."""

import csv
from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import Account, Activity, ActorType, Membership, Role
from accounts.views import activity as view
from tests.accounts.activities import kinds_of, last_of, make_activities
from tests.factories import (
    add_member,
    client_of,
    confirmed_client_of,
    make_account,
    make_completed,
    make_user,
)

pytestmark = pytest.mark.django_db
PAGE, FILE = "/en/account/activity/", "/en/account/activity.csv"


@pytest.fixture
def account() -> Account:
    return make_account(make_user("owner@example.com"))


@pytest.fixture
def owner(account) -> Client:
    client = confirmed_client_of(account.users.get())
    assert kinds_of(account) == []
    return client


def read(client: Client, query: str = "", path: str = PAGE) -> str:
    response = client.get(f"{path}{query}")
    assert response.status_code == 200
    return response.content.decode()


def sheet(client: Client, query: str = "", path: str = FILE, delimiter: str = ",") -> list[list]:
    response = client.get(f"{path}{query}")
    assert response.status_code == 200
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.reader(StringIO(text, newline=""), delimiter=delimiter))


def test_an_owner_reads_who_did_what_when_and_from_where(owner, account):
    marta = add_member(account, Role.EDITOR, make_user("marta@example.com", name="Marta Rossi"))
    staff = make_user("staff@example.com", name="Sam Staff", is_staff=True)
    moment = datetime(2026, 1, 31, 23, 30, tzinfo=UTC)  # the company is in Rome
    make_activities(account, 1, actor=marta, address="192.0.2.77", happened_at=moment)
    look = {"kind": "support_looked", "details": {"what": "members"}}
    make_activities(account, 1, actor=staff, actor_type=ActorType.SUPPORT, **look)
    make_activities(account, 1, kind="member_left", details={})
    make_activities(account, 1, kind="share_link_opened", actor_type=ActorType.VISITOR, details={})
    page = read(owner)
    assert "1 Feb 2026 00:30" in page.replace("\u00a0", " ")
    for text in ("Marta Rossi", "192.0.2.77", "Signed in with a password", "Support (Sam Staff)"):
        assert text in page
    assert page.index("Sam Staff") < page.index("192.0.2.77")  # newest first
    assert "Former member" in page
    assert "Visitor" in page


@pytest.mark.parametrize("path", [PAGE, FILE])
def test_it_asks_to_confirm_who_one_is(account, path):
    response = client_of(account.users.get()).get(f"{path}?group=members")
    assert response["Location"].startswith("/en/accounts/reauthenticate/?next=")
    assert "group%3Dmembers" in response["Location"]


@pytest.mark.parametrize("path", [PAGE, FILE])
@pytest.mark.parametrize("role", [Role.EDITOR, Role.VIEWER])
def test_other_members_are_told_whom_to_ask(account, path, role):
    make_activities(account, 1, address="192.0.2.77")
    response = confirmed_client_of(add_member(account, role)).get(path)
    assert response.status_code == 403
    assert "owner@example.com" in response.content.decode()
    assert "192.0.2.77" not in response.content.decode()


def test_nothing_of_another_company_is_shown(owner):
    make_activities(make_account(), 1, address="192.0.2.77")
    assert "No entries yet." in read(owner)
    assert len(sheet(owner)) == 3  # the head, and that this file was downloaded


def test_a_result_that_still_exists_is_linked(owner, account, content):
    done = make_completed(content, account=account)
    details = {"assessment": str(done.pk), "link": str(done.pk)}
    make_activities(account, 1, kind="share_link_opened", details=details)
    assert f'<a href="/en/assessments/{done.pk}/result/">Opened a shared result' in read(owner)


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", "abcdef"),
        ("?group=members", "b"),
        ("?group=support", "c"),
        ("?person=support", "c"),
        ("?person=visitor", "d"),
        ("?person=former", "ef"),
        ("?person={marta}", "b"),
        ("?since=2026-02-02", "cdef"),
        ("?until=2026-02-01", "ab"),
        ("?since=2026-02-01&until=2026-02-01&group=&person=", "ab"),
        ("?until=9999-12-31", "abcdef"),
        ("?since=9999-12-31", ""),
    ],
)
def test_filters(owner, account, query, shown):
    marta = add_member(account, Role.EDITOR)
    at = [
        datetime(2026, 1, 31, 23, 30, tzinfo=UTC) + timedelta(hours=hours) for hours in (0, 1, 24)
    ]
    of = dict(zip("abc", at, strict=True))
    for name, fields in {
        "a": {"actor": account.users.earliest("pk")},
        "b": {"actor": marta, "kind": "member_left", "details": {}},
        "c": {"actor_type": ActorType.SUPPORT, "kind": "support_looked", "details": {}},
        "d": {"actor_type": ActorType.VISITOR},
        "e": {"actor": make_user()},
        "f": {},
    }.items():
        moment = {"happened_at": of.get(name, at[2])}
        make_activities(account, 1, address=f"192.0.2.{ord(name)}", **moment, **fields)
    query = query.format(marta=marta.pk)
    page = read(owner, query)
    assert "".join(name for name in "abcdef" if f"192.0.2.{ord(name)}" in page) == shown
    if not shown:
        assert "No entry matches these filters." in page
    rows = sheet(owner, query)[2:]
    found = "".join(
        sorted(chr(int(row[4].rpartition(".")[2])) for row in rows if row[4] != "127.0.0.1")
    )
    assert found == shown


@pytest.mark.parametrize(
    ("query", "field", "message"),
    [
        ("?since=31.01.2026&until=2026-02-01", "since", "Enter a valid date."),
        ("?until=0026-02-01", "until", "Enter a date in 1990 or later."),
        ("?since=2026-02-02&until=2026-02-01", "until", "not before the first one"),
        ("?person=1&until=2026-02-01", "person", "Choose one of the options."),
        ("?group=coffee&until=2026-02-01", "group", "Choose one of the options."),
    ],
)
def test_what_cannot_be_read_is_answered_beside_its_field(owner, account, query, field, message):
    make_activities(account, 1, address="192.0.2.77")
    response = owner.get(PAGE + query)
    page = response.content.decode()
    assert response.status_code == 422
    assert response.context["form"].errors.keys() == {field}
    assert message in page
    assert "<title>Error:" in page
    assert 'value="2026-02-01"' in page or field == "until"
    assert "192.0.2.77" not in page
    assert owner.get(FILE + query)["Location"] == PAGE + query
    assert kinds_of(account) == ["signed_in"]  # nothing was downloaded


def test_pages_lead_to_older_and_newer_entries(owner, account, monkeypatch):
    monkeypatch.setattr(view, "PAGE", 3)
    same = {"happened_at": datetime(2026, 2, 1, tzinfo=UTC)}  # the order is that of the numbers
    keys = [made.pk for made in make_activities(account, 7, **same)][::-1]

    def shown(query: str) -> tuple:
        page = owner.get(PAGE + query).context["page"]
        return [row.pk for row in page.rows], page.newer, page.older

    assert shown("") == (keys[:3], None, keys[2])
    assert shown(f"?before={keys[2]}") == (keys[3:6], keys[3], keys[5])
    assert shown(f"?before={keys[5]}") == (keys[6:], keys[6], None)
    assert shown(f"?after={keys[6]}") == (keys[3:6], keys[3], keys[5])
    assert shown(f"?after={keys[3]}") == (keys[:3], None, keys[2])  # the first page is whole
    for query in ("?before=x", "?before=-1", f"?after={10**30}", f"?before={2**40}"):
        assert shown(query) == (keys[:3], None, keys[2])
    assert f"?group=sign_in&amp;before={keys[2]}" in read(owner, "?group=sign_in&after=5")


@pytest.mark.parametrize("count", [1, 100, 10_000])
def test_the_page_costs_the_same_for_any_number(content, owner, account, count):
    done = make_completed(content, account=account)
    details = {"assessment": str(done.pk), "link": str(done.pk)}
    made = make_activities(account, count, kind="share_link_opened", details=details)
    read(owner)
    for query in ("", f"?before={made[0].pk}&group=sharing"):
        with CaptureQueriesContext(connection) as queries:
            read(owner, query)
        print("\n".join(q["sql"][:150] for q in queries))
        assert len(queries) <= 8


def test_the_file_has_the_filtered_entries_with_keys(owner, account):
    author = add_member(account, Role.EDITOR, make_user("a@example.com", name="=SUM(1)"))
    moment = {"happened_at": datetime(2026, 1, 31, 23, 30, 5, tzinfo=UTC)}
    make_activities(account, 1, actor=author, address="192.0.2.77", **moment)
    make_activities(account, 1, kind="member_left", details={})
    assert sheet(owner, "?group=sign_in") == [
        ["Time (Europe/Rome)", "Who", "Email", "What", "IP address", "Key"],
        ["happened_at", "who", "email", "what", "ip_address", "kind"],
        [
            "2026-02-01 00:30:05",
            "'=SUM(1)",
            "a@example.com",
            "Signed in with a password",
            "192.0.2.77",
            "signed_in",
        ],
    ]
    german = sheet(owner, path="/de/account/activity.csv", delimiter=";")
    assert german[1] == ["happened_at", "who", "email", "what", "ip_address", "kind"]
    assert len(german) == 6


def test_the_download_is_itself_recorded(owner, account):
    assert owner.head(FILE).status_code == 200
    assert kinds_of(account) == []
    response = owner.get(FILE)
    assert "attachment" in response["Content-Disposition"]
    found = last_of(account)
    assert (found.kind, found.details) == ("file_downloaded", {"what": "activity", "format": "csv"})


def test_the_file_is_made_while_it_is_sent(owner, account, monkeypatch):
    monkeypatch.setattr(view, "BATCH", 100)
    make_activities(account, 2000)
    parts = owner.get(FILE).streaming_content
    with CaptureQueriesContext(connection) as queries:
        first = next(iter(parts))
    assert len(first) < 20_000
    assert len(queries) < 10  # of 21 batches, each with the place where it begins
    assert b"".join(parts).count(b"signed_in") + first.count(b"signed_in") == 2000


def test_a_removed_owner_reads_nothing(owner, account):
    add_member(account, Role.OWNER)
    Membership.objects.filter(account=account, user__email="owner@example.com").delete()
    assert owner.get(PAGE).status_code == 302
    assert Activity.objects.count() == 0
