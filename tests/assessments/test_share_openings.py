"""Tests who counts as having opened a shared result: people, as far as the request says."""

import uuid

import pytest
from django.test import Client

from assessments.models import ShareLink
from assessments.services.sharing import share_link_create
from tests.factories import make_account, make_completed, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def path(content) -> str:
    """Returns the address of a shared result."""
    owner = make_user()
    done = make_completed(content, account=make_account(owner))
    token = share_link_create(link_id=uuid.uuid4(), assessment=done, user=owner, days=7)
    return f"/en/shared/{token}/"


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-purpose": "prefetch"},
        {"sec-purpose": "prefetch;prerender"},
        {"purpose": "prefetch"},
        {"x-moz": "prefetch"},
        {"user-agent": "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)"},
        {"user-agent": "Mozilla/5.0 (compatible; bingbot/2.0)"},
        {"user-agent": "facebookexternalhit/1.1"},
        {"user-agent": "Mozilla/5.0 Microsoft Office SkypeUriPreview Preview/0.5"},
    ],
)
def test_what_is_fetched_by_no_person_counts_as_nobody(path, headers):
    assert Client().get(path, headers=headers).status_code == 200
    assert ShareLink.objects.get().last_opened_at is None


@pytest.mark.parametrize(
    "agent", ["Mozilla/5.0 (Linux; Android 12; CUBOT X50) AppleWebKit/537.36", "w3m/0.5.3", ""]
)
def test_a_person_counts_with_any_browser(path, agent):
    Client().get(path, headers={"user-agent": agent})
    assert ShareLink.objects.get().last_opened_at is not None
