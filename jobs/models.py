from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from procrastinate.contrib.django.models import ProcrastinateJob

from web.retention import get_rule_label


class OutgoingEmail(models.Model):
    """Represents an email that the mail server has not taken yet.

    It is stored in the transaction that causes it. What is sent is deleted, because it may contain
    a link that signs somebody in.
    """

    sender = models.TextField(_("sender"))
    recipients = ArrayField(models.TextField(), verbose_name=_("recipients"))
    subject = models.TextField(_("subject"))
    text = models.TextField(_("text"))
    html = models.TextField(_("HTML"), blank=True)
    headers = models.JSONField(_("headers"), default=dict)
    last_error = models.TextField(_("last error"), blank=True)
    """Kind and code of the error, without what the mail server said: that can name people."""
    account_id = models.UUIDField(null=True, db_index=True, editable=False)
    """The account that it is about, if any: it is deleted with that."""
    created_at = models.DateTimeField(_("created"), default=timezone.now, db_index=True)

    class Meta:
        verbose_name = _("email to be sent")
        verbose_name_plural = _("emails to be sent")

    def __str__(self) -> str:
        return ", ".join(self.recipients)


class Job(ProcrastinateJob):
    """Represents a job of the queue that waits, runs or has failed; one that succeeded is deleted."""

    class Meta:
        proxy = True
        verbose_name = _("background job")
        verbose_name_plural = _("background jobs")

    def __str__(self) -> str:
        return str(self.pk)


class RetentionRun(models.Model):
    """Records how many rows a retention rule has deleted."""

    rule = models.CharField(_("rule"), max_length=60)
    finished_at = models.DateTimeField(_("finished"), default=timezone.now, db_index=True)
    count = models.PositiveIntegerField(pgettext_lazy("of a retention rule", "deleted"))

    class Meta:
        verbose_name = _("deletion after a time")
        verbose_name_plural = _("deletions after a time")

    def __str__(self) -> str:
        return get_rule_label(self.rule)
