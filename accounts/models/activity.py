from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models.account import Account, User
from accounts.models.guards import activity_guard


class ActorType(models.TextChoices):
    """Names in what capacity somebody did something in an account."""

    MEMBER = "member", _("Member")
    SUPPORT = "support", _("Support")
    VISITOR = "visitor", pgettext_lazy("who opens a link", "Visitor")
    SYSTEM = "system", pgettext_lazy("who did it", "Automatic")


class Activity(models.Model):
    """Records what somebody did in an account. Rows are added only, a trigger sees to it.

    `kind` and the keys of `details` are keys, never texts: pages name them in the reader's language.
    """

    account = models.ForeignKey(
        Account, on_delete=models.CASCADE, related_name="activities", verbose_name=_("account")
    )
    happened_at = models.DateTimeField(_("time"), default=timezone.now)
    kind = models.CharField(_("activity"), max_length=40)
    actor_type = models.CharField(_("acted as"), max_length=10, choices=ActorType)
    actor = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("person")
    )
    """Null for a visitor, for what happens by itself, and for somebody who was deleted since."""
    subject = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("concerns")
    )
    subject_email = models.CharField(
        _("concerns this address"), max_length=254, blank=True, default=""
    )
    """An address that is nobody's here yet, such as an invited one."""
    details = models.JSONField(_("details"), default=dict)
    address = models.GenericIPAddressField(_("IP address"), null=True)
    """Where the request came from; shortened after a time."""

    class Meta:
        verbose_name = _("activity")
        verbose_name_plural = _("activities")
        indexes = [
            models.Index(fields=["account", "-happened_at", "-id"], name="activity_of_account"),
            models.Index(fields=["happened_at"], name="activity_by_time"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(actor_type__in=ActorType.values),
                name="activity_actor_type_is_known",
                violation_error_message=_("Choose one of the listed kinds of people."),
            ),
        ]
        triggers = [activity_guard()]

    def __str__(self) -> str:
        return self.kind
