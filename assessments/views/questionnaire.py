import uuid
from collections.abc import Callable, Set
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_http_methods, require_safe

from assessments.access import assessment_required, require_editor
from assessments.domain.progress import changed_answers, changed_notes
from assessments.forms.section import SectionForm, notes_state, only_changed
from assessments.presenters.scale_labels import LABELS
from assessments.selectors.assessment import (
    AssessmentAccess,
    get_earlier_answers,
)
from assessments.selectors.content import SectionContent
from assessments.services.assessment import (
    AssessmentCompleted,
    AssessmentGone,
    AssessmentIncomplete,
    assessment_complete,
    assessment_save,
)
from localization.languages import current_language
from web.kept_submissions import forget_submission, keep_submission, kept_fields, where_to_see
from web.middleware import is_settings_submit, preserves_input
from web.request_data import HtmxRequest

SectionAddress = Callable[[AssessmentAccess, str], str]
"""Returns the address of a section's page by the section's key."""


@require_safe
@assessment_required
def resume(request: HtmxRequest, access: AssessmentAccess) -> HttpResponse:
    """Redirects to where the reader left off: the first gap, the review, or the result."""
    key = access.assessment.pk
    if access.assessment.is_completed:
        return redirect("assessments:result", key)
    require_editor(access)
    if not access.gaps:
        return redirect("assessments:review", key)
    gap = access.gaps[0]
    response = redirect("assessments:section", key, gap.section)
    if access.answered:
        response["Location"] += f"#{gap.statement}"
    return response


@preserves_input
@require_http_methods(["GET", "HEAD", "POST"])
@assessment_required
def section(request: HtmxRequest, access: AssessmentAccess, section_key: str) -> HttpResponse:
    """Shows one section's statements to rate, and stores the answers."""
    section = access.content.by_key.get(section_key)
    if section is None:
        raise Http404
    require_editor(access)
    if access.assessment.is_completed:
        return _already_completed(request, access)
    if request.method == "POST":
        return _save_section(request, access, section)
    kept = kept_fields(request)
    changed = only_changed(kept, access.content) if kept else None
    return _section_page(request, access, section, changed)


def _save_section(
    request: HtmxRequest, access: AssessmentAccess, section: SectionContent
) -> HttpResponse:
    """Stores every valid answer that the page changed, and shows the errors of the others."""
    form = SectionForm(section, access, request.POST)
    valid = form.is_valid()
    changed = changed_answers(form.baseline_answers, form.given)
    noted = changed_notes(form.baseline_notes, form.given_notes, access.notes)
    ids = {row.key: row.id for row in section.statements}
    try:
        assessment_save(
            assessment=access.assessment,
            values={ids[key]: value for key, value in changed.items()},
            notes={ids[key]: note for key, note in noted.items()},
        )
    except AssessmentCompleted:
        return _already_completed(request, access)
    except AssessmentGone as gone:
        raise Http404 from gone
    access = access.with_changes(changed, noted)
    if request.htmx:
        if valid:
            forget_submission(request)
        return _saved_fragment(request, access, section, form, changed.keys() | noted.keys())
    if not valid:
        return _section_page(request, access, section, request.POST, status=422)
    if is_settings_submit(request):
        return redirect(request.get_full_path())
    return redirect(_next_address(request.POST.get("to", "next"), access, section))


def _next_address(to: str, access: AssessmentAccess, section: SectionContent) -> str:
    content, key = access.content, access.assessment.pk
    other = content.section_before(section) if to == "back" else content.section_after(section)
    if to == "review" or other is None:
        return _reverse("review", key)
    return _reverse("section", key, other.key)


def _reverse(name: str, *args: uuid.UUID | str) -> str:
    return reverse(f"assessments:{name}", args=args)


def section_address(access: AssessmentAccess, key: str) -> str:
    return _reverse("section", access.assessment.pk, key)


def _section_page(
    request: HtmxRequest,
    access: AssessmentAccess,
    section: SectionContent,
    data: QueryDict | None = None,
    status: int = 200,
) -> HttpResponse:
    context = section_context(access, section, data)
    return TemplateResponse(request, "assessments/section_form.html", context, status=status)


def section_context(
    access: AssessmentAccess,
    section: SectionContent,
    data: QueryDict | None = None,
    address: SectionAddress = section_address,
) -> dict[str, Any]:
    """Returns what a section's page shows; `address` returns where another section is."""
    earlier = get_earlier_answers(access.assessment)
    return {
        "access": access,
        "earlier": earlier,
        "section": section,
        "form": SectionForm(section, access, data, earlier=earlier.answers if earlier else None),
        "steps": _steps(access, section, address),
        "following": access.content.section_after(section),
        "previous": access.content.section_before(section),
        "others_done": all(gap.section == section.key for gap in access.gaps),
    }


def _answered(answered: int, total: int) -> str:
    return _("%(answered)s of %(total)s answered") % {"answered": answered, "total": total}


def _steps(
    access: AssessmentAccess,
    current: SectionContent | None = None,
    address: SectionAddress = section_address,
) -> list[dict[str, Any]]:
    steps = []
    for section in access.content.sections:
        answered = sum(statement.key in access.answers for statement in section.statements)
        total = len(section.statements)
        steps.append(
            {
                "section": section,
                "answered": answered,
                "total": total,
                "text": _answered(answered, total),
                "current": section is current,
                "url": address(access, section.key),
            }
        )
    return steps


def _saved_fragment(
    request: HtmxRequest,
    access: AssessmentAccess,
    section: SectionContent,
    form: SectionForm,
    changed: Set[str],
) -> HttpResponse:
    """Returns what an open page learns of its save: a message and what counts as shown now."""
    numbers = ", ".join(str(row.number) for row in section.statements if row.key in changed)
    said = ngettext("Saved: statement %(numbers)s", "Saved: statements %(numbers)s", len(changed))
    baseline = form.to_saved_baseline_fields()
    context = {
        "access": access,
        "said": said % {"numbers": numbers} if changed else pgettext("answers", "Saved"),
        "baseline": baseline,
        "state": notes_state(baseline),
        "errors": [error for errors in form.errors.values() for error in errors],
        "step": next(step for step in _steps(access, section) if step["current"]),
    }
    return TemplateResponse(
        request, "assessments/_saved.html", context, status=422 if form.errors else 200
    )


def _already_completed(request: HtmxRequest, access: AssessmentAccess) -> HttpResponse:
    text = _(
        "This assessment is completed, so its answers can no longer be changed. Nothing was saved."
    )
    if request.htmx:
        return TemplateResponse(request, "assessments/_saved.html", {"errors": [text]}, status=409)
    if request.method == "POST":
        messages.error(request, text)
        is_typed = bool(only_changed(request.POST, access.content))
        if is_typed and keep_submission(request) is not None:
            messages.warning(request, where_to_see())
    return redirect("assessments:result", access.assessment.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@assessment_required
def review(request: HtmxRequest, access: AssessmentAccess) -> HttpResponse:
    """Shows all answers and the gaps; sending the form completes the assessment."""
    require_editor(access)
    if request.method == "POST":
        try:
            assessment_complete(assessment_id=access.assessment.pk, language=current_language())
        except AssessmentIncomplete:
            return _review_page(request, access, refused=True)
        except AssessmentGone as gone:
            raise Http404 from gone
        return redirect("assessments:result", access.assessment.pk)
    if access.assessment.is_completed:
        return redirect("assessments:result", access.assessment.pk)
    return _review_page(request, access)


def _review_page(
    request: HtmxRequest, access: AssessmentAccess, *, refused: bool = False
) -> HttpResponse:
    context = review_context(access) | {"has_errors": refused}
    return TemplateResponse(
        request, "assessments/assessment_review.html", context, status=422 if refused else 200
    )


def review_context(
    access: AssessmentAccess, address: SectionAddress = section_address
) -> dict[str, Any]:
    """Returns what the review shows; `address` returns where a section is."""
    content = access.content
    labels = {key: LABELS[value] for key, value in access.answers.items()}
    return {
        "access": access,
        "earlier": get_earlier_answers(access.assessment) if access.assessment.filled_in else None,
        "sections": [
            (
                step,
                [
                    (row, labels.get(row.key), access.notes.get(row.key, ""))
                    for row in step["section"].statements
                ],
            )
            for step in _steps(access, address=address)
        ],
        "gaps": [
            (content.by_key[gap.section], content.statements[gap.statement]) for gap in access.gaps
        ],
    }
