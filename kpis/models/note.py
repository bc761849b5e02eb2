import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kpis.domain.enums import KpiKey
from kpis.models.entry import KpiEntry

NOTE_LENGTH = 2000


class KpiNote(models.Model):
    """Stores what an account writes about one KPI in one period."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    entry = models.ForeignKey(
        KpiEntry, on_delete=models.CASCADE, related_name="notes", verbose_name=_("KPI entry")
    )
    kpi = models.CharField(_("KPI"), max_length=40)
    text = models.TextField(_("note"))
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
        verbose_name = _("note on a KPI")
        verbose_name_plural = _("notes on KPIs")
        constraints = [
            models.UniqueConstraint(
                fields=["entry", "kpi"],
                name="kpi_note_once",
                violation_error_message=_("This KPI already has a note for this period."),
            ),
            models.CheckConstraint(
                condition=Q(kpi__in=list(KpiKey)),
                name="kpi_note_kpi_is_known",
                violation_error_message=_("There is no KPI with this key."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kpi} {self.entry_id}"
