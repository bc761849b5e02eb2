"""Tests that a worker killed in the middle of an export leaves nothing that anybody could download."""

import time

import pytest
from django.db import connection

from accounts.models import AccountExport
from tests.accounts.export_worker import FILES, STUCK, start_worker
from tests.accounts.exporting import request_export
from tests.factories import make_account, make_user

pytestmark = pytest.mark.django_db(transaction=True)
SECONDS = 60


def write(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)


def test_an_export_whose_worker_is_killed_is_prepared_by_the_next(content, tmp_path):
    owner, folder = make_user(), tmp_path / "exports"
    export = request_export(make_account(owner), owner)
    worker = start_worker(tmp_path, STUCK)
    end = time.monotonic() + SECONDS
    while not list(folder.glob("*")) and time.monotonic() < end:
        time.sleep(0.05)
    worker.kill()
    worker.wait(15)
    (half,) = folder.iterdir()
    export.refresh_from_db()
    assert export.is_open
    assert export.file_name == ""
    # The worker has given no sign of life for a minute: the next one finds the job.
    write("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '1 minute'")
    write(
        "INSERT INTO procrastinate_jobs (task_name, queue_name, args)"
        " VALUES ('jobs.tasks.restart_stalled_jobs', 'default', '{\"timestamp\": 0}')"
    )
    for _run in range(2):
        assert start_worker(tmp_path, FILES, "--one-shot").wait(SECONDS) == 0
    export = AccountExport.objects.get()
    assert export.ready_at
    assert (folder / export.file_name).stat().st_size == export.size > 10
    assert {file.name for file in folder.iterdir()} == {half.name, export.file_name}
