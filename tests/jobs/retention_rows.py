"""Makes a row for each retention rule, of any age, and rows beside them that have to stay."""

import uuid
from collections.abc import Callable
from datetime import datetime, timedelta

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.mail import EmailMessage
from django.db.models import Model
from procrastinate.contrib.django.models import ProcrastinateEvent

from accounts.models import Account, AccountExport, Activity, ActorType, Invitation, Role, User
from assessments.models import Assessment, AssessmentClaim, Questionnaire, Response
from jobs.models import Job, OutgoingEmail, RetentionRun
from jobs.services import email_enqueue
from kpis.models import EntryImport, KpiDraft, KpiEntry
from tests.factories import add_member, make_account, make_assessment, make_completed, make_user
from tests.factories.kpis import make_entry
from translations.models import TranslationImport
from web.models import CacheEntry, KeptSubmission

A_YEAR = timedelta(days=365)


class Rows:
    """Makes rows; each maker takes the moment from which the rule counts, and returns the row."""

    def __init__(self, content: Questionnaire) -> None:
        self.content = content
        self.owner: User = make_user()
        self.account: Account = make_account(self.owner)

    def makers(self) -> dict[str, Callable[[datetime], Model]]:
        """Returns the makers by the key of the rule; a new rule needs one here."""
        return {
            "empty_guest_assessments": lambda since: self._guest([], since),
            "guest_assessments": lambda since: self._guest([3], since),
            "assessment_claims": self._claim,
            "invitations": self._invitation,
            "sessions": self._session,
            "devices": self._device,
            "exports": self._export,
            "activities": self._activity,
            "activity_addresses": self._activity,
            "kpi_drafts": self._draft,
            "kpi_imports": lambda since: self._import(EntryImport, since, account=self.account),
            "deleted_kpi_periods": self._deleted_period,
            "translation_imports": lambda since: self._import(TranslationImport, since),
            "unsaved_submissions": self._submission,
            "rate_limits": self._cache_row,
            "undelivered_emails": self._email,
            "failed_jobs": self._job,
            "retention_runs": lambda since: RetentionRun.objects.create(
                rule="invitations", finished_at=since, count=1
            ),
        }

    def staying(self, now: datetime) -> list[Model]:
        """Makes old rows beside those that are deleted, which nothing may delete."""
        note = self._guest([], now + timedelta(days=15))
        statement = self.content.sections.first().statements.first()
        Response.objects.create(assessment=note, statement=statement, note="A note")
        done = make_completed(self.content)
        Assessment.objects.filter(pk=done.pk).update(started_at=now + timedelta(days=12))
        empty = make_assessment(self.content, [], account=self.account)
        claimed = make_completed(self.content, account=self.account)
        Assessment.objects.filter(pk__in=[empty.pk, claimed.pk]).update(started_at=now - A_YEAR)
        accepted = self._invitation(now, accepted_by=add_member(self.account, Role.EDITOR))
        Invitation.objects.filter(pk=accepted.pk).update(expires_at=now + timedelta(days=11))
        current = self._device(now + timedelta(days=50))
        waiting = self._job(now - A_YEAR, status="todo")
        mail = OutgoingEmail.objects.create(
            created_at=now + timedelta(days=11), recipients=["a@b.example"]
        )
        return [
            note, done, empty, claimed, accepted, current, waiting, mail,
            Session.objects.get(session_key=current.session_key),
            make_entry(self.account), self.account, self.owner,
        ]  # fmt: skip

    def _guest(self, values: list[int], since: datetime) -> Assessment:
        assessment = make_assessment(self.content, values)
        Assessment.objects.filter(pk=assessment.pk).update(started_at=since)
        return assessment

    def _claim(self, since: datetime) -> AssessmentClaim:
        return AssessmentClaim.objects.create(
            guest_key=uuid.uuid4(), user=self.owner, account=self.account, created_at=since
        )

    def _invitation(self, since: datetime, **fields) -> Invitation:
        return Invitation.objects.create(
            account=self.account,
            email=f"{uuid.uuid4().hex}@example.com",
            role=Role.EDITOR,
            language="en",
            token_hash=uuid.uuid4().hex * 2,
            sent_at=since - timedelta(days=14),
            expires_at=since,
            **fields,
        )

    def _session(self, since: datetime) -> Session:
        return Session.objects.create(
            session_key=uuid.uuid4().hex, session_data="", expire_date=since
        )

    def _device(self, since: datetime) -> UserSession:
        session = self._session(since)
        return UserSession.objects.create(
            user=self.owner, ip="192.0.2.1", session_key=session.session_key, user_agent="Firefox"
        )

    def _export(self, since: datetime) -> AccountExport:
        return AccountExport.objects.create(
            account=self.account, language="en", file_name="export.zip", ready_at=since
        )

    def _activity(self, since: datetime) -> Activity:
        return Activity.objects.create(
            account=self.account,
            happened_at=since,
            kind="member_left",
            actor_type=ActorType.MEMBER,
            address="192.0.2.7",
        )

    def _deleted_period(self, since: datetime) -> KpiEntry:
        entry = make_entry(make_account(make_user()))
        KpiEntry.with_deleted.filter(pk=entry.pk).update(deleted_at=since)
        return entry

    def _draft(self, since: datetime) -> KpiDraft:
        month = KpiDraft.objects.count()
        return KpiDraft.objects.create(
            account=self.account,
            period_type="month",
            period_start=datetime(2000 + month, 1, 1).date(),
            figures={"leads": ["5", "en"]},
            updated_at=since,
        )

    def _import(self, model: type[Model], since: datetime, **fields) -> Model:
        return model.objects.create(created_by=self.owner, created_at=since, rows=[], **fields)

    def _submission(self, since: datetime) -> KeptSubmission:
        return KeptSubmission.objects.create(
            browser=uuid.uuid4().hex, form_key="x", address="/en/", fields="{}", created_at=since
        )

    def _cache_row(self, since: datetime) -> CacheEntry:
        return CacheEntry.objects.create(cache_key=uuid.uuid4().hex, value="", expires=since)

    def _email(self, since: datetime) -> OutgoingEmail:
        return OutgoingEmail.objects.create(recipients=["a@b.example"], created_at=since)

    def _job(self, since: datetime, status: str = "failed") -> Job:
        """Makes a job by its function, then sets what only the queue writes."""
        email = email_enqueue(
            message=EmailMessage("Subject", "Text", "a@b.example", ["c@d.example"])
        )
        job = Job.objects.latest("pk")
        email.delete()
        waits_until = since + 10 * A_YEAR
        Job.objects.filter(pk=job.pk).update(status=status, scheduled_at=waits_until)
        ProcrastinateEvent.objects.filter(job=job.pk).update(at=since)
        return job
