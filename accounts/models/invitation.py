import uuid

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models.account import Account, Role, User
from localization.languages import language_choices
from web.address_fields import AddressField

HASH_LENGTH = 64


class Invitation(models.Model):
    """Invites whoever has an address to an account. Only the SHA-256 of its token is stored.

    A revoked invitation is deleted. An accepted one stays until it would have expired, so that a
    button pressed twice has the same answer.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    account = models.ForeignKey(
        Account, on_delete=models.CASCADE, related_name="invitations", verbose_name=_("account")
    )
    email = AddressField(_("email address"))
    role = models.CharField(_("role"), max_length=10, choices=Role)
    language = models.CharField(_("language of emails"), max_length=15, choices=language_choices)
    token_hash = models.CharField(max_length=HASH_LENGTH, unique=True, editable=False)
    invited_by = models.ForeignKey(
        User,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("invited by"),
    )
    sent_at = models.DateTimeField(_("sent"), default=timezone.now)
    expires_at = models.DateTimeField(_("expires"))
    accepted_by = models.ForeignKey(
        User,
        on_delete=models.CASCADE,
        null=True,
        related_name="+",
        verbose_name=_("accepted by"),
    )

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["-sent_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["account", "email"],
                condition=Q(accepted_by=None),
                name="invitation_once_per_address",
                violation_error_message=_("This address is already invited."),
            ),
            models.CheckConstraint(
                condition=Q(role__in=Role.values),
                name="invitation_role_is_known",
                violation_error_message=_("Choose one of the roles."),
            ),
            models.CheckConstraint(
                condition=Q(token_hash__regex="^[0-9a-f]{64}$"),  # noqa: S106 - the shape of a hash
                name="invitation_holds_a_hash",
                violation_error_message=_("Only the fingerprint of a link is saved."),
            ),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("sent_at")),
                name="invitation_expires_later",
                violation_error_message=_("A link must expire after it was created."),
            ),
        ]

    def __str__(self) -> str:
        return self.email

    @property
    def has_expired(self) -> bool:
        return self.expires_at <= timezone.now()
