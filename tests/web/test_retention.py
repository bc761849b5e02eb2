"""Tests that rows are deleted in batches, and not those that somebody is writing."""

import threading
import uuid
from datetime import timedelta

import pytest
from django.db import connection, connections, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from assessments.models import Assessment, Response
from assessments.services.assessment import assessment_save, empty_delete
from tests.factories import make_assessment, statements
from web.models import CacheEntry
from web.retention import delete_in_batches


def make_rows(count: int) -> None:
    past = timezone.now() - timedelta(days=1)
    CacheEntry.objects.bulk_create(
        CacheEntry(cache_key=uuid.uuid4().hex, value="", expires=past) for _ in range(count)
    )


@pytest.mark.django_db
def test_each_batch_is_a_short_delete():
    make_rows(7)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert delete_in_batches(CacheEntry.objects.all(), batch_size=3) == 7
    deletes = [query["sql"] for query in queries if query["sql"].startswith("DELETE")]
    assert len(deletes) == 3
    assert all(sql.count("'") <= 2 * 3 for sql in deletes)


@pytest.mark.django_db
def test_a_caller_may_ask_for_a_part():
    make_rows(7)
    assert delete_in_batches(CacheEntry.objects.all(), batch_size=3, most_batches=1) == 3


def in_another_connection(work) -> None:
    def run() -> None:
        try:
            work()
        finally:
            connections.close_all()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()


@pytest.mark.django_db(transaction=True)
def test_a_row_that_somebody_writes_is_left_to_the_next_run():
    make_rows(2)
    deleted = []
    with transaction.atomic():
        CacheEntry.objects.select_for_update().first()
        in_another_connection(lambda: deleted.append(delete_in_batches(CacheEntry.objects.all())))
    assert deleted == [1]
    assert delete_in_batches(CacheEntry.objects.all()) == 1


@pytest.mark.django_db(transaction=True)
def test_an_answer_that_arrives_meanwhile_keeps_its_assessment(content):
    """Runs the rule while the transaction of an answer is not committed yet."""
    assessment = make_assessment(content, [])
    Assessment.objects.update(started_at=timezone.now() - timedelta(days=2))
    deleted = []
    with transaction.atomic():
        assessment_save(assessment=assessment, values={statements(content)[0].pk: 4})
        in_another_connection(lambda: deleted.append(empty_delete()))
    assert deleted == [0]
    assert empty_delete() == 0
    assert Response.objects.get().value == 4
