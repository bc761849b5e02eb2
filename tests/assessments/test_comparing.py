"""Tests the comparison page without a browser: figures, both versions, refused addresses."""

import html
import re
from datetime import UTC, date, datetime

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.translation import override

from assessments.models import Assessment
from assessments.presenters.day_labels import short_day_labels
from localization.languages import CODES
from tests.factories import (
    BEFORE,
    WORKED_EXAMPLE,
    client_of,
    make_account,
    make_assessment,
    make_completed,
    make_user,
)
from tests.factories.questionnaires import (
    ADDED,
    NEW_WORDING,
    OLD_WORDING,
    REMOVED,
    make_second_version,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def member(content) -> Client:
    owner = make_user()
    make_account(owner)
    return client_of(owner)


@pytest.fixture
def account(member):
    from accounts.models import Account

    return Account.objects.get()


def page_of(client: Client, query: str = "", language: str = "en") -> str:
    response = client.get(f"/{language}/assessments/compare/{query}")
    assert response.status_code == 200
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", response.content.decode())))


def test_the_last_is_compared_with_the_one_before(member, account, content):
    make_completed(content, [1] * 20, account=account)
    make_completed(content, BEFORE, account=account)
    make_completed(content, WORKED_EXAMPLE, account=account)
    page = page_of(member)
    assert "3.35" in page
    assert "3.55" in page
    assert "+0.20" in page  # 71/20 − 67/20 = 0.2
    for change in ("+0.6", "+0.4", "0.0", "−0.2"):  # 4.6 − 4.0, 3.2 − 2.8, 3.8 − 3.8, 2.6 − 2.8
        assert change in page
    assert "1.00" not in page.split("Earlier")[1].split("What changed")[1]


def test_results_of_one_day_have_their_times():
    def assessment(day: int, hour: int, **fields) -> Assessment:
        return Assessment(completed_at=datetime(2026, 5, day, hour, tzinfo=UTC), **fields)

    paper = assessment(9, 9, assessed_on=date(2026, 5, 3))
    shown = [assessment(3, 8), assessment(3, 15), paper, assessment(4, 8)]
    day = "3\u00a0May 2026"
    with timezone.override(UTC), override("en"):
        assert list(short_day_labels(shown).values()) == [
            *(f"{day}, 08:00", f"{day}, 15:00"),
            day,  # a sheet of paper has no time
            "4\u00a0May 2026",
        ]


def test_two_results_of_one_day_can_be_told_apart(member, account, content):
    make_completed(content, BEFORE, account=account)
    make_completed(content, WORKED_EXAMPLE, account=account)
    page = page_of(member)
    title, choices, rest = re.split("Compare two assessments|What changed", page)
    for part in (title, choices, rest):
        assert len(re.findall(r"2026, \d\d:\d\d", part)) >= 2


@pytest.mark.parametrize("language", CODES[1:])
def test_figures_are_in_the_readers_language(member, account, content, language):
    make_completed(content, BEFORE, account=account)
    make_completed(content, WORKED_EXAMPLE, account=account)
    page = page_of(member, language=language)
    assert "3,35" in page
    assert "3,55" in page
    assert "+0,20" in page
    assert "−0,2" in page


def test_across_versions_only_shared_statements_are_measured(member, account, content):
    first = make_completed(content, BEFORE, account=account)
    second = make_completed(make_second_version(content), WORKED_EXAMPLE, account=account)
    response = member.get("/en/assessments/compare/")
    presented = response.context["presented"]
    assert (presented.before.assessment, presented.now.assessment) == (first, second)
    assert [row.key for row in presented.comparison.added] == [ADDED, NEW_WORDING]
    assert [row.key for row in presented.comparison.removed] == [REMOVED, OLD_WORDING]
    page = page_of(member)
    # technology, without its fifth: (3 + 2 + 3 + 3) / 4 = 2.75 and (4 + 3 + 3 + 3) / 4 = 3.25
    assert "2.75, then 3.25" in page
    # revenue, without its fifth: (3 + 4 + 2 + 2) / 4 = 2.75 both times, though officially 2.8 and 2.6
    assert "2.75, then 2.75" in page
    # overall: (4.0 + 2.75 + 3.8 + 2.75) / 4 = 3.325 and (4.6 + 3.25 + 3.8 + 2.75) / 4 = 3.60; 3.60 − 3.32
    assert "3.32, then 3.60" in page
    assert "+0.28" in page


def test_sorted_by_change(member, account, content):
    make_completed(content, [3] * 20, account=account)
    make_completed(content, [3, 3, 5, 3, 3, 2, *[3] * 14], account=account)
    rows = member.get("/en/assessments/compare/?sort=change").context["groups"][0][1]
    assert [(row.change.key, row.change.change) for row, _ in rows[:3]] == [
        ("documentation", 2),
        ("psa_rmm_adoption", -1),
        ("client_onboarding", 0),
    ]


def test_the_earlier_stands_first_whichever_way_it_is_asked(member, account, content):
    first = make_completed(content, BEFORE, account=account)
    second = make_completed(content, account=account)
    presented = member.get(f"/en/assessments/compare/?from={second.pk}&to={first.pk}").context[
        "presented"
    ]
    assert (presented.before.assessment, presented.now.assessment) == (first, second)


def test_one_named_is_compared_with_the_one_before_it(member, account, content):
    rows = [make_completed(content, [value] * 20, account=account) for value in (1, 2, 3)]
    presented = member.get(f"/en/assessments/compare/?to={rows[1].pk}").context["presented"]
    assert (presented.before.assessment, presented.now.assessment) == (rows[0], rows[1])
    presented = member.get(f"/en/assessments/compare/?from={rows[0].pk}").context["presented"]
    assert (presented.before.assessment, presented.now.assessment) == (rows[0], rows[2])


def test_an_old_one_finds_the_one_before_it(member, account, content):
    rows = [make_completed(content, account=account) for _ in range(16)]
    presented = member.get(f"/en/assessments/compare/?to={rows[2].pk}").context["presented"]
    assert (presented.before.assessment, presented.now.assessment) == (rows[1], rows[2])


def test_of_two_made_on_one_day_the_first_begun_is_compared_with_an_older_one(
    member, account, content
):
    """Checks that the result page and the comparison agree, also beyond the newest results."""
    day = date(2025, 3, 31)
    oldest = make_completed(content, [1] * 20, account=account, assessed_on=date(2024, 12, 31))
    first = make_completed(content, [2] * 20, account=account, assessed_on=day)
    second = make_completed(content, [3] * 20, account=account, assessed_on=day)
    for newer in range(13):
        for later, previous in ((first, oldest), (second, first)):
            page = member.get(f"/en/assessments/{later.pk}/result/")
            assert page.context["previous"].assessment == previous, newer
            link = f"/en/assessments/compare/?to={later.pk}"
            assert link in page.content.decode()
            presented = member.get(link).context["presented"]
            assert (presented.before.assessment, presented.now.assessment) == (previous, later), (
                newer
            )
        make_completed(content, account=account)


@pytest.mark.parametrize("count", [0, 1])
def test_too_few_results_to_compare_are_reported(member, account, content, count):
    for _ in range(count):
        make_completed(content, account=account)
    response = member.get("/en/assessments/compare/")
    assert response.status_code == 200
    assert "presented" not in response.context


def refused(client: Client, query: str) -> None:
    response = client.get(f"/en/assessments/compare/?{query}", follow=True)
    assert response.redirect_chain == [("/en/assessments/", 302)]
    assert 'class="notice notice--warn"' in response.content.decode()


def test_what_cannot_be_compared_redirects_back_with_a_message(member, account, content):
    done, draft = (
        make_completed(content, account=account),
        make_assessment(content, [3], account=account),
    )
    for query in (
        f"from={done.pk}&to={done.pk}",
        f"from={done.pk}&to={draft.pk}",
        f"to={draft.pk}",
        "from=nonsense",
        f"from={done.pk}&to=%00",
        "from=1&to=2",
    ):
        refused(member, query)


def test_anothers_and_what_does_not_exist_are_not_found(member, account, content):
    mine, theirs = (
        make_completed(content, account=account),
        make_completed(content, account=make_account()),
    )
    for key in (theirs.pk, "00000000-0000-4000-8000-000000000000"):
        assert member.get(f"/en/assessments/compare/?from={key}&to={mine.pk}").status_code == 404
        assert member.get(f"/en/assessments/compare/?to={key}").status_code == 404
