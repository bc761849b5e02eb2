from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import get_script_prefix
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from localization.available_languages import preferred_language
from localization.languages import url_in


@require_safe
def to_language(request: HttpRequest) -> HttpResponse:
    """Redirects `/` to the home page in the browser's first language that is available."""
    response = redirect(url_in(preferred_language(request), ""))
    patch_vary_headers(response, ["Accept-Language"])
    response["Cache-Control"] = "no-cache"
    return response


@require_safe
def icon(request: HttpRequest) -> HttpResponse:
    return redirect(static("img/icon.svg"))


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    hidden = ("admin/", "*/assessments/", "*/account/")
    lines = ["User-agent: *", *(f"Disallow: {get_script_prefix()}{path}" for path in hidden)]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain")
