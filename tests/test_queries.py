"""Tests query counts, savepoints included: the same with 1 and with 100 assessments."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assessments.models import Questionnaire
from tests.factories import (
    WORKED_EXAMPLE,
    client_of,
    make_account,
    make_assessment,
    make_completed,
    make_user,
)
from tests.module_rows import module_transaction

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", params=[1, 100], ids=["1 assessment", "100 assessments"])
def owner_with_results(request, django_db_setup, django_db_blocker):
    with module_transaction(django_db_blocker):
        content = Questionnaire.objects.get(status=Questionnaire.Status.PUBLISHED)
        owner = make_user()
        account = make_account(owner)
        for _ in range(request.param - 1):
            make_completed(content, account=account)
        draft = make_assessment(content, WORKED_EXAMPLE, account=account)
        yield owner, draft, make_completed(content, account=account)


@pytest.fixture
def member_with_results(owner_with_results):
    owner, draft, done = owner_with_results
    client = client_of(owner)
    client.get(f"/en/assessments/{done.pk}/result/")  # the content is in memory from here on
    return client, draft, done


def count(call) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert call().status_code in (200, 302)
    return len(queries)


def test_section_page(member_with_results):
    client, draft, _ = member_with_results
    assert (
        count(lambda: client.get(f"/en/assessments/{draft.pk}/sections/process_operations/")) <= 4
    )


@pytest.mark.parametrize("headers", [{}, {"hx-request": "true"}], ids=["next", "autosave"])
def test_saving_a_section(member_with_results, headers):
    client, draft, _ = member_with_results
    url = f"/en/assessments/{draft.pk}/sections/process_operations/"
    data = dict.fromkeys(
        ["client_onboarding", "sla_performance", "documentation", "workflow_review", "bottlenecks"],
        "1",
    )
    assert count(lambda: client.post(url, data, headers=headers)) <= 6


def test_result_page(member_with_results):
    client, _, done = member_with_results
    assert count(lambda: client.get(f"/en/assessments/{done.pk}/result/")) <= 6


def test_result_json(member_with_results):
    client, _, done = member_with_results
    assert count(lambda: client.get(f"/en/assessments/{done.pk}/result.json")) <= 6


def test_list(member_with_results):
    client, *_ = member_with_results
    assert count(lambda: client.get("/en/assessments/")) <= 8


def test_start_page(member_with_results):
    client, *_ = member_with_results
    assert count(lambda: client.get("/en/")) <= 6
