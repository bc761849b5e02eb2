"""Tests how exports are prepared, fail, stop, and are deleted with their files."""

import os
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.core import mail
from django.core.files.base import ContentFile
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from accounts import tasks
from accounts.models import AccountExport, Activity, Membership, Role
from accounts.models.export import EXPORT_KEPT_FOR
from accounts.services import exports as services
from accounts.services.exports import (
    ExportProgress,
    ExportStopped,
    account_export_files_delete,
    account_export_prepare,
    expired_exports_delete,
    export_storage,
)
from localization.languages import CODES
from tests.accounts.exporting import make_export, prepare, request_export
from tests.factories import add_member, make_account, make_user
from web.retention import get_retention_rule

pytestmark = pytest.mark.django_db
NOW = timezone.now


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    """Puts exports into files of their own, as in production."""
    options = settings.STORAGES["exports"] | {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(tmp_path / "exports"), "file_permissions_mode": 0o600},
    }
    settings.STORAGES = settings.STORAGES | {"exports": options}
    return tmp_path / "exports"


@pytest.fixture
def owner():
    return make_user("owner@example.com", language="de")


@pytest.fixture
def account(owner):
    return make_account(owner, name="Nordlicht")


def write_little(file, export, progress) -> None:
    file.write(b"content")


def run_job(export: AccountExport, attempts: int = 0) -> None:
    """Runs the job of an export after so many failed attempts."""
    context = SimpleNamespace(job=SimpleNamespace(attempts=attempts))
    tasks.prepare_account_export.func(context, export_id=str(export.pk))


def files(folder) -> list[str]:
    return sorted(os.listdir(folder)) if folder.exists() else []


def test_a_request_is_recorded_and_its_job_has_a_key_alone(account, owner):
    export = request_export(account, owner)
    (job,) = ProcrastinateJob.objects.filter(task_name="accounts.tasks.prepare_account_export")
    assert job.args == {"export_id": str(export.pk)}
    assert job.priority < 0  # after emails
    activity = Activity.objects.get(kind="export_requested")
    assert (activity.account_id, activity.actor) == (account.pk, owner)
    assert activity.details == {"export": str(export.pk)}


def test_two_requests_are_one_export(account, owner):
    assert request_export(account, owner) == request_export(account, owner, "de")
    assert ProcrastinateJob.objects.count() == 1
    assert Activity.objects.count() == 1


def test_the_file_is_private_and_whole(account, owner, folder, content):
    export = prepare(request_export(account, owner))
    (name,) = files(folder)
    assert export.file_name == name
    assert export.size == (folder / name).stat().st_size > 0
    assert (folder / name).stat().st_mode & 0o777 == 0o600
    assert export.parts_done == export.parts_total > 10


def test_run_twice_it_is_prepared_once(account, owner, folder):
    export = request_export(account, owner)
    for _run in range(2):
        account_export_prepare(export_id=export.pk, write=write_little)
    assert len(files(folder)) == len(mail.outbox) == 1


def test_two_workers_at_once_leave_one_file(account, owner, folder):
    export = request_export(account, owner)

    def write(file, found, progress):
        account_export_prepare(export_id=export.pk, write=write_little)
        file.write(b"later")

    account_export_prepare(export_id=export.pk, write=write)
    export.refresh_from_db()
    assert files(folder) == [export.file_name]
    assert (folder / export.file_name).read_bytes() == b"content"
    assert len(mail.outbox) == 1


def test_an_error_leaves_nothing_on_disk_and_the_export_open(account, owner, folder, monkeypatch):
    export = request_export(account, owner)
    monkeypatch.setattr(tasks, "write_archive", fail)
    with pytest.raises(ZeroDivisionError):
        run_job(export)
    export.refresh_from_db()
    assert export.is_open
    assert files(folder) == []
    assert mail.outbox == []


def fail(file, export, progress):
    file.write(b"half")
    raise ZeroDivisionError


def test_after_the_last_attempt_it_has_failed_and_its_owner_is_told(account, owner, monkeypatch):
    export = request_export(account, owner)
    monkeypatch.setattr(tasks, "write_archive", fail)
    with pytest.raises(ZeroDivisionError):
        run_job(export, attempts=tasks.EXPORT_BACKOFF.most_attempts - 1)
    export.refresh_from_db()
    assert export.failed_at
    (message,) = mail.outbox
    assert message.to == ["owner@example.com"]
    assert request_export(account, owner) != export


def test_where_every_worker_was_killed_it_has_failed(account, owner):
    export = request_export(account, owner)
    run_job(export, attempts=tasks.EXPORT_BACKOFF.most_attempts)
    export.refresh_from_db()
    assert export.failed_at


@pytest.mark.parametrize("code", CODES)
def test_the_email_is_in_the_language_of_its_reader(account, owner, code):
    owner.language = code
    owner.save()
    account_export_prepare(export_id=request_export(account, owner).pk, write=write_little)
    (message,) = mail.outbox
    assert message.to == ["owner@example.com"]
    assert f"https://testserver/{code}/account/export/" in message.body
    assert "Nordlicht" in message.body
    assert "7" in message.body


def test_who_is_no_owner_any_more_is_told_nothing(account, owner):
    add_member(account, Role.OWNER)
    export = request_export(account, owner)
    Membership.objects.filter(user=owner).update(role=Role.EDITOR)
    account_export_prepare(export_id=export.pk, write=write_little)
    export.refresh_from_db()
    assert export.ready_at
    assert mail.outbox == []


def test_progress_is_written_about_once_a_second(account, owner, monkeypatch):
    export = request_export(account, owner)
    clock = SimpleNamespace(monotonic=lambda: clock.now, now=10.0)
    monkeypatch.setattr(services, "time", clock)
    progress, seen = ExportProgress(export.pk), []
    for done in range(1, 9):
        progress(done, 8)
        clock.now += 0.4
        export.refresh_from_db()
        seen.append((export.parts_done, export.parts_total))
    assert seen == [(1, 8), (1, 8), (1, 8), (4, 8), (4, 8), (4, 8), (7, 8), (7, 8)]


def end_by_deleting_the_row(account, export):
    export.delete()


def end_by_deleting_the_account(account, export):
    account.deletion_due_at = NOW()
    account.save()


def end_by_deleting_the_files(account, export):
    account_export_files_delete(account.pk)


ENDS = [end_by_deleting_the_row, end_by_deleting_the_account, end_by_deleting_the_files]


@pytest.mark.parametrize("end", ENDS)
def test_it_stops_when_nobody_waits_any_more(account, owner, folder, end):
    export = request_export(account, owner)

    def write(file, found, progress):
        progress(1, 3)
        end(account, export)
        services.time.sleep(0)
        with pytest.raises(ExportStopped):
            ExportProgress(export.pk)(2, 3)
        raise ExportStopped

    account_export_prepare(export_id=export.pk, write=write)
    assert files(folder) == []
    assert mail.outbox == []


@pytest.mark.parametrize("end", ENDS)
def test_ended_at_the_last_moment_it_leaves_no_file(account, owner, folder, end):
    export = request_export(account, owner)

    def write(file, found, progress):
        file.write(b"content")
        end(account, export)

    account_export_prepare(export_id=export.pk, write=write)
    assert files(folder) == []
    assert mail.outbox == []


def test_a_deleted_accounts_files_are_deleted_and_no_others(account, folder):
    other = make_export(make_account())
    make_export(account)
    export_storage().save(f"{account.pk}-left-by-a-killed-worker.zip", ContentFile(b"half"))
    account_export_files_delete(account.pk)
    assert files(folder) == [other.file_name]


def test_files_of_an_account_without_exports_can_be_deleted(account):
    account_export_files_delete(account.pk)


def test_exports_are_deleted_after_their_time(account, folder):
    day = timedelta(days=1)
    made = {
        "old": make_export(account, NOW() - EXPORT_KEPT_FOR - day),
        "young": make_export(account, NOW() - EXPORT_KEPT_FOR + day),
        "failed": AccountExport.objects.create(
            account=account, language="en", failed_at=NOW() - EXPORT_KEPT_FOR - day
        ),
        "failed lately": AccountExport.objects.create(
            account=account, language="en", failed_at=NOW() - day
        ),
    }
    lost = AccountExport.objects.create(
        account=account, language="en", requested_at=NOW() - EXPORT_KEPT_FOR - day
    )
    assert get_retention_rule("exports").delete == expired_exports_delete
    assert expired_exports_delete() == 3
    left = set(AccountExport.objects.all())
    assert left == {made["young"], made["failed lately"]}
    assert lost not in left
    assert files(folder) == [made["young"].file_name]
    assert expired_exports_delete() == 0


def test_files_without_an_export_are_deleted_a_day_later(account, folder):
    export = make_export(account)
    for name, hours in (("old.zip", 25), ("being-written.zip", 23)):
        export_storage().save(name, ContentFile(b"half"))
        moment = (NOW() - timedelta(hours=hours)).timestamp()
        os.utime(folder / name, (moment, moment))
    expired_exports_delete()
    assert files(folder) == sorted([export.file_name, "being-written.zip"])


def test_many_expired_exports_are_deleted_in_batches(account, monkeypatch, folder):
    monkeypatch.setattr(services, "BATCH", 2)
    for _number in range(5):
        make_export(account, NOW() - EXPORT_KEPT_FOR * 2)
    assert expired_exports_delete() == 5
    assert files(folder) == []
