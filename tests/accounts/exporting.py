"""Prepares exports in tests, as a worker does, and reads them."""

import io
import zipfile
from datetime import datetime
from uuid import uuid4
from zipfile import ZipFile

import pypdf
from django.core.files.base import ContentFile
from django.utils import timezone

from accounts.exports.archive import write_archive
from accounts.models import Account, AccountExport, User
from accounts.services.exports import (
    account_export_prepare,
    account_export_request,
    export_storage,
)

EXPORTED = "geheimer-inhalt"
"""What the file of `make_export` holds."""
PAGE = "https://testserver/en/account/export/"


def request_export(account: Account, by: User, language: str = "en") -> AccountExport:
    return account_export_request(account=account, by=by, language=language, page_url=PAGE)


def make_export(account: Account, ready_at: datetime | None = None) -> AccountExport:
    """Creates an export that is ready, with a file of one word, without writing all of it."""
    name = export_storage().save(f"{account.pk}-{uuid4()}.zip", ContentFile(EXPORTED.encode()))
    return AccountExport.objects.create(
        account=account,
        requested_by=account.users.first(),
        language="en",
        file_name=name,
        size=len(EXPORTED),
        parts_done=1,
        parts_total=1,
        ready_at=ready_at or timezone.now(),
    )


def prepare(export: AccountExport) -> AccountExport:
    """Does what the job does."""
    account_export_prepare(export_id=export.pk, write=write_archive)
    export.refresh_from_db()
    return export


def export_of(account: Account, language: str = "en") -> AccountExport:
    """Prepares an export that an owner of the account asks for."""
    owner = account.memberships.filter(role="owner").earliest("pk").user
    return prepare(request_export(account, owner, language))


def read_export(export: AccountExport) -> dict[str, bytes]:
    """Returns the files of the ZIP by their paths, each checked against its sum."""
    with export_storage().open(export.file_name) as file, ZipFile(io.BytesIO(file.read())) as book:
        assert book.testzip() is None
        assert len(set(book.namelist())) == len(book.namelist())
        return {name: book.read(name) for name in book.namelist()}


def text_of(path: str, content: bytes) -> str:
    """Returns all that a file says: of PDF its text, of XLSX its parts, of others their bytes."""
    if path.endswith(".pdf"):
        reader = pypdf.PdfReader(io.BytesIO(content))
        pages = "".join(page.extract_text() for page in reader.pages)
        return f"{pages} {reader.metadata}"
    if path.endswith(".xlsx"):
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            return "".join(book.read(name).decode() for name in book.namelist())
    return content.decode(errors="replace")
