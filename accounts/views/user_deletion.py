from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import UserRequest, current_memberships
from accounts.selectors import list_accounts_to_settle
from accounts.services.user_deletion import AccountsToSettle, LastSuperuser, user_delete


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def delete_user(request: UserRequest) -> HttpResponseBase:
    """Says what is deleted with one's sign-in and what stays, and deletes it at once."""
    return _delete(request)


@reauthentication_required(allow_get=True)
def _delete(request: UserRequest) -> HttpResponse:
    memberships = current_memberships(request)
    if request.method != "POST":
        return _page(request, len(memberships))
    try:
        user_delete(user=request.user)
    except (AccountsToSettle, LastSuperuser) as error:
        is_last = isinstance(error, LastSuperuser)
        return _page(request, len(memberships), is_last_superuser=is_last, status=422)
    logout(request)
    messages.success(request, _("Your sign-in and your personal data are deleted."))
    return redirect("home")


def _page(
    request: UserRequest, company_count: int, *, is_last_superuser: bool = False, status: int = 200
) -> HttpResponse:
    context = {
        "to_settle": list_accounts_to_settle(request.user),
        "company_count": company_count,
        "is_last_superuser": is_last_superuser,
        "has_errors": status != 200,
        "form": None,  # it has no fields that another language or appearance had to keep
    }
    return TemplateResponse(request, "account/user_confirm_delete.html", context, status=status)
