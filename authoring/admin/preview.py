"""Previews a version in any language, as MSPs will see it, without storing anything."""

from dataclasses import dataclass, replace
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.urls import URLPattern, reverse
from django.utils import timezone, translation
from django.views.decorators.http import require_safe

from assessments.domain.scoring import SectionAnswers, score
from assessments.models import Questionnaire
from assessments.presenters.result import present_result, result_charts
from assessments.selectors.assessment import AssessmentAccess
from assessments.selectors.content import SectionContent
from assessments.selectors.results import StoredResult
from assessments.services.results import result_rows
from assessments.views.questionnaire import review_context, section_context
from authoring.admin.version_pages import STRUCTURE_PAGE, VersionPages
from authoring.selectors.preview import build_preview
from localization.languages import CODES, LanguageLink
from web.middleware import is_settings_submit

SECTION, REVIEW, RESULT = "preview_section", "preview_review", "preview_result"
PAGE_TEMPLATES = {
    SECTION: "assessments/section_form.html",
    REVIEW: "assessments/assessment_review.html",
    RESULT: "assessments/result_detail.html",
}


@dataclass(frozen=True)
class Preview:
    """Represents a version in one language, and gives the addresses of its preview pages."""

    questionnaire: Questionnaire
    language: str

    def get_url(self, page: str, *keys: str) -> str:
        name = f"admin:assessments_questionnaire_{page}"
        return reverse(name, args=[self.questionnaire.pk, self.language, *keys])

    def get_section_url(self, _assessment: AssessmentAccess, key: str) -> str:
        """Takes the place of `assessments.views.questionnaire.section_address`."""
        return self.get_url(SECTION, key)

    def build(self, stage: str = "") -> AssessmentAccess:
        return build_preview(self.questionnaire, self.language, stage=stage)


class PreviewPages(VersionPages):
    """Adds the preview pages to the admin of questionnaires."""

    def get_urls(self) -> list[URLPattern]:
        base = "preview/<str:language>/"
        return [
            self.version_path(base, require_safe(self.preview_view), "preview"),
            self.version_path(f"{base}sections/<str:key>/", self.preview_section_view, SECTION),
            self.version_path(f"{base}review/", self.preview_review_view, REVIEW),
            self.version_path(
                f"{base}result/<str:stage>/", require_safe(self.preview_result_view), RESULT
            ),
            *super().get_urls(),
        ]

    def preview_view(self, request: HttpRequest, pk: int, language: str) -> HttpResponse:
        """Redirects to the first section."""
        preview = self._get_preview_or_404(request, pk, language)
        first = preview.questionnaire.sections.order_by("order").first()
        if first is None:
            return redirect(STRUCTURE_PAGE, pk)
        return redirect(preview.get_url(SECTION, first.key))

    def preview_section_view(
        self, request: HttpRequest, pk: int, language: str, key: str
    ) -> HttpResponse:
        preview = self._get_preview_or_404(request, pk, language)
        with translation.override(language):
            assessment = preview.build()
            section = assessment.content.by_key.get(key)
            if section is None:
                raise Http404
            if request.method == "POST":
                return redirect(_get_next_url(request, preview, assessment, section))
            context = section_context(assessment, section, address=preview.get_section_url)
            context["others_done"] = True
            return _render(request, preview, SECTION, context, key)

    def preview_review_view(self, request: HttpRequest, pk: int, language: str) -> HttpResponse:
        """Renders the review with the last two answers missing."""
        preview = self._get_preview_or_404(request, pk, language)
        with translation.override(language):
            stages = preview.build().content.stages
            if not stages:
                raise Http404
            if request.method == "POST":
                return redirect(preview.get_url(RESULT, stages[0].key))
            assessment = preview.build(stages[0].key)
            answers = dict(list(assessment.answers.items())[:-2])
            context = review_context(replace(assessment, answers=answers), preview.get_section_url)
            return _render(request, preview, REVIEW, context)

    def preview_result_view(
        self, request: HttpRequest, pk: int, language: str, stage: str
    ) -> HttpResponse:
        """Renders a result at the given stage, with the advice for it."""
        preview = self._get_preview_or_404(request, pk, language)
        with translation.override(language):
            content = preview.build().content
            if stage not in content.stage_by_key or not content.statements:
                raise Http404
            assessment = preview.build(stage)
            presented = present_result(_compute_result(assessment, preview))
            context = {"access": assessment, "presented": presented, **result_charts(presented)}
            return _render(request, preview, RESULT, context, stage)

    def _get_preview_or_404(self, request: HttpRequest, pk: int, language: str) -> Preview:
        """Returns the preview that an address names. Raises PermissionDenied and Http404."""
        questionnaire = get_object_or_404(Questionnaire, pk=pk)
        if not self.has_view_permission(request, questionnaire):
            raise PermissionDenied
        if language not in CODES:
            raise Http404
        return Preview(questionnaire, language)


def _compute_result(assessment: AssessmentAccess, preview: Preview) -> StoredResult:
    """Computes the result of an assessment without storing it."""
    content = assessment.content
    answers = [
        SectionAnswers(
            section.key, {row.key: assessment.answers[row.key] for row in section.statements}
        )
        for section in content.sections
        if section.statements
    ]
    scored = score(answers, content.bounds)
    result, _section_results = result_rows(
        assessment=assessment.assessment,
        completed_at=timezone.now(),
        version=preview.questionnaire.version,
        scored=scored,
        stages=content.bounds,
        language=preview.language,
    )
    return StoredResult(
        assessment.assessment, result, content, scored, assessment.answers, notes={}
    )


def _get_next_url(
    request: HttpRequest, preview: Preview, assessment: AssessmentAccess, section: SectionContent
) -> str:
    """Returns the address that the button of a section's form leads to."""
    if is_settings_submit(request):
        return request.get_full_path()
    to = request.POST.get("to", "next")
    content = assessment.content
    other = content.section_before(section) if to == "back" else content.section_after(section)
    if to == "review" or other is None:
        return preview.get_url(REVIEW)
    return preview.get_url(SECTION, other.key)


def _render(
    request: HttpRequest, preview: Preview, page: str, context: dict[str, Any], *keys: str
) -> HttpResponse:
    """Renders the MSPs' own page, as for a reader who is not signed in, with a bar above it.

    `keys` are those in the address of the page. The bar says that this is a preview, and links
    to the other pages.
    """
    questionnaire = preview.questionnaire
    context |= {
        "page_template": PAGE_TEMPLATES[page],
        "user": AnonymousUser(),
        "messages": [],
        "languages": [
            LanguageLink(
                code,
                name,
                Preview(questionnaire, code).get_url(page, *keys),
                code == preview.language,
            )
            for code, name in settings.LANGUAGES
        ],
        "questionnaire": questionnaire,
        "preview_stages": [
            (stage, preview.get_url(RESULT, stage.key))
            for stage in context["access"].content.stages
        ],
        "preview_stage": keys[0] if page == RESULT else None,
        "preview_review": preview.get_url(REVIEW),
    }
    return HttpResponse(render_to_string("admin/assessments/preview.html", context, request))
