import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import AuthenticatedRequest
from assessments.access import activate_zone, own_result_required
from assessments.forms.result import ShareForm
from assessments.presenters.result import present_result, result_charts
from assessments.selectors.assessment import AssessmentAccess
from assessments.selectors.results import load_result
from assessments.selectors.sharing import get_shared_result, share_links
from assessments.services.sharing import (
    share_link_create,
    share_link_opened,
    share_link_revoke,
)
from localization.available_languages import preferred_language
from localization.languages import current_language
from web.link_tokens import token_hash
from web.request_data import is_read_by_person


@require_http_methods(["GET", "HEAD", "POST"])
@own_result_required
def links(request: AuthenticatedRequest, access: AssessmentAccess) -> HttpResponse:
    """Lists the links to a result with a form for a new one, whose address is shown once."""
    form, address = ShareForm(request.POST or None), ""
    if request.method == "POST" and form.is_valid():
        address = _create_link(request, access, form.cleaned_data["days"])
        form = ShareForm()
    context = {
        "form": form,
        "access": access,
        "address": address,
        "links": list(share_links(access.assessment)),
        "link_key": uuid.uuid4(),
    }
    return TemplateResponse(
        request, "assessments/sharelink_list.html", context, status=422 if form.errors else 200
    )


def _create_link(request: AuthenticatedRequest, access: AssessmentAccess, days: int) -> str:
    """Creates a link and returns its address; empty where this form already made one."""
    try:
        key = uuid.UUID(request.POST.get("link_key", ""))
    except ValueError:
        key = uuid.uuid4()
    token = share_link_create(
        link_id=key, assessment=access.assessment, user=request.user, days=days
    )
    if token is None:
        messages.error(
            request,
            _(
                "A link has already been created from this form, and each link is shown only "
                "once. Create another."
            ),
        )
        return ""
    return request.build_absolute_uri(reverse("shared_any_language", args=[token]))


@require_POST
@own_result_required
def revoke(
    request: AuthenticatedRequest, access: AssessmentAccess, link_id: uuid.UUID
) -> HttpResponse:
    if not share_link_revoke(assessment=access.assessment, link_id=link_id, by=request.user):
        raise Http404
    messages.success(request, _("The link has been revoked and no longer works."))
    return redirect("assessments:links", access.assessment.pk)


def _private(response: HttpResponse) -> HttpResponse:
    """Keeps the response out of search engines, caches and other sites' logs."""
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    response["Referrer-Policy"] = "no-referrer"
    patch_cache_control(response, private=True, no_store=True)
    return response


@require_safe
def shared_any_language(request: HttpRequest, token: str) -> HttpResponse:
    """Redirects from the shared address, which has no language, to the reader's language."""
    with override(preferred_language(request)):
        response = redirect("shared", token)
    patch_vary_headers(response, ["Accept-Language"])
    return _private(response)


@require_safe
def shared_result(request: HttpRequest, token: str) -> HttpResponse:
    """Shows one result to whoever has the token, without notes and without links to other pages."""
    shared = get_shared_result(token_hash(token), current_language())
    if shared is None:
        raise Http404
    if is_read_by_person(request):
        share_link_opened(link_id=shared.link_id, assessment=shared.access.assessment)
    activate_zone(shared.access.assessment)
    presented = present_result(load_result(shared.access))
    charts = result_charts(presented)
    context = {
        "bare": True,
        "of_others": True,
        "access": shared.access,
        "presented": presented,
        **charts,
    }
    return _private(TemplateResponse(request, "assessments/result_shared.html", context).render())
