"""Tests that the database adds activities only: what it refuses, from wherever, and what it allows."""

from datetime import timedelta
from ipaddress import ip_address

import pytest
from django.contrib import admin
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from accounts.models import Account, Activity, ActorType
from tests.accounts.activities import make_activities
from tests.factories import make_account, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def account() -> Account:
    return make_account()


@pytest.fixture
def activity(account) -> Activity:
    actor, subject = make_user(), make_user()
    (made,) = make_activities(
        account,
        1,
        kind="role_changed",
        actor=actor,
        subject=subject,
        subject_email="new@example.com",
        details={"before": "viewer", "role": "editor"},
        address="192.0.2.77",
    )
    return made


def refused(change) -> bool:
    """Tells whether the guard refuses a change, and that it left no trace."""
    before = list(Activity.objects.order_by("pk").values())
    with pytest.raises(IntegrityError) as error, transaction.atomic():
        change()
    of_guard = error.value.__cause__.diag.constraint_name == "activity_only_added"
    return of_guard and list(Activity.objects.order_by("pk").values()) == before


COLUMNS = {
    "id": lambda activity: activity.pk + 1000,
    "account": lambda activity: make_account(),
    "happened_at": lambda activity: timezone.now(),
    "kind": lambda activity: "signed_in",
    "actor_type": lambda activity: ActorType.SUPPORT,
    "actor": lambda activity: make_user(),
    "subject": lambda activity: make_user(),
    "subject_email": lambda activity: "other@example.com",
    "details": lambda activity: {},
    "address": lambda activity: "198.51.100.1",
}


def test_each_column_is_tried():
    assert {field.name for field in Activity._meta.concrete_fields} == COLUMNS.keys()


@pytest.mark.parametrize("column", COLUMNS)
def test_no_column_gets_another_value(activity, column):
    rows, value = Activity.objects.filter(pk=activity.pk), COLUMNS[column](activity)
    assert refused(lambda: rows.update(**{column: value}))


def test_nothing_is_deleted_by_whatever_program(activity):
    assert refused(activity.delete)
    assert refused(Activity.objects.all().delete)

    def by_hand() -> None:
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM accounts_activity")

    assert refused(by_hand)


def test_the_admin_has_no_page_of_activities():
    """Shows them to owners alone: they are the company's, and say what staff have looked at."""
    assert Activity not in admin.site._registry


def test_a_person_who_is_deleted_leaves_the_activity_behind(activity):
    activity.actor.delete()
    activity.subject.delete()
    Activity.objects.update(subject_email="")
    activity.refresh_from_db()
    assert (activity.actor, activity.subject, activity.subject_email) == (None, None, "")
    assert activity.kind == "role_changed"
    assert activity.actor_type == ActorType.MEMBER


def test_who_is_gone_does_not_come_back(activity):
    user = activity.actor
    Activity.objects.update(actor=None)
    assert refused(lambda: Activity.objects.update(actor=user))


@pytest.mark.parametrize(
    ("address", "network", "too_short"),
    [
        ("192.0.2.77", "192.0.2.0", "192.0.0.0"),
        ("2001:db8:1:2:3::4", "2001:db8:1::", "2001:db8::"),
    ],
)
def test_an_address_is_shortened_to_its_network_alone(account, address, network, too_short):
    make_activities(account, 1, address=address)
    assert refused(lambda: Activity.objects.update(address=too_short))
    Activity.objects.update(address=network)
    assert ip_address(Activity.objects.get().address) == ip_address(network)
    assert refused(lambda: Activity.objects.update(address=address))
    Activity.objects.update(address=None)
    assert refused(lambda: Activity.objects.update(address=network))


def test_what_is_older_than_two_years_can_be_deleted(account):
    moment = timezone.now() - timedelta(days=730)
    make_activities(account, 1, happened_at=moment + timedelta(minutes=1))
    make_activities(account, 1, happened_at=moment - timedelta(minutes=1))
    Activity.objects.filter(happened_at__lt=moment).delete()
    assert refused(Activity.objects.all().delete)
    assert Activity.objects.count() == 1


def test_activities_go_with_an_account_that_is_due(account, activity):
    Account.objects.filter(pk=account.pk).update(deletion_due_at=timezone.now() + timedelta(days=7))
    assert refused(Activity.objects.all().delete)
    Account.objects.filter(pk=account.pk).update(deletion_due_at=timezone.now() - timedelta(days=1))
    Account.objects.get(pk=account.pk).delete()
    assert not Activity.objects.exists()
