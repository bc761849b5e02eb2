"""Shows staff which jobs wait or have failed, runs failed ones again, and shows what was deleted."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import BigIntegerField, OuterRef, QuerySet, Subquery
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy
from procrastinate.contrib.django.models import ProcrastinateJob

from jobs.models import Job, OutgoingEmail, RetentionRun
from jobs.selectors import RECENT, list_rule_states
from jobs.services import FAILED, jobs_retry
from web.retention import get_rule_label, list_retention_rules

admin.site.unregister(ProcrastinateJob)  # its own pages are in English and show every argument

STATUSES = {
    FAILED: pgettext_lazy("job", "Failed"),
    "todo": pgettext_lazy("job", "Waiting"),
    "doing": pgettext_lazy("job", "Running"),
    "cancelled": pgettext_lazy("job", "Cancelled"),
    "aborted": pgettext_lazy("job", "Stopped"),
}
RUN_RULE = "jobs.tasks.run_retention_rule"
KINDS = {
    "jobs.tasks.send_email": _("Send an email"),
    "jobs.tasks.restart_stalled_jobs": _("Run interrupted jobs again"),
    "jobs.tasks.delete_old_data": _("Start the deletions that are due"),
    RUN_RULE: _("Delete old data"),
    "accounts.tasks.delete_account": _("Delete a company"),
    "accounts.tasks.delete_due_accounts": _("Find companies that are due to be deleted"),
    "accounts.tasks.delete_user": _("Finish deleting a user"),
    "accounts.tasks.delete_sessions_naming": _("Delete sessions of a deleted user"),
    "accounts.tasks.prepare_account_export": _("Prepare a data export"),
}
COLUMNS = ("kind", "recipients", "state", "attempt_count", "last_error", "next_run")


class StatusFilter(admin.SimpleListFilter):
    title = pgettext_lazy("job", "status")
    parameter_name = "status"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return list(STATUSES.items())

    def queryset(self, request: HttpRequest, queryset: QuerySet[Job]) -> QuerySet[Job]:
        return queryset.filter(status=self.value()) if self.value() in STATUSES else queryset


@admin.register(Job)
class JobAdmin(admin.ModelAdmin):
    """Lists the jobs that wait, run or have failed; one that succeeded is deleted at once."""

    list_display = COLUMNS
    fields = readonly_fields = COLUMNS
    list_filter = [StatusFilter]
    ordering = ["-pk"]
    actions = ["run_again"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Job]:
        email_id = Cast(KeyTextTransform("email_id", OuterRef("args")), BigIntegerField())
        email = OutgoingEmail.objects.filter(pk=email_id)
        return (
            super()
            .get_queryset(request)
            .filter(status__in=STATUSES)
            .annotate(
                email_recipients=Subquery(email.values("recipients")),
                email_error=Subquery(email.values("last_error")),
            )
        )

    @admin.display(description=_("Job"), ordering="task_name")
    def kind(self, job: Job) -> str:
        if job.task_name == RUN_RULE:
            return str(_("Delete old data (%(rule)s)") % {"rule": get_rule_label(job.args["rule"])})
        return str(KINDS.get(job.task_name, job.task_name))

    @admin.display(description=_("Recipients"))
    def recipients(self, job: Any) -> str:
        return ", ".join(job.email_recipients or [])

    @admin.display(description=pgettext_lazy("job", "status"), ordering="status")
    def state(self, job: Job) -> str:
        return str(STATUSES[job.status])

    @admin.display(description=_("Attempts"), ordering="attempts")
    def attempt_count(self, job: Job) -> int:
        return job.attempts

    @admin.display(description=_("Last error"))
    def last_error(self, job: Any) -> str:
        return job.email_error or ""

    @admin.display(description=_("Not before"), ordering="scheduled_at")
    def next_run(self, job: Job) -> Any:
        return job.scheduled_at or ""

    @admin.action(
        description=_("Run the failed ones of the selected jobs again"), permissions=["run"]
    )
    def run_again(self, request: HttpRequest, queryset: QuerySet[Job]) -> None:
        count = jobs_retry(jobs=queryset)
        text = ngettext(
            "%(count)s job will run again shortly.", "%(count)s jobs will run again shortly.", count
        )
        self.message_user(request, text % {"count": count}, messages.SUCCESS)

    def has_run_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("jobs.change_job")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Job | None = None) -> bool:
        """Refuses everybody: a job cannot be edited, only run again."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Job | None = None) -> bool:
        return False


class RuleFilter(admin.SimpleListFilter):
    title = _("rule")
    parameter_name = "rule"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [(rule.key, rule.label) for rule in list_retention_rules()]

    def queryset(
        self, request: HttpRequest, queryset: QuerySet[RetentionRun]
    ) -> QuerySet[RetentionRun]:
        return queryset.filter(rule=self.value()) if self.value() else queryset


@admin.register(RetentionRun)
class RetentionRunAdmin(admin.ModelAdmin):
    """Shows each retention rule with its last run, and the runs before."""

    list_display = ("label", "finished_at", "count")
    list_display_links = None
    fields = readonly_fields = ("label", "finished_at", "count")
    list_filter = [RuleFilter]
    ordering = ["-finished_at", "-pk"]

    @admin.display(description=_("What is deleted"), ordering="rule")
    def label(self, run: RetentionRun) -> str:
        return get_rule_label(run.rule)

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        own = {"rule_states": list_rule_states(), "recent_days": RECENT.days}
        return super().changelist_view(request, (extra_context or {}) | own)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: RetentionRun | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: RetentionRun | None = None) -> bool:
        return False
