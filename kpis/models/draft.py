import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.lookups import Exact
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Account
from kpis.domain.drafts import TypedFigure
from kpis.domain.periods import Period, PeriodType


class JSONType(Func):
    """Returns the type of a JSON value: object, array, string …"""

    function = "jsonb_typeof"
    output_field = models.TextField()


class KpiDraft(models.Model):
    """Stores the figures of a period as they were typed and not saved yet.

    `figures` has, by the name of the field, the text and the language it was typed in. Of a period
    that has an entry, it has only the fields that were changed. Nothing computes with a draft.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    account = models.ForeignKey(
        Account, on_delete=models.CASCADE, related_name="kpi_drafts", verbose_name=_("account")
    )
    period_type = models.CharField(_("length of the period"), max_length=10)
    period_start = models.DateField(_("first day of the period"))
    figures = models.JSONField(_("figures as typed"), default=dict)
    version = models.PositiveIntegerField(_("version"), default=1)
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("updated by"),
    )
    updated_at = models.DateTimeField(_("updated"), default=timezone.now)

    class Meta:
        verbose_name = _("KPI draft")
        verbose_name_plural = _("KPI drafts")
        constraints = [
            models.UniqueConstraint(
                fields=["account", "period_type", "period_start"],
                name="kpi_draft_once_per_period",
                nulls_distinct=False,
                violation_error_message=_("This period already has a draft."),
            ),
            models.CheckConstraint(
                condition=Q(period_type__in=list(PeriodType)),
                name="kpi_draft_period_type_is_known",
                violation_error_message=_("Choose a month, a quarter or a year."),
            ),
            models.CheckConstraint(
                condition=Q(period_start__day=1),
                name="kpi_draft_starts_with_a_month",
                violation_error_message=_("A period starts on the first day of a month."),
            ),
            models.CheckConstraint(
                condition=Exact(JSONType(F("figures")), Value("object")),
                name="kpi_draft_figures_are_an_object",
                violation_error_message=_(
                    "The figures of a draft are listed by the names of their fields."
                ),
            ),
        ]
        indexes = [models.Index(fields=["updated_at"], name="kpi_draft_updated_at")]

    def __str__(self) -> str:
        return f"{self.period_type} {self.period_start}"

    @property
    def period(self) -> Period:
        return Period(PeriodType(self.period_type), self.period_start)

    @property
    def typed(self) -> dict[str, TypedFigure]:
        """Returns the figures as they were typed, by the name of the field."""
        return {name: TypedFigure(*figure) for name, figure in self.figures.items()}
