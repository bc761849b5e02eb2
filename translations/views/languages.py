"""Offers a language to readers, on a click of a publisher."""

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from backoffice.selectors.roles import may_publish
from content.services.languages import IncompleteLanguage, language_offer


@require_POST
def offer_language(request: HttpRequest) -> HttpResponse:
    """Offers readers a language that is complete. The next release does the same by itself."""
    if not may_publish(request.user):
        raise PermissionDenied
    code = request.POST.get("code", "")
    try:
        language_offer(code=code)
    except LookupError as unknown:
        raise Http404 from unknown
    except IncompleteLanguage as incomplete:
        number = len(incomplete.lacking)
        text = ngettext(
            "%(number)s text is still missing, so the language is not available yet.",
            "%(number)s texts are still missing, so the language is not available yet.",
            number,
        )
        messages.error(request, text % {"number": number})
    else:
        text = _("%(language)s is now available to MSPs. All pages show it within 30 seconds.")
        messages.success(request, text % {"language": dict(settings.LANGUAGES)[code]})
    return redirect("translations:matrix")
