"""Measures the export of an account with 2,000 assessments by a real worker.

It prints memory, time and size, and how long another account's writes take meanwhile. What is
asserted are bounds that no busy machine exceeds, and that nobody waits for a lock.
"""

import os
import subprocess
import time
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.db import connection

from accounts.models import AccountExport
from accounts.services.exports import account_export_request
from assessments.services.assessment import assessment_save
from tests.accounts.export_worker import FILES, start_worker
from tests.bench.filling import fill_account
from tests.factories import make_account, make_assessment, make_user, statements

pytestmark = [pytest.mark.bench, pytest.mark.django_db(transaction=True)]
COUNT = int(os.environ.get("EXPORT_ASSESSMENTS", "2000"))
MOST_MEGABYTES = 400
MOST_SECONDS = 900


def peak_megabytes(process: subprocess.Popen) -> float:
    """Returns the most memory that the process has had; 0 where it is over."""
    try:
        status = Path(f"/proc/{process.pid}/status").read_text()
    except FileNotFoundError:
        return 0
    lines = [line.split() for line in status.splitlines() if line.startswith("VmHWM")]
    return int(lines[0][1]) / 1000 if lines else 0


def waiting_locks() -> int:
    """Counts the locks that anybody waits for in this database."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_locks JOIN pg_database ON pg_database.oid = database"
            " WHERE NOT granted AND datname = current_database()"
        )
        return cursor.fetchone()[0]


def watch(process: subprocess.Popen, draft, statement_id: int) -> tuple[float, list[float], int]:
    """Writes to another account until the worker is done; returns memory, times and locks."""
    peak, times, locks, number = 0.0, [], 0, 0
    end = time.monotonic() + MOST_SECONDS
    while process.poll() is None and time.monotonic() < end:
        peak, number = max(peak, peak_megabytes(process)), number + 1
        begin = time.perf_counter()
        assessment_save(assessment=draft, values={statement_id: number % 5 + 1})
        times.append((time.perf_counter() - begin) * 1000)
        locks += waiting_locks()
        time.sleep(0.1)
    return peak, sorted(times), locks


def test_an_export_of_many_assessments(content, tmp_path, capsys):
    owner = make_user()
    account, other = make_account(owner), make_account()
    fill_account(account, content, COUNT)
    draft, statement_id = make_assessment(content, account=other), statements(content)[0].id
    idle = start_worker(tmp_path, FILES, "--one-shot")
    base, *_ = watch(idle, draft, statement_id)
    account_export_request(
        account=account, by=owner, language="de", page_url="https://testserver/de/account/export/"
    )
    begin = time.monotonic()
    peak, times, locks = watch(start_worker(tmp_path, FILES, "--one-shot"), draft, statement_id)
    seconds = time.monotonic() - begin
    export = AccountExport.objects.get()
    assert export.ready_at, (tmp_path / "worker.log").read_text()[-3000:]
    with ZipFile(tmp_path / "exports" / export.file_name) as archive:
        assert len(archive.namelist()) == export.parts_total
    with capsys.disabled():
        print(
            f"\nexport of {COUNT} assessments: {seconds:.0f} s, {export.parts_total} files, "
            f"{export.size / 1e6:.1f} MB, worker at most {peak:.0f} MB ({base:.0f} MB idle)"
            f"\nwrites of another account meanwhile: {len(times)}, median {times[len(times) // 2]:.1f} ms, "
            f"longest {times[-1]:.0f} ms, waits for locks: {locks}"
        )
    assert locks == 0
    assert peak < MOST_MEGABYTES
