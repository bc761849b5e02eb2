"""What the change pages of all content share."""

from django.db import connection

from content.admin.history_pages import HistoryPages
from content.forms.conflict_detection import with_conflict_detection


class StaffEditing(HistoryPages):
    """Mixed into the admin of everything that staff write: no edit overwrites another's, and each stays on record."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.form = with_conflict_detection(self.form)

    def get_inline_instances(self, request, obj=None):
        found = super().get_inline_instances(request, obj)
        for inline in found:
            inline.form = with_conflict_detection(inline.form)
        return found

    def get_object(self, request, object_id, from_field=None):
        """Held until the edit is done, so that of two at the same moment the second compares with the first's."""
        found = super().get_object(request, object_id, from_field)
        if found is not None and request.method == "POST" and connection.in_atomic_block:
            self.model._default_manager.select_for_update(no_key=True).get(pk=found.pk)
            found = super().get_object(request, object_id, from_field)
        return found

    def save_model(self, request, obj, form, change):
        """A page that is sent as it was opened changes nothing, and is no entry of the history."""
        if not change or form.has_changed():
            super().save_model(request, obj, form, change)

    def get_formset_kwargs(self, request, obj, inline, prefix):
        kwargs = super().get_formset_kwargs(request, obj, inline, prefix)
        if request.method == "POST" and connection.in_atomic_block:
            kwargs["queryset"] = kwargs["queryset"].select_for_update(no_key=True, of=("self",))
        return kwargs
