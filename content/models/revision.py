"""Stores the revision of the content, and which starting content was loaded."""

from django.db import models
from django.db.models.expressions import Combinable
from django.utils.translation import gettext_lazy as _


class ContentRevision(models.Model):
    """Represents the state of all content: one row with a value that changes with every edit.

    Database triggers change the value, so no write can miss it (see content.models.triggers).
    Content cached in memory is cached under this value: a page reads the value with its first
    query, and a new value means that the content is read anew. See
    docs/decisions/0003-content-in-memory.md.
    """

    value = models.BigIntegerField()

    class Meta:
        verbose_name = _("revision of the texts")
        verbose_name_plural = _("revisions of the texts")

    def __str__(self) -> str:
        return str(self.value)


def content_revision() -> Combinable:
    """Returns the current revision as an expression to annotate another query with."""
    return models.Subquery(ContentRevision.objects.values("value")[:1])


class LoadedContent(models.Model):
    """Records which starting content was loaded, so that what staff deleted is not loaded again."""

    key = models.CharField(max_length=200, unique=True)

    class Meta:
        verbose_name = _("text loaded at the start")
        verbose_name_plural = _("texts loaded at the start")

    def __str__(self) -> str:
        return self.key
