"""Provides the admin base class of all content."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.options import InlineModelAdmin
from django.db import IntegrityError, connection
from django.db.models import Model
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse

from content.admin.history_pages import HistoryPages
from content.admin.lists import StaffList
from content.forms.conflict_detection import with_conflict_detection
from content.forms.constraint_errors import with_constraint_errors


class StaffEditing(StaffList, HistoryPages):
    """Protects edits of content from overwriting each other, and shows the history of each object.

    Derive the admin of every registered content model from this class, before modeltranslation's.

    A save in the admin does more than write the row. These parts act on every write of the model,
    from whatever code it comes:

    - The trigger `content_revision` (content.models.triggers) of the table changes the value of
      ContentRevision in the same transaction. The caches of texts in memory go by that value
      (assessments.selectors.content, kpis.selectors.content), so readers get the new text.
    - The triggers `structure_guard`, `advice_guard` and `status_guard`
      (assessments.models.guards) refuse what would change the structure of a published version.

    These act on `save()` and `delete()`, and not on SQL, `QuerySet.update` or `bulk_create`:

    - django-simple-history's receivers of `post_save` and `post_delete` add an entry to the
      history, with the user of the request.
    - `translations.receivers.refresh_saved_row`, on `post_save`, stores from which English each
      translation of the row was made, so that pages can tell which translations are stale.
      The release command `refresh_translation_states` does it for rows written otherwise.
    """

    def __init__(self, model: type[Model], admin_site: admin.AdminSite) -> None:
        super().__init__(model, admin_site)
        self.form = with_conflict_detection(with_constraint_errors(self.form))

    def get_inline_instances(
        self, request: HttpRequest, obj: Model | None = None
    ) -> list[InlineModelAdmin]:
        inlines = super().get_inline_instances(request, obj)
        for inline in inlines:
            inline.form = with_conflict_detection(with_constraint_errors(inline.form))
        return inlines

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Handles a form once more whose row the database refused.

        Somebody else stored the same at the same moment, which the form now sees and says.
        """
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except IntegrityError:
            return super().changeform_view(request, object_id, form_url, extra_context)

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> Model | None:
        """Locks the object for a POST, so that a second edit at the same time sees the first."""
        row = super().get_object(request, object_id, from_field)
        if row is not None and request.method == "POST" and connection.in_atomic_block:
            self.model._default_manager.select_for_update(no_key=True).get(pk=row.pk)
            row = super().get_object(request, object_id, from_field)
        return row

    def save_model(self, request: HttpRequest, obj: Model, form: ModelForm, change: bool) -> None:
        """Saves what was changed; an unchanged form makes no entry in the history."""
        if not change or form.has_changed():
            super().save_model(request, obj, form, change)

    def get_formset_kwargs(
        self, request: HttpRequest, obj: Model, inline: InlineModelAdmin, prefix: str
    ) -> dict[str, Any]:
        kwargs = super().get_formset_kwargs(request, obj, inline, prefix)
        if request.method == "POST" and connection.in_atomic_block:
            kwargs["queryset"] = kwargs["queryset"].select_for_update(no_key=True, of=("self",))
        return kwargs
