"""Tests the withdrawal of a result, and the links that let others read a result."""

import re
import uuid
from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.utils import timezone

from assessments.models import Assessment, ShareLink
from assessments.services.sharing import share_link_create
from assessments.services.withdrawal import NotCompleted, assessment_withdraw
from tests.factories import (
    add_member,
    client_of,
    make_account,
    make_assessment,
    make_completed,
    make_user,
)
from web.link_tokens import token_hash

pytestmark = pytest.mark.django_db
COMPANY = "Fürstliche Werke"


@pytest.fixture
def owner(content):
    return make_user("owner@secret.example")


@pytest.fixture
def account(owner):
    return make_account(owner, name=COMPANY)


@pytest.fixture
def done(content, account) -> Assessment:
    return make_completed(content, account=account)


@pytest.fixture
def client(owner) -> Client:
    return client_of(owner)


def make_link(client: Client, done: Assessment, **fields) -> str:
    """Returns the path of a new link, as the page shows it."""
    page = client.post(
        f"/en/assessments/{done.pk}/links/", {"days": "30", **fields}
    ).content.decode()
    return re.search(r'value="https?://[^/]+(/shared/[\w-]{43}/)"', page)[1]


def test_a_link_works_signed_out_in_the_readers_language(client, done):
    path = make_link(client, done)
    response = Client().get(path, headers={"accept-language": "it"})
    assert response["Location"] == f"/it{path}"
    page = Client().get(f"/it{path}").content.decode()
    assert "<title>" in page
    assert "3,55" in page
    assert "Proattivo" in page
    assert COMPANY in page


def test_readers_without_the_account_are_not_told_that_it_is_theirs(client, done):
    own = client.get(f"/en/assessments/{done.pk}/result/").content.decode()
    assert "You have 71 of 100 points." in own
    page = Client().get("/en" + make_link(client, done)).content.decode()
    assert "71 of 100 points." in page
    for words in ("You have", "Your result", "Your answers", "improve these statements"):
        assert words in own
        assert words not in page


def test_the_token_is_kept_nowhere_and_shown_once(client, done):
    token = make_link(client, done).split("/")[2]
    link = ShareLink.objects.get()
    assert link.token_hash == token_hash(token)
    assert token not in str(ShareLink.objects.values())
    assert token not in client.get(f"/en/assessments/{done.pk}/links/").content.decode()


def test_headers_keep_it_out_of_indexes_and_logs(client, done):
    path = make_link(client, done)
    for response in (Client().get(path), Client().get(f"/en{path}")):
        assert response["Referrer-Policy"] == "no-referrer"
        assert "noindex" in response["X-Robots-Tag"]
        assert "no-store" in response["Cache-Control"]


def test_a_shared_result_links_to_nothing_else_of_the_account(client, done, content, account):
    other = make_completed(content, [3] * 7 + [2] * 13, account=account)
    path = make_link(client, done)
    for reader in (Client(), client, client_of(make_user())):
        page = reader.get(f"/en{path}").content.decode()
        links = set(re.findall(r'(?:href|action)="([^"]+)"', page))
        assert not any("/assessments/" in link or "/account" in link for link in links), links
        assert str(done.pk) not in page
        assert str(other.pk) not in page
        assert "2.35" not in page  # the score of the other
        assert "owner@secret.example" not in page


def test_notes_are_not_shared(client, account, content):
    draft = make_assessment(content, [4] * 20, account=account)
    client.post(
        f"/en/assessments/{draft.pk}/sections/process_operations/",
        {"documentation__note": "between us"},
    )
    client.post(f"/en/assessments/{draft.pk}/review/")
    assert "between us" in client.get(f"/en/assessments/{draft.pk}/result/").content.decode()
    assert "between us" not in Client().get("/en" + make_link(client, draft)).content.decode()


def test_wrong_revoked_expired_and_withdrawn_are_alike_not_found(client, done, owner):
    path = make_link(client, done)
    link = ShareLink.objects.get()
    client.post(f"/en/assessments/{done.pk}/links/{link.pk}/revoke/")
    with transaction.atomic():
        token = share_link_create(link_id=uuid.uuid4(), assessment=done, user=owner, days=1)
        made = timezone.now() - timedelta(days=2)
    expired = ShareLink.objects.exclude(pk=link.pk).get()
    expired.delete()
    ShareLink.objects.create(
        assessment=done,
        token_hash=token_hash(token),
        created_at=made,
        expires_at=made + timedelta(days=1),
    )
    paths = [path, f"/shared/{token}/", "/shared/" + "x" * 43 + "/", "/shared/%00/"]
    responses = [Client().get(f"/en{each}") for each in paths]
    assert [response.status_code for response in responses] == [404] * 4
    bodies = {
        re.sub(r"/shared/[^/\"&]+/|%2Fshared[^\"&]*", "", response.content.decode())
        for response in responses
    }
    assert (
        len({re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", body) for body in bodies}) == 1
    )
    assert COMPANY not in str(bodies)
    live = make_link(client, done)
    assessment_withdraw(assessment_id=done.pk, user=owner, reason="wrong")
    assert Client().get(f"/en{live}").status_code == 404


def test_when_it_was_last_opened_is_told(client, done):
    path = make_link(client, done)
    assert ShareLink.objects.get().last_opened_at is None
    Client().head(f"/en{path}")
    assert ShareLink.objects.get().last_opened_at is None
    Client().get(f"/en{path}")
    assert ShareLink.objects.get().last_opened_at is not None


def test_one_form_makes_one_link(client, done):
    fields = {"days": "7", "link_key": str(uuid.uuid4())}
    first, second = (
        client.post(f"/en/assessments/{done.pk}/links/", fields).content.decode() for _ in range(2)
    )
    assert "/shared/" in first
    assert "/shared/" not in second
    assert ShareLink.objects.count() == 1


@pytest.mark.parametrize("days", ["", "0", "365", "x"])
def test_only_the_listed_durations_are_accepted(client, done, days):
    response = client.post(f"/en/assessments/{done.pk}/links/", {"days": days})
    assert response.status_code == 422
    assert not ShareLink.objects.exists()


def test_another_results_link_cannot_be_revoked_here(client, done, content, account):
    make_link(client, done)
    other = make_completed(content, account=account)
    link = ShareLink.objects.get()
    assert client.post(f"/en/assessments/{other.pk}/links/{link.pk}/revoke/").status_code == 404
    assert ShareLink.objects.get().is_open


def test_a_draft_and_a_guests_result_have_no_links(client, account, content):
    draft = make_assessment(content, [3], account=account)
    assert client.get(f"/en/assessments/{draft.pk}/links/").status_code == 404
    with pytest.raises(NotCompleted):
        share_link_create(link_id=uuid.uuid4(), assessment=draft, user=None, days=7)
    guest = Client()
    key = guest.post("/en/assessments/start/")["Location"].split("/")[3]
    assert guest.get(f"/en/assessments/{key}/links/").status_code == 404


def test_the_database_refuses_to_change_a_link(client, done, content, account):
    make_link(client, done)
    other = make_completed(content, account=account)
    for change in (
        {"token_hash": "0" * 64},
        {"assessment": other},
        {"expires_at": timezone.now() + timedelta(days=999)},
        {"token_hash": "not a hash"},
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            ShareLink.objects.update(**change)
    ShareLink.objects.update(revoked_at=timezone.now())
    with pytest.raises(DatabaseError), transaction.atomic():
        ShareLink.objects.update(revoked_at=None)


# Withdrawing


def test_a_withdrawn_result_counts_nowhere_and_stays(client, done, content, account):
    later = make_completed(content, [5] * 20, account=account)
    before = client.get(f"/en/assessments/{done.pk}/result.json").content
    response = client.post(
        f"/en/assessments/{done.pk}/withdraw/", {"reason": "filled out for another company"}
    )
    assert response.status_code == 302
    assert client.get(f"/en/assessments/{done.pk}/result.json").content == before
    page = client.get(f"/en/assessments/{done.pk}/result/").content.decode()
    assert "filled out for another company" in page
    assert "owner@secret.example" in page
    listed = client.get("/en/assessments/")
    assert "trend" not in listed.context
    assert [row.previous for row in listed.context["rows"]] == [None, None]
    assert "presented" not in client.get("/en/assessments/compare/").context
    refused = client.get(f"/en/assessments/compare/?from={done.pk}&to={later.pk}", follow=True)
    assert refused.redirect_chain == [("/en/assessments/", 302)]
    rows = client.get("/en/assessments/export.json").json()["assessments"]
    assert [row["withdrawn"] for row in rows] == [None, "filled out for another company"]
    client.post(f"/en/assessments/{done.pk}/put-back/")
    assert client.get(f"/en/assessments/{done.pk}/result.json").content == before
    assert client.get("/en/assessments/compare/").context["presented"].before.assessment == done


@pytest.mark.parametrize("reason", ["", "   ", "x" * 501])
def test_a_reason_is_required_and_kept_in_the_field(client, done, reason):
    response = client.post(f"/en/assessments/{done.pk}/withdraw/", {"reason": reason})
    assert response.status_code == 422
    assert reason.strip() in response.content.decode()
    done.refresh_from_db()
    assert not done.is_withdrawn


def test_the_first_reason_stays(done, owner):
    for reason in ("first", "second"):
        assessment_withdraw(assessment_id=done.pk, user=owner, reason=reason)
    done.refresh_from_db()
    assert done.withdrawn_reason == "first"


def test_a_draft_is_deleted_and_not_withdrawn(client, account, content):
    draft = make_assessment(content, [3], account=account)
    assert client.get(f"/en/assessments/{draft.pk}/withdraw/").status_code == 404
    with pytest.raises(NotCompleted):
        assessment_withdraw(assessment_id=draft.pk, user=None, reason="no")
    with pytest.raises(DatabaseError), transaction.atomic():
        Assessment.objects.filter(pk=draft.pk).update(
            withdrawn_at=timezone.now(), withdrawn_reason="no"
        )


def test_a_viewer_withdraws_nothing(account, done):
    viewer = client_of(add_member(account, "viewer"))
    assert viewer.post(f"/en/assessments/{done.pk}/withdraw/", {"reason": "no"}).status_code == 403


# A statement's own history


def test_a_statement_through_all_results(client, account, content):
    for value in (2, 4, 3):
        make_completed(content, [value] * 20, account=account)
    make_completed(content, [1] * 20, account=make_account())
    make_assessment(content, [5] * 20, account=account)
    rows = client.get("/en/assessments/statements/upsell/").context["rows"]
    assert [(row.value, row.previous) for row, *_ in rows] == [(3, 4), (4, 2), (2, None)]


def test_an_unknown_statement_is_not_found(client, account):
    assert client.get("/en/assessments/statements/nothing/").status_code == 404


def test_a_deleted_users_assessments_stay_with_the_account(content, account, client):
    editor = make_user("gone@example.com")
    add_member(account, "editor", editor)
    done = make_completed(content, account=account)
    Assessment.objects.filter(pk=done.pk).update(started_by=editor)
    assessment_withdraw(assessment_id=done.pk, user=editor, reason="a test")
    editor.delete()
    response = client.get(f"/en/assessments/{done.pk}/result/")
    assert response.status_code == 200
    assert "a test" in response.content.decode()
    assert client.get("/en/assessments/").status_code == 200
