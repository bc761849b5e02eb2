"""Tests the page of a result: what comes first, what is said once, and what it weighs."""

import gzip
import re

import pytest

from accounts.models import Account
from localization.languages import CODES
from tests.factories import (
    BEFORE,
    WORKED_EXAMPLE,
    client_of,
    make_account,
    make_completed,
    make_user,
)
from tests.factories.questionnaires import make_second_version

pytestmark = pytest.mark.django_db
MOST_BYTES = 8 * 1024


@pytest.fixture
def account(content) -> Account:
    return make_account(make_user())


def page_of(account: Account, assessment, language: str = "en") -> str:
    client = client_of(account.users.get())
    return client.get(f"/{language}/assessments/{assessment.pk}/result/").content.decode()


def text_of(markup: str) -> str:
    """Returns the text that is seen before anything is opened; the words of pictures are not."""
    hidden = r"(?s)<svg.*?</svg>|<dl.*?</dl>|<table.*?</table>|<[^>]*>"
    return " ".join(re.sub(hidden, " ", markup.split("<main")[1]).replace("\xa0", " ").split())


def test_the_heading_names_day_score_and_stage_and_nothing_repeats_the_score(account, content):
    make_completed(content, BEFORE, account=account, assessed_on="2026-07-09")
    done = make_completed(content, account=account, assessed_on="2026-10-12")
    page = page_of(account, done)
    heading = re.search("(?s)<h1>.*?</h1>", page)[0]
    assert text_of(f"<main{heading}").endswith(
        "Your result of 12 October 2026 3.55 out of 5 Proactive"
    )
    text = text_of(page)
    assert text.count("3.55") == 2  # the other names what a fold explains
    assert text.count("12 October 2026") == 1
    assert "+0.20 previously 3.35 (9 July 2026)" in text


def test_what_to_do_next_comes_second_with_a_row_for_each_section_the_weakest_first(
    account, content
):
    make_completed(content, BEFORE, account=account)
    page = page_of(account, make_completed(content, account=account))
    headings = re.findall(r"<h2[^>]*>\s*(.*?)\s*</h2>", page.split("<main")[1], re.S)
    assert headings == ["What to do next", "9 points to Scalable", "Details", "Download"]
    rows = re.search('(?s)<ul class="todo">(.*?)</ul>', page)[1].split("<li>")[1:]
    assert [re.findall(r"\d\.\d", text_of(f"<main{row}")) for row in rows] == [
        ["2.6", "0.2", "2.8"],
        ["3.2", "0.4", "2.8"],
        ["3.8", "0.0", "3.8"],
        ["4.6", "0.6", "4.0"],
    ]
    first = text_of(f"<main{rows[0]}")
    assert first.startswith("Revenue and growth 2.6 Stable −0.2 before 2.8 Track churn")


def test_the_change_to_another_version_is_like_for_like_and_says_so(account, content):
    make_completed(content, BEFORE, account=account)
    now = make_completed(make_second_version(content), WORKED_EXAMPLE, account=account)
    text = text_of(page_of(account, now))
    head, rest = text.split("What to do next")
    assert "+0.28 from statements in both versions: 3.32, then 3.60" in head  # 13.3 and 14.4 ÷ 4
    assert "version 1" in head
    assert "+0.50 from statements in both versions: 2.75, then 3.25" in rest


@pytest.mark.parametrize("language", CODES)
def test_it_is_light_in_every_language(account, content, language):
    make_completed(content, BEFORE, account=account)
    page = page_of(account, make_completed(content, account=account), language)
    assert len(gzip.compress(page.encode())) <= MOST_BYTES
