from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib import admin
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.forms import BaseInlineFormSet, ModelForm
from django.forms.formsets import DELETION_FIELD_NAME
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from accounts.admin.deletion import SchedulesDeletion
from accounts.forms.account_admin import AccountAdminForm
from accounts.models import Account, Membership, Role, User
from accounts.registry import Table
from accounts.services.staff_edits import (
    member_add_record,
    member_remove_record,
    role_change_record,
    settings_change_record,
)
from accounts.services.support import (
    support_figures_read,
    support_members_read,
    support_states_read,
)
from backoffice.selectors.roles import SUPPORT
from content.admin.lists import StaffList
from content.forms.constraint_errors import with_constraint_errors


class MembershipFormSet(BaseInlineFormSet):
    """Refuses to remove the last owner of an account."""

    def clean(self) -> None:
        super().clean()
        had_owner = any(form.initial.get("role") == Role.OWNER for form in self.initial_forms)
        if had_owner and not any(_is_owner(form) for form in self.forms):
            raise ValidationError(
                _(
                    "An account needs an owner. Make someone else an owner before you remove the "
                    "last one."
                )
            )


def _is_owner(form: ModelForm) -> bool:
    """Tells whether the row is an owner's and not marked for deletion; an invalid row is none."""
    data = getattr(form, "cleaned_data", {})
    return data.get("role") == Role.OWNER and not data.get(DELETION_FIELD_NAME)


class MembershipInline(admin.TabularInline):
    model = Membership
    form = with_constraint_errors(ModelForm)
    formset = MembershipFormSet
    extra = 0
    autocomplete_fields = ["user"]
    readonly_fields = ["person"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Membership]:
        """Reads the users with the rows, whose names show them."""
        return super().get_queryset(request).select_related("user")

    def get_exclude(self, request: HttpRequest, obj: Account | None = None) -> list[str]:
        """Leaves out the link to a user where the reader may not open it, else the bare name."""
        may_open = any(
            request.user.has_perm(f"accounts.{name}_user") for name in ("view", "change")
        )
        return ["person" if may_open else "user"]

    @admin.display(description=gettext_lazy("user"))
    def person(self, membership: Membership) -> str:
        return str(membership.user)


@admin.register(Account)
class AccountAdmin(SchedulesDeletion, StaffList):
    form = with_constraint_errors(AccountAdminForm)
    list_display = ["name", "country", "currency", "created_at"]
    search_fields = ["name"]
    ordering = ["name"]
    readonly_fields = ["created_at", "support_access_until", "deletion_due_at"]
    inlines = [MembershipInline]
    change_form_template = "admin/accounts/account/change_form.html"

    def get_urls(self) -> list[URLPattern]:
        return [
            path(
                f"<uuid:account_id>/{page}/",
                self.admin_site.admin_view(require_safe(view)),
                name=f"accounts_account_{page}",
            )
            for page, view in (("states", self.states_view), ("figures", self.figures_view))
        ] + super().get_urls()

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        context = {"may_support": request.user.has_perm(SUPPORT), **(extra_context or {})}
        response = super().change_view(request, object_id, form_url, context)
        if response.status_code == 200 and isinstance(request.user, User):
            account = Account.objects.get(pk=object_id)
            support_members_read(account=account, reader=request.user)
        return response

    def save_model(self, request: HttpRequest, obj: Account, form: ModelForm, change: bool) -> None:
        super().save_model(request, obj, form, change)
        if change:
            fields = form.changed_data
            settings_change_record(account=obj, by=_get_staff(request), fields=fields)

    def save_formset(
        self, request: HttpRequest, form: ModelForm, formset: BaseInlineFormSet, change: bool
    ) -> None:
        """Saves the memberships, and records which were added, changed and ended."""
        super().save_formset(request, form, formset, change)
        by = _get_staff(request)
        for membership in formset.deleted_objects:
            member_remove_record(account=form.instance, user=membership.user, by=by)
        for membership in formset.new_objects:
            member_add_record(membership=membership, by=by)
        before = {each.instance.pk: each.initial for each in formset.initial_forms}
        for membership, fields in formset.changed_objects:
            initial = before[membership.pk]
            if "user" in fields:
                user = User.objects.get(pk=initial["user"])
                member_remove_record(account=form.instance, user=user, by=by)
                member_add_record(membership=membership, by=by)
            elif "role" in fields:
                role_change_record(membership=membership, before=initial["role"], by=by)

    def states_view(self, request: HttpRequest, account_id: UUID) -> HttpResponse:
        """Shows what an account began and finished, and when; never what it answered."""
        reader = _get_support_user(request)
        account = self._get_account(request, account_id)
        tables = support_states_read(account=account, reader=reader)
        title = _("Progress of %(account)s") % {"account": account}
        return self._page(request, account, title, tables)

    def figures_view(self, request: HttpRequest, account_id: UUID) -> HttpResponse:
        """Shows scores and KPI values, read-only, while the account allows it."""
        reader = _get_support_user(request)
        account = self._get_account(request, account_id)
        if not account.is_open_to_support:
            raise PermissionDenied(
                _("This account has not allowed support to see its answers and KPI figures.")
            )
        tables = support_figures_read(account=account, reader=reader)
        title = _("Results and KPI figures of %(account)s") % {"account": account}
        return self._page(request, account, title, tables)

    def _get_account(self, request: HttpRequest, account_id: UUID) -> Account:
        account = self.get_object(request, str(account_id))
        if account is None:
            raise Http404
        return account

    def _page(
        self, request: HttpRequest, account: Account, title: str, tables: Sequence[Table]
    ) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "title": title,
            "opts": self.opts,
            "account": account,
            "tables": tables,
            "change_url": reverse("admin:accounts_account_change", args=[account.pk]),
        }
        return TemplateResponse(request, "admin/accounts/account/support.html", context)


def _get_staff(request: HttpRequest) -> User:
    """Returns the user who writes, as the admin has admitted them."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def _get_support_user(request: HttpRequest) -> User:
    """Returns the user who asks; raises PermissionDenied for a user who is not of support."""
    user = _get_staff(request)
    if not user.has_perm(SUPPORT):
        raise PermissionDenied
    return user
