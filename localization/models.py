from django.db import models
from django.utils.translation import gettext_lazy as _


class OfferedLanguage(models.Model):
    """Represents an available language: its content was complete once (available_languages.py)."""

    code = models.CharField(_("code"), max_length=12, unique=True)
    since = models.DateTimeField(_("since"), auto_now_add=True)

    class Meta:
        verbose_name = _("available language")
        verbose_name_plural = _("available languages")
        ordering = ["since", "code"]

    def __str__(self) -> str:
        return self.code
