from uuid import UUID

from allauth.account.decorators import reauthentication_required
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import (
    AuthenticatedRequest,
    UserRequest,
    account_choose,
    current_membership,
    current_memberships,
    member_required,
    refuse_role,
)
from accounts.forms.company import AccountForm, CompanyFields
from accounts.imports.logo import MOST_BYTES
from accounts.models import Role
from accounts.selectors import get_logo, get_logo_digest
from accounts.services import SUPPORT_ACCESS, account_update, support_access_set
from localization.regions import default_time_zone, list_zones
from web.refusals import accepts_files

AFTER_SWITCH = {"members": "accounts:members", "delete": "accounts:delete"}
"""Where a button leads that switches the company for a purpose."""


@accepts_files(MOST_BYTES)
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def account(request: UserRequest) -> HttpResponse:
    """Shows and changes the company; a user without a company creates one here."""
    membership = current_membership(request)
    if membership is None:
        return _new_account(request)
    if request.method == "POST" and membership.role != Role.OWNER:
        raise refuse_role(membership.account_id)
    logo, all_zones = get_logo_digest(membership.account), "all-time-zones" in request.GET
    form = AccountForm(
        request.POST or None,
        request.FILES or None,
        instance=membership.account,
        has_logo=bool(logo),
        all_zones=all_zones,
    )
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        account_update(
            account=form.instance,
            by=request.user,
            picture=data["logo"],
            has_logo=not data.get("logo_remove"),
        )
        messages.success(request, _("Saved."))
        return redirect("accounts:account")
    context = {
        "form": form,
        "membership": membership,
        "has_page_form": membership.role == Role.OWNER,
        "is_owner": membership.role == Role.OWNER,
        "section": "account",
        "logo": logo,
        "all_zones": all_zones,
        "support_days": SUPPORT_ACCESS.days,
    }
    return TemplateResponse(
        request, "accounts/account_detail.html", context, status=422 if form.errors else 200
    )


@require_safe
@member_required
def logo(request: AuthenticatedRequest, digest: str) -> HttpResponse:
    """Returns the company's logo. A browser may keep it: another logo has another address."""
    found = get_logo(request.membership.account)
    if found is None or found.digest != digest:
        raise Http404
    response = HttpResponse(bytes(found.content), content_type=found.content_type)
    response["Cache-Control"] = "private, max-age=31536000, immutable"
    return response


def _new_account(request: UserRequest) -> HttpResponse:
    form = CompanyFields(request.POST or None)
    if request.method == "POST" and form.is_valid():
        form.create_account(request, request.user)
        return redirect("assessments:list")
    return TemplateResponse(
        request, "accounts/account_new.html", {"form": form}, status=422 if form.errors else 200
    )


@require_safe
def time_zones(request: HttpRequest) -> HttpResponse:
    """Renders the time zones of a country, with the proposed one chosen, for sign-up's script."""
    country, browser = (request.GET.get(name, "") for name in ("country", "browser"))
    zone = default_time_zone(country, browser) if list_zones(country) else ""
    form = CompanyFields(initial={"country": country, "time_zone": zone})
    return HttpResponse(form["time_zone"].as_widget())


@require_POST
@member_required
def switch(request: AuthenticatedRequest) -> HttpResponse:
    """Selects the account that pages show until sign-out, for a member of several accounts."""
    account_id = request.POST.get("account", "")
    if account_id not in [str(each.account_id) for each in current_memberships(request)]:
        raise Http404
    account_choose(request, UUID(account_id))
    return redirect(AFTER_SWITCH.get(request.POST.get("to", ""), settings.LOGIN_REDIRECT_URL))


@require_POST
@member_required
@reauthentication_required(enabled=lambda request: request.POST.get("allowed") == "yes")
def support(request: AuthenticatedRequest) -> HttpResponse:
    """Lets an owner allow support to see the account's answers and figures, or end that."""
    membership = request.membership
    if membership.role != Role.OWNER:
        raise refuse_role(membership.account_id)
    allowed = request.POST.get("allowed") == "yes"
    support_access_set(account=membership.account, user=request.user, allowed=allowed)
    messages.success(
        request,
        _("Support can now see your answers and KPI figures.")
        if allowed
        else _("Support can no longer see your answers and KPI figures."),
    )
    return redirect("accounts:account")
