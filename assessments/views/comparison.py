import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.access import AuthenticatedRequest, MembershipAccess, member_required
from assessments.exports.report import list_missing_characters
from assessments.models import Assessment
from assessments.presenters.comparison import (
    PresentedComparison,
    comparison_charts,
    present_comparison,
)
from assessments.presenters.day_labels import day_labels, short_day_labels
from assessments.selectors.comparison import assessments_by_id, comparison_choices
from assessments.selectors.results import StoredResult, load_results, load_stored_result
from localization.languages import current_language


class NotComparable(Exception):
    """Reports two assessments that cannot be compared; the message is for the reader."""


def requested_comparison(
    request: AuthenticatedRequest, choices: list[Assessment]
) -> PresentedComparison | None:
    """Returns the comparison of the two results that the address names, the earlier first.

    Without names: the last result and the previous one. None where the account has no two to
    compare. Raises NotComparable, and Http404 for an assessment of another account.
    """
    membership = request.membership
    earlier, later = _parse_id(request, "from"), _parse_id(request, "to")
    if earlier and earlier == later:
        raise NotComparable(_("An assessment cannot be compared with itself. Choose two."))
    if later is None:
        later = next((row.pk for row in choices if row.pk != earlier), None)
    ids = [key for key in (earlier, later) if key]
    assessments = assessments_by_id(membership.account, ids, choices)
    if len(assessments) != len(ids):
        raise Http404
    if not all(row.is_completed for row in assessments):
        raise NotComparable(_("Only completed assessments can be compared."))
    if any(row.is_withdrawn for row in assessments):
        raise NotComparable(
            _("A withdrawn result is left out of comparisons. Restore it to compare it.")
        )
    pair = _load_pair(membership, assessments, with_previous=earlier is None)
    return present_comparison(*pair) if pair else None


def _load_pair(
    membership: MembershipAccess, assessments: list[Assessment], *, with_previous: bool
) -> tuple[StoredResult, StoredResult] | None:
    """Returns two results, or one and its previous result, the earlier first. One query."""
    language, revision = current_language(), membership.content_revision
    if len(assessments) == 2:
        ids = [row.pk for row in assessments]
        later, earlier = load_results(membership.account, language, revision, ids)
        return earlier, later
    if assessments and with_previous:
        stored = load_stored_result(assessments[0], language, revision, with_previous=True)
        return (stored.previous, stored) if stored.previous else None
    return None


def _parse_id(request: HttpRequest, name: str) -> uuid.UUID | None:
    text = request.GET.get(name, "").strip()
    if not text:
        return None
    try:
        return uuid.UUID(text)
    except ValueError as error:
        raise NotComparable(
            _("This link does not point to an assessment. Choose two here.")
        ) from error


@require_safe
@member_required
def compare_page(request: AuthenticatedRequest) -> HttpResponse:
    """Shows two results side by side."""
    account = request.membership.account
    choices = comparison_choices(account)
    try:
        comparison = requested_comparison(request, choices)
    except NotComparable as error:
        messages.error(request, str(error))
        return redirect("assessments:list")
    context: dict[str, Any] = {"account": account}
    if comparison is not None:
        sorted_by_change = request.GET.get("sort") == "change"
        context |= {
            "presented": comparison,
            "options": _options(choices, comparison),
            "days": _by_name(comparison, day_labels),
            "heads": _by_name(comparison, short_day_labels),
            "missing": list_missing_characters(account.name, [comparison.before, comparison.now]),
            **comparison_charts(comparison, sorted_by_change=sorted_by_change),
        }
    return TemplateResponse(request, "assessments/comparison.html", context)


def _by_name(
    comparison: PresentedComparison, label: Callable[[list[Assessment]], dict[uuid.UUID, str]]
) -> dict[str, str]:
    """Returns the labels of the two that are compared, by their names in the template."""
    before, now = label([comparison.before.assessment, comparison.now.assessment]).values()
    return {"before": before, "now": now}


def _options(
    choices: list[Assessment], comparison: PresentedComparison
) -> list[tuple[Assessment, str]]:
    """Lists the newest results and the two that are compared, the newest first, with their days."""
    compared = (comparison.before.assessment, comparison.now.assessment)
    options = {row.pk: row for row in (*choices, *compared)}
    labels = short_day_labels(list(options.values()))
    rows = sorted(options.values(), key=lambda row: (row.assessed_at, row.started_at), reverse=True)
    return [(row, labels[row.pk]) for row in rows]
