import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Account
from kpis.domain.enums import KpiKey
from kpis.domain.targets import MONEY_TARGETS, Target
from kpis.models.entry import LIMIT, MONEY_PLACES, OUT_OF_RANGE
from localization.numbers import MAX_WHOLE_DIGITS


class KpiTarget(models.Model):
    """Stores the bound that an account sets for a KPI from a day on; null ends the one before."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    account = models.ForeignKey(
        Account,
        on_delete=models.CASCADE,
        related_name="kpi_targets",
        verbose_name=_("account"),
    )
    kpi = models.CharField(_("KPI"), max_length=40)
    value = models.DecimalField(
        _("target"),
        max_digits=MAX_WHOLE_DIGITS + MONEY_PLACES,
        decimal_places=MONEY_PLACES,
        null=True,
        blank=True,
    )
    currency = models.CharField(_("currency"), max_length=3, blank=True, default="")
    since = models.DateField(_("since"))
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
        verbose_name = _("KPI target")
        verbose_name_plural = _("KPI targets")
        ordering = ["since"]
        constraints = [
            models.UniqueConstraint(
                fields=["account", "kpi", "since"],
                name="kpi_target_once_a_day",
                violation_error_message=_("This KPI already has a target from this day on."),
            ),
            models.CheckConstraint(
                condition=Q(kpi__in=list(KpiKey)),
                name="kpi_target_kpi_is_known",
                violation_error_message=_("There is no KPI with this key."),
            ),
            models.CheckConstraint(
                condition=Q(value__gte=0, value__lt=LIMIT),
                name="kpi_target_value_range",
                violation_error_message=OUT_OF_RANGE,
            ),
            models.CheckConstraint(
                condition=Q(value=None, currency="")
                | Q(value__isnull=False, kpi__in=MONEY_TARGETS, currency__regex="^[A-Z]{3}$")
                | (Q(value__isnull=False, currency="") & ~Q(kpi__in=MONEY_TARGETS)),
                name="kpi_target_currency_for_money",
                violation_error_message=_("Only money amounts have a currency, such as EUR."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kpi} {self.since}"

    @property
    def target(self) -> Target:
        return Target(KpiKey(self.kpi), self.since, self.value, self.currency)
