"""Creates an account with a row in every registered model, its texts marked with a word."""

import io
import uuid
from datetime import date, timedelta

from django.utils import timezone
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from accounts.domain.pictures import Picture
from accounts.models import Account, AccountExport, Activity, ActorType, Invitation, Role, User
from accounts.services.logo import logo_set
from assessments.models import Assessment, AssessmentClaim, Questionnaire
from assessments.services.assessment import assessment_complete, assessment_save
from assessments.services.sharing import share_link_create
from assessments.services.withdrawal import assessment_withdraw
from kpis.models import EntryImport, KpiDraft, KpiNote, KpiTarget
from tests.factories import (
    WORKED_EXAMPLE,
    add_member,
    make_account,
    make_assessment,
    make_user,
    statements,
)
from tests.factories.kpis import MONTH_EXAMPLE, YEAR_EXAMPLE, make_entry
from web.link_tokens import token_hash

FORMULA = "=1+1 "
"""Begins the texts, so that a file that lets one become a formula is found."""


def make_full_account(questionnaire: Questionnaire, word: str) -> Account:
    """Creates the account; `word` stands in each of its texts, of its people and its files."""
    owner = make_user(f"owner@{word}.example", name=f"Owner {word}")
    account = make_account(owner, name=f"{FORMULA}{word}")
    account.time_zone, account.accent = "Pacific/Auckland", "#0b5a73"
    account.save()
    member = add_member(
        account, Role.EDITOR, make_user(f"member@{word}.example", name=f"Member {word}")
    )
    logo_set(account=account, picture=Picture(make_png(word), "image/png"))
    _rows_of_accounts(account, owner, word)
    _assessments(questionnaire, account, member, word)
    _kpis(account, member, word)
    return account


def make_png(word: str) -> bytes:
    """Returns a picture that holds a word behind its content."""
    text, file = PngInfo(), io.BytesIO()
    text.add_text("Comment", word)
    Image.new("RGB", (4, 2), "red").save(file, "PNG", pnginfo=text)
    return file.getvalue()


def _rows_of_accounts(account: Account, owner: User, word: str) -> None:
    Invitation.objects.create(
        account=account,
        email=f"invited@{word}.example",
        role=Role.VIEWER,
        language="de",
        token_hash=token_hash(word),
        invited_by=owner,
        expires_at=timezone.now() + timedelta(days=1),
    )
    AccountExport.objects.create(
        account=account,
        requested_by=owner,
        language="en",
        page_url=f"https://{word}.example/en/account/export/",
        file_name=f"{word}.zip",
        ready_at=timezone.now(),
    )
    Activity.objects.create(
        account=account,
        kind="invitation_sent",
        actor_type=ActorType.MEMBER,
        actor=owner,
        subject_email=f"invited@{word}.example",
        details={"role": word},
        address="192.0.2.7",
    )


def _assessments(
    questionnaire: Questionnaire, account: Account, member: User, word: str
) -> list[Assessment]:
    note = {statements(questionnaire)[0].id: f"{FORMULA}{word} note"}
    made = []
    for _number in range(3):
        made.append(make_assessment(questionnaire, WORKED_EXAMPLE, account=account, user=member))
        assessment_save(assessment=made[-1], values={}, notes=note)
    draft, withdrawn, done = made
    for assessment in (withdrawn, done):
        assessment_complete(assessment_id=assessment.pk, language="en")
        assessment.refresh_from_db()
    assessment_withdraw(assessment_id=withdrawn.pk, user=member, reason=f"{FORMULA}{word} reason")
    Assessment.objects.filter(pk=draft.pk).update(earlier=done)
    share_link_create(link_id=uuid.uuid4(), assessment=done, user=member, days=7)
    AssessmentClaim.objects.create(guest_key=uuid.uuid4(), user=member, account=account)
    return made


def _kpis(account: Account, member: User, word: str) -> None:
    make_entry(account, date(2025, 1, 1), "year", user=member, **YEAR_EXAMPLE)
    entry = make_entry(account, date(2026, 4, 1), "month", user=member, **MONTH_EXAMPLE)
    KpiNote.objects.create(
        entry=entry, kpi="csat", text=f"{FORMULA}{word} cause", updated_by=member
    )
    KpiTarget.objects.create(
        account=account, kpi="csat", value=95, since=date(2026, 1, 1), updated_by=member
    )
    deleted = make_entry(account, date(2026, 3, 1), "month", user=member, leads=3)
    deleted.deleted_at, deleted.deleted_by = timezone.now(), member
    deleted.deleted_draft = {"leads": [f"{word} 4", "en"]}
    deleted.save()
    KpiDraft.objects.create(
        account=account,
        period_type="month",
        period_start=date(2026, 5, 1),
        figures={"leads": [f"{word} 12", "en"]},
        updated_by=member,
    )
    EntryImport.objects.create(account=account, created_by=member, rows=[{"company": word}])
