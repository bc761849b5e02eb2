"""Tests that staff see which jobs failed, and run them again."""

from datetime import timedelta

import pytest
from django.core.mail import EmailMessage
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from procrastinate.contrib.django import app

from jobs.admin import KINDS
from jobs.models import Job, OutgoingEmail, RetentionRun
from jobs.services import due_retention_defer, email_enqueue
from tests.factories import client_of, make_user
from web.retention import list_retention_rules

pytestmark = pytest.mark.django_db
LIST = reverse("admin:jobs_job_changelist")
RUNS = reverse("admin:jobs_retentionrun_changelist")


@pytest.fixture
def superuser() -> Client:
    return client_of(make_user(is_staff=True, is_superuser=True))


@pytest.fixture
def failed() -> Job:
    """Returns the job of an email that the mail server refused for good."""
    email = email_enqueue(message=EmailMessage("Subject", "Secret", "a@b.example", ["c@d.example"]))
    OutgoingEmail.objects.update(last_error="SMTPRecipientsRefused 550")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'failed', attempts = 3")
    return Job.objects.get(args={"email_id": email.pk})


def test_the_list_says_what_failed_and_why(superuser, failed):
    page = superuser.get(LIST, {"status": "failed"}).content.decode()
    for text in ("Send an email", "c@d.example", "SMTPRecipientsRefused 550", "Failed"):
        assert text in page
    assert "Secret" not in page


def test_a_failed_job_is_run_again(superuser, failed):
    data = {"action": "run_again", "_selected_action": [failed.pk]}
    page = superuser.post(LIST, data, follow=True).content.decode()
    assert "1 job will run again shortly." in page
    assert Job.objects.get(pk=failed.pk).status == "todo"


def test_a_waiting_job_is_left_alone(superuser):
    email_enqueue(message=EmailMessage("Subject", "Text", "a@b.example", ["c@d.example"]))
    job = Job.objects.get()
    data = {"action": "run_again", "_selected_action": [job.pk]}
    page = superuser.post(LIST, data, follow=True).content.decode()
    assert "0 jobs will run again shortly." in page


def test_nobody_deletes_or_edits_a_job(superuser, failed):
    change = reverse("admin:jobs_job_change", args=[failed.pk])
    assert superuser.post(change, {"status": "succeeded"}).status_code == 403
    data = {"action": "delete_selected", "_selected_action": [failed.pk], "post": "yes"}
    superuser.post(LIST, data)
    assert Job.objects.get(pk=failed.pk).status == "failed"


def test_every_task_has_a_name_for_staff():
    tasks = {name for name in app.tasks if not name.startswith(("builtin:", "procrastinate."))}
    assert tasks == KINDS.keys()


def test_a_failed_deletion_says_which(superuser):
    due_retention_defer()
    page = superuser.get(LIST).content.decode()
    assert "Delete old data (Invitations, accepted or not)" in page


def test_staff_see_each_rule_with_its_last_run(superuser):
    for key in ("invitations", "kpi_drafts"):
        RetentionRun.objects.create(rule=key, count=4321)
    old = timezone.now() - timedelta(days=2)
    RetentionRun.objects.filter(rule="kpi_drafts").update(finished_at=old)
    page = superuser.get(RUNS).content.decode()
    rows = {row.split("</th>")[0].split(">")[-1]: row for row in page.split("<tr>")}
    assert [str(rule.label) for rule in list_retention_rules() if rule.label not in rows] == []
    assert "30 days" in rows["Invitations, accepted or not"]
    assert "4321" in rows["Invitations, accepted or not"]
    assert "On time" in rows["Invitations, accepted or not"]
    assert "Late" in rows["KPI figures that were typed and not saved"]


def test_the_runs_are_filtered_by_rule(superuser):
    for key in ("invitations", "kpi_drafts", "a_rule_that_is_no_more"):
        RetentionRun.objects.create(rule=key, count=1)
    assert superuser.get(RUNS).context["cl"].result_count == 3
    assert superuser.get(RUNS, {"rule": "invitations"}).context["cl"].result_count == 1
