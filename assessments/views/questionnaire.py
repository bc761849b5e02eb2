import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import current_membership, refuse_role
from assessments.access import assessment_required, get_or_create_guest_key, require_editor
from assessments.domain.progress import changed_notes, changes
from assessments.forms import SectionForm
from assessments.presenters.scale_labels import LABELS
from assessments.selectors.assessment import (
    AssessmentAccess,
    get_earlier_answers,
    published_questionnaire,
)
from assessments.selectors.content import SectionContent
from assessments.selectors.results import last_completed
from assessments.services.assessment import (
    AssessmentCompleted,
    AssessmentGone,
    AssessmentIncomplete,
    assessment_complete,
    assessment_save,
    assessment_start,
)
from localization.languages import current_language
from web.middleware import is_settings_submit, preserves_input


@require_POST
def start(request: HttpRequest) -> HttpResponse:
    """Begins an assessment on the published questionnaire; a start form sent twice begins one."""
    questionnaire = published_questionnaire()
    if questionnaire is None:
        messages.error(
            request, _("There is no questionnaire to answer at the moment. Please come back later.")
        )
        return redirect("home")
    membership = current_membership(request)
    if membership is not None and not membership.may_edit:
        raise refuse_role(membership.account_id)
    assessment = assessment_start(
        questionnaire=questionnaire,
        start_key=start_key_in(request),
        account=membership.account if membership else None,
        user=request.user if request.user.is_authenticated else None,
        guest_key=None if membership else get_or_create_guest_key(request),
        earlier=last_completed(membership.account) if membership else None,
        language=current_language(),
    )
    return redirect("assessments:resume", assessment.pk)


def start_key_in(request: HttpRequest) -> uuid.UUID:
    try:
        return uuid.UUID(request.POST.get("start_key", ""))
    except ValueError:
        return uuid.uuid4()


@require_safe
@assessment_required
def resume(request: HttpRequest, opened: AssessmentAccess) -> HttpResponse:
    """To where the reader left off: the first gap, the review, or the result."""
    key = opened.assessment.pk
    if opened.assessment.is_completed:
        return redirect("assessments:result", key)
    require_editor(opened)
    if not opened.gaps:
        return redirect("assessments:review", key)
    gap = opened.gaps[0]
    response = redirect("assessments:section", key, gap.section)
    if opened.answered:
        response["Location"] += f"#{gap.statement}"
    return response


@preserves_input
@require_http_methods(["GET", "HEAD", "POST"])
@assessment_required
def section(request: HttpRequest, opened: AssessmentAccess, section_key: str) -> HttpResponse:
    """One section: five statements to rate."""
    part = opened.content.by_key.get(section_key)
    if part is None:
        raise Http404
    require_editor(opened)
    if opened.assessment.is_completed:
        return _already_completed(request, opened)
    if request.method == "POST":
        return _save_section(request, opened, part)
    # After signing in again, the address holds what could not be stored (see opening.py).
    typed = request.GET if any(row.key in request.GET for row in part.statements) else None
    return _section_page(request, opened, part, typed)


def _save_section(
    request: HttpRequest, opened: AssessmentAccess, part: SectionContent
) -> HttpResponse:
    """Stores every valid answer that the page changed; what is not valid is said, and nothing of it stored."""
    form = SectionForm(part, opened, request.POST)
    valid = form.is_valid()
    changed = changes(form.shown, form.given)
    noted = changed_notes(form.notes_shown, form.given_notes, opened.notes)
    ids = {row.key: row.id for row in part.statements}
    try:
        assessment_save(
            assessment=opened.assessment,
            values={ids[key]: value for key, value in changed.items()},
            notes={ids[key]: note for key, note in noted.items()},
        )
    except AssessmentCompleted:
        return _already_completed(request, opened)
    except AssessmentGone as gone:
        raise Http404 from gone
    opened = opened.with_changes(changed, noted)
    if request.htmx:
        return _saved_fragment(request, opened, part, form, changed.keys() | noted.keys())
    if not valid:
        return _section_page(request, opened, part, request.POST, status=422)
    if is_settings_submit(request):
        return redirect(request.get_full_path())
    return redirect(_next_address(request.POST.get("to", "next"), opened, part))


def _next_address(to: str, opened: AssessmentAccess, part: SectionContent) -> str:
    content, key = opened.content, opened.assessment.pk
    other = content.section_before(part) if to == "back" else content.section_after(part)
    if to == "review" or other is None:
        return _reverse("review", key)
    return _reverse("section", key, other.key)


def _reverse(name: str, *args) -> str:
    return reverse(f"assessments:{name}", args=args)


def section_address(opened: AssessmentAccess, key: str) -> str:
    return _reverse("section", opened.assessment.pk, key)


def _section_page(request, opened, part, data=None, status: int = 200) -> HttpResponse:
    context = section_context(opened, part, data)
    return TemplateResponse(request, "assessments/section_form.html", context, status=status)


def section_context(opened, part, data=None, address=section_address) -> dict:
    """What a section's page shows; `address` says where another section is."""
    earlier = get_earlier_answers(opened.assessment)
    return {
        "opened": opened,
        "earlier": earlier,
        "section": part,
        "form": SectionForm(part, opened, data, earlier=earlier.answers if earlier else None),
        "steps": _steps(opened, part, address),
        "following": opened.content.section_after(part),
        "previous": opened.content.section_before(part),
        "others_done": all(gap.section == part.key for gap in opened.gaps),
    }


def _answered(answered: int, total: int) -> str:
    return _("%(answered)s of %(total)s answered") % {"answered": answered, "total": total}


def _steps(
    opened: AssessmentAccess, current: SectionContent | None = None, address=section_address
) -> list[dict]:
    found = []
    for part in opened.content.sections:
        answered = sum(statement.key in opened.answers for statement in part.statements)
        total = len(part.statements)
        found.append(
            {
                "section": part,
                "answered": answered,
                "total": total,
                "text": _answered(answered, total),
                "current": part is current,
                "url": address(opened, part.key),
            }
        )
    return found


def _saved_fragment(request, opened, part, form, changed) -> HttpResponse:
    """What the page learns of a save made while it stays open: said in the live region, and the new baseline."""
    numbers = ", ".join(str(row.number) for row in part.statements if row.key in changed)
    said = ngettext("Saved: statement %(numbers)s", "Saved: statements %(numbers)s", len(changed))
    context = {
        "opened": opened,
        "said": said % {"numbers": numbers} if changed else _("Saved"),
        "shown": form.shown_after_saving(),
        "errors": [error for errors in form.errors.values() for error in errors],
        "step": next(step for step in _steps(opened, part) if step["current"]),
    }
    return TemplateResponse(
        request, "assessments/_saved.html", context, status=422 if form.errors else 200
    )


def _already_completed(request: HttpRequest, opened: AssessmentAccess) -> HttpResponse:
    text = _(
        "This assessment is completed; its answers cannot change any more. Nothing was stored."
    )
    if request.htmx:
        return TemplateResponse(request, "assessments/_saved.html", {"errors": [text]}, status=409)
    if request.method == "POST":
        messages.error(request, text)
    return redirect("assessments:result", opened.assessment.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@assessment_required
def review(request: HttpRequest, opened: AssessmentAccess) -> HttpResponse:
    """All answers and what is missing; sending it completes the assessment."""
    require_editor(opened)
    if request.method == "POST":
        try:
            assessment_complete(assessment_id=opened.assessment.pk, language=current_language())
        except AssessmentIncomplete:
            return _review_page(request, opened, refused=True)
        except AssessmentGone as gone:
            raise Http404 from gone
        return redirect("assessments:result", opened.assessment.pk)
    if opened.assessment.is_completed:
        return redirect("assessments:result", opened.assessment.pk)
    return _review_page(request, opened)


def _review_page(
    request: HttpRequest, opened: AssessmentAccess, *, refused: bool = False
) -> HttpResponse:
    context = review_context(opened) | {"has_errors": refused}
    return TemplateResponse(
        request, "assessments/assessment_review.html", context, status=422 if refused else 200
    )


def review_context(opened: AssessmentAccess, address=section_address) -> dict:
    """What the review shows; `address` says where a section is."""
    content = opened.content
    return {
        "opened": opened,
        "earlier": get_earlier_answers(opened.assessment) if opened.assessment.filled_in else None,
        "sections": [
            (
                step,
                [
                    (row, LABELS.get(opened.answers.get(row.key)), opened.notes.get(row.key, ""))
                    for row in step["section"].statements
                ],
            )
            for step in _steps(opened, address=address)
        ],
        "gaps": [
            (content.by_key[gap.section], content.statements[gap.statement]) for gap in opened.gaps
        ],
    }
