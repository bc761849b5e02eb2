"""Tests that a period has one entry, whoever saves it and however often."""

import threading
from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction

from kpis.domain.inputs import INPUTS, EntryInputs
from kpis.domain.periods import Period, PeriodType
from kpis.models import KpiEntry
from kpis.services.entry import EntryChanged, PeriodTaken, entry_create, entry_update
from tests.factories import make_account, make_user
from tests.factories.kpis import exact, make_entry

QUARTER = Period(PeriodType.QUARTER, date(2026, 1, 1))


def create(account, **figures) -> KpiEntry:
    user = account.users.first()
    return entry_create(
        account=account, user=user, period=QUARTER, currency="EUR", inputs=exact(figures)
    )


def update(entry, version=None, period=QUARTER, user=None, **figures) -> KpiEntry:
    return entry_update(
        entry_id=entry.pk,
        version=entry.version if version is None else version,
        user=user or make_user(),
        period=period,
        inputs=exact(figures),
    )


@pytest.mark.django_db
def test_figures_are_stored_exactly():
    entry = create(make_account(), marketing_spend="999999999999999.99", leads=10**15 - 1)
    entry.refresh_from_db()
    assert entry.marketing_spend == Decimal("999999999999999.99")
    assert entry.leads == 10**15 - 1
    assert entry.hires is None


@pytest.mark.django_db
def test_the_same_sent_twice_is_one_entry():
    account = make_account()
    assert create(account, leads=5) == create(account, leads=5)
    assert KpiEntry.objects.count() == 1


@pytest.mark.django_db
def test_a_second_entry_for_a_period_gives_the_first_unchanged():
    account = make_account()
    first = create(account, leads=5)
    with pytest.raises(PeriodTaken) as taken:
        create(account, leads=6)
    assert taken.value.entry == first
    first.refresh_from_db()
    assert first.leads == 5


@pytest.mark.django_db
def test_an_overlapping_period_of_another_length_is_allowed():
    account = make_account()
    make_entry(account, period_type="month")
    make_entry(account, period_type="quarter")
    make_entry(account, period_type="year")
    assert KpiEntry.objects.count() == 3


@pytest.mark.django_db
def test_who_changed_it_last_is_kept_beside_who_entered_it():
    account, other = make_account(), make_user()
    entry = create(account, leads=5)
    changed = update(entry, user=other, leads=6)
    assert (changed.created_by, changed.updated_by) == (account.users.first(), other)
    assert changed.version == 2
    assert changed.updated_at > changed.created_at


@pytest.mark.django_db
def test_saving_what_is_stored_changes_nothing():
    entry = create(make_account(), leads=5)
    assert update(entry, version=99, leads=5).version == 1


@pytest.mark.django_db
def test_anothers_newer_change_is_not_overwritten():
    entry = create(make_account(), leads=5)
    update(entry, leads=6)
    with pytest.raises(EntryChanged) as changed:
        update(entry, version=1, leads=7)
    assert changed.value.entry.leads == 6
    assert KpiEntry.objects.get().leads == 6


@pytest.mark.django_db
def test_an_entry_does_not_move_onto_another():
    account = make_account()
    taken = make_entry(account, date(2026, 4, 1), leads=1)
    entry = create(account, leads=5)
    with pytest.raises(PeriodTaken) as refused:
        update(entry, period=taken.period, leads=5)
    assert refused.value.entry == taken


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("column", "value"),
    [
        *((field.name, -1) for field in INPUTS),
        ("marketing_spend", Decimal("NaN")),
        ("average_headcount", Decimal("NaN")),
        ("leads", 10**15),
        ("period_type", "week"),
        ("period_start", date(2026, 1, 2)),
        ("currency", "euro"[:3]),
        ("cltv_method", "slow"),
    ],
)
def test_the_database_refuses(column, value):
    entry = make_entry(make_account())
    with pytest.raises(IntegrityError), transaction.atomic():
        _write(entry, **{column: value})


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("part", "whole"),
    [
        ("tickets_within_sla", "tickets_received"),
        ("survey_positive", "survey_responses"),
        ("clients_lost", "clients_at_start"),
        ("conversions", "visitors"),
        ("contract_revenue", "total_revenue"),
    ],
)
def test_the_database_refuses_a_part_above_its_whole(part, whole):
    entry = make_entry(make_account())
    _write(entry, **{part: 5, whole: 5})
    _write(entry, **{part: 5, whole: None})
    with pytest.raises(IntegrityError), transaction.atomic():
        _write(entry, **{part: 6, whole: 5})


def _write(entry: KpiEntry, **columns) -> None:
    """Writes columns without any check of the code."""
    names = ", ".join(f'"{name}" = %s' for name in columns)
    with connection.cursor() as cursor:
        sql = f"UPDATE kpis_kpientry SET {names} WHERE id = %s"
        cursor.execute(sql, [*columns.values(), entry.pk])


@pytest.mark.django_db(transaction=True)
def test_eight_parallel_saves_are_one_entry():
    account = make_account()
    user, lock, created, refused = account.users.first(), threading.Barrier(8), [], []

    def save(number: int) -> None:
        lock.wait()
        try:
            created.append(
                entry_create(
                    account=account,
                    user=user,
                    period=QUARTER,
                    currency="EUR",
                    inputs=EntryInputs(leads=number),
                )
            )
        except PeriodTaken as taken:
            refused.append(taken.entry)
        finally:
            connection.close()

    threads = [threading.Thread(target=save, args=[number]) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    stored = KpiEntry.objects.get()
    assert (len(created), len(refused)) == (1, 7)
    assert {entry.pk for entry in [*created, *refused]} == {stored.pk}
    assert stored.leads == created[0].leads
