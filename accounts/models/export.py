import uuid
from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models.account import Account, User
from localization.languages import language_choices

EXPORT_KEPT_FOR = timedelta(days=7)
"""How long an export can be downloaded after it is ready."""


class AccountExport(models.Model):
    """Represents a ZIP file with everything that an account has, from its request to its deletion."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    account = models.ForeignKey(
        Account, on_delete=models.CASCADE, related_name="exports", verbose_name=_("account")
    )
    requested_by = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("requested by")
    )
    requested_at = models.DateTimeField(_("requested"), default=timezone.now)
    page_url = models.CharField(_("address of the page"), max_length=500, blank=True, default="")
    """Of the page that asked for it: a worker, who has no request, makes links of it for emails."""
    language = models.CharField(_("language"), max_length=15, choices=language_choices)
    parts_done = models.PositiveIntegerField(_("files written"), default=0)
    parts_total = models.PositiveIntegerField(_("files in all"), null=True)
    """How many files the ZIP will have; null until that is known."""
    file_name = models.CharField(_("file"), max_length=100, blank=True, default="")
    """The name in the storage of exports; empty until the file is whole."""
    size = models.PositiveBigIntegerField(_("size in bytes"), null=True)
    ready_at = models.DateTimeField(_("ready"), null=True)
    failed_at = models.DateTimeField(_("failed"), null=True)

    class Meta:
        verbose_name = _("data export")
        verbose_name_plural = _("data exports")
        ordering = ["-requested_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["account"],
                condition=Q(ready_at=None, failed_at=None),
                name="account_export_one_at_a_time",
                violation_error_message=_("An export is already being prepared."),
            ),
            models.CheckConstraint(
                condition=Q(ready_at=None) | ~Q(file_name=""),
                name="account_export_ready_with_a_file",
                violation_error_message=_("An export that is ready has a file."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)

    @property
    def is_open(self) -> bool:
        """Tells whether it is being prepared."""
        return self.ready_at is None and self.failed_at is None

    @property
    def expires_at(self) -> datetime | None:
        """Returns when the file is deleted; None while it is being prepared."""
        return self.ready_at and self.ready_at + EXPORT_KEPT_FOR
