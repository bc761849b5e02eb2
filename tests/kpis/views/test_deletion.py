"""Tests that a deleted period is nowhere, and comes back as it was."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from accounts.models import Role
from accounts.registry import support_results, support_status
from kpis.models import KpiEntry
from kpis.services.deletion import entry_delete
from tests.factories import add_member, client_of, make_user
from tests.factories.kpis import YEAR_EXAMPLE, make_entry

pytestmark = pytest.mark.django_db
FIGURE = 987_654


def answer(response) -> str:
    return response.content.decode()


@pytest.fixture
def entries(owner):
    """Returns a period that stays, and the one before it, which is deleted."""
    stays = make_entry(owner.account, date(2026, 4, 1), **YEAR_EXAMPLE)
    gone = make_entry(owner.account, date(2026, 1, 1), **YEAR_EXAMPLE | {"leads": FIGURE})
    return stays, gone


def test_it_is_asked_for_then_deleted_and_offered_to_be_restored(owner, entries):
    _, gone = entries
    page = answer(owner.client.get(f"/en/kpis/{gone.pk}/delete/"))
    assert "Q1 2026" in page
    assert "30 days" in page
    assert KpiEntry.objects.count() == 2
    for _twice in range(2):
        sent = owner.client.post(f"/en/kpis/{gone.pk}/delete/", follow=True)
    assert f'action="/en/kpis/{gone.pk}/restore/"' in answer(sent)
    assert "Deleted by Anna" in answer(sent)
    restored = owner.client.post(f"/en/kpis/{gone.pk}/restore/", follow=True)
    assert "Period restored: Q1 2026." in answer(restored)
    assert KpiEntry.objects.get(pk=gone.pk).leads == FIGURE
    assert "/restore/" not in answer(owner.client.get("/en/kpis/"))


def test_it_is_nowhere_else(owner, entries):
    stays, gone = entries
    before = owner.client.get("/en/kpis/")
    assert "Down" in answer(before) or "Unchanged" in answer(before)
    entry_delete(entry_id=gone.pk, user=owner.user)
    for path in ("", "edit/"):
        assert owner.client.get(f"/en/kpis/{gone.pk}/{path}").status_code == 404
    assert owner.client.get(f"/en/kpis/{gone.pk}.json").status_code == 404
    assert owner.client.get(f"/en/kpis/history/csat/notes/{gone.pk}/").status_code == 404
    overview = answer(owner.client.get("/en/kpis/"))
    assert f'href="/en/kpis/{gone.pk}/"' not in overview
    assert "on Q1 2026" not in overview
    assert "from Q1 2026" not in overview
    for path in (
        f"{stays.pk}/",
        f"{stays.pk}.json",
        "history/cost_per_lead/",
        "history/cost_per_lead.csv",
        "export.csv",
        "worksheet/",
    ):
        page = answer(owner.client.get(f"/en/kpis/{path}"))
        assert "Q1 2026" not in page, path
        assert "2026-01-01" not in page, path
        assert str(FIGURE) not in page.replace(",", ""), path
    new = answer(owner.client.get("/en/kpis/new/?period_type=quarter&period_start=2026-01-01"))
    assert "987,654" not in new


def test_it_is_in_no_table_of_support(owner, entries):
    owner.account.support_access_until = timezone.now() + timedelta(days=1)
    owner.account.save()
    entry_delete(entry_id=entries[1].pk, user=owner.user)
    staff = make_user()
    (counted,) = (t for t in support_status(owner.account, staff) if t.title == "KPIs")
    assert counted.rows == [(1,)]
    assert "Q1 2026" not in str(list(support_results(owner.account, staff)))


def test_a_period_entered_again_is_not_restored_and_the_new_entry_is_linked(owner, entries):
    _, gone = entries
    entry_delete(entry_id=gone.pk, user=owner.user)
    owner.post({"leads": "7"})
    new = KpiEntry.objects.get(period_start=date(2026, 1, 1))
    refused = owner.client.post(f"/en/kpis/{gone.pk}/restore/")
    assert refused.status_code == 409
    assert f'href="/en/kpis/{new.pk}/"' in answer(refused)
    assert KpiEntry.objects.get(period_start=date(2026, 1, 1)).leads == 7


def test_after_thirty_days_nobody_finds_it(owner, entries):
    _, gone = entries
    entry_delete(entry_id=gone.pk, user=owner.user)
    old = timezone.now() - timedelta(days=30)
    KpiEntry.with_deleted.filter(pk=gone.pk).update(deleted_at=old)
    assert "/restore/" not in answer(owner.client.get("/en/kpis/"))
    assert owner.client.post(f"/en/kpis/{gone.pk}/restore/").status_code == 404


def test_what_is_typed_in_a_page_of_a_deleted_period_is_not_lost(owner, entries):
    _, gone = entries
    entry_delete(entry_id=gone.pk, user=owner.user)
    sent = owner.post({"version": "1", "leads": "77", "hires": "x"}, path=f"{gone.pk}/edit/")
    assert sent.status_code == 409
    page = answer(sent)
    assert 'value="77"' in page
    assert 'value="x"' in page
    assert 'action="/en/kpis/new/"' in page
    assert "was deleted while you were editing" in page
    assert KpiEntry.objects.count() == 1


def test_an_import_enters_a_period_again_that_was_deleted_since_its_preview(owner, entries):
    _, gone = entries
    sheet = SimpleUploadedFile("k.csv", b"period_type,period_start,leads\nquarter,2026-01-01,55\n")
    preview = owner.client.post("/en/kpis/import/", {"file": sheet})["Location"]
    entry_delete(entry_id=gone.pk, user=owner.user)
    assert owner.client.get(preview).status_code == 200
    owner.client.post(preview)
    assert KpiEntry.objects.get(period_start=date(2026, 1, 1)).leads == 55


def test_a_viewer_is_told_whom_to_ask_and_sees_nothing_deleted(owner, entries):
    _, gone = entries
    viewer = client_of(add_member(owner.account, Role.VIEWER))
    refused = viewer.post(f"/en/kpis/{gone.pk}/delete/")
    assert refused.status_code == 403
    assert owner.user.email in answer(refused)
    entry_delete(entry_id=gone.pk, user=owner.user)
    assert viewer.post(f"/en/kpis/{gone.pk}/restore/").status_code == 403
    assert "Q1 2026" not in answer(viewer.get("/en/kpis/"))


def test_the_last_period_deleted_leaves_the_page_for_a_first_one(owner):
    gone = make_entry(owner.account, leads=5)
    page = answer(owner.client.post(f"/en/kpis/{gone.pk}/delete/", follow=True))
    assert "No figures yet" in page
    assert f"/en/kpis/{gone.pk}/restore/" in page
