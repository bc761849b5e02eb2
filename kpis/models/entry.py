import uuid
from datetime import timedelta
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Account
from kpis.domain.entry import PARTS_OF_WHOLES, Entry, PartsOfWhole
from kpis.domain.enums import CltvMethod
from kpis.domain.inputs import INPUT_NAMES, INPUTS, EntryInputs
from kpis.domain.periods import Period, PeriodType
from localization.numbers import MAX_WHOLE_DIGITS
from spreadsheets.pending_imports import PendingImport

LIMIT = 10**MAX_WHOLE_DIGITS
"""Every figure stays below; that refuses PostgreSQL's NaN too, which counts as the largest."""
DELETED_KEPT_FOR = timedelta(days=30)
"""How long a deleted entry can be restored."""
MONEY_PLACES = 4
"""The most minor digits that a currency has."""
OUT_OF_RANGE = _("A figure must be zero or more, and no larger than the form allows.")
PART_ABOVE_WHOLE = _("A part cannot be larger than its whole.")


def _count() -> models.BigIntegerField:
    return models.BigIntegerField(null=True, blank=True)


def _money() -> models.DecimalField:
    digits = MAX_WHOLE_DIGITS + MONEY_PLACES
    return models.DecimalField(
        max_digits=digits, decimal_places=MONEY_PLACES, null=True, blank=True
    )


def _decimal() -> models.DecimalField:
    return models.DecimalField(
        max_digits=MAX_WHOLE_DIGITS + 2, decimal_places=2, null=True, blank=True
    )


def _at_most_whole(rule: PartsOfWhole) -> models.CheckConstraint:
    """Makes a constraint of a rule; a comparison with null is no violation."""
    if len(rule.parts) == 1:
        (part,) = rule.parts
        condition = Q(**{f"{part}__lte": F(rule.whole)})
        return models.CheckConstraint(
            condition=condition,
            name=f"kpi_entry_{part}_within",
            violation_error_message=PART_ABOVE_WHOLE,
        )
    known = [Coalesce(part, Value(0)) for part in rule.parts]
    return models.CheckConstraint(
        condition=Q(**{f"{rule.whole}__gte": sum(known[1:], known[0])}),
        name="kpi_entry_recurring_within_total",
        violation_error_message=_("The recurring parts cannot be more than the total revenue."),
    )


def _member(verbose_name: Any) -> models.ForeignKey:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=verbose_name,
    )


class PresentEntries(models.Manager["KpiEntry"]):
    """Leaves out deleted entries."""

    def get_queryset(self) -> models.QuerySet["KpiEntry"]:
        return super().get_queryset().filter(deleted_at=None)


class KpiEntry(models.Model):
    """Stores an account's inputs for one reporting period; null is blank, and means not known.

    Money is in the entry's own currency: the account's, when it was entered. The columns of the
    figures are those of `domain.inputs.EntryInputs`; a test compares them. A deleted entry can be
    restored for a while; only `with_deleted` finds it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    account = models.ForeignKey(
        Account, on_delete=models.CASCADE, related_name="kpi_entries", verbose_name=_("account")
    )
    period_type = models.CharField(_("length of the period"), max_length=10)
    period_start = models.DateField(_("first day of the period"))
    currency = models.CharField(_("currency"), max_length=3)

    tickets_received = _count()
    tickets_within_sla = _count()
    endpoints = _count()
    survey_responses = _count()
    survey_positive = _count()
    clients_at_start = _count()
    clients_lost = _count()
    cltv_method = models.CharField(max_length=10, blank=True, default="")
    client_revenue = _money()
    client_acquisition_cost = _money()
    average_annual_client_revenue = _money()
    average_retention_years = _decimal()
    subscription_revenue = _money()
    contract_revenue = _money()
    managed_fee_revenue = _money()
    total_revenue = _money()
    marketing_spend = _money()
    leads = _count()
    visitors = _count()
    conversions = _count()
    hiring_cost = _money()
    hires = _count()
    average_headcount = _decimal()
    employees_left = _count()

    version = models.PositiveIntegerField(_("version"), default=1)
    created_by = _member(_("created by"))
    created_at = models.DateTimeField(_("created"), default=timezone.now)
    updated_by = _member(_("updated by"))
    updated_at = models.DateTimeField(_("updated"), default=timezone.now)
    deleted_by = _member(_("deleted by"))
    deleted_at = models.DateTimeField(_("deleted"), null=True, blank=True)
    deleted_draft = models.JSONField(
        _("figures not saved when it was deleted"), null=True, blank=True
    )
    """The figures of the period's draft, which comes back with the entry."""

    objects = PresentEntries()
    with_deleted: ClassVar[models.Manager["KpiEntry"]] = models.Manager()

    class Meta:
        verbose_name = _("KPI entry")
        verbose_name_plural = _("KPI entries")
        constraints = [
            models.UniqueConstraint(
                fields=["account", "period_type", "period_start"],
                condition=Q(deleted_at=None),
                name="kpi_entry_once_per_period",
                violation_error_message=_("This period already has an entry."),
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=Q(period_type__in=list(PeriodType)),
                name="kpi_entry_period_type_is_known",
                violation_error_message=_("Choose a month, a quarter or a year."),
            ),
            models.CheckConstraint(
                condition=Q(period_start__day=1),
                name="kpi_entry_starts_with_a_month",
                violation_error_message=_("A period starts on the first day of a month."),
            ),
            models.CheckConstraint(
                condition=Q(currency__regex="^[A-Z]{3}$"),
                name="kpi_entry_currency_is_a_code",
                violation_error_message=_(
                    "Choose a currency by its code of three capital letters, such as EUR."
                ),
            ),
            models.CheckConstraint(
                condition=Q(cltv_method__in=["", *CltvMethod]),
                name="kpi_entry_method_is_known",
                violation_error_message=_("Choose one of the two methods for CLTV."),
            ),
            *[
                models.CheckConstraint(
                    condition=Q(**{f"{field.name}__gte": 0, f"{field.name}__lt": LIMIT}),
                    name=f"kpi_entry_{field.name}_range",
                    violation_error_message=OUT_OF_RANGE,
                )
                for field in INPUTS
            ],
            *[_at_most_whole(rule) for rule in PARTS_OF_WHOLES],
        ]
        indexes = [
            models.Index(
                fields=["deleted_at"],
                condition=Q(deleted_at__isnull=False),
                name="kpi_entry_deleted_at",
            )
        ]

    def __str__(self) -> str:
        return f"{self.period_type} {self.period_start}"

    @property
    def period(self) -> Period:
        return Period(PeriodType(self.period_type), self.period_start)

    @property
    def inputs(self) -> EntryInputs:
        return EntryInputs(**{name: getattr(self, name) for name in INPUT_NAMES})

    @property
    def figures(self) -> Entry:
        """Returns the entry as the domain computes with it."""
        return Entry(self.period, self.currency, self.inputs)


class EntryImport(PendingImport):
    """Represents a sheet of periods that waits to be confirmed."""

    account = models.ForeignKey(
        Account, on_delete=models.CASCADE, related_name="+", verbose_name=_("account")
    )

    class Meta:
        verbose_name = _("KPI import")
        verbose_name_plural = _("KPI imports")
