"""Tests two entries of one period, and two changes of one entry: no input is lost."""

import re
import threading
from datetime import date

import pytest
from django.db import connection
from django.test import Client

from accounts.models import Role
from kpis.models import KpiEntry
from tests.factories import add_member, client_of
from tests.factories.kpis import make_entry
from tests.kpis.views.entry_pages import KpiOwner, error_of, value_of

pytestmark = pytest.mark.django_db


def test_a_second_entry_opens_the_first_with_what_was_typed(owner):
    entry = make_entry(owner.account, leads=500, hires=3)
    response = owner.post({"leads": "600", "hires": "3"})
    page = response.content.decode()
    assert response.status_code == 409
    assert value_of(response, "leads") == "600"
    assert 'id="leads-stored"' in page
    assert 'id="hires-stored"' not in page
    assert f'action="/en/kpis/{entry.pk}/edit/"' in page
    entry.refresh_from_db()
    assert entry.leads == 500
    typed = {"leads": "600", "hires": "3", "version": value_of(response, "version")}
    assert owner.post(typed, path=f"{entry.pk}/edit/").status_code == 302
    entry.refresh_from_db()
    assert (entry.leads, KpiEntry.objects.count()) == (600, 1)


def test_what_a_second_entry_leaves_blank_does_not_blank_the_first(owner):
    entry = make_entry(owner.account, leads=500, hires=3, hiring_cost=9, cltv_method="full")
    response = owner.post({"leads": "600", "hires": "0"})
    assert value_of(response, "hiring_cost") == "9"
    assert re.search(r'value="full" checked', response.content.decode())
    stored = re.findall(r'id="(\w+)-stored"', response.content.decode())
    assert stored == ["leads", "hires"]
    entry.refresh_from_db()
    assert (entry.leads, entry.hires) == (500, 3)


def test_the_same_form_sent_twice_is_one_entry(owner):
    first, second = owner.post({"leads": "5"}), owner.post({"leads": "5"})
    assert first["Location"] == second["Location"]
    assert KpiEntry.objects.count() == 1


def test_a_newer_change_is_shown_and_must_be_confirmed(owner):
    entry = make_entry(owner.account, leads=500)
    other = client_of(add_member(owner.account, Role.EDITOR))
    data = {"period_type": "quarter", "period_start": "2026-01-01", "typed_in": "en"}
    data |= {"version": "1", "leads": "550"}
    assert other.post(f"/en/kpis/{entry.pk}/edit/", data).status_code == 302
    response = owner.post({"leads": "600", "version": "1"}, path=f"{entry.pk}/edit/")
    assert response.status_code == 409
    assert value_of(response, "leads") == "600"
    assert "550" in re.search(r'id="leads-stored">([^<]*)', response.content.decode())[1]
    again = {"leads": "600", "version": value_of(response, "version")}
    assert owner.post(again, path=f"{entry.pk}/edit/").status_code == 302
    entry.refresh_from_db()
    assert (entry.leads, entry.updated_by) == (600, owner.user)


def test_an_invalid_save_does_not_learn_of_the_newer_version(owner):
    entry = make_entry(owner.account, leads=500)
    KpiEntry.objects.filter(pk=entry.pk).update(version=2, leads=550)
    response = owner.post({"leads": "x", "version": "1"}, path=f"{entry.pk}/edit/")
    assert value_of(response, "version") == "1"


def test_an_entry_does_not_move_onto_another(owner):
    make_entry(owner.account, date(2026, 4, 1))
    entry = make_entry(owner.account, leads=1)
    moved = {"leads": "1", "version": "1", "period_start": "2026-04-01"}
    response = owner.post(moved, path=f"{entry.pk}/edit/")
    assert response.status_code == 422
    assert error_of(response, "period_start")


@pytest.mark.parametrize("version", ["", "x", "-1", "٣", "9" * 20])
def test_an_invalid_version_counts_as_old(owner, version):
    entry = make_entry(owner.account, leads=5)
    response = owner.post({"leads": "6", "version": version}, path=f"{entry.pk}/edit/")
    assert response.status_code == 409


@pytest.mark.django_db(transaction=True)
def test_eight_parallel_saves_lose_no_input(content):
    owner, results = KpiOwner(), {}
    begin = threading.Barrier(8)

    def save(number: int) -> None:
        client = client_with_same_session(owner.client)
        data = {"period_type": "year", "period_start": "2025-01-01", "typed_in": "en"}
        begin.wait()
        try:
            results[number] = client.post("/en/kpis/new/", {**data, "leads": str(number)})
        finally:
            connection.close()

    threads = [threading.Thread(target=save, args=[number]) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    stored = KpiEntry.objects.get()
    assert sorted(response.status_code for response in results.values()) == [302, *[409] * 7]
    for number, response in results.items():
        if response.status_code == 302:
            assert stored.leads == number
        else:
            assert value_of(response, "leads") == str(number)


def client_with_same_session(client: Client) -> Client:
    """Returns another client with the same session."""
    other = Client()
    other.cookies = client.cookies.copy()
    return other
