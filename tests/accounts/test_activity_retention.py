"""Tests that addresses are shortened after 30 days, and activities deleted after two years."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import Activity
from accounts.services import activity
from tests.accounts.activities import make_activities
from tests.factories import make_account
from web.retention import get_retention_rule

pytestmark = pytest.mark.django_db


def at(**age) -> dict:
    return {"happened_at": timezone.now() - timedelta(**age)}


def test_addresses_are_shortened_once_after_30_days():
    account = make_account()
    for address in ("192.0.2.77", "2001:db8:1:2:3::4", None):
        make_activities(account, 1, address=address, **at(days=30, minutes=1))
    make_activities(account, 1, address="192.0.2.78", **at(days=29, hours=23))
    shorten = get_retention_rule("activity_addresses").delete
    assert shorten() == 2
    left = Activity.objects.order_by("happened_at").values_list("address", flat=True)
    assert list(left) == ["192.0.2.0", "2001:db8:1::", None, "192.0.2.78"]
    assert shorten() == 0


def test_activities_are_deleted_after_two_years():
    account = make_account()
    make_activities(account, 1, **at(days=730, minutes=1))
    make_activities(account, 1, **at(days=729, hours=23))
    make_activities(account, 1)
    delete = get_retention_rule("activities").delete
    assert delete() == 1
    assert delete() == 0
    assert Activity.objects.count() == 2


@pytest.mark.parametrize(
    ("rule", "age"), [("activity_addresses", {"days": 31}), ("activities", {"days": 731})]
)
def test_no_statement_changes_more_than_a_batch(monkeypatch, rule, age):
    monkeypatch.setattr(activity, "BATCH", 3)
    make_activities(make_account(), 7, address="192.0.2.77", **at(**age))
    with CaptureQueriesContext(connection) as queries:
        assert get_retention_rule(rule).delete() == 7
    assert (
        len([query for query in queries if "LIMIT 3" in query["sql"]]) == 4
    )  # the last finds none


@pytest.mark.parametrize("rule", ["activity_addresses", "activities"])
def test_a_rule_says_what_it_does(rule):
    found = get_retention_rule(rule)
    assert str(found.label)
    assert str(found.counted_from) == "after the activity"
    assert found.kept_for in (timedelta(days=30), timedelta(days=730))
