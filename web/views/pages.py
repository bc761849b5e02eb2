from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from web.middleware import preserves_input
from web.privacy import list_cookies, list_saved_data
from web.retention import list_retention_rules


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
    """Says what is saved, why, how long and who sees it, from what the apps have registered."""
    context = {
        "saved": list_saved_data(),
        "rules": list_retention_rules(),
        "cookies": list_cookies(),
        "controller": settings.PRIVACY_CONTROLLER,
        "contact": settings.PRIVACY_CONTACT,
    }
    return TemplateResponse(request, "web/privacy.html", context)


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    return TemplateResponse(request, "web/accessibility.html")
