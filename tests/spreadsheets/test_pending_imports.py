"""Tests that an import is written once, completely or not at all, and is kept for a day."""

from datetime import timedelta

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from accounts.models import Account
from kpis.models import EntryImport
from spreadsheets.pending_imports import (
    PendingImport,
    pending_import_apply,
    pending_import_create,
    plan_upload,
)
from spreadsheets.readers import UnreadableFile
from tests.factories import make_account
from translations.models import TranslationImport

pytestmark = pytest.mark.django_db


@pytest.fixture
def account() -> Account:
    return make_account()


def create(account: Account, model: type[PendingImport] = EntryImport, **fields) -> PendingImport:
    if model is EntryImport:
        fields["account"] = account
    user = account.users.get()
    return pending_import_create(model, created_by=user, rows=[{"number": 1}], **fields)


def test_an_import_is_written_once(account):
    pending, written = create(account), []

    def write(locked: EntryImport) -> int:
        written.append(locked.rows)
        return 1

    def apply() -> int:
        return pending_import_apply(EntryImport, import_id=pending.pk, write=write)

    assert [apply(), apply()] == [1, 0]
    assert written == [[{"number": 1}]]
    pending.refresh_from_db()
    assert pending.applied_at is not None


def test_all_is_written_or_nothing(account):
    pending = create(account)

    def write(locked: EntryImport) -> int:
        Account.objects.update(name="Changed")
        raise LookupError

    with pytest.raises(LookupError):
        pending_import_apply(EntryImport, import_id=pending.pk, write=write)
    pending.refresh_from_db()
    assert pending.applied_at is None
    assert Account.objects.get(pk=account.pk).name == "Acme IT"


@pytest.mark.parametrize("model", [EntryImport, TranslationImport])
def test_an_import_is_kept_for_a_day(account, model):
    now = timezone.now()
    kept = create(account, model, created_at=now - timedelta(hours=23))
    old = create(account, model, created_at=now - timedelta(hours=25))
    new = create(account, model)
    assert set(model.objects.values_list("pk", flat=True)) == {kept.pk, new.pk}
    assert old.pk not in {kept.pk, new.pk}


def test_each_app_clears_its_own_imports(account):
    create(account, TranslationImport, created_at=timezone.now() - timedelta(days=2))
    create(account)
    assert TranslationImport.objects.count() == 1


class UploadForm(forms.Form):
    file = forms.FileField()


def upload(content: bytes = b"x") -> UploadForm:
    return UploadForm({}, {"file": SimpleUploadedFile("a.csv", content)})


def test_an_upload_is_planned_by_its_name_and_content():
    assert plan_upload(upload(), lambda name, content: (name, content)) == ("a.csv", b"x")


def test_what_cannot_be_read_is_an_error_of_the_field():
    def refuse(name: str, content: bytes) -> None:
        raise UnreadableFile("Not a sheet.")

    form = upload()
    assert plan_upload(form, refuse) is None
    assert form.errors["file"] == ["Not a sheet."]


@pytest.mark.parametrize("form", [UploadForm(), UploadForm({}), upload(b"")])
def test_a_form_without_a_valid_file_is_not_read(form):
    assert plan_upload(form, lambda name, content: pytest.fail("read")) is None
