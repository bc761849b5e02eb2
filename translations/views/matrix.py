"""Shows how much of the content is translated into each language."""

from django.contrib import admin
from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from backoffice.selectors.roles import may_publish
from translations.access import StaffRequest, TranslatorContext, translator_required
from translations.selectors.matrix import matrix, message_cells, waiting_languages


@require_safe
@translator_required
def matrix_page(request: StaffRequest, translator: TranslatorContext) -> HttpResponse:
    *rows, total = matrix(translator.texts, translator.states)
    context = {
        **admin.site.each_context(request),
        "title": _("Translations"),
        "rows": rows,
        "total": total,
        "messages_of_interface": message_cells(),
        "may_write": bool(translator.writable),
        "waiting": waiting_languages(),
        "may_publish": may_publish(request.user),
    }
    return TemplateResponse(request, "admin/translations/matrix.html", context)
