"""Tests that fields which a form does not have change nothing, on every form that people send."""

import pytest
from django.core import mail
from django.test import Client

from accounts.models import Account, Invitation, Membership, Role, User
from assessments.models import Assessment, Result, ShareLink
from kpis.models import KpiEntry
from tests.accounts.inviting import accept_path, invite
from tests.accounts.sign_up import FIELDS as SIGN_UP
from tests.factories import (
    PASSWORD,
    WORKED_EXAMPLE,
    add_member,
    client_of,
    confirmed_client_of,
    make_account,
    make_assessment,
    make_completed,
    make_user,
)
from tests.factories.kpis import make_entry

pytestmark = pytest.mark.django_db
PASSWORDS = {"password1": PASSWORD, "password2": PASSWORD}
COMPANY = {"company": "Alster", "country": "DE", "currency": "EUR"}
FIGURES = {"period_type": "quarter", "period_start": "2025-07-01", "leads": "7"}


class Site:
    """Represents two accounts; the forms are of people of the first one."""

    def __init__(self, content):
        self.other = make_account(make_user("other@example.com"), name="Other")
        self.owner = make_user("owner@example.com")
        self.account = make_account(self.owner, name="Nordlicht")
        self.editor = add_member(self.account, Role.EDITOR, make_user("editor@example.com"))
        self.member = Membership.objects.get(user=self.editor)
        self.draft = make_assessment(content, WORKED_EXAMPLE, account=self.account)
        self.done = make_completed(content, account=self.account)
        self.entry = make_entry(self.account, leads=5)
        self.lonely = make_user("lonely@example.com")
        self.token = invite(self.account, "new@example.com", Role.VIEWER)
        self.for_lonely = invite(self.account, self.lonely.email, Role.VIEWER)
        self.extra = {
            "account": str(self.other.pk), "account_id": str(self.other.pk), "is_staff": "on", "is_superuser": "on",
            "is_active": "", "user": str(self.owner.pk), "score": "5", "overall": "5.00", "points": "100", "stage": "scalable",
            "completed_at": "2020-01-01", "guest_key": "x", "created_by": "1", "accepted_by": str(self.owner.pk),
            "token_hash": "0" * 64, "expires_at": "2099-01-01", "support_access_until": "2099-01-01", "verified": "on",
            "groups": "1", "id": str(self.other.pk), "pk": "1",
        }  # fmt: skip

    def forms(self):
        """Yields (client, address, fields, whether the role is a field of it) of each form."""
        owner, editor = confirmed_client_of(self.owner), client_of(self.editor)
        assessment = f"/en/assessments/{self.draft.pk}/"
        done = f"/en/assessments/{self.done.pk}/"
        yield Client(), "/en/accounts/signup/", SIGN_UP, False
        yield Client(), accept_path(self.token), PASSWORDS, False
        yield client_of(self.lonely), accept_path(self.for_lonely), {}, False
        yield client_of(make_user("late@example.com")), "/en/account/", COMPANY, False
        company = {"name": "Nordlicht", "country": "IT", "currency": "EUR", "time_zone": "UTC"}
        yield owner, "/en/account/", company, False
        yield owner, f"/en/account/members/{self.member.pk}/", {"role": "editor"}, True
        invited = {"email": "third@example.com", "role": "viewer", "language": "en"}
        yield owner, "/en/account/invitations/", invited, True
        yield editor, "/en/kpis/new/", FIGURES, False
        edited = FIGURES | {"version": "1", "period_start": str(self.entry.period_start)}
        yield editor, f"/en/kpis/{self.entry.pk}/edit/", edited, False
        yield editor, "/en/assessments/start/", {}, False
        yield editor, "/en/assessments/new/", {"last": "fill"}, False
        answers = {"client_onboarding": "1"}
        yield editor, f"{assessment}sections/process_operations/", answers, False
        yield editor, f"{assessment}review/", {}, False
        yield editor, f"{done}links/", {"days": "7"}, False
        yield editor, f"{done}withdraw/", {"reason": "A mistake"}, False
        yield owner, "/en/accounts/password/change/", {"oldpassword": PASSWORD, **PASSWORDS}, False
        yield (
            Client(),
            "/en/accounts/login/",
            {"login": "late@example.com", "password": PASSWORD},
            False,
        )

    def rights(self) -> dict:
        """Returns what no form may change by fields that it does not have."""
        account = {"account": self.other.pk}
        return {
            "staff": list(User.objects.filter(is_staff=True)),
            "superusers": list(User.objects.filter(is_superuser=True)),
            "inactive": list(User.objects.filter(is_active=False)),
            "groups": list(User.objects.exclude(groups=None)),
            "other account": list(Account.objects.filter(pk=self.other.pk).values()),
            "its members": list(Membership.objects.filter(**account).values()),
            "its data": [
                model.objects.filter(**account).count()
                for model in (Assessment, KpiEntry, Invitation)
            ],
            "open to support": list(Account.objects.exclude(support_access_until=None)),
            "result": list(Result.objects.filter(assessment=self.done).values()),
        }


def test_fields_that_a_form_does_not_have_change_nothing(content):
    site = Site(content)
    before = site.rights()
    for client, address, fields, has_role in site.forms():
        extra = site.extra if has_role else site.extra | {"role": "owner"}
        response = client.post(address, extra | fields)
        assert response.status_code in (200, 302, 422), address
        assert site.rights() == before, address
    roles = dict(Membership.objects.filter(account=site.account).values_list("user__email", "role"))
    assert roles == {
        "owner@example.com": "owner",
        "editor@example.com": "editor",
        "new@example.com": "viewer",
        "lonely@example.com": "viewer",
    }
    assert Membership.objects.get(user__email="late@example.com").account.name == "Alster"
    assert not User.objects.get(email=SIGN_UP["email"]).emailaddress_set.get().verified
    assert Invitation.objects.get(email="third@example.com").accepted_by is None
    assert Result.objects.get(assessment=site.draft).points < 100
    assert ShareLink.objects.get().assessment == site.done
    # Two invitations before, one now, an address to confirm, and a password that has changed.
    assert len(mail.outbox) == 5
