"""Tests what support sees of an account.

Support sees what was begun and completed; scores and figures only while an owner allows it.
Support can change nothing.
"""

import logging
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from accounts.models import Account, Activity, Membership, Role
from tests.factories import (
    add_member,
    client_of,
    confirmed_client_of,
    make_account,
    make_assessment,
    make_completed,
    make_user,
)
from tests.factories.kpis import YEAR_EXAMPLE, make_entry

pytestmark = pytest.mark.django_db
NOTE = "Nobody may read this note"


@pytest.fixture
def account(content) -> Account:
    account = make_account(make_user("owner@example.com"), name="Fürstliche Werke")
    make_assessment(content, [1, 2], account=account)
    done = make_completed(content, account=account)
    assert done.result.stage == "proactive"
    make_entry(account, **YEAR_EXAMPLE)
    return account


@pytest.fixture
def support(content) -> Client:
    call_command("make_groups", verbosity=0)
    user = make_user("support@example.com", is_staff=True)
    user.groups.add(Group.objects.get(name="Support"))
    return client_of(user)


def address(account: Account, page: str) -> str:
    return f"/admin/accounts/account/{account.pk}/{page}/"


def test_support_sees_the_account_its_members_and_how_far_it_is(support, account):
    page = support.get(address(account, "change")).content.decode()
    assert "Fürstliche Werke" in page
    assert "owner@example.com" in page
    assert address(account, "states") in page
    page = support.get(address(account, "states")).content.decode()
    assert "In progress" in page
    assert "Completed" in page
    assert "3.55" not in page
    assert "Proactive" not in page
    assert "85%" not in page


def test_support_sees_figures_only_after_an_owner_allows_it(support, account):
    assert support.get(address(account, "figures")).status_code == 403
    assert (
        address(account, "figures") not in support.get(address(account, "change")).content.decode()
    )
    owner = confirmed_client_of(account.users.get())
    assert owner.post("/en/account/support/", {"allowed": "yes"}).status_code == 302
    assert address(account, "figures") in support.get(address(account, "change")).content.decode()
    page = support.get(address(account, "figures")).content.decode()
    assert "3.55" in page
    assert "Proactive" in page
    assert "85%" in page
    assert owner.post("/en/account/support/", {"allowed": "no"}).status_code == 302
    assert support.get(address(account, "figures")).status_code == 403


def test_consent_expires(support, account):
    account.support_access_until = timezone.now() - timedelta(seconds=1)
    account.save()
    assert support.get(address(account, "figures")).status_code == 403
    account.support_access_until = timezone.now() + timedelta(days=1)
    account.save()
    assert support.get(address(account, "figures")).status_code == 200


def test_a_superuser_needs_the_accounts_consent_too(account):
    client = client_of(make_user(is_staff=True, is_superuser=True))
    assert client.get(address(account, "states")).status_code == 200
    assert client.get(address(account, "figures")).status_code == 403


@pytest.mark.parametrize("where", ["states", "figures", "change", "delete"])
def test_support_writes_nothing(support, account, where):
    account.support_access_until = timezone.now() + timedelta(days=1)
    account.save()
    before = list(Account.objects.values()), list(Membership.objects.values())
    assert (
        support.post(address(account, where), {"name": "Taken", "post": "yes"}).status_code >= 400
    )
    assert before == (list(Account.objects.values()), list(Membership.objects.values()))


def test_every_access_of_support_is_logged(support, account, caplog):
    with caplog.at_level(logging.INFO, logger="accounts.registry"):
        support.get(address(account, "change"))
        support.get(address(account, "states"))
    reads = [line.getMessage().partition("reads ")[2] for line in caplog.records]
    assert reads == [f"the members of account {account.pk}", f"the states of account {account.pk}"]


def looks(account: Account) -> list[str]:
    found = Activity.objects.filter(account=account, kind="support_looked").order_by("pk")
    assert {(each.actor_type, each.actor.email) for each in found} <= {
        ("support", "support@example.com")
    }
    return [each.details["what"] for each in found]


def test_every_look_of_support_is_in_the_companys_activity(support, account):
    support.get(address(account, "change"))
    support.get(address(account, "states"))
    support.head(address(account, "states"))
    assert looks(account) == ["members", "states", "states"]
    support.get(address(account, "figures"))  # not allowed yet
    support.post(address(account, "states"))
    support.get("/admin/accounts/account/")
    assert looks(account) == ["members", "states", "states"]
    account.support_access_until = timezone.now() + timedelta(days=1)
    account.save()
    support.get(address(account, "figures"))
    assert looks(account)[3:] == ["figures"]
    owner = confirmed_client_of(account.users.get())
    page = owner.get("/de/account/activity/").content.decode()
    assert page.count("Support (support@example.com)") == 4


def test_a_look_at_a_members_page_is_one_at_the_company(account):
    staff = make_user("support@example.com", is_staff=True, is_superuser=True)
    client, member = confirmed_client_of(staff), account.users.get()
    client.get(f"/admin/accounts/user/{member.pk}/change/")
    assert looks(account) == ["members"]
    add_member(account, Role.VIEWER, staff)
    client.get(f"/admin/accounts/user/{staff.pk}/change/")  # their own
    assert looks(account) == ["members"]


def test_only_an_owner_may_allow_it(account):
    for role in (Role.EDITOR, Role.VIEWER):
        response = confirmed_client_of(add_member(account, role)).post(
            "/en/account/support/", {"allowed": "yes"}
        )
        assert response.status_code == 403
    assert Client().post("/en/account/support/", {"allowed": "yes"}).status_code == 302
    account.refresh_from_db()
    assert account.support_access_until is None


def test_the_account_page_says_what_is_allowed(account):
    owner = confirmed_client_of(account.users.get())
    assert "but no answers and no figures" in owner.get("/en/account/").content.decode()
    owner.post("/en/account/support/", {"allowed": "yes"})
    page = owner.get("/en/account/").content.decode()
    assert 'href="/en/account/activity/?group=support"' in page
    assert "each time they view something is in your activity" in page
    assert "End access now" in page
    assert "Support can see your answers and KPI figures until" in page


def test_an_unknown_account_is_not_found(support):
    missing = "00000000-0000-0000-0000-000000000000"
    assert support.get(f"/admin/accounts/account/{missing}/states/").status_code == 404
