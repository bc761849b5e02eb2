"""Measures the deletion of a company and of a person with thousands of assessments.

Peak memory, the longest transaction, and the longest wait of writers of another company meanwhile.
The figures are printed and fail no run.
"""

import resource
import threading
import time
import uuid

import pytest
from django.db import connection
from django.db.models import F

from accounts.models import Account, Role, User
from accounts.services.account_erasure import account_erase
from accounts.services.user_deletion import user_delete
from assessments.models import Assessment, Response, Result, SectionResult
from assessments.services.assessment import assessment_delete_draft
from tests.accounts.deleting import make_due
from tests.factories import add_member, make_account, make_assessment, make_completed

pytestmark = [pytest.mark.bench, pytest.mark.django_db(transaction=True)]
MANY = 2000
WRITERS = 20


def fill(account: Account, user: User, content) -> None:
    """Copies one completed assessment until the account has `MANY`; triggers are off meanwhile."""
    first = make_completed(content, account=account, user=user)
    responses, sections = list(first.responses.all()), list(first.result.sections.all())
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        for _ in range(MANY - 1):
            copy = Assessment.objects.get(pk=first.pk)
            copy.pk, copy.start_key = uuid.uuid4(), uuid.uuid4()
            copy.save(force_insert=True)
            result = Result.objects.get(assessment=first)
            result.pk, result.assessment = None, copy
            result.save()
            for row in sections:
                row.pk, row.result = None, result
            SectionResult.objects.bulk_create(sections)
            for row in responses:
                row.pk, row.assessment = None, copy
            Response.objects.bulk_create(responses)
        cursor.execute("SET session_replication_role = DEFAULT")


class Writers:
    """Writes as another company, and deletes a draft of it now and then, which counts it too."""

    def __init__(self, content):
        self.account, self.content = make_account(), content
        self.longest, self.count, self.running = 0.0, 0, True
        self.drafts = [make_assessment(content, [3], account=self.account) for _ in range(WRITERS)]
        self.threads = [threading.Thread(target=self._write, args=(each,)) for each in self.drafts]

    def __enter__(self) -> "Writers":
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self.running = False
        for thread in self.threads:
            thread.join()

    def _write(self, draft: Assessment) -> None:
        while self.running:
            begin = time.monotonic()
            Response.objects.filter(assessment=draft).update(updated_at=F("updated_at"))
            if self.count % 50 == 0:
                assessment_delete_draft(
                    assessment=make_assessment(self.content, [3], account=self.account)
                )
            self.longest = max(self.longest, time.monotonic() - begin)
            self.count += 1
            time.sleep(0.05)
        connection.close()


class LongestTransaction:
    """Asks the server again and again how long the transactions of a connection have run."""

    def __init__(self) -> None:
        self.seconds, self.running = 0.0, True
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            self.pid = cursor.fetchone()[0]
        self.thread = threading.Thread(target=self._watch)

    def __enter__(self) -> "LongestTransaction":
        self.thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self.running = False
        self.thread.join()

    def _watch(self) -> None:
        with connection.cursor() as cursor:
            while self.running:
                cursor.execute(
                    "SELECT extract(epoch FROM clock_timestamp() - xact_start) FROM pg_stat_activity"
                    " WHERE pid = %s AND xact_start IS NOT NULL",
                    [self.pid],
                )
                for (seconds,) in cursor.fetchall():
                    self.seconds = max(self.seconds, float(seconds))
                time.sleep(0.002)
        connection.close()


def measure(content, capsys, what: str, delete) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with Writers(content) as idle:
        time.sleep(3)
    with Writers(content) as writers, LongestTransaction() as longest:
        begin = time.monotonic()
        delete()
        seconds = time.monotonic() - begin
    memory = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    with capsys.disabled():
        print(
            f"\n{what}: {seconds:.1f} s, peak memory +{memory:.0f} MB, longest transaction "
            f"{longest.seconds * 1000:.0f} ms, longest write of {WRITERS} writers "
            f"{writers.longest * 1000:.0f} ms ({idle.longest * 1000:.0f} ms without a deletion)"
        )


def test_a_company(content, capsys):
    account = make_account()
    fill(account, account.users.get(), content)
    make_due(account)
    measure(content, capsys, f"company, {MANY}", lambda: account_erase(account_id=account.pk))
    assert Assessment.objects.filter(account=account).count() == 0


def test_a_person(content, capsys):
    account = make_account()
    editor = add_member(account, Role.EDITOR)
    fill(account, editor, content)
    measure(content, capsys, f"person, {MANY}", lambda: user_delete(user=editor))
    assert Assessment.objects.filter(account=account, started_by=None).count() == MANY
