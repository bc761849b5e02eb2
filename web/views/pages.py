from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from web.middleware import preserves_input


@preserves_input
@require_POST
def appearance(request: HttpRequest) -> HttpResponse:
    """Redirects back to a page without a form; the middleware `ThemeCookie` sets the cookie."""
    back = request.POST.get("next", "")
    if not back.startswith("/") or not url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        back = reverse("home")
    return HttpResponseRedirect(back)


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    return TemplateResponse(request, "web/privacy.html", {"days": settings.UNCLAIMED_DAYS})


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    return TemplateResponse(request, "web/accessibility.html")
