from django.contrib import admin
from django.core.exceptions import PermissionDenied, ValidationError
from django.forms import BaseInlineFormSet
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _

from accounts.models import Account, Membership, Role
from accounts.registry import look_record, support_results, support_status
from backoffice.selectors.roles import SUPPORT


class MembershipFormSet(BaseInlineFormSet):
    """An account that has an owner keeps one."""

    def clean(self):
        super().clean()
        owned = any(form.initial.get("role") == Role.OWNER for form in self.initial_forms)
        if owned and not any(self._stays_owner(form) for form in self.forms):
            raise ValidationError(
                _(
                    "An account needs an owner. Make somebody else an owner before you remove the last one."
                )
            )

    def _stays_owner(self, form) -> bool:
        data = getattr(form, "cleaned_data", {})
        return data.get("role") == Role.OWNER and not self._should_delete_form(form)


class MembershipInline(admin.TabularInline):
    model = Membership
    formset = MembershipFormSet
    extra = 0
    autocomplete_fields = ["user"]


@admin.register(Account)
class AccountAdmin(admin.ModelAdmin):
    list_display = ["name", "country", "currency", "created_at"]
    search_fields = ["name"]
    readonly_fields = ["created_at", "support_access_until"]
    inlines = [MembershipInline]
    change_form_template = "admin/accounts/account/change_form.html"

    def get_urls(self):
        return [
            path(
                f"<uuid:account_id>/{page}/",
                self.admin_site.admin_view(view),
                name=f"accounts_account_{page}",
            )
            for page, view in (("states", self.states_view), ("figures", self.figures_view))
        ] + super().get_urls()

    def change_view(self, request, object_id, form_url="", extra_context=None):
        shown = {"may_support": request.user.has_perm(SUPPORT)}
        response = super().change_view(
            request, object_id, form_url, {**shown, **(extra_context or {})}
        )
        if response.status_code == 200:
            look_record("members", object_id, request.user)
        return response

    def states_view(self, request: HttpRequest, account_id) -> HttpResponse:
        """How far an account is: what it began and finished, and when. Never what it answered."""
        account = self._account(request, account_id)
        tables = support_status(account, request.user)
        title = _("How far %(account)s is") % {"account": account}
        return self._page(request, account, title, tables)

    def figures_view(self, request: HttpRequest, account_id) -> HttpResponse:
        """Scores and KPI values, while the account allows it; nothing can be written here."""
        account = self._account(request, account_id)
        if not account.is_open_to_support:
            raise PermissionDenied(
                _("This account has not allowed support to see its answers and KPI figures.")
            )
        tables = support_results(account, request.user)
        title = _("Results and KPI figures of %(account)s") % {"account": account}
        return self._page(request, account, title, tables)

    def _account(self, request: HttpRequest, account_id) -> Account:
        if not request.user.has_perm(SUPPORT):
            raise PermissionDenied
        account = self.get_object(request, str(account_id))
        if account is None:
            raise Http404
        return account

    def _page(self, request: HttpRequest, account: Account, title: str, tables) -> HttpResponse:
        if request.method not in ("GET", "HEAD"):
            return HttpResponse(status=405, headers={"Allow": "GET, HEAD"})
        context = {
            **self.admin_site.each_context(request),
            "title": title,
            "opts": self.opts,
            "account": account,
            "tables": tables,
            "change_url": reverse("admin:accounts_account_change", args=[account.pk]),
        }
        return TemplateResponse(request, "admin/accounts/account/support.html", context)
