"""Any version in any language, as an MSP sees it. Nothing is stored, whatever is chosen or sent."""

from collections.abc import Mapping
from dataclasses import replace

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.urls import path, reverse
from django.utils import timezone, translation
from django.views.decorators.http import require_safe

from assessments.domain.scoring import SectionAnswers, score
from assessments.models import Questionnaire
from assessments.presenters.result import present_result, result_charts
from assessments.selectors.assessment import AssessmentAccess
from assessments.selectors.results import StoredResult
from assessments.services.results import result_rows
from assessments.views.questionnaire import review_context, section_context
from authoring.selectors.preview import preview_opened
from localization.languages import CODES, LanguageLink
from web.middleware import is_settings_submit

SECTION, REVIEW, RESULT = "preview_section", "preview_review", "preview_result"


def _address(page: str, questionnaire: Questionnaire, language: str, *more: str) -> str:
    name = f"admin:assessments_questionnaire_{page}"
    return reverse(name, args=[questionnaire.pk, language, *more])


class PreviewPages:
    """Mixed into the questionnaire's admin."""

    def get_urls(self):
        def page(address: str, view, name: str):
            wrapped = self.admin_site.admin_view(view)
            return path(
                f"<int:pk>/preview/<str:language>/{address}",
                wrapped,
                name=f"assessments_questionnaire_{name}",
            )

        return [
            page("", require_safe(self.preview_view), "preview"),
            page("sections/<str:key>/", self.preview_section_view, SECTION),
            page("review/", self.preview_review_view, REVIEW),
            page("result/<str:stage>/", require_safe(self.preview_result_view), RESULT),
            *super().get_urls(),
        ]

    def preview_view(self, request: HttpRequest, pk: int, language: str) -> HttpResponse:
        """Begins with the first section."""
        questionnaire = self._previewed(request, pk, language)
        first = questionnaire.sections.order_by("order").first()
        if first is None:
            return redirect("admin:assessments_questionnaire_structure", pk)
        return redirect(_address(SECTION, questionnaire, language, first.key))

    def preview_section_view(
        self, request: HttpRequest, pk: int, language: str, key: str
    ) -> HttpResponse:
        questionnaire = self._previewed(request, pk, language)
        with translation.override(language):
            opened = preview_opened(questionnaire, language)
            part = opened.content.by_key.get(key)
            if part is None:
                raise Http404
            if request.method == "POST":
                return redirect(_next(request, questionnaire, language, opened, part))

            def address(opened: AssessmentAccess, other: str) -> str:
                return _address(SECTION, questionnaire, language, other)

            context = section_context(opened, part, address=address) | {"others_done": True}
            return _page(request, "section", context, questionnaire, language)

    def preview_review_view(self, request: HttpRequest, pk: int, language: str) -> HttpResponse:
        questionnaire = self._previewed(request, pk, language)
        with translation.override(language):
            stages = preview_opened(questionnaire, language).content.stages
            if not stages:
                raise Http404
            if request.method == "POST":
                return redirect(_address(RESULT, questionnaire, language, stages[0].key))
            opened = preview_opened(questionnaire, language, stage=stages[0].key)
            opened = replace(opened, answers=_some(opened.answers))

            def address(opened: AssessmentAccess, other: str) -> str:
                return _address(SECTION, questionnaire, language, other)

            context = review_context(opened, address)
            return _page(request, "review", context, questionnaire, language)

    def preview_result_view(
        self, request: HttpRequest, pk: int, language: str, stage: str
    ) -> HttpResponse:
        """With the advice of a stage; which one, the bar above the page lets choose."""
        questionnaire = self._previewed(request, pk, language)
        with translation.override(language):
            content = preview_opened(questionnaire, language).content
            if stage not in content.stage_by_key or not content.statements:
                raise Http404
            opened = preview_opened(questionnaire, language, stage=stage)
            answers = [
                SectionAnswers(
                    part.key, {row.key: opened.answers[row.key] for row in part.statements}
                )
                for part in content.sections
                if part.statements
            ]
            scored = score(answers, content.bounds)
            result, _sections = result_rows(
                assessment=opened.assessment,
                completed_at=timezone.now(),
                version=questionnaire.version,
                scored=scored,
                stages=content.bounds,
                language=language,
            )
            stored = StoredResult(
                opened.assessment, result, opened.content, scored, opened.answers, notes={}
            )
            presented = present_result(stored)
            context = {"access": opened, "shown": presented, **result_charts(presented)}
            return _page(request, "result", context, questionnaire, language)

    def _previewed(self, request: HttpRequest, pk: int, language: str) -> Questionnaire:
        questionnaire = get_object_or_404(Questionnaire, pk=pk)
        if not self.has_view_permission(request, questionnaire):
            raise PermissionDenied
        if language not in CODES:
            raise Http404
        return questionnaire


def _some(answers: Mapping[str, int]) -> dict[str, int]:
    """All but the last two, so that the review shows gaps as well."""
    return dict(list(answers.items())[:-2])


def _next(request, questionnaire, language, opened, part) -> str:
    """Where the section's buttons lead."""
    if is_settings_submit(request):
        return request.get_full_path()
    to = request.POST.get("to", "next")
    other = (opened.content.section_before if to == "back" else opened.content.section_after)(part)
    if to == "review" or other is None:
        return _address(REVIEW, questionnaire, language)
    return _address(SECTION, questionnaire, language, other.key)


def _page(
    request: HttpRequest, page: str, context: dict, questionnaire: Questionnaire, language: str
) -> HttpResponse:
    """The MSP's own page, for a reader who is not signed in, under a bar that says what it is."""
    match = request.resolver_match
    content = context["access"].content
    links = [
        LanguageLink(
            code,
            name,
            reverse(match.view_name, kwargs={**match.kwargs, "language": code}),
            code == language,
        )
        for code, name in settings.LANGUAGES
    ]
    context |= {
        "user": AnonymousUser(),
        "messages": [],
        "languages": links,
        "questionnaire": questionnaire,
        "preview_stages": [
            (stage, _address(RESULT, questionnaire, language, stage.key))
            for stage in content.stages
        ],
        "preview_stage": match.kwargs.get("stage"),
        "preview_sections": [
            (part, _address(SECTION, questionnaire, language, part.key))
            for part in content.sections
        ],
        "preview_review": _address(REVIEW, questionnaire, language),
    }
    html = render_to_string(f"admin/assessments/preview_{page}.html", context, request)
    return HttpResponse(html)
