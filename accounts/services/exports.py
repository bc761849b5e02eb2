"""Prepares the exports of accounts in the background, and deletes them after their time.

The file is written without a name and saved in the storage `exports` when it is whole; the row
names it last. So nobody ever downloads half a file, and a worker that is killed leaves nothing.
"""

import logging
import time
from collections.abc import Callable
from datetime import timedelta
from os import SEEK_END
from tempfile import TemporaryFile
from typing import IO
from uuid import UUID

from django.conf import settings
from django.core.files import File
from django.core.files.storage import Storage, storages
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from procrastinate.contrib.django import app

from accounts.models import Account, AccountExport, User
from accounts.models.export import EXPORT_KEPT_FOR
from accounts.services.activity import activity_record
from accounts.services.export_mails import export_failed_tell, export_ready_tell

ORPHAN_AGE = timedelta(days=1)
"""A file that no export names is deleted after this time; until then a worker may be at it."""
PROGRESS_PAUSE = 1.0  # seconds between two writes of the progress
BATCH = 100
AFTER_EMAILS = -1
"""The priority of the job: emails wait for nobody's export."""
logger = logging.getLogger(__name__)


class ExportStopped(Exception):
    """Reports that nobody waits for the export any more: it is gone, or its account goes."""


def export_storage() -> Storage:
    return storages["exports"]


@transaction.atomic
def account_export_request(
    *, account: Account, by: User, language: str, page_url: str
) -> AccountExport:
    """Begins an export in a language; returns the one that is being prepared, where there is one.

    `page_url` is the absolute address of the page on which it can be downloaded.
    """
    export, is_new = AccountExport.objects.get_or_create(
        account=account,
        ready_at=None,
        failed_at=None,
        defaults={"requested_by": by, "language": language, "page_url": page_url},
    )
    if is_new:
        details = {"export": str(export.pk)}
        activity_record(account_id=account.pk, kind="export_requested", by=by, details=details)
        job = app.configure_task("accounts.tasks.prepare_account_export", priority=AFTER_EMAILS)
        job.defer(export_id=str(export.pk))
    return export


class ExportProgress:
    """Writes how many files of an export are done, about once a second at most."""

    def __init__(self, export_id: UUID) -> None:
        self._export_id = export_id
        self._written_at = -PROGRESS_PAUSE

    def __call__(self, done: int, total: int) -> None:
        """Writes the progress in a transaction of its own. Raises ExportStopped."""
        now = time.monotonic()
        if now - self._written_at < PROGRESS_PAUSE:
            return
        self._written_at = now
        if not _open_exports(self._export_id).update(parts_done=done, parts_total=total):
            raise ExportStopped


Write = Callable[[IO[bytes], AccountExport, ExportProgress], None]


def account_export_prepare(*, export_id: UUID, write: Write) -> None:
    """Prepares an export with `write`, which writes the file; run twice, it is done once.

    It has no transaction of its own, so that nobody waits for its locks however long it takes.
    """
    export = _open_exports(export_id).select_related("account").first()
    if export is None:
        return
    with TemporaryFile(dir=settings.FILE_UPLOAD_TEMP_DIR) as file:
        try:
            write(file, export, ExportProgress(export_id))
        except ExportStopped:
            logger.info("account %s: export %s stopped", export.account_id, export_id)
            return
        size = file.seek(0, SEEK_END)
        name = export_storage().save(f"{export.account_id}-{export_id}.zip", File(file))
    try:
        is_wanted = _account_export_finish(export_id=export_id, file_name=name, size=size)
    except Exception:
        export_storage().delete(name)
        raise
    if not is_wanted:
        export_storage().delete(name)


@transaction.atomic
def _account_export_finish(*, export_id: UUID, file_name: str, size: int) -> bool:
    """Notes the file and tells who asked for it; returns False where nobody waits any more."""
    export = _open_exports(export_id).select_for_update(of=("self",), no_key=True).first()
    if export is None:
        return False
    export.file_name, export.size, export.ready_at = file_name, size, timezone.now()
    export.parts_done = export.parts_total or export.parts_done
    export.save(update_fields=["file_name", "size", "ready_at", "parts_done"])
    logger.info("account %s: export %s is ready", export.account_id, export_id)
    export_ready_tell(export)
    return True


@transaction.atomic
def account_export_fail(*, export_id: UUID) -> None:
    """Notes that an export has failed for good, and tells who asked for it."""
    export = _open_exports(export_id).select_for_update(of=("self",), no_key=True).first()
    if export is None:
        return
    export.failed_at = timezone.now()
    export.save(update_fields=["failed_at"])
    logger.error("account %s: export %s failed", export.account_id, export_id)
    export_failed_tell(export)


def account_export_open(*, export: AccountExport, by: User, is_recorded: bool) -> File:
    """Opens the file of an export. Raises FileNotFoundError.

    A download is recorded; a question for the headers alone is not.
    """
    file = export_storage().open(export.file_name)
    if is_recorded:
        details = {"export": str(export.pk)}
        activity_record(
            account_id=export.account_id, kind="export_downloaded", by=by, details=details
        )
    return file


def account_export_files_delete(account_id: UUID) -> None:
    """Deletes every file of an account's exports, before its rows are deleted.

    What a worker is still preparing is ended first, so that it adds none afterwards.
    """
    unfinished = AccountExport.objects.filter(account=account_id, ready_at=None, failed_at=None)
    unfinished.update(failed_at=timezone.now())
    storage = export_storage()
    for name in _list_files(storage):
        if name.startswith(f"{account_id}-"):
            storage.delete(name)


def expired_exports_delete() -> int:
    """Deletes exports with their files after `EXPORT_KEPT_FOR`; returns how many.

    That counts from when they were ready or failed; for one whose job was lost, from the request.
    Files that no export names are deleted as well, a day after they were written.
    """
    limit, storage, count = timezone.now() - EXPORT_KEPT_FOR, export_storage(), 0
    old = AccountExport.objects.filter(
        Q(ready_at__lt=limit)
        | Q(failed_at__lt=limit)
        | Q(ready_at=None, failed_at=None, requested_at__lt=limit)
    )
    while batch := list(old[:BATCH]):
        for export in batch:
            if export.file_name:
                storage.delete(export.file_name)
        AccountExport.objects.filter(pk__in=[export.pk for export in batch]).delete()
        count += len(batch)
    orphans = _orphans_delete(storage)
    logger.info("expired exports: %s deleted; files without an export: %s", count, orphans)
    return count


def _orphans_delete(storage: Storage) -> int:
    limit, count = timezone.now() - ORPHAN_AGE, 0
    named = set(AccountExport.objects.exclude(file_name="").values_list("file_name", flat=True))
    for name in _list_files(storage):
        if name not in named and storage.get_modified_time(name) < limit:
            storage.delete(name)
            count += 1
    return count


def _list_files(storage: Storage) -> list[str]:
    try:
        _folders, files = storage.listdir("")
    except FileNotFoundError:  # nobody has asked for an export yet
        return []
    return files


def _open_exports(export_id: UUID) -> QuerySet[AccountExport]:
    """Returns the export, if it is being prepared and its account is not being deleted."""
    exports = AccountExport.objects.filter(pk=export_id, ready_at=None, failed_at=None)
    return exports.exclude(account__deletion_due_at__lte=timezone.now())
