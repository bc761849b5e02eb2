from django.db import models
from django.utils.translation import gettext_lazy as _

from assessments.models.assessment import Assessment

COMPLETED, ALL_ANSWERED = "the result", "the review"
"""The progress of an assessment without a gap. No key of a section has a space."""


class UsageStatistics(Assessment):
    """Gives the statistics page a permission and an admin entry; a proxy without a table."""

    class Meta:
        proxy = True
        default_permissions = ("view",)
        verbose_name = _("usage statistics")
        verbose_name_plural = _("usage statistics")


class DeletedAssessmentCount(models.Model):
    """Counts deleted assessments by month of starting and progress, without their owners."""

    month = models.DateField(_("month"))
    language = models.CharField(_("language"), max_length=10, blank=True)
    version = models.PositiveIntegerField(_("version"))
    reached = models.CharField(_("reached"), max_length=60)
    count = models.PositiveIntegerField(_("count"))

    class Meta:
        verbose_name = _("count of deleted assessments")
        verbose_name_plural = _("counts of deleted assessments")
        constraints = [
            models.UniqueConstraint(
                fields=["month", "language", "version", "reached"],
                name="kept_count_once",
                violation_error_message=_("These deleted assessments are already counted."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.month} {self.language} {self.version} {self.reached}: {self.count}"
