"""Tests that targets are written once, from the day on which they were set."""

import threading
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection

from kpis.domain.enums import KpiKey
from kpis.models import KpiTarget
from kpis.services.target import TargetChange, TargetsChanged, targets_set
from tests.factories import make_account

CSAT, CPL = KpiKey.CSAT, KpiKey.COST_PER_LEAD
MONDAY, TUESDAY = date(2026, 6, 1), date(2026, 6, 2)


def change(account, day, value, shown=None, key=CSAT):
    decimals = [None if each is None else Decimal(each) for each in (shown, value)]
    changes = {key: TargetChange(*decimals)}
    return targets_set(account=account, user=account.users.first(), changes=changes, today=day)


def history() -> list:
    return list(KpiTarget.objects.values_list("since", "value"))


@pytest.mark.django_db
def test_the_same_sent_twice_is_one_target():
    account = make_account()
    assert change(account, MONDAY, 90)
    assert not change(account, TUESDAY, 90)
    assert history() == [(MONDAY, 90)]


@pytest.mark.django_db
def test_a_new_target_ends_the_one_before():
    account = make_account()
    change(account, MONDAY, 90)
    change(account, TUESDAY, 95, shown=90)
    assert history() == [(MONDAY, 90), (TUESDAY, 95)]
    change(account, TUESDAY, 93, shown=95)  # what was set last counts
    assert history() == [(MONDAY, 90), (TUESDAY, 93)]
    change(account, TUESDAY, 90, shown=93)  # as it was
    assert history() == [(MONDAY, 90)]


@pytest.mark.django_db
def test_a_removed_target_keeps_its_past():
    account = make_account()
    change(account, MONDAY, 90)
    change(account, TUESDAY, None, shown=90)
    assert history() == [(MONDAY, 90), (TUESDAY, None)]


@pytest.mark.django_db
def test_a_target_set_and_removed_on_one_day_was_never_there():
    account = make_account()
    change(account, MONDAY, 90)
    change(account, MONDAY, None, shown=90)
    assert history() == []


@pytest.mark.django_db
def test_money_is_in_the_currency_of_the_account():
    account = make_account()
    change(account, MONDAY, 90)
    change(account, MONDAY, 250, key=CPL)
    assert dict(KpiTarget.objects.values_list("kpi", "currency")) == {CSAT: "", CPL: "EUR"}
    account.currency = "GBP"
    account.save()
    change(account, TUESDAY, 250, key=CPL)  # the page showed none: there is none in pounds
    assert list(KpiTarget.objects.filter(kpi=CPL).values_list("currency", flat=True)) == [
        "EUR",
        "GBP",
    ]


@pytest.mark.django_db
def test_an_outdated_page_replaces_nothing_and_writes_nothing():
    account = make_account()
    change(account, MONDAY, 90)
    with pytest.raises(TargetsChanged) as changed:
        targets_set(
            account=account,
            user=account.users.first(),
            changes={
                CSAT: TargetChange(None, Decimal(80)),
                KpiKey.CHURN_RATE: TargetChange(None, Decimal(4)),
            },
            today=TUESDAY,
        )
    assert changed.value.keys == {CSAT}
    assert history() == [(MONDAY, 90)]


@pytest.mark.django_db(transaction=True)
def test_four_parallel_saves_are_one_target():
    account = make_account()
    lock, refused = threading.Barrier(4), []

    def save(number: int) -> None:
        lock.wait()
        try:
            change(account, MONDAY, 90 + number)
        except TargetsChanged as changed:
            refused.append(changed.keys)
        finally:
            connection.close()

    threads = [threading.Thread(target=save, args=[number]) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (KpiTarget.objects.count(), refused) == (1, [{CSAT}] * 3)
