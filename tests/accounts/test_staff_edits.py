"""Tests that what staff change of a company in the admin is in its activity."""

import pytest
from allauth.mfa.models import Authenticator
from django.db.models.signals import post_delete
from django.test import Client

from accounts.models import Account, Membership, Role, User
from tests.accounts.activities import kinds_of, last_of
from tests.factories import add_member, confirmed_client_of, make_account, make_user

pytestmark = pytest.mark.django_db
NEW = "another horse battery"


@pytest.fixture
def member(content) -> User:
    return make_user("anna@example.com")


@pytest.fixture
def account(member) -> Account:
    return make_account(member)


@pytest.fixture
def staff_user() -> User:
    return make_user("staff@example.com", is_staff=True, is_superuser=True)


@pytest.fixture
def staff(staff_user) -> Client:
    return confirmed_client_of(staff_user)


def edit(staff: Client, account: Account, rows: list[dict], **changes) -> None:
    """Sends the admin's page of an account as a browser would."""
    data = {"name": account.name, "country": account.country, "currency": account.currency}
    data |= {"time_zone": account.time_zone, **changes}
    stored = Membership.objects.filter(account=account).count()
    data |= {"memberships-TOTAL_FORMS": len(rows), "memberships-INITIAL_FORMS": stored}
    for number, row in enumerate(rows):
        data |= {f"memberships-{number}-account": account.pk}
        data |= {f"memberships-{number}-{name}": value for name, value in row.items()}
    response = staff.post(f"/admin/accounts/account/{account.pk}/change/", data)
    assert response.status_code == 302, response.context["errors"]


def row_of(membership: Membership, **changes) -> dict:
    row = {"id": membership.pk, "user": membership.user_id, "role": membership.role}
    return row | changes


def facts(account: Account) -> tuple:
    found = last_of(account)
    return found.kind, found.actor_type, found.actor.email, found.subject, found.details


def test_settings(staff, account):
    rows = [row_of(account.memberships.get())]
    edit(staff, account, rows)
    assert kinds_of(account) == []
    edit(staff, account, rows, name="Acme GmbH", people="6")
    details = {"fields": ["name", "people"]}
    assert facts(account) == ("settings_changed", "support", "staff@example.com", None, details)


def test_members(staff, account):
    marta, paul = make_user(), make_user()
    owner = row_of(account.memberships.get())
    edit(staff, account, [owner, {"user": marta.pk, "role": "viewer"}])
    added = ("member_added", "support", "staff@example.com", marta, {"role": "viewer"})
    assert facts(account) == added
    of_marta = Membership.objects.get(user=marta)
    edit(staff, account, [owner, row_of(of_marta, role="editor")])
    changed = {"before": "viewer", "role": "editor"}
    assert facts(account) == ("role_changed", "support", "staff@example.com", marta, changed)
    of_marta.refresh_from_db()
    edit(staff, account, [owner, row_of(of_marta, user=paul.pk)])
    assert kinds_of(account)[-2:] == ["member_removed", "member_added"]
    of_paul = Membership.objects.get(user=paul)
    edit(staff, account, [owner, row_of(of_paul, DELETE="on")])
    assert facts(account) == ("member_removed", "support", "staff@example.com", paul, {})
    assert len(kinds_of(account)) == 5


def test_how_a_member_signs_in(staff, account, member):
    def changed(kind: str, **details) -> bool:
        return facts(account) == (kind, "support", "staff@example.com", member, details)

    fields = {"password1": NEW, "password2": NEW, "usable_password": "true"}
    path = f"/admin/accounts/user/{member.pk}/password/"
    assert staff.post(path, fields | {"password2": "x"}).status_code == 200
    assert kinds_of(account) == []
    assert staff.post(path, fields | {"set-password": ""}).status_code == 302
    assert changed("password_changed")
    member.refresh_from_db()
    assert member.check_password(NEW)
    factor = Authenticator.objects.create(
        user=member, type=Authenticator.Type.TOTP, data={"secret": "x"}
    )
    staff.post(f"/admin/mfa/authenticator/{factor.pk}/delete/", {"post": "yes"})
    assert changed("second_factor_removed", type="totp")
    address = member.emailaddress_set.get()
    fields = {"user": member.pk, "email": "new@example.com", "verified": "on", "primary": "on"}
    staff.post(f"/admin/account/emailaddress/{address.pk}/change/", fields)
    assert changed("email_changed")


def test_a_user_who_is_deleted_leaves_no_noise(staff, account, member):
    add_member(account, Role.OWNER)
    factor = Authenticator.objects.create(
        user=member, type=Authenticator.Type.TOTP, data={"secret": "x"}
    )
    before = kinds_of(account)
    for origin in (member, User.objects.filter(pk=member.pk)):  # whatever Django deletes first
        post_delete.send(Authenticator, instance=factor, using="default", origin=origin)
    member.delete()
    assert kinds_of(account) == before
