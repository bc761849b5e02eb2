from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import AuthenticatedRequest, member_required, owner_required, refuse_role
from accounts.forms.members import RoleForm
from accounts.models import Membership, Role
from accounts.selectors import list_members
from accounts.services.members import LastOwner, membership_delete, membership_role_set


@require_safe
@member_required
def members(request: AuthenticatedRequest) -> HttpResponse:
    """Shows who belongs to the current account; an owner changes roles here."""
    return _members_page(request)


def _members_page(
    request: AuthenticatedRequest, refused: tuple[int, RoleForm] | None = None
) -> HttpResponse:
    """Renders the members, each with a form; `refused` is the form that was sent with an error."""
    rows = list_members(request.membership.account)
    forms = {row.id: RoleForm(initial={"role": row.role}, member_id=row.id) for row in rows}
    if refused is not None:
        forms |= dict([refused])
    context = {
        "membership": request.membership,
        "rows": [(row, forms[row.id]) for row in rows],
        "is_owner": request.membership.role == Role.OWNER,
        "form": refused[1] if refused else None,
        "section": "members",
    }
    return TemplateResponse(
        request, "accounts/member_list.html", context, status=422 if refused else 200
    )


@require_http_methods(["GET", "HEAD", "POST"])
@owner_required
@reauthentication_required(enabled=lambda request: request.POST.get("role") == Role.OWNER)
def member(request: AuthenticatedRequest, member_id: int) -> HttpResponse:
    """Changes the role of a member; GET leads to the list, where it is chosen."""
    membership = _get_member(request, member_id)
    if request.method != "POST":
        return redirect("accounts:members")
    form = RoleForm(request.POST, member_id=member_id)
    if form.is_valid():
        try:
            membership_role_set(
                membership=membership, role=Role(form.cleaned_data["role"]), by=request.user
            )
        except LastOwner:
            form.add_error("role", _last_owner_sentence())
    if form.errors:
        return _members_page(request, (member_id, form))
    messages.success(
        request,
        _("%(person)s now has the role %(role)s.")
        % {"person": membership.user.email, "role": membership.get_role_display()},
    )
    return redirect("accounts:members")


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def member_remove(request: AuthenticatedRequest, member_id: int) -> HttpResponseBase:
    """Asks before a member is removed, or leaves; an owner removes, everybody may leave."""
    membership = _get_member(request, member_id)
    is_own = membership.user_id == request.user.pk
    if not is_own and request.membership.role != Role.OWNER:
        raise refuse_role(request.membership.account_id)
    return _remove(request, membership=membership, is_own=is_own)


@reauthentication_required(allow_get=True)
def _remove(request: AuthenticatedRequest, *, membership: Membership, is_own: bool) -> HttpResponse:
    error = ""
    if request.method == "POST":
        try:
            membership_delete(membership=membership, by=request.user)
        except LastOwner:
            error = _last_owner_sentence()
        else:
            return _removed(request, membership, is_own)
    context = {
        "membership": request.membership,
        "member": membership,
        "is_own": is_own,
        "error": error,
        "has_errors": bool(error),
    }
    return TemplateResponse(
        request, "accounts/member_confirm_delete.html", context, status=422 if error else 200
    )


def _removed(request: HttpRequest, membership: Membership, is_own: bool) -> HttpResponse:
    names = {"person": membership.user.email, "company": membership.account.name}
    if is_own:
        messages.success(request, _("You no longer belong to %(company)s.") % names)
        return redirect("accounts:account")
    messages.success(request, _("%(person)s no longer belongs to %(company)s.") % names)
    return redirect("accounts:members")


def _get_member(request: AuthenticatedRequest, member_id: int) -> Membership:
    """Returns a membership of the current account; others are not found, nor is one too large."""
    members = Membership.objects.select_related("user", "account")
    found = members.filter(account=request.membership.account, pk=member_id).first()
    if found is None:
        raise Http404
    return found


def _last_owner_sentence() -> str:
    return _("A company needs an owner. Make someone else an owner first.")
