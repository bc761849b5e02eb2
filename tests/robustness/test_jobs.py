"""Tests real workers: a mail server that is down for an hour, and a worker that is killed."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.core.mail import EmailMessage
from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob

from jobs.models import OutgoingEmail
from jobs.services import email_enqueue
from tests.databases import database_address

ROOT = Path(__file__).resolve().parents[2]
SETTINGS = "from config.settings.test import *\nEMAIL_DELIVERY_BACKEND = {backend!r}\n"
pytestmark = pytest.mark.django_db(transaction=True)
StartWorker = Callable[..., subprocess.Popen]


@pytest.fixture
def taken(tmp_path) -> Path:
    """Returns the file into which the mail server writes what it takes."""
    return tmp_path / "taken"


@pytest.fixture
def start_worker(transactional_db, tmp_path, taken) -> Iterator[StartWorker]:
    """Starts a worker with one of the mail servers of `tests.jobs.mail_servers`."""
    processes = []

    def start(server: str, *options: str) -> subprocess.Popen:
        module = f"settings_{server.lower()}"
        backend = f"tests.jobs.mail_servers.{server}"
        (tmp_path / f"{module}.py").write_text(SETTINGS.format(backend=backend))
        ours = {
            "DATABASE_URL": database_address(),
            "DJANGO_SETTINGS_MODULE": module,
            "PYTHONPATH": f"{tmp_path}:{ROOT}",
            "EMAILS_TAKEN": str(taken),
        }
        with open(tmp_path / "worker.log", "a") as log:
            process = subprocess.Popen(
                [sys.executable, "manage.py", "procrastinate", "worker", *options],
                cwd=ROOT,
                env={**os.environ, **ours},
                stdout=log,
                stderr=log,
            )
        processes.append(process)
        return process

    yield start
    for process in processes:
        process.kill()
        process.wait(15)


def enqueue(*subjects: str) -> None:
    for subject in subjects:
        email_enqueue(message=EmailMessage(subject, "Text", "a@example.com", ["b@example.com"]))


def write(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)


def emails_left() -> list[tuple[str, str]]:
    return list(OutgoingEmail.objects.order_by("pk").values_list("subject", "last_error"))


def run_due_jobs(start_worker: StartWorker, server: str) -> None:
    assert start_worker(server, "--one-shot").wait(60) == 0


def test_each_email_arrives_once_after_the_mail_server_was_down_for_an_hour(start_worker, taken):
    enqueue("One", "Two")
    for _attempt in range(2):
        run_due_jobs(start_worker, "DownBackend")
        jobs = ProcrastinateJob.objects.filter(task_name="jobs.tasks.send_email")
        assert {job.status for job in jobs} == {"todo"}
        write("UPDATE procrastinate_jobs SET scheduled_at = now()")  # the wait is over
    assert emails_left() == [("One", "ConnectionRefusedError"), ("Two", "ConnectionRefusedError")]
    run_due_jobs(start_worker, "NoteBackend")
    run_due_jobs(start_worker, "NoteBackend")
    assert sorted(taken.read_text().split()) == ["One", "Two"]
    assert emails_left() == []


def test_a_job_whose_worker_is_killed_runs_again_once(start_worker, taken):
    enqueue("One")
    worker = start_worker("StuckBackend")
    end = time.monotonic() + 60
    while not taken.exists() and time.monotonic() < end:
        time.sleep(0.05)
    worker.kill()
    worker.wait(15)
    assert emails_left() == [("One", "")]
    taken.write_text("")
    # The worker has given no sign of life for a minute: the next one finds the job.
    write("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '1 minute'")
    write(
        "INSERT INTO procrastinate_jobs (task_name, queue_name, args)"
        " VALUES ('jobs.tasks.restart_stalled_jobs', 'default', '{\"timestamp\": 0}')"
    )
    run_due_jobs(start_worker, "NoteBackend")
    run_due_jobs(start_worker, "NoteBackend")
    assert taken.read_text() == "One\n"
    assert emails_left() == []
