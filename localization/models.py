from django.db import models
from django.db.models.expressions import Combinable
from django.utils.translation import gettext_lazy as _


class ContentRevision(models.Model):
    """One row whose value changes with every change to a content table (by database triggers, so nothing can miss it).

    Content kept in memory is kept under this value: it is read with the page's first query, and a new value means
    that the content is read anew. See docs/decisions/0003-content-in-memory.md.
    """

    value = models.BigIntegerField()

    def __str__(self) -> str:
        return str(self.value)


def content_revision() -> Combinable:
    """The current revision, as an expression to annotate another query with."""
    return models.Subquery(ContentRevision.objects.values("value")[:1])


CONTENT_REVISION = "(SELECT value FROM localization_contentrevision LIMIT 1)"
"""The same for SQL that is written by hand."""


class LoadedContent(models.Model):
    """Remembers what starting content was loaded once, so that what staff deleted does not come back."""

    key = models.CharField(max_length=200, unique=True)

    def __str__(self) -> str:
        return self.key


class OfferedLanguage(models.Model):
    """A language whose content was complete once: from then on it is offered. See offered.py."""

    code = models.CharField(_("code"), max_length=12, unique=True)
    since = models.DateTimeField(_("since"), auto_now_add=True)

    class Meta:
        verbose_name = _("offered language")
        verbose_name_plural = _("offered languages")
        ordering = ["since", "code"]

    def __str__(self) -> str:
        return self.code
