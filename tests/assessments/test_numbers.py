"""Tests the usage statistics for staff.

They count exactly, over all accounts, and do not shrink when assessments are deleted.
"""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from accounts.services.account_erasure import account_erase
from assessments.models import Assessment, DeletedAssessmentCount
from assessments.models.statistics import ALL_ANSWERED
from assessments.selectors.statistics import usage_statistics
from assessments.services import assessment as services
from assessments.services.assessment import assessment_delete_draft, unclaimed_delete
from tests.accounts.deleting import make_due
from tests.factories import (
    WORKED_EXAMPLE,
    client_of,
    make_account,
    make_assessment,
    make_completed,
    make_user,
)
from tests.factories.questionnaires import make_second_version

pytestmark = pytest.mark.django_db
FIRST, SECOND = "process_operations", "client_management"
MAY, JUNE = datetime(2026, 5, 31, 23, 30, tzinfo=UTC), datetime(2026, 6, 1, 0, 30, tzinfo=UTC)
SINCE = date(2026, 1, 1)


def begun(assessment: Assessment, moment: datetime, language: str = "it") -> Assessment:
    Assessment.objects.filter(pk=assessment.pk).update(started_at=moment, language=language)
    assessment.refresh_from_db()
    return assessment


@pytest.fixture
def counted(content):
    """Creates assessments in May, in Italian.

    Two are completed, one has no answer, two stop in the second section, one before the result.
    """
    account = make_account()
    keys = list(content.sections.order_by("order").values_list("key", flat=True))
    for _ in range(2):
        begun(make_completed(content, account=account), MAY)
    begun(make_assessment(content, [], account=account), MAY)
    begun(make_assessment(content, [3] * 5), MAY)
    begun(make_assessment(content, [3] * 9, account=account), MAY)
    begun(make_assessment(content, WORKED_EXAMPLE, account=account), MAY)
    begun(make_assessment(content, []), JUNE, "")
    return keys


def in_may(row_of=usage_statistics):
    [version] = row_of("en", since=SINCE)
    return next(row for row in version.rows if row.month == date(2026, 5, 1))


def test_each_assessment_is_counted_once_where_it_stopped(counted):
    row = in_may()
    assert (row.language, row.started, row.completed) == ("it", 6, 2)
    assert row.reached[counted[0]] == 1
    assert row.reached[counted[1]] == 2
    assert row.reached[ALL_ANSWERED] == 1


def test_what_has_no_language_is_a_row_of_its_own(counted):
    [version] = usage_statistics("en", since=SINCE)
    assert [(row.month.month, row.language, row.started) for row in version.rows] == [
        (6, "", 1),
        (5, "it", 6),
    ]


def test_versions_are_counted_separately(counted, content):
    second = make_second_version(content)
    begun(make_assessment(second, []), JUNE, "fr")
    assert [(each.version, sum(row.started for row in each.rows)) for each in usage_statistics("en", since=SINCE)] == [(2, 1), (1, 7)]  # fmt: skip


def test_deleted_assessments_are_still_counted(counted):
    before = in_may()
    assert unclaimed_delete() == 2
    draft = Assessment.objects.filter(completed_at=None, account__isnull=False).first()
    account = draft.account
    assessment_delete_draft(assessment=draft)
    assert in_may() == before
    make_due(account)
    account_erase(account_id=account.pk)
    assert not Assessment.objects.exists()
    assert in_may() == before
    assert sum(DeletedAssessmentCount.objects.values_list("count", flat=True)) == 7


def test_what_nobody_claimed_adds_to_what_was_kept_before(content):
    old = timezone.now() - timedelta(days=40)
    for _ in range(2):
        begun(make_assessment(content, []), old)
        unclaimed_delete()
    assert DeletedAssessmentCount.objects.get().count == 2


def test_what_an_interrupted_deletion_has_deleted_is_counted(counted, monkeypatch):
    old = Assessment.objects.filter(account=None)
    old.update(started_at=MAY, language="it")
    before = in_may()
    calls = iter([services.archive_counts, None])
    monkeypatch.setattr(services, "archive_counts", lambda rows: next(calls)(rows))
    with pytest.raises(TypeError):
        unclaimed_delete(batch_size=1)
    assert DeletedAssessmentCount.objects.get().count == 1
    monkeypatch.undo()
    assert unclaimed_delete(batch_size=1) == 1
    assert not old.exists()
    assert in_may() == before


def test_the_language_of_the_start_is_stored(content, client):
    client.post("/fr/assessments/start/")
    assert Assessment.objects.get().language == "fr"
    owner = make_user()
    make_account(owner)
    client_of(owner).post("/es/assessments/new/", {"last": "", "start_key": ""})
    assert set(Assessment.objects.values_list("language", flat=True)) == {"fr", "es"}


def test_numbers_cost_the_same_however_many_there_are(counted, content, django_assert_num_queries):
    with django_assert_num_queries(3):
        usage_statistics("en", since=SINCE)
    for _ in range(20):
        begun(make_assessment(content, [3] * 7), MAY)
    with django_assert_num_queries(3):
        usage_statistics("en", since=SINCE)


def test_the_page_shows_them_to_staff_and_changes_nothing(counted):
    client = client_of(make_user(is_staff=True, is_superuser=True))
    page = client.get("/admin/assessments/usagestatistics/").content.decode()
    assert "May 2026" in page
    assert "Italiano" in page
    assert "unknown" in page
    assert client.post("/admin/assessments/usagestatistics/").status_code == 405
    assert '/admin/assessments/usagestatistics/"' in client.get("/admin/").content.decode()
