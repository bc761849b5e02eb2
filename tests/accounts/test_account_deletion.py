"""Tests that an owner deletes the company after days in which every owner can undo it."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.core import mail
from django.test import override_settings
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from accounts.models import Account, Activity, Invitation, Membership, Role, User
from accounts.services.account_deletion import (
    UNDO_FOR,
    UndoTooLate,
)
from accounts.services.account_erasure import account_erase, due_accounts_defer
from assessments.models import Assessment, DeletedAssessmentCount
from jobs.models import OutgoingEmail
from tests.accounts.deleting import make_due, request_deletion, undo_deletion
from tests.accounts.inviting import invite
from tests.factories import (
    add_member,
    client_of,
    confirm,
    confirmed_client_of,
    make_account,
    make_assessment,
    make_completed,
    make_user,
)
from web.models import KeptSubmission

pytestmark = pytest.mark.django_db
DELETE, UNDO = "/en/account/delete/", "/en/account/delete/undo/"


@pytest.fixture
def owner(content) -> User:
    user = make_user("owner@example.com", language="en")
    make_account(user, name="Nordlicht")
    return user


@pytest.fixture
def account(owner) -> Account:
    return owner.accounts.get()


def due_of(account: Account) -> datetime | None:
    return Account.objects.get(pk=account.pk).deletion_due_at


def kinds(account: Account) -> list[str]:
    return list(Activity.objects.filter(account=account).values_list("kind", flat=True))


def test_the_deletion_is_asked_for_once_and_the_first_date_stays(owner, account):
    add_member(account, Role.VIEWER, make_user("viewer@example.com", language="de"))
    client = confirmed_client_of(owner)
    page = client.get(DELETE).content.decode()
    assert "7 days after you confirm" in page
    assert client.post(DELETE).status_code == 302
    first = due_of(account)
    assert abs(first - timezone.now() - UNDO_FOR) < timedelta(minutes=1)
    client.post(DELETE)
    assert due_of(account) == first
    assert kinds(account) == ["deletion_requested"]
    assert Activity.objects.get().details == {"due": first.isoformat()}
    assert [each.to for each in mail.outbox] == [["owner@example.com"], ["viewer@example.com"]]
    job = ProcrastinateJob.objects.get(task_name="accounts.tasks.delete_account")
    assert (job.args, job.scheduled_at) == ({"account_id": str(account.pk)}, first)


def test_only_owners_get_the_link_to_undo(owner, account):
    add_member(account, Role.EDITOR, make_user("editor@example.com"))
    confirmed_client_of(owner).post(DELETE)
    to_owner, to_editor = (each.body for each in mail.outbox)
    assert "http://testserver/en/account/delete/" in to_owner
    assert "/account/delete/" not in to_editor
    assert "owner@example.com has asked us to delete Nordlicht" in to_editor
    assert "without further notice" in to_editor


def test_who_has_not_confirmed_who_they_are_requests_nothing(owner, account):
    response = client_of(owner).post(DELETE)
    assert "reauthenticate" in response["Location"]
    assert due_of(account) is None


@pytest.mark.parametrize("role", [Role.EDITOR, Role.VIEWER])
def test_others_are_told_whom_to_ask(owner, account, role):
    client = confirm(client_of(add_member(account, role)))
    request_deletion(account, owner)
    for response in (client.get(DELETE), client.post(DELETE), client.post(UNDO)):
        assert response.status_code == 403
        assert "owner@example.com" in response.content.decode()
    assert due_of(account) is not None


def test_every_page_says_it_and_owners_can_undo(owner, account, content):
    Account.objects.filter(pk=account.pk).update(
        deletion_due_at=datetime(2099, 12, 4, 13, 5, tzinfo=UTC), time_zone="Europe/Rome"
    )
    done = make_completed(content, account=account)
    viewer = client_of(add_member(account, Role.VIEWER))
    for path in ("", "assessments/", f"assessments/{done.pk}/result/", "kpis/", "privacy/"):
        pages = [each.get(f"/en/{path}").content.decode() for each in (client_of(owner), viewer)]
        for page in pages:
            assert "Nordlicht will be deleted on 4\N{NO-BREAK SPACE}December 2099, 14:05" in page, (
                path
            )
        assert ["Undo the deletion" in page for page in pages] == [True, False], path
    other = client_of(make_account().users.get()).get("/en/assessments/").content.decode()
    assert "will be deleted" not in other


def test_another_owner_undoes_it_for_the_company_that_is_named(owner, account):
    second = add_member(account, Role.OWNER)
    current = make_account(second, name="Own")
    request_deletion(account, owner)
    mail.outbox.clear()
    client = client_of(second, current)
    assert client.post(UNDO, {"account": "x"}).status_code == 404
    page = client.post(UNDO, {"account": str(account.pk)}, follow=True).content.decode()
    assert "will not be deleted" in page
    assert due_of(account) is None
    assert kinds(account) == ["deletion_requested", "deletion_undone"]
    assert "Everything is as it was before." in mail.outbox[0].body
    assert len(mail.outbox) == 2
    page = client.post(UNDO, {"account": str(account.pk)}, follow=True).content.decode()
    assert "Nobody has asked to delete" in page
    assert len(mail.outbox) == 2


def test_it_is_too_late_once_it_is_due(owner, account):
    make_due(account)
    client = client_of(owner)
    page = client.post(UNDO, follow=True).content.decode()
    assert "It is too late" in page
    assert "Nordlicht is being deleted" in page
    assert "Undo the deletion" not in page
    assert account_erase(account_id=account.pk)
    with pytest.raises(UndoTooLate):
        undo_deletion(account, owner)


def test_what_is_not_due_is_not_deleted(owner, account):
    assert not account_erase(account_id=account.pk)
    request_deletion(account, owner)
    assert not account_erase(account_id=account.pk)
    assert account.memberships.count() == 1


def test_a_due_account_goes_with_everything_and_its_members_stay(owner, account, content):
    editor = add_member(account, Role.EDITOR)
    invite(account, "new@example.com")
    for _ in range(3):
        make_completed(content, account=account)
    make_assessment(content, [3], account=account)
    LogEntry.objects.log_actions(owner.pk, [account], 2, "Nordlicht")
    request_deletion(account, owner)
    make_due(account)
    assert account_erase(account_id=account.pk)
    assert not account_erase(account_id=account.pk)
    for model in (Account, Membership, Invitation, Assessment, Activity):
        assert not model.objects.exists()
    assert sum(DeletedAssessmentCount.objects.values_list("count", flat=True)) == 4
    assert "Nordlicht" not in str(LogEntry.objects.values())
    assert User.objects.count() == 2
    assert "do not belong to a company" in client_of(editor).get("/en/account/").content.decode()


@override_settings(EMAIL_BACKEND="jobs.backends.QueueBackend")
def test_waiting_emails_about_it_go_with_it(owner, account):
    for each in (account, make_account(name="Other")):
        fields = {"email": "new@example.com", "role": "viewer", "language": "en"}
        client_of(each.users.get()).post("/en/account/invitations/", fields)
    request_deletion(account, owner)
    assert OutgoingEmail.objects.filter(account_id=account.pk).count() == 2
    make_due(account)
    account_erase(account_id=account.pk)
    assert ["Other" in each.text for each in OutgoingEmail.objects.all()] == [True]


def test_what_its_members_could_not_save_goes_unless_they_have_another_company(owner, account):
    both = add_member(account, Role.EDITOR)
    make_account(both, name="Other")
    for user in (owner, both):
        KeptSubmission.objects.create(
            browser="x", form_key=str(user.pk), address="/", user_key=str(user.pk), fields="{}"
        )
    make_due(account)
    account_erase(account_id=account.pk)
    assert KeptSubmission.objects.get().user_key == str(both.pk)


def test_what_was_missed_is_found_every_hour(owner, account):
    make_account(name="Other")
    assert due_accounts_defer() == 0
    make_due(account)
    assert due_accounts_defer() == due_accounts_defer() == 1
    job = ProcrastinateJob.objects.get(task_name="accounts.tasks.delete_account")
    assert job.args == {"account_id": str(account.pk)}
