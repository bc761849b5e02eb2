import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.access import member_required
from accounts.models import Membership
from assessments.charts import dots
from assessments.models import Assessment
from assessments.selectors.comparison import (
    ComparisonShown,
    assessments_to_compare,
    comparison_choices,
    comparison_shown,
    result_before,
)
from localization.languages import current_language


class NotComparable(Exception):
    """Two that cannot be compared; the message is for the reader."""


def pair_asked(request: HttpRequest, choices: list[Assessment]) -> list[Assessment]:
    """The two that the address names, the earlier first; without names the last and the one before.

    Fewer than two where the account has no more. Raises NotComparable, and Http404 for what is not the account's.
    """
    account = request.membership.account
    earlier, later = _named(request, "from"), _named(request, "to")
    if earlier and earlier == later:
        raise NotComparable(_("An assessment cannot be compared with itself. Choose two."))
    if later is None:
        later = next((row.pk for row in choices if row.pk != earlier), None)
    if earlier is None and later is not None:
        earlier = result_before(account, later, choices)
    asked = [key for key in (earlier, later) if key]
    found = assessments_to_compare(account, asked)
    if len(found) != len(asked):
        raise Http404
    if not all(row.is_completed for row in found):
        raise NotComparable(_("Only completed assessments can be compared."))
    if any(row.is_withdrawn for row in found):
        raise NotComparable(
            _("A withdrawn assessment is left out of comparisons. Put it back to compare it.")
        )
    return found


def _named(request: HttpRequest, name: str) -> uuid.UUID | None:
    text = request.GET.get(name, "").strip()
    if not text:
        return None
    try:
        return uuid.UUID(text)
    except ValueError as error:
        raise NotComparable(_("The address names no assessment. Choose two here.")) from error


@require_safe
@member_required
def compare_page(request: HttpRequest) -> HttpResponse:
    """Two results side by side."""
    membership: Membership = request.membership
    choices = comparison_choices(membership.account)
    try:
        pair = pair_asked(request, choices)
    except NotComparable as error:
        messages.error(request, str(error))
        return redirect("assessments:list")
    context = {"account": membership.account}
    if len(pair) == 2:
        shown = comparison_shown(*pair, current_language(), membership.content_revision)
        context |= {
            "shown": shown,
            "options": _options(choices, pair),
            **_pictures(shown, request.GET.get("sort", "")),
        }
    return TemplateResponse(request, "assessments/comparison.html", context)


def _options(choices: list[Assessment], pair: list[Assessment]) -> list[Assessment]:
    """The newest, and the two that are compared, the newest first."""
    found = {row.pk: row for row in (*choices, *pair)}
    return sorted(found.values(), key=lambda row: (row.assessed_at, row.started_at), reverse=True)


def _pictures(shown: ComparisonShown, sort: str) -> dict:
    groups = [(None, shown.by_change)] if sort == "change" else shown.by_section
    sections = [
        (
            section,
            dots(
                section.change.before.average if section.change.before else None,
                section.change.now.average if section.change.now else None,
            ),
        )
        for section in shown.sections
    ]
    rows = [
        (name, [(row, dots(row.change.before, row.change.now)) for row in group])
        for name, group in groups
    ]
    terms = [shown.before.stage.description, *(row.text for row in shown.statements)]
    terms += [
        text
        for section in shown.moved_advice
        for text in (section.advice_before, section.advice_now)
    ]
    return {
        "sorted_by_change": sort == "change",
        "overall_dots": dots(shown.before.overall, shown.now.overall),
        "sections": sections,
        "groups": rows,
        "terms": tuple({term.key: term for text in terms for term in text.terms}.values()),
    }
