from uuid import UUID

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from django_htmx.http import HTMX_STOP_POLLING

from accounts.access import AuthenticatedRequest, owner_required
from accounts.models import AccountExport
from accounts.models.export import EXPORT_KEPT_FOR
from accounts.presenters.exports import export_file_name, present_exports
from accounts.selectors import get_export, list_exports
from accounts.services.exports import account_export_open, account_export_request
from localization.languages import current_language
from web.limits import limited


@require_http_methods(["GET", "HEAD", "POST"])
@owner_required
@reauthentication_required(enabled=lambda request: request.method == "POST")
@limited("export")
def exports(request: AuthenticatedRequest) -> HttpResponse:
    """Shows the exports of the current account, and begins one; two presses begin one."""
    account = request.membership.account
    if request.method == "POST":
        account_export_request(
            account=account,
            by=request.user,
            language=current_language(),
            page_url=request.build_absolute_uri(reverse("accounts:exports")),
        )
        return redirect("accounts:exports")
    found = list_exports(account)
    latest = found[0] if found else None
    context = {
        "membership": request.membership,
        "is_owner": True,
        "section": "exports",
        "days": EXPORT_KEPT_FOR.days,
        "export": latest if latest and not latest.ready_at else None,
        "rows": present_exports(each for each in found if not each.is_open),
    }
    return TemplateResponse(request, "accounts/export_list.html", context)


@require_safe
@owner_required
def export(request: AuthenticatedRequest, export_id: UUID) -> HttpResponse:
    """Shows how far an export is: a page, or for htmx the part that changes."""
    found = _get_export(request, export_id)
    context = {"membership": request.membership, "export": found}
    if not request.htmx:
        return TemplateResponse(request, "accounts/export_detail.html", context)
    status = 200 if found.is_open else HTMX_STOP_POLLING
    return TemplateResponse(request, "accounts/_export_state.html", context, status=status)


@require_safe
@owner_required
@reauthentication_required
def download(request: AuthenticatedRequest, export_id: UUID) -> HttpResponseBase:
    """Sends the file of an export; who downloads it is recorded."""
    found = _get_export(request, export_id)
    if found.ready_at is None:
        raise Http404
    try:
        file = account_export_open(
            export=found, by=request.user, is_recorded=request.method == "GET"
        )
    except FileNotFoundError:
        messages.error(request, _("This file is no longer available. Prepare a new export."))
        return redirect("accounts:exports")
    response = FileResponse(
        file,
        as_attachment=True,
        filename=export_file_name(found),
        content_type="application/zip",
        headers={"Content-Encoding": "identity"},  # or GZipMiddleware would compress it again
    )
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _get_export(request: AuthenticatedRequest, export_id: UUID) -> AccountExport:
    found = get_export(request.membership.account, export_id)
    if found is None:
        raise Http404
    return found
