"""Writes the ZIP file of an export, one file after the other, in bounded memory."""

from collections.abc import Callable
from typing import IO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.utils import timezone, translation

from accounts.exports.data_files import data_files, table_files
from accounts.exports.logo_file import logo_files
from accounts.exports.readme import README, render_readme
from accounts.models import AccountExport
from accounts.registry import ExportFiles, ExportSubject, list_export_files
from content.models import ContentRevision
from localization.regions import zone

Progress = Callable[[int, int], None]
"""Takes how many files are written, and how many there are."""
PRIVATE = 0o600 << 16
"""Who may read an unpacked file, where ZIP programs look for it."""


def write_archive(file: IO[bytes], export: AccountExport, progress: Progress) -> None:
    """Writes everything that the account of an export has, in the export's language.

    Days and times are those of the account's time zone.
    """
    account = export.account
    revision = ContentRevision.objects.values_list("value", flat=True).first()
    subject = ExportSubject(account, export.language, revision)
    with translation.override(export.language), timezone.override(zone(account.time_zone)):
        kinds = list_all_files(subject)
        total = 1 + sum(kind.count for kind in kinds)
        progress(0, total)
        with ZipFile(file, "w", ZIP_DEFLATED) as archive:
            with _open(archive, README) as part:
                part.write(render_readme(subject, kinds).encode())
            done = 1
            for kind in kinds:
                for path, write in kind.files:
                    progress(done, total)
                    with _open(archive, path) as part:
                        write(part)
                    done += 1


def list_all_files(subject: ExportSubject) -> list[ExportFiles]:
    """Lists what an export contains beside its README."""
    return [
        *list_export_files(subject),
        *table_files(subject),
        *logo_files(subject),
        *data_files(subject),
    ]


def _open(archive: ZipFile, path: str) -> IO[bytes]:
    """Opens a file of the archive for writing, dated now; its size is not known before."""
    info = ZipInfo(path, timezone.localtime().timetuple()[:6])
    info.compress_type = ZIP_DEFLATED
    info.external_attr = PRIVATE
    return archive.open(info, "w", force_zip64=True)
