"""Tests that a period is deleted and restored once, and for good after thirty days."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import Activity
from kpis.domain.periods import Period, PeriodType
from kpis.models import KpiDraft, KpiEntry, KpiNote
from kpis.models.entry import DELETED_KEPT_FOR
from kpis.services.deletion import deleted_entries_delete, entry_delete, entry_restore
from kpis.services.entry import EntryDeleted, PeriodTaken, entry_update
from tests.factories import make_account, make_user
from tests.factories.kpis import exact, make_entry, quarters

pytestmark = pytest.mark.django_db


def deleted(entry: KpiEntry) -> KpiEntry:
    return entry_delete(entry_id=entry.pk, user=make_user())


def test_deleted_twice_it_is_as_the_first_time_left_it():
    entry = make_entry(make_account(), leads=5)
    first, second = deleted(entry), deleted(entry)
    assert (second.deleted_at, second.deleted_by) == (first.deleted_at, first.deleted_by)
    assert not KpiEntry.objects.exists()
    assert recorded(entry) == ["kpi_period_deleted"]


def recorded(entry: KpiEntry) -> list[str]:
    activities = Activity.objects.filter(account=entry.account_id).order_by("pk")
    assert all(each.details["period_start"] == "2026-01-01" for each in activities)
    return [each.kind for each in activities]


def test_restored_twice_it_is_as_it_was():
    entry = make_entry(make_account(), leads=5)
    deleted(entry)
    for _ in range(2):
        restored = entry_restore(entry_id=entry.pk, user=make_user())
    assert (restored.leads, restored.deleted_at, restored.deleted_by) == (5, None, None)
    assert KpiEntry.objects.get() == entry
    assert recorded(entry) == ["kpi_period_deleted", "kpi_period_restored"]


def test_the_draft_goes_and_comes_back_with_the_period():
    entry = make_entry(make_account(), leads=5)
    KpiDraft.objects.create(
        account=entry.account,
        period_type="quarter",
        period_start=entry.period_start,
        figures={"leads": ["6", "en"]},
    )
    deleted(entry)
    assert not KpiDraft.objects.exists()
    entry_restore(entry_id=entry.pk, user=make_user())
    assert KpiDraft.objects.get().figures == {"leads": ["6", "en"]}


def test_a_period_entered_again_is_not_restored():
    account = make_account()
    old = deleted(make_entry(account, leads=5))
    new = make_entry(account, leads=6)
    with pytest.raises(PeriodTaken) as taken:
        entry_restore(entry_id=old.pk, user=make_user())
    assert taken.value.entry == new
    assert KpiEntry.objects.get().leads == 6


def test_the_database_allows_one_entry_a_period_and_any_number_of_deleted_ones():
    account = make_account()
    for leads in range(3):
        deleted(make_entry(account, leads=leads))
    make_entry(account, leads=9)
    with pytest.raises(IntegrityError), transaction.atomic():
        KpiEntry.with_deleted.filter(leads=0).update(deleted_at=None)


def test_a_deleted_entry_is_not_changed():
    entry = deleted(make_entry(make_account(), leads=5))
    with pytest.raises(EntryDeleted):
        entry_update(
            entry_id=entry.pk,
            version=1,
            user=make_user(),
            period=Period(PeriodType.QUARTER, date(2026, 1, 1)),
            inputs=exact({"leads": 6}),
        )


def test_thirty_days_later_it_is_deleted_for_good():
    account = make_account()
    entries = [make_entry(account, day, leads=1) for day in quarters(7)]
    for entry in entries[:6]:
        deleted(entry)
        KpiNote.objects.create(entry=entry, kpi="csat", text="x")
    old = KpiEntry.with_deleted.filter(pk__in=[entry.pk for entry in entries[:5]])
    old.update(deleted_at=timezone.now() - DELETED_KEPT_FOR)
    assert timedelta(days=30) == DELETED_KEPT_FOR
    assert deleted_entries_delete() == 5
    assert set(KpiEntry.with_deleted.all()) == set(entries[5:])
    assert KpiNote.objects.count() == 1
    assert deleted_entries_delete() == 0
