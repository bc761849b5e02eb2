from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from backoffice.selectors.roles import may_publish
from translations.access import TranslatorContext, translator_required
from translations.selectors.matrix import matrix, message_cells, waiting_languages


@require_safe
@translator_required
def matrix_page(request: HttpRequest, desk: TranslatorContext) -> HttpResponse:
    """How far each language is."""
    *rows, total = matrix(desk.texts, desk.states)
    context = {
        **admin.site.each_context(request),
        "title": _("Translations"),
        "rows": rows,
        "total": total,
        "messages_of_interface": message_cells(),
        "may_write": bool(desk.writable),
        "waiting": waiting_languages(),
        "may_publish": may_publish(request.user),
    }
    return TemplateResponse(request, "admin/translations/matrix.html", context)
