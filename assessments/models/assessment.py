import uuid
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Account
from assessments.models.guards import completed_guard, response_guard
from assessments.models.questionnaire import Questionnaire, Statement
from localization.regions import zone

NOTE_LENGTH = 2000
REASON_LENGTH = 500


class Assessment(models.Model):
    """Represents one run through a questionnaire by one account.

    Before sign-up it belongs to the browser session that began it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    questionnaire = models.ForeignKey(
        Questionnaire,
        on_delete=models.PROTECT,
        related_name="assessments",
        verbose_name=_("questionnaire"),
    )
    account = models.ForeignKey(
        Account,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="assessments",
        verbose_name=_("account"),
    )
    guest_key = models.UUIDField(_("guest key"), null=True, blank=True, editable=False)
    time_zone = models.CharField(
        _("time zone"), max_length=64, blank=True, default="", db_default="", editable=False
    )  # of the browser that began it, UTC where that is not known; empty for an account's
    start_key = models.UUIDField(
        _("start key"), unique=True, default=uuid.uuid4, editable=False
    )  # made with the start button's form: one form begins one assessment
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("started by"),
    )
    started_at = models.DateTimeField(_("started"), default=timezone.now)
    language = models.CharField(
        _("language"), max_length=10, blank=True, default="", editable=False
    )  # that it was started in; empty for those from before it was stored
    completed_at = models.DateTimeField(_("completed"), null=True, blank=True)
    assessed_on = models.DateField(
        _("assessed on"),
        null=True,
        blank=True,
        help_text=_("For paper assessments: the date they were completed."),
    )
    # When the answers were given, for order and trends; null in progress. See docs/decisions/0201.
    assessed_at = models.GeneratedField(
        verbose_name=_("time of the answers"),
        expression=models.Case(
            models.When(
                completed_at__isnull=False,
                then=Coalesce(
                    models.Func(
                        F("assessed_on"),
                        template="((%(expressions)s)::timestamp AT TIME ZONE 'UTC')",
                        output_field=models.DateTimeField(),
                    ),
                    F("completed_at"),
                ),
            )
        ),
        output_field=models.DateTimeField(null=True),
        db_persist=True,
    )
    earlier = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("earlier assessment"),
    )  # whose answers stand beside the statements
    filled_in = models.BooleanField(
        _("started from earlier answers"), default=False, editable=False
    )
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("withdrawn by"),
    )
    withdrawn_reason = models.CharField(
        _("reason for withdrawing"), max_length=REASON_LENGTH, blank=True
    )

    class Meta:
        verbose_name = _("assessment")
        verbose_name_plural = _("assessments")
        constraints = [
            models.CheckConstraint(
                condition=Q(account__isnull=False, guest_key__isnull=True)
                | Q(account__isnull=True, guest_key__isnull=False),
                name="assessment_has_one_owner",
                violation_error_message=_(
                    "An assessment belongs either to an account or to a guest, never to both."
                ),
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_reason="")
                | (
                    Q(withdrawn_at__isnull=False, completed_at__isnull=False)
                    & ~Q(withdrawn_reason="")
                ),
                name="assessment_withdrawn_for_a_reason",
                violation_error_message=_("Give a reason for withdrawing the assessment."),
            ),
        ]
        indexes = [
            models.Index(fields=["account", "-started_at"], name="assessment_by_account"),
            models.Index(
                F("account"),
                F("assessed_at").desc(),
                F("started_at").desc(),
                name="assessment_by_account_and_day",
            ),
            models.Index(
                fields=["guest_key"], condition=Q(account=None), name="assessment_by_guest"
            ),
            models.Index(
                fields=["started_at"], condition=Q(account=None), name="assessment_unclaimed"
            ),
        ]
        triggers = [completed_guard()]

    def __str__(self) -> str:
        return str(self.id)

    @property
    def is_completed(self) -> bool:
        return self.completed_at is not None

    @property
    def is_withdrawn(self) -> bool:
        return self.withdrawn_at is not None

    @property
    def is_on_paper(self) -> bool:
        return self.assessed_on is not None

    @property
    def guest_zone(self) -> ZoneInfo | None:
        """Returns the zone of a guest's dates; None for an account's, whose zone is active."""
        return zone(self.time_zone) if self.is_unclaimed else None

    @property
    def day(self) -> date:
        """Returns the day on the paper, of completing, or (in progress) of starting."""
        return self.assessed_on or self._day_in(self.guest_zone)

    @property
    def day_before_claim(self) -> date | None:
        """Returns the day that a guest saw, where the account's zone has made it another one."""
        if not self.time_zone or self.is_unclaimed:
            return None
        day = self._day_in(zone(self.time_zone))
        return day if day != self.day else None

    def _day_in(self, tz: ZoneInfo | None) -> date:
        return timezone.localtime(self.completed_at or self.started_at, tz).date()

    @property
    def is_unclaimed(self) -> bool:
        return self.account_id is None

    @property
    def deleted_on(self) -> datetime:
        """Returns the moment at which it is deleted, unless it is claimed."""
        return self.started_at + timedelta(days=settings.UNCLAIMED_DAYS)


class Response(models.Model):
    """Represents the stored rating of one statement in one assessment, with a note.

    A note may come before its rating. A trigger refuses responses to a completed assessment and to
    statements of another questionnaire.
    """

    assessment = models.ForeignKey(
        Assessment,
        on_delete=models.CASCADE,
        related_name="responses",
        verbose_name=_("assessment"),
    )
    statement = models.ForeignKey(
        Statement,
        on_delete=models.PROTECT,
        related_name="responses",
        verbose_name=_("statement"),
    )
    value = models.PositiveSmallIntegerField(_("value"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=NOTE_LENGTH, blank=True, default="")
    updated_at = models.DateTimeField(_("updated"), default=timezone.now)

    class Meta:
        verbose_name = _("response")
        verbose_name_plural = _("responses")
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "statement"],
                name="response_once_per_statement",
                violation_error_message=_("This statement already has an answer."),
            ),
            models.CheckConstraint(
                condition=Q(value__gte=1, value__lte=5),
                name="response_value_on_the_scale",
                violation_error_message=_("An answer is a whole number from 1 to 5."),
            ),
        ]
        triggers = [response_guard()]

    def __str__(self) -> str:
        return f"{self.statement_id}: {self.value}"
