from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models.account import Account


class Logo(models.Model):
    """Represents the picture with which a company marks its reports."""

    account = models.OneToOneField(
        Account, on_delete=models.CASCADE, primary_key=True, verbose_name=_("account")
    )
    content = models.BinaryField(_("picture"))
    """PNG or JPEG, written by us: what else the uploaded file held is gone."""
    content_type = models.CharField(_("type"), max_length=20)
    digest = models.CharField(_("digest"), max_length=64)
    """SHA-256 of the content, so that browsers may keep it by its address."""

    class Meta:
        verbose_name = _("logo")
        verbose_name_plural = _("logos")

    def __str__(self) -> str:
        return self.account.name
