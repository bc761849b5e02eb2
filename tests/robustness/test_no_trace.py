"""Tests that a deletion leaves nothing: neither in any table nor in the queue nor on disk.

Every text column of the account and of its people has a mark of its own. The columns are found by
walking the models, so a new one is searched for too.
"""

import json
import uuid
from datetime import date, timedelta
from pathlib import Path

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.core.mail import EmailMultiAlternatives
from django.db import connection, models
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from accounts.domain.pictures import Picture
from accounts.models import Account, AccountExport, Activity, Invitation, Role, User
from accounts.registry import list_account_data
from accounts.services.account_erasure import account_erase
from accounts.services.logo import logo_set
from accounts.services.user_deletion import user_delete
from assessments.models import AssessmentClaim
from assessments.services.assessment import assessment_save
from assessments.services.sharing import share_link_create
from assessments.services.withdrawal import assessment_withdraw
from jobs.backends import AccountEmail
from jobs.models import OutgoingEmail
from jobs.services import email_enqueue
from kpis.models import EntryImport, KpiDraft, KpiNote, KpiTarget
from tests.accounts.deleting import make_due, request_deletion, undo_deletion
from tests.factories import (
    add_member,
    client_of,
    make_account,
    make_assessment,
    make_completed,
    make_user,
    statements,
)
from tests.factories.kpis import make_entry
from tests.jobs.queue import run_jobs
from web.link_tokens import token_hash
from web.models import KeptSubmission

pytestmark = pytest.mark.django_db(transaction=True)
MARK = "zzcanary"
# Of these Django or a package keeps no rows here, or the rows are of the product and not of people.
OF_PERSON = [
    User,
    EmailAddress,
    Authenticator,
    SocialAccount,
    UserSession,
    Session,
    LogEntry,
    KeptSubmission,
    OutgoingEmail,
]
QUEUE = "jobs.backends.QueueBackend"


class Tenant:
    """Represents an account with a row of every model, and texts that bear the mark."""

    def __init__(self, content):
        self.owner = make_user(f"{MARK}-owner@example.com", name=f"{MARK} Owner")
        self.account = make_account(self.owner, name=f"{MARK} Ltd")
        self.editor = add_member(self.account, Role.EDITOR, make_user(f"{MARK}-editor@example.com"))
        self._assess(content)
        self._enter()
        self._belong()
        self._sign_in()
        self._wait()

    def _assess(self, content) -> None:
        draft = make_assessment(content, [3], account=self.account, user=self.editor)
        note = {statements(content)[0].pk: f"{MARK} note"}
        assessment_save(assessment=draft, values={}, notes=note)
        done = make_completed(content, account=self.account, user=self.owner)
        share_link_create(link_id=uuid.uuid4(), assessment=done, user=self.editor, days=7)
        assessment_withdraw(assessment_id=done.pk, user=self.editor, reason=f"{MARK} reason")
        AssessmentClaim.objects.create(
            guest_key=uuid.uuid4(), user=self.editor, account=self.account
        )

    def _enter(self) -> None:
        entry = make_entry(self.account, user=self.editor)
        KpiNote.objects.create(entry=entry, kpi="csat", text=f"{MARK} note", updated_by=self.editor)
        KpiTarget.objects.create(
            account=self.account, kpi="csat", value=90, since="2026-01-01", updated_by=self.editor
        )
        deleted = make_entry(self.account, date(2026, 4, 1), user=self.editor)
        deleted.deleted_at, deleted.deleted_by = timezone.now(), self.editor
        deleted.deleted_draft = {"leads": [f"{MARK} 9", "en"]}
        deleted.save()
        KpiDraft.objects.create(
            account=self.account, period_type="month", period_start="2026-01-01",
            figures={"leads": [f"{MARK} 7", "en"]}, updated_by=self.editor,
        )  # fmt: skip
        EntryImport.objects.create(
            account=self.account, created_by=self.editor, rows=[{"note": f"{MARK} row"}]
        )
        logo_set(account=self.account, picture=Picture(f"{MARK} logo".encode(), "image/png"))

    def _belong(self) -> None:
        Invitation.objects.create(
            account=self.account, email=f"{MARK}-new@example.com", role="viewer", language="en",
            token_hash=token_hash(MARK), invited_by=self.editor,
            expires_at=timezone.now() + timedelta(days=14),
        )  # fmt: skip
        AccountExport.objects.create(
            account=self.account, requested_by=self.editor, language="en",
            file_name=f"{MARK}.zip", ready_at=timezone.now(), page_url=f"https://{MARK}.example/",
        )  # fmt: skip
        Activity.objects.create(
            account=self.account, kind="signed_in", actor_type="member", actor=self.editor,
            subject=self.owner, subject_email=f"{MARK}-new@example.com", details={"x": MARK},
        )  # fmt: skip

    def _sign_in(self) -> None:
        for user in (self.owner, self.editor):
            EmailAddress.objects.create(user=user, email=f"pending-{user.email}")
            Authenticator.objects.create(
                user=user, type="webauthn", data={"name": f"{MARK} passkey"}
            )
            SocialAccount.objects.create(
                user=user, provider="x", uid=f"{MARK}{user.pk}", extra_data={"name": MARK}
            )
            client = client_of(user)
            client.get("/en/accounts/sessions/", headers={"user-agent": f"{MARK} browser"})
            client.get("/en/account/")
            for row in (user, self.account, EmailAddress.objects.filter(user=user).first()):
                LogEntry.objects.create(
                    user=make_user(is_staff=True), action_flag=2, object_id=str(row.pk),
                    content_type=ContentType.objects.get_for_model(row), object_repr=str(row),
                    change_message=json.dumps([{"changed": {"object": str(row)}}]),
                )  # fmt: skip
            session = client.session
            session["account_verified_email"] = user.email
            session.save()
            client.post("/en/accounts/login/", {"login": user.email, "password": "wrong"})

    def _wait(self) -> None:
        for user in (self.owner, self.editor):
            KeptSubmission.objects.create(
                browser=str(user.pk), form_key="x", address=f"/{MARK}/", page=f"/{MARK}/",
                user_key=str(user.pk), fields=json.dumps({"name": [MARK]}),
            )  # fmt: skip
            text = f"{MARK} text about {user.email}"
            email_enqueue(message=EmailMultiAlternatives(MARK, text, "x@example.com", [user.email]))
            email_enqueue(
                message=EmailMultiAlternatives("About", text, "x@example.com", ["o@example.com"])
            )
        about = AccountEmail(MARK, f"{MARK} text", "x@example.com", [f"{MARK}-new@example.com"])
        about.account_id = self.account.pk
        email_enqueue(message=about)


def dump() -> dict[str, bytes]:
    """Returns every table of the database, as COPY writes it, the queue's too."""
    with connection.cursor() as cursor:
        found = {}
        for table in connection.introspection.table_names(cursor):
            with cursor.copy(f'COPY "{table}" TO STDOUT') as copy:
                found[table] = b"".join(copy)
        return found


def tables_with_mark() -> set[str]:
    """Returns the tables that hold the mark as text, as bytes, or inside of a session."""
    mark, as_hex = MARK.encode(), MARK.encode().hex().encode()
    found = {table for table, rows in dump().items() if mark in rows or as_hex in rows}
    if any(MARK in str(session.get_decoded()) for session in Session.objects.all()):
        found.add("django_session")
    return found


def texts_of(model: type[models.Model]) -> list[str]:
    """Lists the columns of a model that people, or their browsers, fill with text of their own."""
    kinds = (models.CharField, models.TextField, models.JSONField, models.BinaryField)
    return [
        field.name
        for field in model._meta.concrete_fields
        if isinstance(field, kinds) and not field.choices and not field.generated
    ]


# Columns that hold no text of people: keys, codes and what the product itself writes.
WITHOUT_MARK = {
    "Account": {"country", "currency", "time_zone", "accent"},
    "AccountExport": set(),
    "Activity": {"kind"},
    "Assessment": {"time_zone", "language"},
    "Invitation": {"token_hash"},
    "KpiDraft": {"period_type"},
    "KpiEntry": {"period_type", "currency", "cltv_method"},
    "KpiNote": {"kpi"},
    "KpiTarget": {"kpi", "currency"},
    "Logo": {"content_type", "digest"},
    "Result": {"language", "stage", "next_stage", "rises"},
    "SectionResult": {"key", "stage"},
    "ShareLink": {"token_hash"},
}


@pytest.fixture
def tenant(content) -> Tenant:
    return Tenant(content)


def test_every_text_of_an_account_bears_the_mark(tenant):
    """Fails for a new column, or a new model of account data, that the test below would not see."""
    unmarked = {}
    for data in list_account_data():
        rows = list(data.rows_of(tenant.account.pk))
        assert rows, f"no row of {data.model.__name__}"
        for column in texts_of(data.model):
            values = [getattr(row, column) for row in rows]
            has_mark = any(
                MARK in str(bytes(v) if isinstance(v, memoryview) else v) for v in values
            )
            if not has_mark and column not in WITHOUT_MARK.get(data.model.__name__, set()):
                unmarked.setdefault(data.model.__name__, []).append(column)
    assert unmarked == {}


def test_every_model_of_an_account_is_deleted_with_it():
    """Fails for a new model with a key of an account that is not registered."""
    known = {data.model for data in list_account_data()}
    of_accounts = {
        model
        for model in apps.get_models()
        if not model._meta.proxy
        and any(field.related_model is Account for field in model._meta.concrete_fields)
    }
    assert of_accounts - known == set()


def test_nothing_is_left_of_an_account_and_its_people(tenant, tmp_path, settings):
    settings.EMAIL_BACKEND = QUEUE
    settings.MEDIA_ROOT = tmp_path
    assert {"accounts_account", "django_session", "jobs_outgoingemail"} <= tables_with_mark()
    request_deletion(tenant.account, tenant.owner)
    make_due(tenant.account)
    assert account_erase(account_id=tenant.account.pk)
    for user in (tenant.owner, tenant.editor):
        user_delete(user=user)
    run_jobs()
    assert tables_with_mark() == set()
    assert not Account.objects.exists()
    assert not [path for path in Path(tmp_path).rglob("*") if path.is_file()]
    assert not ProcrastinateJob.objects.filter(status__in=["doing", "failed"]).exists()


CHANGED_BY_REQUESTS = {
    "accounts_activity", "jobs_outgoingemail", "django_session", "usersessions_usersession",
    "web_cache", "procrastinate_jobs", "procrastinate_events", "procrastinate_workers",
}  # fmt: skip


def test_undo_brings_every_row_back_byte_for_byte(tenant, settings):
    settings.EMAIL_BACKEND = QUEUE
    before = dump()
    request_deletion(tenant.account, tenant.owner)
    assert dump()["accounts_account"] != before["accounts_account"]
    undo_deletion(tenant.account, tenant.owner)
    after = dump()
    # A row that was changed and changed back is written at another place of its table.
    changed = {
        table
        for table in before.keys() - CHANGED_BY_REQUESTS
        if sorted(before[table].splitlines()) != sorted(after[table].splitlines())
    }
    assert changed == set()
    assert set(before["accounts_activity"].splitlines()) <= set(
        after["accounts_activity"].splitlines()
    )
