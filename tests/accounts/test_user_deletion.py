"""Tests that people delete themselves: what names them goes, what they entered stays."""

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.sessions.models import Session
from django.core.mail import EmailMultiAlternatives
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob

from accounts.models import Account, Activity, Invitation, Membership, Role, User
from accounts.services.account_erasure import account_erase
from accounts.services.activity import activity_record
from accounts.services.traces import session_mark, sessions_naming_delete
from accounts.services.user_deletion import (
    AccountsToSettle,
    LastSuperuser,
    user_delete,
    user_delete_finish,
)
from assessments.models import Assessment, ShareLink, Statement
from assessments.services.sharing import share_link_create
from assessments.services.withdrawal import assessment_withdraw
from jobs.models import OutgoingEmail
from jobs.services import email_enqueue
from tests.accounts.deleting import request_deletion
from tests.accounts.inviting import accept_path, invite
from tests.factories import (
    add_member,
    client_of,
    confirm,
    confirmed_client_of,
    make_account,
    make_completed,
    make_user,
)
from tests.factories.kpis import make_entry

pytestmark = pytest.mark.django_db
PATH = "/en/accounts/delete/"


@pytest.fixture
def account(content) -> Account:
    return make_account(make_user("owner@example.com"), name="Nordlicht")


@pytest.fixture
def anna(account) -> User:
    return add_member(account, Role.EDITOR, make_user("anna@example.com", name="Anna Lind"))


def test_a_person_deletes_the_own_sign_in_at_once(anna, account):
    client = confirmed_client_of(anna)
    assert "Delete my sign-in" in client.get(PATH).content.decode()
    page = client.post(PATH, follow=True)
    assert page.redirect_chain == [("/en/", 302)]
    assert "Your sign-in and your personal data are deleted." in page.content.decode()
    assert not User.objects.filter(email="anna@example.com").exists()
    assert client.get("/en/account/").status_code == 302
    activity = Activity.objects.get(account=account)
    assert (activity.kind, activity.actor, activity.actor_type) == (
        "person_deleted",
        None,
        "member",
    )
    assert account.memberships.count() == 1


def test_who_has_not_confirmed_who_they_are_deletes_nothing(anna):
    assert "reauthenticate" in client_of(anna).post(PATH)["Location"]
    assert User.objects.filter(pk=anna.pk).exists()


def test_what_they_entered_stays_and_says_former_member(anna, account, content):
    done = make_completed(content, account=account, user=anna)
    entry = make_entry(account, user=anna)
    share_link_create(link_id=done.pk, assessment=done, user=anna, days=7)
    assessment_withdraw(assessment_id=done.pk, user=anna, reason="a test")
    token = invite(account, "new@example.com")
    Invitation.objects.update(invited_by=anna)
    user_delete(user=anna)
    owner = client_of(account.users.get())
    base = "/en/assessments/"
    for path in (base, f"{base}{done.pk}/result/", f"{base}{done.pk}/links/"):
        assert "former member" in owner.get(path).content.decode(), path
    page = owner.get(f"/en/kpis/{entry.pk}/").content.decode()
    assert "Entered by a former member on" in page
    page = Client().get(accept_path(token)).content.decode()
    assert "A former member of Nordlicht has invited you" in page
    assert ShareLink.objects.get().created_by is None


def test_the_last_owner_is_told_what_to_do_first(account, anna):
    owner = account.users.get(email="owner@example.com")
    client = confirmed_client_of(owner)
    page = client.get(PATH).content.decode()
    assert "Nordlicht" in page
    assert "Delete my sign-in" not in page
    assert client.post(PATH).status_code == 422
    assert User.objects.filter(pk=owner.pk).exists()
    choose = {"account": str(account.pk), "to": "members"}
    assert client.post("/en/account/switch/", choose)["Location"] == "/en/account/members/"
    choose["to"] = "delete"
    assert client.post("/en/account/switch/", choose)["Location"] == "/en/account/delete/"


def test_the_only_member_of_a_company_with_data_is_offered_its_deletion(account, content):
    make_completed(content, account=account)
    owner = account.users.get()
    page = client_of(owner).get(PATH).content.decode()
    assert "Make someone else an owner" not in page
    assert "Delete the company" in page
    request_deletion(account, owner)
    with pytest.raises(AccountsToSettle):
        user_delete(user=owner)
    assert "After that you can delete your sign-in" in client_of(owner).get(PATH).content.decode()


def test_a_company_without_data_goes_with_its_only_member(account):
    user_delete(user=account.users.get())
    assert not User.objects.exists()
    assert account_erase(account_id=account.pk)
    job = ProcrastinateJob.objects.get(task_name="accounts.tasks.delete_account")
    assert job.args == {"account_id": str(account.pk)}


def test_the_last_superuser_stays(content):
    admin = make_user(is_staff=True, is_superuser=True)
    client = confirmed_client_of(admin)
    response = client.post(PATH)
    assert response.status_code == 422
    assert "the only administrator" in response.content.decode()
    with pytest.raises(LastSuperuser):
        user_delete(user=admin)
    make_user(is_staff=True, is_superuser=True)
    user_delete(user=admin)
    assert not User.objects.filter(pk=admin.pk).exists()


def test_staff_go_with_the_history_of_texts_left_without_a_name(content):
    staff = make_user(is_staff=True)
    statement = Statement.objects.first()
    statement._history_user = staff
    statement.text_en = "Another text"
    statement.save()
    user_delete(user=staff)
    assert statement.history.first().history_user is None


def enqueue(to: str, text: str, **fields) -> int:
    message = EmailMultiAlternatives("Subject", text, "site@example.com", [to])
    email = email_enqueue(message=message)
    OutgoingEmail.objects.filter(pk=email.pk).update(**fields)
    return email.pk


def test_emails_to_them_and_about_them_go_and_those_of_others_stay(anna, account):
    anna.emailaddress_set.create(email="pending@example.com")
    enqueue("anna@example.com", "Text")
    enqueue("pending@example.com", "Text")
    enqueue("owner@example.com", "Then anna@example.com. left")
    others = [
        enqueue("pending@example.com", "Text", account_id=account.pk),
        enqueue("owner@example.com", "Then joanna@example.com left"),
        enqueue("owner@example.com", "Then anna@example.com.au left"),
    ]
    user_delete(user=anna)
    assert sorted(OutgoingEmail.objects.values_list("pk", flat=True)) == others


def test_an_address_that_somebody_else_confirmed_is_not_theirs(anna, account):
    make_user("bert@example.com")
    anna.emailaddress_set.create(email="bert@example.com")
    kept = enqueue("bert@example.com", "Text")
    invite(account, "bert@example.com")
    user_delete(user=anna)
    assert OutgoingEmail.objects.get().pk == kept
    assert Invitation.objects.exists()


def test_invitations_activities_and_the_log_of_staff_name_them_no_more(anna, account):
    invite(make_account(), "anna@example.com")
    activity_record(account_id=account.pk, kind="invitation_sent", subject_email=anna.email)
    activity_record(account_id=account.pk, kind="signed_in", by=anna)
    owner = account.users.get(email="owner@example.com")
    membership = Membership.objects.get(user=anna)
    for row, text in ((anna, ""), (membership, ""), (account, "Added anna@example.com: Owner")):
        LogEntry.objects.log_actions(owner.pk, [row], 2, text)
    LogEntry.objects.log_actions(owner.pk, [account], 2, "Added joanna@example.com: Owner")
    user_delete(user=anna)
    assert not Invitation.objects.exists()
    left = str([*LogEntry.objects.values(), *Activity.objects.values()])
    assert left.count("anna@example.com") == left.count("joanna@example.com") == 1
    assert Activity.objects.filter(kind="signed_in", actor=None).exists()


def test_every_session_of_theirs_ends(anna, account):
    signed_in = client_of(anna)  # it is in no list of devices
    stranger = Client()
    stranger.get("/en/accounts/login/")
    session = stranger.session
    session["account_login"] = {"email": "anna@example.com"}
    session.save()
    other = client_of(account.users.get(email="owner@example.com"))
    user_delete(user=anna)
    marks = frozenset([session_mark("anna@example.com")])
    assert sessions_naming_delete(user_id=anna.pk, marks=marks) == 2
    assert Session.objects.get().pk == other.session.session_key
    assert signed_in.get("/en/account/").status_code == 302


def test_what_a_killed_process_left_a_job_finishes(anna, monkeypatch):
    monkeypatch.setattr("accounts.services.user_deletion.user_delete_finish", lambda **user: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        user_delete(user=anna)
    monkeypatch.undo()
    left = User.objects.get(pk=anna.pk)
    assert (left.is_active, left.has_usable_password()) == (False, False)
    assert not Membership.objects.filter(user=anna).exists()
    job = ProcrastinateJob.objects.get(task_name="accounts.tasks.delete_user")
    user_delete_finish(**job.args)
    user_delete_finish(**job.args)
    assert not User.objects.filter(pk=anna.pk).exists()


def test_a_member_who_claims_has_started_a_guests_assessment(content):
    guest = Client()
    key = guest.post("/en/assessments/start/")["Location"].split("/")[3]
    owner = make_user()
    account = make_account(owner)
    guest.force_login(owner)
    guest.post("/en/assessments/claim/", {"account": str(account.pk)})
    assert Assessment.objects.get(pk=key).started_by == owner


def test_nobody_is_deleted_by_reading(anna):
    client = confirm(client_of(anna))
    for method in ("get", "head"):
        assert getattr(client, method)(PATH).status_code == 200
    assert client.put(PATH).status_code == 405
    assert User.objects.filter(pk=anna.pk).exists()
