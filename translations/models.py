"""What is kept about translations, beside the content's own tables and never in them."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from spreadsheets.pending_imports import PendingImport


class TranslationState(models.Model):
    """From which English a translation was made. A text whose English says something else by now is stale.

    `key` is the text's (see sources.py), not a row's: nothing of the content has to point here. `fingerprint` is of
    the translation that was noted: another one in the content means that somebody has translated anew since.
    """

    key = models.CharField(max_length=250)
    language = models.CharField(max_length=12)
    source = models.TextField(blank=True)
    fingerprint = models.CharField(max_length=32)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("state of a translation")
        verbose_name_plural = _("states of translations")
        constraints = [
            models.UniqueConstraint(fields=["key", "language"], name="translation_state_once")
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.language}"


class TranslationImport(PendingImport):
    """Represents a translators' file that waits to be confirmed."""

    file_name = models.CharField(max_length=200)
    unchanged = models.PositiveIntegerField(default=0)
    kept = models.PositiveIntegerField(default=0)
    unsure = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("import of translations")
        verbose_name_plural = _("imports of translations")


class TradeTerm(models.Model):
    """One term, one translation, throughout. Texts that use another word are pointed out."""

    key = models.SlugField(_("key"), max_length=60, unique=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    word = models.CharField(
        _("word"),
        max_length=200,
        help_text=_(
            "A bar parts words that may both stand for it: “client|customer”. "
            "What is in brackets may stand alone: “cost per lead (CPL)”."
        ),
    )

    class Meta:
        verbose_name = _("trade term")
        verbose_name_plural = _("trade terms")
        ordering = ["order", "key"]

    def __str__(self) -> str:
        return self.key
