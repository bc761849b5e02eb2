"""Stores the terms of the glossary."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from content.models.triggers import content_revision_trigger


class Term(models.Model):
    """Stores a term of the trade, what it stands for, and what it means."""

    key = models.SlugField(_("key"), max_length=50, unique=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    word = models.CharField(
        _("word"), max_length=80, help_text=_("As it appears in texts, so that it is found there.")
    )
    expansion = models.CharField(_("written out"), max_length=200)
    explanation = models.TextField(_("explanation"))

    objects: ClassVar[models.Manager["Term"]]

    class Meta:
        verbose_name = _("term")
        verbose_name_plural = _("terms")
        ordering = ["order", "key"]
        triggers = [content_revision_trigger()]

    def __str__(self) -> str:
        return self.key
