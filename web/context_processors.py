from typing import Any

from django.conf import settings
from django.http import HttpRequest

from localization.available_languages import offered_codes
from localization.languages import language_links
from web.middleware import APPEARANCES, appearance


def page(request: HttpRequest) -> dict[str, Any]:
    """Returns the variables of `base.html`, the template that every page extends."""
    return {
        "product_name": settings.PRODUCT_NAME,
        "unclaimed_days": settings.UNCLAIMED_DAYS,
        "source_url": settings.SOURCE_URL,
        "appearance": appearance(request),
        "appearances": APPEARANCES,
        "languages": language_links(
            request.path, request.META.get("QUERY_STRING", ""), offered_codes()
        ),
    }
