"""Shows and sets the account's own targets."""

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import AuthenticatedRequest, member_required, refuse_role
from kpis.access import today_of
from kpis.forms.target import TargetForm
from kpis.presenters.target import list_targets
from kpis.selectors.content import kpi_content
from kpis.selectors.target import targets_of
from kpis.services.target import TargetsChanged, targets_set
from localization.languages import current_language
from web.kept_submissions import kept_fields
from web.middleware import is_settings_submit, preserves_input


@preserves_input
@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def targets(request: AuthenticatedRequest) -> HttpResponse:
    """Shows the targets to members, and sets those that an editor has changed."""
    membership = request.membership
    account = membership.account
    if request.method == "POST" and not membership.may_edit:
        raise refuse_role(account.pk)
    content = kpi_content(current_language(), membership.content_revision)
    stored = targets_of(account)
    if request.method != "POST":
        form = TargetForm(content, account, stored, data=kept_fields(request))
        return _page(request, form)
    form = TargetForm(content, account, stored, data=request.POST)
    if not form.is_valid() or is_settings_submit(request):
        return _page(request, form, HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else 200)
    try:
        is_changed = targets_set(
            account=account, user=request.user, changes=form.changes, today=today_of(account)
        )
    except TargetsChanged as changed:
        form = TargetForm(content, account, changed.targets, data=request.POST, newer=changed.keys)
        return _page(request, form, HTTPStatus.CONFLICT)
    messages.success(request, _("Saved.") if is_changed else _("Nothing was changed."))
    return redirect("kpis:targets")


def _page(
    request: AuthenticatedRequest, form: TargetForm, status: int = HTTPStatus.OK
) -> HttpResponse:
    membership = request.membership
    form.is_valid()
    context = {
        "account": membership.account,
        "form": form,
        "has_page_form": membership.may_edit,
        "rows": list_targets(form.targets, form.content),
        "is_conflict": status == HTTPStatus.CONFLICT,
    }
    return TemplateResponse(request, "kpis/target_form.html", context, status=status)
