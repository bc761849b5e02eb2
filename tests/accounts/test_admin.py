"""Tests that the admin checks users and companies as strictly as the site's own forms."""

import pytest
from django.contrib.admin.models import LogEntry
from django.core import mail
from django.test import Client

from accounts.models import Account, Role, User
from tests.accounts.sign_up import link_in
from tests.factories import (
    PASSWORD,
    add_member,
    client_of,
    confirmed_client_of,
    make_account,
    make_user,
)

pytestmark = pytest.mark.django_db
NO_MEMBERS = {"memberships-TOTAL_FORMS": "0", "memberships-INITIAL_FORMS": "0"}
ACCOUNT = {"name": "Acme", "country": "IT", "currency": "EUR", "time_zone": "Europe/Rome"}


@pytest.fixture
def staff(content) -> Client:
    return confirmed_client_of(make_user(is_staff=True, is_superuser=True))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("country", "QQ"),
        ("currency", "ABC"),
        ("time_zone", "Mars/Olympus"),
        ("time_zone", "Europe"),
        ("time_zone", "../etc/passwd"),
    ],
)
def test_unknown_codes_are_refused(staff, field, value):
    data = {**ACCOUNT, **NO_MEMBERS, field: value}
    response = staff.post("/admin/accounts/account/add/", data)
    assert response.status_code == 200
    assert field in response.context["adminform"].form.errors
    assert not Account.objects.exists()


def test_known_codes_are_accepted(staff):
    assert staff.post("/admin/accounts/account/add/", ACCOUNT | NO_MEMBERS).status_code == 302
    assert Account.objects.get().time_zone == "Europe/Rome"


@pytest.mark.parametrize("name", ["Mars/Olympus", "Europe", "", "../etc/passwd"])
def test_an_unknown_time_zone_in_the_database_is_utc(content, name):
    owner = make_user()
    account = make_account(owner)
    Account.objects.filter(pk=account.pk).update(time_zone=name)
    assert client_of(owner).get("/en/account/").status_code == 200


@pytest.mark.parametrize("address", ["Anna@Example.COM", "ANNA@example.com"])
def test_a_user_made_with_capitals_can_sign_in(staff, address):
    data = {
        "email": address,
        "usable_password": "true",
        "password1": PASSWORD,
        "password2": PASSWORD,
    }
    assert staff.post("/admin/accounts/user/add/", data).status_code == 302
    assert User.objects.filter(email="anna@example.com").exists()
    response = Client().post("/en/accounts/login/", {"login": address, "password": PASSWORD})
    assert response["Location"] == "/en/accounts/confirm-email/"


def members_of(account: Account, **changed) -> dict:
    """Returns the inline rows of an account's members as its page sends them."""
    rows = list(account.memberships.order_by("pk"))
    data = {"memberships-TOTAL_FORMS": len(rows), "memberships-INITIAL_FORMS": len(rows)}
    for index, row in enumerate(rows):
        data |= {
            f"memberships-{index}-id": row.pk,
            f"memberships-{index}-account": account.pk,
            f"memberships-{index}-user": row.user_id,
            f"memberships-{index}-role": row.role,
        }
    return ACCOUNT | data | changed


@pytest.mark.parametrize(
    "change", [{"memberships-0-DELETE": "on"}, {"memberships-0-role": "viewer"}]
)
def test_an_account_keeps_an_owner(staff, change):
    account = make_account()
    response = staff.post(
        f"/admin/accounts/account/{account.pk}/change/", members_of(account, **change)
    )
    assert response.status_code == 200
    assert "An account needs an owner" in response.content.decode()
    assert account.memberships.get().role == "owner"


def test_an_owner_goes_when_there_is_another(staff):
    account = make_account()
    add_member(account, Role.OWNER)
    data = members_of(account, **{"memberships-0-DELETE": "on"})
    assert staff.post(f"/admin/accounts/account/{account.pk}/change/", data).status_code == 302
    assert account.memberships.count() == 1


def test_a_last_owner_is_not_deleted_as_a_user(staff):
    owner = make_user()
    account = make_account(owner, name="Lonely Ltd")
    address = f"/admin/accounts/user/{owner.pk}/delete/"
    assert "Lonely Ltd" in staff.get(address).content.decode()
    assert "Lonely Ltd" in staff.post(address, {"post": "yes"}).content.decode()
    assert User.objects.filter(pk=owner.pk).exists()
    selected = {"action": "delete_selected", "_selected_action": [owner.pk], "post": "yes"}
    staff.post("/admin/accounts/user/", selected)
    assert account.memberships.get().user == owner
    add_member(account, Role.OWNER)
    assert staff.post(address, {"post": "yes"}).status_code == 302


def change_email(staff, user: User, email: str):
    data = {"email": email, "name": "", "language": user.language, "is_active": "on"}
    return staff.post(f"/admin/accounts/user/{user.pk}/change/", data)


def test_a_new_address_replaces_the_old_one_when_it_is_confirmed(staff):
    user = make_user("old@example.com")
    assert change_email(staff, user, "New@example.com").status_code == 302
    user.refresh_from_db()
    assert user.email == "old@example.com"
    page = staff.get(f"/admin/accounts/user/{user.pk}/change/").content.decode()
    assert "new@example.com" in page
    to_new, to_old = mail.outbox
    assert (to_new.to, to_old.to) == (["new@example.com"], ["old@example.com"])
    Client().post(link_in(to_new))
    address = user.emailaddress_set.get()
    assert (address.email, address.primary, address.verified) == ("new@example.com", True, True)
    login = {"login": "new@example.com", "password": PASSWORD}
    assert Client().post("/en/accounts/login/", login)["Location"] == "/en/assessments/"


def test_an_address_that_was_never_confirmed_is_replaced_at_once(staff):
    user = User.objects.create_user("old@example.com", PASSWORD)
    assert change_email(staff, user, "New@example.com").status_code == 302
    address = user.emailaddress_set.get()
    assert (address.email, address.primary, address.verified) == ("new@example.com", True, False)
    login = {"login": "old@example.com", "password": PASSWORD}
    assert Client().post("/en/accounts/login/", login).status_code in (200, 422)
    response = Client().post("/en/accounts/login/", login | {"login": "new@example.com"})
    assert response["Location"] == "/en/accounts/confirm-email/"


def test_an_address_that_stays_stays_confirmed(staff):
    user = make_user("old@example.com")
    assert change_email(staff, user, "old@example.com").status_code == 302
    assert user.emailaddress_set.get().verified


def test_an_account_is_deleted_after_days_in_which_staff_can_undo_it(staff):
    account = make_account(name="Nordlicht")
    address = f"/admin/accounts/account/{account.pk}/delete/"
    assert "7 days after you confirm" in staff.get(address).content.decode()
    page = staff.post(address, {"post": "yes"}, follow=True).content.decode()
    assert "The company will be deleted." in page
    account.refresh_from_db()
    assert account.deletion_due_at is not None
    assert "Our support team has been asked to delete Nordlicht" in mail.outbox[-1].body
    assert "Undo the deletion" in staff.get(address).content.decode()
    staff.post(address, {"undo": "yes"})
    account.refresh_from_db()
    assert account.deletion_due_at is None
    written = account.activities.exclude(kind="support_looked").order_by("pk")
    kinds = written.values_list("kind", "actor_type")
    assert list(kinds) == [("deletion_requested", "support"), ("deletion_undone", "support")]


def test_no_list_deletes_accounts_at_once(staff):
    account = make_account()
    page = staff.get("/admin/accounts/account/").content.decode()
    assert "delete_selected" not in page
    selected = {"action": "delete_selected", "_selected_action": [account.pk], "post": "yes"}
    staff.post("/admin/accounts/account/", selected)
    assert Account.objects.filter(pk=account.pk).exists()


def test_a_user_whom_staff_delete_leaves_a_former_member(staff):
    account = make_account()
    anna = add_member(account, Role.EDITOR, make_user("anna@example.com"))
    staff.post(f"/admin/accounts/user/{anna.pk}/delete/", {"post": "yes"})
    assert not User.objects.filter(pk=anna.pk).exists()
    activity = account.activities.get()
    assert (activity.kind, activity.actor_type) == ("person_deleted", "support")
    assert "anna@example.com" not in str(LogEntry.objects.values())


def test_the_last_administrator_is_not_deleted(staff):
    admin = User.objects.get(is_superuser=True)
    page = staff.post(f"/admin/accounts/user/{admin.pk}/delete/", {"post": "yes"})
    assert "The last administrator" in page.content.decode()
    assert User.objects.filter(pk=admin.pk).exists()
