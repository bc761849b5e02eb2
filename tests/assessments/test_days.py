"""Tests that a result has the day of its company, and a guest's the day of the browser."""

import re
import uuid
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import Account
from accounts.registry import support_results
from assessments.models import Assessment
from assessments.services.assessment import assessment_complete, assessment_save
from assessments.services.sharing import share_link_create
from tests.factories import (
    WORKED_EXAMPLE,
    client_of,
    make_account,
    make_assessment,
    make_completed,
    make_user,
    statements,
)

pytestmark = pytest.mark.django_db
EVENING = datetime(2026, 11, 26, 2, 40, tzinfo=UTC)  # 21:40 of the 25th in New York


def words(response) -> str:
    """Returns the text of a page's main part."""
    main = re.search("<main.*?</main>", response.content.decode(), re.S)[0]
    return " ".join(re.sub("<[^>]*>", " ", main).split())


def finish(assessment_id, content, moment: datetime = EVENING) -> Assessment:
    assessment = Assessment.objects.get(pk=assessment_id)
    values = dict(zip((row.id for row in statements(content)), WORKED_EXAMPLE, strict=True))
    assessment_save(assessment=assessment, values=values)
    assessment_complete(assessment_id=assessment.pk, language="en", completed_at=moment)
    assessment.refresh_from_db()
    return assessment


def take(guest: Client, content, moment: datetime = EVENING, **fields) -> Assessment:
    """Returns the result that a guest has finished at this moment."""
    key = guest.post("/en/assessments/start/", fields)["Location"].split("/")[3]
    return finish(key, content, moment)


def test_a_shared_page_names_the_companys_day(content):
    owner = make_user()
    account = make_account(owner, country="NZ")
    moment = datetime(2026, 8, 27, 14, 30, tzinfo=UTC)  # the 28th in Auckland
    done = finish(make_assessment(content, account=account).pk, content, moment)
    token = share_link_create(link_id=uuid.uuid4(), assessment=done, user=owner, days=7)
    owners = client_of(owner).get(f"/en/assessments/{done.pk}/result/")
    assert "Your result of 28 August 2026" in words(owners)
    assert "Result from 28 August 2026" in words(Client().get(f"/en/shared/{token}/"))


def test_support_names_the_companys_day(content):
    account = make_account(country="NZ")
    moment = datetime(2026, 8, 27, 14, 30, tzinfo=UTC)
    finish(make_assessment(content, account=account).pk, content, moment)
    Account.objects.filter(pk=account.pk).update(support_access_until="2999-01-01T00:00Z")
    account.refresh_from_db()
    assert "28 August 2026" in str(
        [list(table.rows) for table in support_results(account, make_user())]
    )


def test_a_paper_belongs_to_the_year_of_its_day(content):
    owner = make_user()
    account = make_account(owner, country="US")
    make_completed(content, account=account, assessed_on="2026-01-01")
    client = client_of(owner)
    assert client.get("/en/assessments/").context["years"] == [2026]
    response = client.get("/en/assessments/?year=2026")
    assert response.context["year"] == 2026
    assert "1 January 2026" in words(response)


@pytest.mark.parametrize(
    ("zone", "day"),
    [
        ("America/New_York", 25),
        ("Asia/Calcutta", 26),
        ("Etc/GMT+5", 25),
        ("", 26),
        ("Mars/Olympus", 26),
        ("\0" * 90, 26),
    ],
)
def test_a_guests_result_has_the_day_of_the_browser(guest, content, zone, day):
    done = take(guest, content, time_zone=zone)
    base = f"/en/assessments/{done.pk}/"
    assert f"Your result of {day} November 2026" in words(guest.get(f"{base}result/"))
    assert f"2026-11-{day}" in guest.get(f"{base}result.csv")["Content-Disposition"]
    assert f"Your result of {day} November 2026" in words(guest.get("/en/"))


def test_the_day_of_a_claimed_result_is_the_companys_and_its_page_says_that_it_moved(content):
    guest = Client()
    done = take(guest, content, time_zone="America/New_York")
    page = f"/en/assessments/{done.pk}/result/"
    assert "its date was" not in words(guest.get(page))
    owner = make_user()
    account = make_account(owner)  # in Rome
    Assessment.objects.filter(pk=done.pk).update(account=account, guest_key=None)
    moved = words(client_of(owner).get(page))
    assert "Your result of 26 November 2026" in moved
    assert "its date was 25 November 2026" in moved
    Account.objects.filter(pk=account.pk).update(time_zone="America/Toronto")
    assert "its date was" not in words(client_of(owner).get(page))


def test_an_accounts_own_result_has_no_other_day(content):
    owner = make_user()
    done = finish(make_assessment(content, account=make_account(owner, country="NZ")).pk, content)
    assert done.time_zone == ""
    assert done.day_before_claim is None


def test_a_guest_finds_the_results_from_the_start_page(guest, content):
    assert "Your result" not in words(guest.get("/en/"))
    first = take(guest, content, time_zone="America/New_York")
    page = guest.get("/en/").content.decode()
    link = re.search(r'<main.*?<a class="btn[^"]*"\s+href="([^"]*)"', page, re.S)[1]
    assert link == f"/en/assessments/{first.pk}/result/"
    assert guest.get(link).status_code == 200
    assert "Start another assessment" in page
    for hour in (3, 5):
        take(guest, content, EVENING.replace(hour=hour), time_zone="Europe/Rome")
    assert re.findall(r"Your result of (\d+ \w+ 2026(?:, [\d:]+)?)", words(guest.get("/en/"))) == [
        "26 November 2026, 06:40",
        "26 November 2026, 04:40",
        "25 November 2026",
    ]


def test_the_start_page_says_how_long_a_guests_result_is_kept(guest, content):
    done = take(guest, content)
    kept = timezone.localtime(done.deleted_on, UTC)
    shown = words(guest.get("/en/"))
    assert f"Saved for this browser until {kept.day} {kept:%B} {kept.year}." in shown
    assert f"?next=/en/assessments/{done.pk}/result/" in guest.get("/en/").content.decode()


def test_no_other_browser_and_no_account_is_offered_a_guests_result(guest, content):
    done = take(guest, content)
    owner = make_user()
    account = make_account(owner)
    assert "Your result of" not in words(Client().get("/en/"))
    assert "Your result of" not in words(client_of(owner).get("/en/"))
    Assessment.objects.filter(pk=done.pk).update(account=account, guest_key=None)
    assert "Your result of" not in words(guest.get("/en/"))


def test_the_start_page_of_a_guest_takes_few_queries(guest, content):
    counts = []
    for _ in range(2):
        take(guest, content)
        guest.get("/en/")
        with CaptureQueriesContext(connection) as queries:
            guest.get("/en/")
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 5
