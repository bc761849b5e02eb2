import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.models.assessment import Assessment
from assessments.models.guards import share_link_guard

HASH_LENGTH = 64


class ShareLink(models.Model):
    """Lets whoever has its token read one result. Only the SHA-256 of the token is stored."""

    id = models.UUIDField(
        primary_key=True, editable=False, default=uuid.uuid4
    )  # made with the form: sent twice, one link
    assessment = models.ForeignKey(
        Assessment, on_delete=models.CASCADE, related_name="links", verbose_name=_("assessment")
    )
    token_hash = models.CharField(max_length=HASH_LENGTH, unique=True, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("created by"),
    )
    created_at = models.DateTimeField(_("created"), default=timezone.now)
    expires_at = models.DateTimeField(_("expires"))
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True)
    last_opened_at = models.DateTimeField(_("last opened"), null=True, blank=True)

    class Meta:
        verbose_name = _("share link")
        verbose_name_plural = _("share links")
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(token_hash__regex="^[0-9a-f]{64}$"),  # noqa: S106 - the shape of a hash
                name="share_link_holds_a_hash",
                violation_error_message=_("Only the fingerprint of a link is saved."),
            ),
            models.CheckConstraint(
                condition=Q(expires_at__gt=models.F("created_at")),
                name="share_link_expires_later",
                violation_error_message=_("A link must expire after it was created."),
            ),
        ]
        triggers = [share_link_guard()]

    def __str__(self) -> str:
        return str(self.id)

    @property
    def is_open(self) -> bool:
        return self.revoked_at is None and self.expires_at > timezone.now()
