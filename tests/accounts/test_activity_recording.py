"""Tests that an account's activity shows what members and support do, and nothing that changed nothing."""

from datetime import timedelta

import pytest
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.core import mail
from django.test import Client
from django.utils import timezone

from accounts.models import Account, Activity, ActorType, Invitation, Membership, Role, User
from tests.accounts.activities import kinds_of, last_of
from tests.accounts.inviting import accept_path, invite
from tests.accounts.passkeys import add_passkey, sign_in_by_passkey
from tests.accounts.sign_up import link_in
from tests.accounts.test_company import FIELDS, picture, upload
from tests.factories import (
    PASSWORD,
    add_member,
    client_of,
    confirmed_client_of,
    make_account,
    make_user,
)

pytestmark = pytest.mark.django_db
BASE = "/en/accounts"
NEW = "another horse battery"


def facts(activity: Activity) -> tuple:
    return activity.kind, activity.actor, activity.subject, activity.details


def sign_in(user: User, **extra) -> Client:
    client = Client(**extra)
    client.post(f"{BASE}/login/", {"login": user.email, "password": PASSWORD})
    return client


def test_a_sign_in_shows_in_each_company_of_the_user(account, user):
    other, third = make_account(user, name="Other"), make_account()
    sign_in(user, REMOTE_ADDR="2001:db8::7")
    for each in (account, other):
        found = last_of(each)
        assert facts(found) == ("signed_in", user, None, {"method": "password"})
        assert (found.actor_type, found.address) == (ActorType.MEMBER, "2001:db8::7")
    assert kinds_of(third) == []
    Client().post(f"{BASE}/login/", {"login": user.email, "password": "wrong"})
    assert kinds_of(account) == ["signed_in"]


def test_who_belongs_to_no_company_signs_in(content):
    assert "sessionid" in sign_in(make_user()).cookies
    assert not Activity.objects.exists()


def test_a_second_factor_and_the_sign_in_with_it(account, user, owner):
    TOTP.activate(user, "JBSWY3DPEHPK3PXP")
    assert facts(last_of(account)) == ("second_factor_added", user, None, {"type": "totp"})
    client = sign_in(user)
    assert kinds_of(account) == ["second_factor_added"]  # the code is not entered yet
    code = format_hotp_value(hotp_value("JBSWY3DPEHPK3PXP", int(timezone.now().timestamp()) // 30))
    client.post(f"{BASE}/2fa/authenticate/", {"code": code})
    assert last_of(account).details == {"method": "password+totp"}
    owner.post(f"{BASE}/2fa/totp/deactivate/")
    assert facts(last_of(account)) == ("second_factor_removed", user, None, {"type": "totp"})


def test_a_passkey(account, user, owner):
    passkey = add_passkey(owner)
    added = ["second_factor_added", "second_factor_added"]  # with the recovery codes
    assert kinds_of(account) == added
    types = Activity.objects.order_by("pk").values_list("details__type", flat=True)
    assert list(types) == ["webauthn", "recovery_codes"]
    sign_in_by_passkey(Client(), passkey)
    assert last_of(account).details == {"method": "webauthn"}
    key = user.authenticator_set.get(type="webauthn").pk
    owner.post(f"{BASE}/2fa/webauthn/keys/{key}/remove/")
    assert kinds_of(account) == [*added, "signed_in", "second_factor_removed"]


def test_a_new_password(account, user, owner):
    change = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    owner.post(f"{BASE}/password/change/", {**change, "oldpassword": "wrong"})
    assert kinds_of(account) == []
    owner.post(f"{BASE}/password/change/", change)
    assert facts(last_of(account)) == ("password_changed", user, None, {})
    browser = Client()
    browser.post(f"{BASE}/password/reset/", {"email": user.email})
    form = browser.get(link_in(mail.outbox[-1]))["Location"]
    browser.post(form, {"password1": PASSWORD, "password2": PASSWORD})
    assert kinds_of(account).count("password_changed") == 2


def test_a_new_address_counts_once_it_is_confirmed(account, user, owner):
    owner.post(f"{BASE}/email/", {"email": "other@example.com", "action_add": ""})
    assert kinds_of(account) == []
    Client().post(link_in(mail.outbox[-2]))
    assert facts(last_of(account)) == ("email_changed", user, None, {})


def test_sign_up_changes_no_address(content):
    Client().post(
        f"{BASE}/signup/",
        {"email": "n@example.com", "password1": PASSWORD, "company": "N", "country": "IT"},
    )
    Client().post(link_in(mail.outbox[-1]))
    assert kinds_of(Account.objects.get(name="N")) in ([], ["signed_in"])


def test_invitations(account, user, owner):
    token = invite(account, "marta@example.com", Role.VIEWER)
    found = last_of(account)
    assert facts(found) == ("invitation_sent", user, None, {"role": "viewer"})
    assert found.subject_email == "marta@example.com"
    fields = {"email": "marta@example.com", "role": "editor", "language": "it"}
    owner.post("/en/account/invitations/", fields)
    key = Invitation.objects.get().pk
    owner.post(f"/en/account/invitations/{key}/again/")
    owner.post("/en/account/invitations/", {**fields, "email": user.email})  # a member
    assert kinds_of(account) == ["invitation_sent", *["invitation_sent_again"] * 2]
    marta = make_user("marta@example.com")
    client = client_of(marta)
    client.post(accept_path(token))  # not the latest link
    client.post(accept_path(token_of_last_mail()))
    assert facts(last_of(account)) == ("invitation_accepted", marta, None, {"role": "editor"})
    client.post(accept_path(token_of_last_mail()))
    assert kinds_of(account).count("invitation_accepted") == 1
    invite(account, "third@example.com")
    key = Invitation.objects.get(email="third@example.com").pk
    owner.post(f"/en/account/invitations/{key}/revoke/")
    assert last_of(account).kind == "invitation_revoked"
    assert last_of(account).subject_email == "third@example.com"


def token_of_last_mail() -> str:
    message = [each for each in mail.outbox if "/invitations/accept/" in each.body][-1]
    return message.body.partition("/invitations/accept/")[2].partition("/")[0]


def test_roles_and_members(account, user, owner):
    marta = add_member(account, Role.VIEWER)
    key = Membership.objects.get(user=marta).pk
    owner.post(f"/en/account/members/{key}/", {"role": "viewer"})
    assert kinds_of(account) == []
    owner.post(f"/en/account/members/{key}/", {"role": "editor"})
    details = {"before": "viewer", "role": "editor"}
    assert facts(last_of(account)) == ("role_changed", user, marta, details)
    owner.get(f"/en/account/members/{key}/remove/")
    owner.post(f"/en/account/members/{key}/remove/")
    assert facts(last_of(account)) == ("member_removed", user, marta, {})
    paul = add_member(account, Role.EDITOR)
    leave = f"/en/account/members/{Membership.objects.get(user=paul).pk}/remove/"
    confirmed_client_of(paul).post(leave)
    assert facts(last_of(account)) == ("member_left", paul, None, {})
    owner.post(f"/en/account/members/{Membership.objects.get(user=user).pk}/remove/")  # the last
    assert kinds_of(account) == ["role_changed", "member_removed", "member_left"]


def test_settings_name_the_fields_that_changed(account, user, owner):
    page = "/en/account/"
    owner.post(page, FIELDS | {"name": "Acme GmbH", "people": "6", "accent": "#0B5A73"})
    assert facts(last_of(account)) == (
        "settings_changed",
        user,
        None,
        {"fields": ["name", "people", "accent"]},
    )
    same = FIELDS | {"name": "Acme GmbH", "people": "6", "accent": "#0b5a73"}
    owner.post(page, same)
    owner.post(page, same | {"accent": "red"})
    assert len(kinds_of(account)) == 1
    logo = picture()
    owner.post(page, same | {"logo": upload(logo)["logo"]})
    assert last_of(account).details == {"fields": ["logo"]}
    owner.post(page, same | {"logo": upload(logo)["logo"]})
    assert len(kinds_of(account)) == 2
    owner.post(page, same | {"logo_remove": "on", "name": "Acme IT"})
    assert last_of(account).details == {"fields": ["name", "logo"]}


def test_settings_do_not_undo_what_another_request_wrote(account, owner, monkeypatch):
    """Saves the fields that the form changed alone, not the ones that it does not have."""
    due = timezone.now() + timedelta(days=7)
    clean = "accounts.forms.company.AccountForm.clean"

    def meanwhile(form):
        Account.objects.update(deletion_due_at=due)
        return form.cleaned_data

    monkeypatch.setattr(clean, meanwhile)
    assert owner.post("/en/account/", FIELDS | {"name": "Acme GmbH"}).status_code == 302
    account.refresh_from_db()
    assert (account.name, account.deletion_due_at) == ("Acme GmbH", due)


def test_consent_for_support(account, user, owner):
    owner.post("/en/account/support/", {"allowed": "no"})
    assert kinds_of(account) == []
    owner.post("/en/account/support/", {"allowed": "yes"})
    account.refresh_from_db()
    until = {"until": account.support_access_until.isoformat()}
    assert facts(last_of(account)) == ("support_access_given", user, None, until)
    owner.post("/en/account/support/", {"allowed": "no"})
    owner.post("/en/account/support/", {"allowed": "no"})
    assert kinds_of(account) == ["support_access_given", "support_access_ended"]


@pytest.mark.parametrize(
    ("path", "what", "file_format"),
    [
        ("assessments/export.csv", "assessments", "csv"),
        ("assessments/export.xlsx", "assessments", "xlsx"),
        ("assessments/export.json", "assessments", "json"),
        ("kpis/export.csv", "kpis", "csv"),
        ("kpis/export.xlsx", "kpis", "xlsx"),
    ],
)
def test_downloads_of_many_rows(account, path, what, file_format):
    viewer = add_member(account, Role.VIEWER)
    client = client_of(viewer)
    client.head(f"/en/{path}")
    client.post(f"/en/{path}")
    assert kinds_of(account) == []
    assert client.get(f"/en/{path}").status_code == 200
    details = {"what": what, "format": file_format}
    assert facts(last_of(account)) == ("file_downloaded", viewer, None, details)


@pytest.mark.parametrize(
    ("count", "header", "remote", "address"),
    [
        (0, "192.0.2.1", "198.51.100.1", "198.51.100.1"),  # anybody can send the header
        (1, "10.9.9.9, 192.0.2.1", "198.51.100.1", "192.0.2.1"),
        (1, "192.0.2.1:4711", "198.51.100.1", "192.0.2.1"),
        (1, "nonsense", "198.51.100.1", None),
        (2, "192.0.2.1", "198.51.100.1", None),
        (0, "", "", None),
        (0, "", "fe80::1%eth0", "fe80::1"),
    ],
)
def test_the_address_is_the_one_that_the_trusted_proxy_names(
    account, owner, settings, count, header, remote, address
):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = count
    headers = {"x-forwarded-for": header} if header else {}
    response = owner.get("/en/kpis/export.csv", headers=headers, REMOTE_ADDR=remote)
    assert response.status_code == 200  # nobody is refused because the address is not known
    assert last_of(account).address == address
