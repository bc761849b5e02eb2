"""Tests that history and comparison cost the same with few results and with a hundred.

Both the queries and the work of the pages, in function calls, are compared.
"""

import sys

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import (
    BEFORE,
    client_of,
    make_account,
    make_assessment,
    make_completed,
    make_user,
)

pytestmark = pytest.mark.django_db
MANY = 100
MOST_QUERIES = 8
PAGE = 25


@pytest.fixture
def owner(content):
    return make_user()


@pytest.fixture
def account(owner):
    return make_account(owner)


def queries(client, path: str) -> int:
    client.get(path)  # the content is in memory from here on
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200
    return len(queries)


def calls(client, path: str) -> int:
    """Returns how many Python functions a page calls: its work, whatever else the machine does."""
    client.get(path)  # the content is in memory from here on
    count = 0

    def count_call(_frame, event: str, _argument) -> None:
        nonlocal count
        count += event == "call"

    previous = sys.getprofile()
    sys.setprofile(count_call)
    try:
        client.get(path)
    finally:
        sys.setprofile(previous)
    return count


def fill(account, content, count: int) -> None:
    for number in range(count):
        make_completed(content, BEFORE if number % 2 else None, account=account)


def test_queries_do_not_grow(owner, account, content):
    client = client_of(owner)
    fixed = ["/en/assessments/", "/en/assessments/compare/", "/en/assessments/statements/upsell/"]
    first = make_completed(content, account=account)
    few = {path: queries(client, path) for path in fixed}
    result = f"/en/assessments/{first.pk}/result/"
    few_result = queries(client, result)
    make_completed(content, account=account)
    two = {path: queries(client, path) for path in fixed}
    fill(account, content, MANY - 2)
    many = {path: queries(client, path) for path in fixed}
    print(many)
    assert few == two == many
    assert max(many.values()) <= MOST_QUERIES
    assert queries(client, result) == few_result <= 6
    assert queries(client, "/en/assessments/?page=4") <= MOST_QUERIES
    assert queries(client, f"/en/assessments/compare/?to={first.pk}") <= MOST_QUERIES


def test_exports_read_in_one_go(owner, account, content):
    client = client_of(owner)
    paths = [f"/en/assessments/export.{ending}" for ending in ("csv", "xlsx", "json")]
    fill(account, content, 1)
    few = [queries(client, path) for path in paths]
    fill(account, content, 20)
    one_more = 1  # the row of the account's activity (decision 0020)
    assert [queries(client, path) for path in paths] == few == [4 + one_more] * 3


def test_work_does_not_grow(content):
    """Compares a few results with a hundred. The CPU time is measured in tests/bench."""
    clients = {}
    for count in (1, 2, PAGE, MANY):
        owner = make_user()
        fill(make_account(owner), content, count)
        clients[count] = client_of(owner)
    for path, few, most in [
        ("/en/assessments/", PAGE, 1.1),
        ("/en/assessments/", 1, 1.75),  # a page of 25 rows beside a page of one
        ("/en/assessments/compare/", 2, 1.1),
    ]:
        fewer, more = calls(clients[few], path), calls(clients[MANY], path)
        print(f"{path} {few}: {fewer} calls, {MANY}: {more} calls, ratio {more / fewer:.2f}")
        assert more <= fewer * most


def test_section_page_with_last_answers(owner, account, content):
    client = client_of(owner)
    fill(account, content, 2)
    key = client.post("/en/assessments/start/")["Location"].split("/")[3]
    path = f"/en/assessments/{key}/sections/process_operations/"
    assert "likert__last" in client.get(path).content.decode()
    assert queries(client, path) <= 4


def test_saving_answers_and_notes(owner, account, content):
    client = client_of(owner)
    draft = make_assessment(content, account=account)
    path = f"/en/assessments/{draft.pk}/sections/process_operations/"
    data = {
        "documentation": "3",
        "documentation__note": "why",
        "bottlenecks": "4",
        "bottlenecks__note": "how",
    }
    client.get(path)
    with CaptureQueriesContext(connection) as queries:
        client.post(path, data)
    assert len(queries) <= 6
