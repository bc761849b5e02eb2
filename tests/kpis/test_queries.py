"""Tests query counts, session and user included: the same with 1 and with 100 periods."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import client_of, make_account
from tests.factories.kpis import YEAR_EXAMPLE, make_entry, quarters

pytestmark = pytest.mark.django_db


@pytest.fixture(params=[1, 8, 100], ids=["1 period", "8 periods", "100 periods"])
def member_with_entries(request, content):
    account = make_account()
    rows = [make_entry(account, start, **YEAR_EXAMPLE) for start in quarters(request.param)]
    client = client_of(account.users.first())
    client.get("/en/kpis/")  # the content is in memory from here on
    return client, rows[0]


def count(call) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert call().status_code in (200, 302)
    return len(queries)


def test_overview(member_with_entries):
    client, _ = member_with_entries
    assert count(lambda: client.get("/en/kpis/")) == 8


@pytest.mark.parametrize(
    ("path", "most"),
    [
        ("new/", 5),
        ("{}/", 5),
        ("{}/delete/", 3),
        ("targets/", 4),
        ("history/csat/", 6),
        ("history/csat.csv", 6),
        ("history/csat/notes/{}/", 5),
        ("{}/edit/", 5),
        ("{}.json", 5),
        ("worksheet/", 4),
        ("export.csv", 5),  # one of them records the download
    ],
)
def test_other_pages(member_with_entries, path, most):
    client, entry = member_with_entries
    assert count(lambda: client.get("/en/kpis/" + path.format(entry.pk))) <= most


def test_saving(member_with_entries):
    client, entry = member_with_entries
    data = {
        "period_type": "quarter",
        "period_start": entry.period_start,
        "version": "1",
        "leads": "9",
    }
    assert count(lambda: client.post(f"/en/kpis/{entry.pk}/edit/", data)) <= 10
