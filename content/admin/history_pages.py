"""Shows the history of one object in the admin, and puts an earlier wording back."""

from collections.abc import Mapping, Sequence

from django.contrib import admin, messages
from django.contrib.admin.utils import quote, unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import NoReverseMatch, URLPattern, path, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from content.models.history import HistoryEntry, keeps_history
from content.selectors.history import (
    PAGE,
    REMOVED,
    Child,
    changes,
    get_history,
    list_children,
    to_entries,
    to_entry,
)
from content.services.revert import earlier_values, wording_put_back


class HistoryPages(admin.ModelAdmin):
    """Replaces Django's list of edits in the admin by the history of all saves."""

    structure: tuple[str, ...] = ("key",)
    """Fields that no earlier wording brings back."""

    def get_urls(self) -> list[URLPattern]:
        name = f"{self.opts.app_label}_{self.opts.model_name}_put_back"
        view = self.admin_site.admin_view(self.put_back_view)
        return [
            path("<path:object_id>/history/<int:history_id>/put-back/", view, name=name),
            *super().get_urls(),
        ]

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, object] | None = None
    ) -> HttpResponse:
        if not keeps_history(self.model):
            return super().history_view(request, object_id, extra_context)
        row = self._present(request, object_id)
        page = Paginator(self._history(object_id), PAGE).get_page(request.GET.get("p"))
        rows = list(page.object_list)
        before = list(page.paginator.object_list[page.end_index() : page.end_index() + 1])
        if row is None and not rows:
            raise Http404
        context = {
            "title": _("History: %(name)s") % {"name": row or _last_name(rows, before)},
            "page": page,
            "entries": to_entries(rows, before[0] if before else None),
            "present": rows[0].history_id if rows and page.number == 1 else None,
            "children": [(child, self._history_url(child)) for child in self._children(object_id)],
            "may_put_back": row is not None and bool(self._names_to_put_back(request, row)),
            **self._context(request, object_id, row),
            **(extra_context or {}),
        }
        return TemplateResponse(request, "admin/content/history.html", context)

    def put_back_view(self, request: HttpRequest, object_id: str, history_id: int) -> HttpResponse:
        """Shows what would change (GET), and changes it (POST).

        A POST whose page is older than the latest entry changes nothing and shows the page anew.
        """
        with transaction.atomic():
            row = self._present(request, object_id)
            history = self._history(object_id)
            entry = history.filter(history_id=history_id).exclude(history_type=REMOVED).first()
            latest = history.first()
            if row is None or entry is None or latest is None:
                raise Http404
            names = self._names_to_put_back(request, row)
            if not names:
                raise PermissionDenied
            values = earlier_values(row, entry, names)
            is_latest = request.POST.get("latest") == str(latest.history_id)
            if request.method == "POST" and is_latest and values:
                return self._put_back(request, object_id, row, values)
        if request.method == "POST" and values:
            messages.warning(
                request, _("This text has been changed in the meantime. Check it again.")
            )
        context = {
            "title": _("Restore an earlier wording: %(name)s") % {"name": row},
            "entry": to_entry(entry, None),
            "changes": list(changes(row, _copy_with(row, values))),
            "latest": latest.history_id,
            **self._context(request, object_id, row),
        }
        return TemplateResponse(request, "admin/content/put_back.html", context)

    def _put_back(
        self, request: HttpRequest, object_id: str, row: Model, values: Mapping[str, object]
    ) -> HttpResponse:
        try:
            wording_put_back(row=row, values=values)
        except ValidationError as error:
            messages.error(
                request,
                _("This wording cannot be restored: %(reasons)s")
                % {"reasons": " ".join(error.messages)},
            )
        else:
            self.log_change(request, row, [{"changed": {"fields": sorted(values)}}])
            messages.success(request, _("The earlier wording was restored."))
        return redirect(self._url("history", object_id))

    def _present(self, request: HttpRequest, object_id: str) -> Model | None:
        """Returns the object as it is now; None where it was deleted."""
        row = self.get_object(request, unquote(object_id))
        if not self.has_view_or_change_permission(request, row):
            raise PermissionDenied
        return row

    def _history(self, object_id: str) -> QuerySet[HistoryEntry]:
        return get_history(self.model, self._key(object_id))

    def _children(self, object_id: str) -> list[Child]:
        return list_children(self.model, self._key(object_id))

    def _key(self, object_id: str) -> object:
        try:
            return self.opts.pk.to_python(unquote(object_id))
        except ValidationError:
            raise Http404 from None

    def _names_to_put_back(self, request: HttpRequest, row: Model) -> list[str]:
        """Returns the fields that this user may edit here, without keys and structure."""
        if not self.has_change_permission(request, row):
            return []
        fixed = {"key", *self.structure}
        fields = {field.name: field for field in self.opts.concrete_fields}
        return [
            name
            for name in self.get_form(request, row, change=True).base_fields
            if name in fields and name not in fixed and not fields[name].is_relation
        ]

    def _context(
        self, request: HttpRequest, object_id: str, row: Model | None
    ) -> dict[str, object]:
        return {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "object": row,
            "object_id": object_id,
            "module_name": capfirst(str(self.opts.verbose_name_plural)),
            "change_url": self._url("change", object_id) if row is not None else "",
            "history_url": self._url("history", object_id),
            "put_back_view": f"admin:{self.opts.app_label}_{self.opts.model_name}_put_back",
        }

    def _url(self, page: str, object_id: str) -> str:
        name = f"admin:{self.opts.app_label}_{self.opts.model_name}_{page}"
        return reverse(name, args=[quote(unquote(object_id))])

    def _history_url(self, child: Child) -> str:
        opts = child.model._meta
        try:
            return reverse(
                f"admin:{opts.app_label}_{opts.model_name}_history", args=[quote(child.pk)]
            )
        except NoReverseMatch:
            return ""


def _last_name(rows: Sequence[HistoryEntry], before: Sequence[HistoryEntry]) -> str:
    """Returns the name that a deleted object had."""
    last = (rows or before)[0]
    return getattr(last, "key", "") or str(last.id)


def _copy_with(row: Model, values: Mapping[str, object]) -> Model:
    """Returns an unsaved copy of a row with some values replaced."""
    copy = type(row)(
        **{field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    )
    for name, value in values.items():
        setattr(copy, name, value)
    return copy
