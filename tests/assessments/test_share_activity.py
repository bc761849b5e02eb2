"""Tests that the account's activity shows links to results: created, opened, revoked."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import Account, ActorType, User
from assessments.models import Assessment, ShareLink
from assessments.services import sharing
from tests.accounts.activities import kinds_of, last_of
from tests.assessments.test_sharing import make_link
from tests.factories import client_of, make_account, make_completed, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def user(content) -> User:
    return make_user()


@pytest.fixture
def account(user) -> Account:
    return make_account(user)


@pytest.fixture
def done(content, account) -> Assessment:
    return make_completed(content, account=account)


@pytest.fixture
def owner(user, done) -> Client:
    return client_of(user)


def test_a_link_that_is_created(owner, account, user, done):
    owner.post(f"/en/assessments/{done.pk}/links/", {"days": "x"})
    assert kinds_of(account) == []
    key = "00000000-0000-4000-8000-000000000009"
    make_link(owner, done, link_key=key)
    owner.post(f"/en/assessments/{done.pk}/links/", {"days": "30", "link_key": key})  # sent again
    assert kinds_of(account) == ["share_link_created"]
    found, link = last_of(account), ShareLink.objects.get()
    assert (found.actor, found.actor_type) == (user, ActorType.MEMBER)
    assert found.details == {
        "assessment": str(done.pk),
        "link": key,
        "expires": link.expires_at.isoformat(),
    }


def test_a_link_that_is_revoked(owner, account, user, done):
    make_link(owner, done)
    path = f"/en/assessments/{done.pk}/links/{ShareLink.objects.get().pk}/revoke/"
    owner.post(path)
    owner.post(path)
    assert kinds_of(account) == ["share_link_created", "share_link_revoked"]
    assert last_of(account).actor == user


def test_reloading_fills_no_list(owner, account, done, monkeypatch):
    path, second = f"/en{make_link(owner, done)}", f"/en{make_link(owner, done)}"

    def openings() -> int:
        return kinds_of(account).count("share_link_opened")

    for _ in range(3):
        Client().get(path, REMOTE_ADDR="192.0.2.1")
    assert openings() == 1
    found = last_of(account)
    assert (found.actor, found.actor_type) == (None, ActorType.VISITOR)
    assert found.address == "192.0.2.1"
    Client().get(path, REMOTE_ADDR="192.0.2.2")
    Client().get(second, REMOTE_ADDR="192.0.2.1")
    assert openings() == 3
    monkeypatch.setattr(sharing, "OPENED_AGAIN_AFTER", timedelta(0))  # as if the hour was over
    Client().get(path, REMOTE_ADDR="192.0.2.1")
    assert openings() == 4


@pytest.mark.parametrize(
    "request_made",
    [
        {"user-agent": "Mozilla/5.0 (compatible; bingbot/2.0)"},
        {"sec-purpose": "prefetch"},
    ],
)
def test_what_no_person_opens_is_not_shown(owner, account, done, request_made):
    path = make_link(owner, done)
    Client().get(f"/en{path}", headers=request_made)
    Client().head(f"/en{path}")
    Client().get(path)  # leads to the reader's language
    assert kinds_of(account) == ["share_link_created"]
    ShareLink.objects.update(revoked_at=timezone.now())
    assert Client().get(f"/en{path}").status_code == 404
    assert kinds_of(account) == ["share_link_created"]
