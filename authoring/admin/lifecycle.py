"""From one version to the next: cloned into a draft, held against the published one, and published."""

from django.contrib import messages
from django.contrib.admin.utils import quote
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from assessments.models import Questionnaire
from authoring.selectors.version_diff import difference
from authoring.services.drafts import questionnaire_clone
from authoring.services.publishing import Gap, InvalidContent, content_gaps, questionnaire_publish
from backoffice.selectors.roles import may_publish

STRUCTURE = "admin:assessments_questionnaire_structure"


class VersionLifecycleMixin:
    """Mixed into the questionnaire's admin."""

    def get_urls(self):
        def page(address: str, view, name: str):
            wrapped = self.admin_site.admin_view(view)
            return path(address, wrapped, name=f"assessments_questionnaire_{name}")

        return [
            page("<int:pk>/new-version/", self.new_version_view, "new_version"),
            page("<int:pk>/difference/", require_safe(self.difference_view), "difference"),
            page("<int:pk>/publish/", self.publish_view, "publish"),
            *super().get_urls(),
        ]

    def new_version_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Asked first, since it writes; the draft opens on its structure."""
        questionnaire = get_object_or_404(Questionnaire, pk=pk)
        if not self.has_add_permission(request):
            raise PermissionDenied
        if request.method == "POST":
            draft = questionnaire_clone(questionnaire=questionnaire)
            self.log_addition(request, draft, [{"added": {}}])
            messages.success(
                request,
                _("%(draft)s is a draft with everything that %(original)s has.")
                % {"draft": draft, "original": questionnaire},
            )
            return redirect(STRUCTURE, draft.pk)
        drafts = Questionnaire.objects.filter(status=Questionnaire.Status.DRAFT)
        title = _("New version from %(original)s") % {"original": questionnaire}
        context = self._page(request, questionnaire, title) | {"drafts": drafts}
        return TemplateResponse(request, "admin/assessments/new_version.html", context)

    def difference_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Against the published version or, for a version that is or was published, the one before it."""
        questionnaire = get_object_or_404(Questionnaire, pk=pk)
        if not self.has_view_or_change_permission(request, questionnaire):
            raise PermissionDenied
        other = _compared_with(questionnaire)
        context = self._page(
            request, questionnaire, _("What changes: %(version)s") % {"version": questionnaire}
        )
        context |= {
            "other": other,
            "groups": difference(other, questionnaire) if other else [],
        }
        return TemplateResponse(request, "admin/assessments/difference.html", context)

    def publish_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """What is missing, with links; or, where nothing is, the question whether to publish."""
        questionnaire = get_object_or_404(Questionnaire, pk=pk)
        if not may_publish(request.user):
            raise PermissionDenied
        if request.method == "POST":
            try:
                questionnaire_publish(questionnaire=questionnaire)
            except InvalidContent as refused:
                messages.error(
                    request,
                    _("Nothing was published. %(why)s") % {"why": str(refused).split("\n")[0]},
                )
            else:
                self.log_change(request, questionnaire, [{"changed": {"fields": ["status"]}}])
                messages.success(
                    request,
                    _("%(version)s is published: new assessments begin on it.")
                    % {"version": questionnaire},
                )
                return redirect("admin:assessments_questionnaire_changelist")
            questionnaire.refresh_from_db()
        gaps = content_gaps(questionnaire) if questionnaire.is_draft else []
        published = Questionnaire.objects.filter(status=Questionnaire.Status.PUBLISHED).first()
        context = self._page(
            request, questionnaire, _("Publish: %(version)s") % {"version": questionnaire}
        )
        context |= {
            "gaps": [(gap, gap_address(gap, questionnaire)) for gap in gaps],
            "published": published,
            "in_progress": published and published.assessments.filter(completed_at=None).count(),
        }
        return TemplateResponse(request, "admin/assessments/publish.html", context)

    def _page(self, request: HttpRequest, questionnaire: Questionnaire, title: str) -> dict:
        return {
            **self.admin_site.each_context(request),
            "title": title,
            "opts": self.opts,
            "questionnaire": questionnaire,
        }


def _compared_with(questionnaire: Questionnaire) -> Questionnaire | None:
    if questionnaire.is_draft:
        return Questionnaire.objects.filter(status=Questionnaire.Status.PUBLISHED).first()
    published = Questionnaire.objects.exclude(status=Questionnaire.Status.DRAFT)
    return published.filter(version__lt=questionnaire.version).order_by("-version").first()


def gap_address(gap: Gap, questionnaire: Questionnaire) -> str:
    """Where a gap is mended: the field in the row's form, the form for the row that lacks, or the structure."""
    if gap.add is not None:
        opts = gap.add._meta
        address = reverse(f"admin:{opts.app_label}_{opts.model_name}_add")
        return f"{address}?{urlencode({name: row.pk for name, row in gap.values.items()})}"
    if gap.row is not None:
        opts = gap.row._meta
        name = f"admin:{opts.app_label}_{opts.model_name}_change"
        return f"{reverse(name, args=[quote(gap.row.pk)])}#id_{gap.at}"
    return reverse(STRUCTURE, args=[questionnaire.pk])
