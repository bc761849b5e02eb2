"""Stores what staff edit: texts in every language, advice, and the bounds of benchmarks."""

import re
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from content.models.triggers import content_revision_trigger
from kpis.domain.benchmarks import Bounds, Direction, Source
from kpis.domain.default_bounds import DIRECTIONS
from kpis.domain.definitions import DEFINITIONS
from kpis.domain.enums import CltvMethod, KpiKey, Unit
from kpis.domain.inputs import CLTV_METHOD, INPUT_FIELDS, InputGroup

CURRENCY = re.compile("[A-Z]{3}")
CURRENCY_FOR_MONEY = _("Only money amounts have a currency, such as EUR.")
WARNING_BEHIND_TARGET = _("The warning bound must be on the worse side of the target.")
MONEY_BOUNDS = [key for key, known in DEFINITIONS.items() if known.bounds_unit is Unit.MONEY]


class BoundSource(models.TextChoices):
    """Names the origin of a bound, which pages state."""

    PUBLISHED = Source.PUBLISHED.value, _("published in the field")
    OWN_READING = Source.OWN_READING.value, _("this product’s own reading")


class BoundDirection(models.TextChoices):
    HIGHER = Direction.HIGHER.value, _("higher is better")
    LOWER = Direction.LOWER.value, _("lower is better")


class Kpi(models.Model):
    """Stores the texts of one KPI."""

    objects: ClassVar[models.Manager["Kpi"]]

    key = models.CharField(_("key"), max_length=40, unique=True, editable=False)
    order = models.PositiveSmallIntegerField(_("order"), editable=False)
    name = models.CharField(_("name"), max_length=80)
    measures = models.TextField(_("what it measures"))
    computation = models.TextField(_("how it is computed"))
    importance = models.TextField(_("why it matters"))
    benchmark = models.TextField(_("the benchmark in words"))
    advice = models.TextField(_("advice when off target"), help_text=_("One action per line."))

    class Meta:
        verbose_name = _("KPI")
        verbose_name_plural = _("KPIs")
        ordering = ["order"]
        constraints = [
            models.CheckConstraint(
                condition=Q(key__in=list(KpiKey)),
                name="kpi_key_is_known",
                violation_error_message=_("There is no KPI with this key."),
            )
        ]
        triggers = [content_revision_trigger()]

    def __str__(self) -> str:
        return self.name or self.key


class InputText(models.Model):
    """Stores the texts of one field of the entry form."""

    objects: ClassVar[models.Manager["InputText"]]

    key = models.CharField(_("key"), max_length=40, unique=True, editable=False)
    order = models.PositiveSmallIntegerField(_("order"), editable=False)
    label = models.CharField(_("label"), max_length=120)
    hint = models.CharField(_("hint"), max_length=300, help_text=_("The unit and an example."))
    source = models.CharField(_("where to find it"), max_length=300)

    class Meta:
        verbose_name = _("input")
        verbose_name_plural = _("inputs")
        ordering = ["order"]
        constraints = [
            models.CheckConstraint(
                condition=Q(key__in=[*INPUT_FIELDS, CLTV_METHOD]),
                name="kpi_input_key_is_known",
                violation_error_message=_("The KPI form has no input with this key."),
            )
        ]
        triggers = [content_revision_trigger()]

    def __str__(self) -> str:
        return self.label or self.key


class GroupText(models.Model):
    """Stores the heading of one group of the entry form."""

    objects: ClassVar[models.Manager["GroupText"]]

    key = models.CharField(_("key"), max_length=20, unique=True, editable=False)
    order = models.PositiveSmallIntegerField(_("order"), editable=False)
    name = models.CharField(_("name"), max_length=80)
    intro = models.CharField(_("introduction"), max_length=300)

    class Meta:
        verbose_name = _("group of inputs")
        verbose_name_plural = _("groups of inputs")
        ordering = ["order"]
        constraints = [
            models.CheckConstraint(
                condition=Q(key__in=list(InputGroup)),
                name="kpi_group_key_is_known",
                violation_error_message=_("The KPI form has no group with this key."),
            )
        ]
        triggers = [content_revision_trigger()]

    def __str__(self) -> str:
        return self.name or self.key


class ChoiceText(models.Model):
    """Stores the text of one of the two ways to compute CLTV."""

    objects: ClassVar[models.Manager["ChoiceText"]]

    key = models.CharField(_("key"), max_length=20, unique=True, editable=False)
    order = models.PositiveSmallIntegerField(_("order"), editable=False)
    label = models.CharField(_("label"), max_length=200)

    class Meta:
        verbose_name = _("CLTV method")
        verbose_name_plural = _("CLTV methods")
        ordering = ["order"]
        constraints = [
            models.CheckConstraint(
                condition=Q(key__in=list(CltvMethod)),
                name="kpi_choice_key_is_known",
                violation_error_message=_("The KPI form has no choice with this key."),
            )
        ]
        triggers = [content_revision_trigger()]

    def __str__(self) -> str:
        return self.label or self.key


class Benchmark(models.Model):
    """Stores the bounds of one KPI; for money, in one currency."""

    kpi = models.ForeignKey(
        Kpi,
        to_field="key",
        on_delete=models.CASCADE,
        related_name="benchmarks",
        verbose_name=_("KPI"),
    )
    currency = models.CharField(
        _("currency"),
        max_length=3,
        blank=True,
        help_text=_("ISO 4217 code for money amounts; otherwise blank."),
    )
    direction = models.CharField(
        _("direction"), max_length=10, choices=BoundDirection, editable=False
    )
    on_target = models.DecimalField(_("on target from or up to"), max_digits=17, decimal_places=4)
    on_target_included = models.BooleanField(_("this value itself is on target"))
    on_target_source = models.CharField(
        _("source of the target"),
        max_length=20,
        choices=BoundSource,
        default=BoundSource.OWN_READING,
    )
    warning = models.DecimalField(
        _("warning from or up to"), max_digits=17, decimal_places=4, null=True, blank=True
    )
    warning_included = models.BooleanField(_("this value itself is a warning"), default=True)
    warning_source = models.CharField(
        _("source of the warning"),
        max_length=20,
        choices=BoundSource,
        default=BoundSource.OWN_READING,
    )
    aim = models.DecimalField(
        _("goal"),
        max_digits=17,
        decimal_places=4,
        null=True,
        blank=True,
        help_text=_("Shown, but not used for the rating."),
    )
    usual_from = models.DecimalField(
        _("lower end of the typical range"),
        max_digits=17,
        decimal_places=4,
        null=True,
        blank=True,
        help_text=_("Shown, but not used for the rating."),
    )

    class Meta:
        verbose_name = _("benchmark")
        verbose_name_plural = _("benchmarks")
        ordering = ["kpi__order", "currency"]
        constraints = [
            models.UniqueConstraint(
                fields=["kpi", "currency"],
                name="benchmark_once_per_currency",
                violation_error_message=_("This KPI already has a benchmark in this currency."),
            ),
            models.CheckConstraint(
                condition=Q(kpi__in=MONEY_BOUNDS, currency__regex="^[A-Z]{3}$")
                | (~Q(kpi__in=MONEY_BOUNDS) & Q(currency="")),
                name="benchmark_currency_for_money",
                violation_error_message=CURRENCY_FOR_MONEY,
            ),
            models.CheckConstraint(
                condition=Q(direction="higher", warning__lte=F("on_target"))
                | Q(direction="lower", warning__gte=F("on_target"))
                | Q(direction__in=list(Direction), warning=None),
                name="benchmark_warning_behind_target",
                violation_error_message=WARNING_BEHIND_TARGET,
            ),
            models.CheckConstraint(
                condition=Q(on_target_source__in=list(Source), warning_source__in=list(Source)),
                name="benchmark_sources_are_known",
                violation_error_message=_("Choose one of the sources."),
            ),
        ]
        triggers = [content_revision_trigger()]

    def __str__(self) -> str:
        return f"{self.kpi_id} {self.currency}".strip()

    def clean(self) -> None:
        """Checks what the constraints hold, for a message beside the field."""
        key = KpiKey(self.kpi_id)
        self.direction = DIRECTIONS[key].value
        self.currency = (self.currency or "").upper()
        if (key in MONEY_BOUNDS) != bool(CURRENCY.fullmatch(self.currency)):
            raise ValidationError({"currency": CURRENCY_FOR_MONEY})
        if self.warning is None and key is not KpiKey.MRR:
            raise ValidationError({"warning": _("Enter the bound of the warning.")})
        if self.on_target is None or self.warning is None:
            return
        is_higher = self.direction == Direction.HIGHER
        if self.warning != self.on_target and (self.warning > self.on_target) == is_higher:
            raise ValidationError({"warning": WARNING_BEHIND_TARGET})

    @property
    def bounds(self) -> Bounds:
        return Bounds(
            key=KpiKey(self.kpi_id),
            direction=Direction(self.direction),
            on_target=self.on_target,
            on_target_included=self.on_target_included,
            warning=self.warning,
            warning_included=self.warning_included,
            currency=self.currency or None,
            aim=self.aim,
            usual_from=self.usual_from,
            on_target_source=Source(self.on_target_source),
            warning_source=Source(self.warning_source),
        )
