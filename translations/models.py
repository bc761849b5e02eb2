"""Stores the states of translations, imports, and the table of trade terms."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from spreadsheets.pending_imports import PendingImport


class TranslationState(models.Model):
    """Stores from which English a translation was made; it is stale once the English differs.

    `key` is the key of the text (see selectors/texts.py), so that content needs no relation to
    this table. `fingerprint` is that of the translation which the state is about: if the content
    has another one, somebody has translated anew since.
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
            models.UniqueConstraint(
                fields=["key", "language"],
                name="translation_state_once",
                violation_error_message=_("The state of this translation is already saved."),
            )
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
    """Stores the one word that all texts of a language should use for a term of the trade."""

    key = models.SlugField(_("key"), max_length=60, unique=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    word = models.CharField(
        _("word"),
        max_length=200,
        help_text=_(
            "Separate alternatives with a vertical bar: “client|customer”. Words in "
            "brackets may also stand alone: “cost per lead (CPL)”."
        ),
    )
    word_en: str | None  # modeltranslation's column

    objects: ClassVar[models.Manager["TradeTerm"]]

    class Meta:
        verbose_name = _("trade term")
        verbose_name_plural = _("trade terms")
        ordering = ["order", "key"]

    def __str__(self) -> str:
        return self.key
