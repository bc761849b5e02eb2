"""Adds pages to make a new version, compare it with the published one, and publish it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from assessments.models import Questionnaire
from authoring.admin.issue_links import get_issue_url
from authoring.admin.version_pages import STRUCTURE_PAGE, VersionPages
from authoring.selectors.publish_issues import list_publish_issues
from authoring.selectors.version_diff import compare_versions
from authoring.services.drafts import questionnaire_clone
from authoring.services.publishing import InvalidContent, questionnaire_publish
from backoffice.selectors.roles import may_publish


class VersionLifecycleMixin(VersionPages):
    """Adds the pages «new version», «what changes» and «publish» to the admin of questionnaires."""

    def get_urls(self) -> list[URLPattern]:
        return [
            self.version_path("new-version/", self.new_version_view, "new_version"),
            self.version_path("difference/", require_safe(self.difference_view), "difference"),
            self.version_path("publish/", self.publish_view, "publish"),
            *super().get_urls(),
        ]

    def new_version_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Asks for confirmation, then clones the version and redirects to the draft's structure."""
        questionnaire = get_object_or_404(Questionnaire, pk=pk)
        if not self.has_add_permission(request):
            raise PermissionDenied
        if request.method == "POST":
            draft = questionnaire_clone(questionnaire=questionnaire)
            self.log_addition(request, draft, [{"added": {}}])
            messages.success(
                request,
                _("%(draft)s is a draft with all content of %(original)s.")
                % {"draft": draft, "original": questionnaire},
            )
            return redirect(STRUCTURE_PAGE, draft.pk)
        drafts = Questionnaire.objects.filter(status=Questionnaire.Status.DRAFT)
        title = _("New version from %(original)s") % {"original": questionnaire}
        context = self.version_context(request, questionnaire, title) | {"drafts": drafts}
        return TemplateResponse(request, "admin/assessments/new_version.html", context)

    def difference_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Renders what changes against the published version.

        For a version that is or was published, against the version before it.
        """
        questionnaire = get_object_or_404(Questionnaire, pk=pk)
        if not self.has_view_or_change_permission(request, questionnaire):
            raise PermissionDenied
        other = _get_version_to_compare(questionnaire)
        title = _("Changes: %(version)s") % {"version": questionnaire}
        context = self.version_context(request, questionnaire, title) | {
            "other": other,
            "groups": compare_versions(other, questionnaire) if other else [],
        }
        return TemplateResponse(request, "admin/assessments/difference.html", context)

    def publish_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Lists what prevents publishing, with links; otherwise asks to confirm, and publishes.

        Whoever may see the version reads the list; only a publisher gets the button.
        """
        questionnaire = get_object_or_404(Questionnaire, pk=pk)
        if not self.has_view_or_change_permission(request, questionnaire):
            raise PermissionDenied
        if request.method == "POST":
            if not may_publish(request.user):
                raise PermissionDenied
            if self._publish(request, questionnaire):
                return redirect("admin:assessments_questionnaire_changelist")
            questionnaire.refresh_from_db()
        issues = list_publish_issues(questionnaire) if questionnaire.is_draft else []
        published = Questionnaire.objects.filter(status=Questionnaire.Status.PUBLISHED).first()
        title = _("Publish: %(version)s") % {"version": questionnaire}
        context = self.version_context(request, questionnaire, title) | {
            "issues": [(issue, get_issue_url(issue, request.user)) for issue in issues],
            "may_publish": may_publish(request.user),
            "published": published,
            "in_progress": published and published.assessments.filter(completed_at=None).count(),
        }
        return TemplateResponse(request, "admin/assessments/publish.html", context)

    def _publish(self, request: HttpRequest, questionnaire: Questionnaire) -> bool:
        """Publishes the version and adds a message; returns whether it was published."""
        try:
            questionnaire_publish(questionnaire=questionnaire)
        except InvalidContent as error:
            reason = str(error).split("\n")[0]
            messages.error(request, _("Nothing was published. %(why)s") % {"why": reason})
            return False
        self.log_change(request, questionnaire, [{"changed": {"fields": ["status"]}}])
        messages.success(
            request,
            _("%(version)s is published. New assessments start with it.")
            % {"version": questionnaire},
        )
        return True


def _get_version_to_compare(questionnaire: Questionnaire) -> Questionnaire | None:
    if questionnaire.is_draft:
        return Questionnaire.objects.filter(status=Questionnaire.Status.PUBLISHED).first()
    published = Questionnaire.objects.exclude(status=Questionnaire.Status.DRAFT)
    return published.filter(version__lt=questionnaire.version).order_by("-version").first()
