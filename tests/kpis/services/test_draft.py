"""Tests keeping figures that were typed and not saved: what two pages write, and when it ends."""

from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.utils import timezone

from kpis.domain.drafts import SentDraft, ShownDraft, TypedFigure
from kpis.domain.periods import Period, PeriodType
from kpis.models import KpiDraft
from kpis.services.draft import draft_discard, draft_save, draft_settle
from tests.factories import make_account

pytestmark = pytest.mark.django_db

QUARTER = Period(PeriodType.QUARTER, date(2026, 7, 1))
OTHER = Period(PeriodType.QUARTER, date(2026, 4, 1))


@pytest.fixture
def account(content):
    return make_account()


def sent(period=QUARTER, shown=None, version=0, shown_period=QUARTER, begun=True, **texts):
    """Returns what a page sends that has typed `texts` over `shown`."""
    shown = shown or {}
    changes = {
        name: TypedFigure(text, "en") if text else None
        for name, text in texts.items()
        if shown.get(name, "") != text
    }
    return SentDraft(ShownDraft(shown_period, version, shown, begun), period, changes, texts)


def save(account, page: SentDraft) -> KpiDraft | None:
    return draft_save(account=account, user=account.users.first(), sent=page)


def texts_of(period=QUARTER) -> dict[str, str]:
    draft = KpiDraft.objects.get(period_type=period.type, period_start=period.start)
    return {name: figure.text for name, figure in draft.typed.items()}


def test_two_pages_write_only_what_each_changed(account):
    save(account, sent(leads="5", hires="1"))
    stale = sent(leads="", hires="2", marketing_spend="9")
    save(account, stale)
    assert texts_of() == {"leads": "5", "hires": "2", "marketing_spend": "9"}


def test_an_unchanged_page_changes_nothing_not_even_who_was_last(account):
    first = save(account, sent(leads="5"))
    again = save(account, sent(shown={"leads": "5"}, version=1, leads="5"))
    assert (again.version, again.updated_at) == (first.version, first.updated_at)


def test_a_draft_of_nothing_is_none(account):
    assert save(account, sent(leads="")) is None
    save(account, sent(leads="5"))
    assert save(account, sent(shown={"leads": "5"}, version=1, leads="")) is None
    assert not KpiDraft.objects.exists()


def test_without_a_period_nothing_is_stored(account):
    assert save(account, sent(period=None, shown_period=None, leads="5")) is None
    assert not KpiDraft.objects.exists()


def test_a_draft_begun_on_the_page_moves_with_its_period(account):
    save(account, sent(leads="5"))
    save(account, sent(period=OTHER, version=1, leads="5"))
    assert texts_of(OTHER) == {"leads": "5"}
    assert KpiDraft.objects.count() == 1


def test_a_draft_of_others_stays_when_the_page_goes_to_another_period(account):
    save(account, sent(leads="5"))
    save(account, sent(period=OTHER, version=1, begun=False, leads="5"))
    assert texts_of() == texts_of(OTHER) == {"leads": "5"}


def test_saving_the_period_ends_its_draft(account):
    save(account, sent(leads="5"))
    draft_settle(account=account, sent=sent(shown={"leads": "5"}, version=1, leads="6"))
    assert not KpiDraft.objects.exists()


def test_what_the_saved_page_never_showed_stays_a_draft(account):
    save(account, sent(leads="5"))
    save(account, sent(hires="2"))
    draft_settle(account=account, sent=sent(shown={"leads": "5"}, version=1, leads="6", hires=""))
    assert texts_of() == {"hires": "2"}


def test_discarding_leaves_a_newer_draft(account):
    save(account, sent(leads="5"))
    save(account, sent(hires="2"))
    assert not draft_discard(account=account, period=QUARTER, version=1)
    assert draft_discard(account=account, period=QUARTER, version=2)
    assert not KpiDraft.objects.exists()


def test_drafts_are_deleted_after_90_days(account):
    save(account, sent(leads="5"))
    save(account, sent(period=OTHER, shown_period=OTHER, leads="5"))
    old = KpiDraft.objects.filter(period_start=OTHER.start)
    old.update(updated_at=timezone.now() - timedelta(days=90, minutes=1))
    KpiDraft.objects.exclude(pk__in=old).update(updated_at=timezone.now() - timedelta(days=89))
    call_command("delete_old_data", verbosity=0)
    assert [draft.period for draft in KpiDraft.objects.all()] == [QUARTER]


@pytest.mark.parametrize(
    "change",
    [
        {"period_type": "week"},
        {"period_start": date(2026, 7, 2)},
        {"figures": ["leads"]},
    ],
)
def test_the_database_refuses(account, change):
    row = {"account": account, "period_type": "quarter", "period_start": QUARTER.start}
    KpiDraft.objects.create(**row)
    with pytest.raises(IntegrityError), transaction.atomic():
        KpiDraft.objects.create(**row)
    KpiDraft.objects.all().delete()
    with pytest.raises(IntegrityError):
        KpiDraft.objects.create(**row | change)
