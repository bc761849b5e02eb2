"""Takes the answer to whose a guest's assessments are."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.access import UserRequest, current_memberships, refuse_role
from assessments.access import DECLINED_SESSION_KEY, guest_key, guest_key_drop
from assessments.services.claims import session_claim


@require_POST
@login_required
def claim(request: UserRequest) -> HttpResponse:
    """Adds this browser's assessments to the account that was named, or stops asking.

    Sent twice, it adds them once. Not added, they stay the browser's.
    """
    if "account" in request.POST:
        _add(request, request.POST["account"])
    else:
        request.session[DECLINED_SESSION_KEY] = True
        messages.info(
            request, _("The answers stay in this browser and were not added to your account.")
        )
    back = request.POST.get("next", "")
    if not back.startswith("/") or not url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        back = reverse("assessments:list")
    return redirect(back)


def _add(request: UserRequest, account_id: str) -> None:
    memberships = {str(each.account_id): each for each in current_memberships(request)}
    membership = memberships.get(account_id)
    if membership is None:
        raise Http404
    if not membership.may_edit:
        raise refuse_role(membership.account_id)
    key = guest_key(request)
    if key is None:
        return
    moved = session_claim(guest_key=key, account=membership.account, user=request.user)
    guest_key_drop(request)
    if moved:
        text = _("The answers now belong to %(company)s.")
        messages.success(request, text % {"company": membership.account.name})
