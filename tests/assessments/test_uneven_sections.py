"""Tests sections of unequal size from end to end: page, comparison, data, sheet, report."""

import html
import io
import re
from datetime import UTC, datetime
from fractions import Fraction

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from accounts.models import Account
from assessments.exports.comparison_report import comparison_report
from assessments.exports.result_report import result_report
from assessments.presenters.comparison import present_comparison
from assessments.selectors.results import load_results
from assessments.services.results import result_rows
from tests.assessments.structures import Structure, scored
from tests.factories import (
    WORKED_EXAMPLE,
    client_of,
    make_account,
    make_assessment,
    make_completed,
    make_user,
)
from tests.factories.questionnaires import make_uneven_version

pytestmark = pytest.mark.django_db

# 5, 3, 1 and 2 statements: 21 ÷ 5, 10 ÷ 3, 3 ÷ 1, 7 ÷ 2; (4.2 + 3.333… + 3 + 3.5) ÷ 4 = 3.508333…
VALUES = [5, 4, 4, 4, 4, 3, 3, 4, 3, 3, 4]


@pytest.fixture
def client(content) -> Client:
    owner = make_user()
    make_account(owner)
    return client_of(owner)


@pytest.fixture
def account(client) -> Account:
    return Account.objects.get()


def text_of(response) -> str:
    assert response.status_code == 200
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", response.content.decode())))


def test_a_result_of_unequal_sections_is_told_as_it_is(content, account, client):
    assessment = make_completed(make_uneven_version(content), VALUES, account=account)
    page = text_of(client.get(reverse("assessments:result", args=[assessment.pk])))
    # 3.66 − 3.508333… = 0.151666…; the section of one statement lifts by 1 ÷ 4 a point: one point
    assert "1 point to Scalable" in page
    assert (
        "Your score is 3.50. Scalable starts at 3.66. One point raises the score more in a section with "
        "fewer statements. The quickest way to get there is to improve these statements:"
    ) in page
    assert "points; Scalable" not in page
    for working in ("21 ÷ 5 = 4.20", "10 ÷ 3 ≈ 3.33", "3 ÷ 1 = 3.00", "7 ÷ 2 = 3.50"):
        assert working in page
    assert "(21 ÷ 5 + 10 ÷ 3 + 3 ÷ 1 + 7 ÷ 2) ÷ 4 ≈ 3.50" in page
    assert "rounded down" in page
    assert "3.66 Scalable" in page.split("What to do next")[0]  # below the scale
    way = page.split("improve these statements:")[1].split("Details")[0]
    assert "business reviews" in way
    assert way.count(" now ") == 1
    data = client.get(reverse("assessments:result_json", args=[assessment.pk])).json()
    assert (data["overall"], data["points"], data["points_to_next_stage"]) == ("3.50", 41, 1)
    assert [section["average"] for section in data["sections"]] == ["4.20", "3.33", "3.00", "3.50"]


def test_changes_agree_with_the_figures_beside_them(content, account, client):
    uneven = make_uneven_version(content)
    make_completed(uneven, VALUES, account=account)
    # one point more among three: 11 ÷ 3 = 3.666…, overall 3.508333… + 1 ÷ 12 = 3.591666…
    now = make_completed(uneven, [*VALUES[:6], 4, *VALUES[7:]], account=account)
    page = text_of(client.get(reverse("assessments:compare")))
    section = page.split("By section")[1].split("By statement")[0]
    assert "Overall 3.50 3.59 +0.09" in section
    assert "3.33 3.66 +0.33" in section
    assert "4.20 4.20 0.00" in section
    assert "+0.09" in text_of(client.get(reverse("assessments:list")))
    [later, earlier] = load_results(account, "en", None)
    assert later.assessment == now
    blocks = str(comparison_report("Acme", present_comparison(earlier, later)).data())
    assert "+0.09" in blocks
    assert "+0.33" in blocks
    report = str(result_report("Acme", later).data())
    assert "(21 ÷ 5 + 11 ÷ 3 + 3 ÷ 1 + 7 ÷ 2) ÷ 4" in report
    assert "rounded down" in report
    book = load_workbook(
        io.BytesIO(client.get(reverse("assessments:result_xlsx", args=[now.pk])).content)
    )
    summary = {row[0]: list(row[1:5]) for row in book["Summary"].iter_rows(values_only=True)}
    assert summary["Overall"] == [3.59, "Proactive", 3.5, 0.09]
    assert [row[3] for row in summary.values() if row[2] == 3.33] == [0.33]
    sheet = book["Answers"]
    averages = [row[8].value for row in sheet.iter_rows() if row[4].value == "Section"]
    assert averages == [4.2, 3.66, 3, 3.5]


def test_the_published_structure_shows_what_it_always_did(content, account, client):
    assessment = make_completed(content, WORKED_EXAMPLE, account=account)
    page = text_of(client.get(reverse("assessments:result", args=[assessment.pk])))
    assert (
        "You have 71 of 100 points. Scalable starts at 80 points (a score of 4.00). "
        "The quickest way to get there is to improve these statements:"
    ) in page
    assert "14.2 ÷ 4 = 3.55" in page
    assert "rounded down" not in page


def test_a_score_of_twelve_sections_of_unlike_size_can_be_stored(content):
    structure = Structure(tuple(range(9, 21)), (Fraction(1), Fraction(3)))
    values = [[5, *[4] * (size - 1)] for size in structure.sizes]
    result, _sections = result_rows(
        assessment=make_assessment(content),
        completed_at=datetime(2026, 8, 26, tzinfo=UTC),
        version=1,
        scored=scored(structure.content, values),
        stages=structure.content.bounds,
        language="en",
    )
    result.save(force_insert=True)
    result.refresh_from_db()
    # 4 + (1/9 + 1/10 + … + 1/20) ÷ 12
    assert result.overall == 4 + sum(Fraction(1, size) for size in range(9, 21)) / 12
    assert result.overall_numerator > 2**31
