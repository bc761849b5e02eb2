"""Keeps what a file would change until its reader confirms it: all of it is written, or nothing.

An app derives its own model, whose rows only it can read. Nothing is written to the app's data
before the import is confirmed, and confirming twice writes once.
"""

import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import TypeVar

from django import forms
from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from spreadsheets.limits import UnreadableFile
from spreadsheets.turns import reading_turn

KEPT_FOR = timedelta(days=1)
"""How long an import waits to be confirmed."""


class PendingImport(models.Model):
    """Represents a file that was read without errors and waits to be confirmed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name=_("created by"),
    )
    created_at = models.DateTimeField(_("created"), default=timezone.now)
    applied_at = models.DateTimeField(_("confirmed"), null=True, blank=True)
    rows = models.JSONField(_("rows of the file"))

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(self.id)


PendingT = TypeVar("PendingT", bound=PendingImport)
PlanT = TypeVar("PlanT")


def plan_upload(form: forms.Form, make_plan: Callable[[str, bytes], PlanT]) -> PlanT | None:
    """Returns what `make_plan` makes of the file's name and content; None for a form with errors.

    Files are read one after the other. UnreadableFile becomes an error of the form's field `file`.
    """
    if not form.is_valid():
        return None
    file = form.cleaned_data["file"]
    try:
        with reading_turn():
            return make_plan(file.name, file.read())
    except UnreadableFile as error:
        form.add_error("file", str(error))
        return None


@transaction.atomic
def pending_import_create(model: type[PendingT], **fields: object) -> PendingT:
    """Stores an import of the app; deletes those of the app that have waited too long."""
    old_imports(model).delete()
    return model._default_manager.create(**fields)


def old_imports(model: type[PendingT]) -> models.QuerySet[PendingT]:
    """Returns the app's imports that have waited too long."""
    return model._default_manager.filter(created_at__lt=timezone.now() - KEPT_FOR)


@transaction.atomic
def pending_import_apply(
    model: type[PendingT], *, import_id: uuid.UUID, write: Callable[[PendingT], int]
) -> int:
    """Writes the import and returns what `write` returns; 0 where it was written before.

    Whatever `write` raises is raised, and nothing is written.
    """
    pending = model._default_manager.select_for_update().get(pk=import_id)
    if pending.applied_at is not None:
        return 0
    count = write(pending)
    pending.applied_at = timezone.now()
    pending.save(update_fields=["applied_at"])
    return count
