"""Tests which pairs of width and colour scheme a page is checked in."""

import pytest

from tests.journeys.pages import LANGUAGES, SCHEMES, WIDTHS, sizes_to_check

KEY = "0e8d1a52-7b60-4c57-9d2c-5a8b1f0c4711"
PATHS = ["", "accounts/login/", f"assessments/{KEY}/result/", "kpis/", "nothing-here/"]


@pytest.mark.parametrize("path", PATHS)
def test_every_language_has_both_widths_and_both_schemes_and_all_languages_every_pair(path):
    all_pairs = [sizes_to_check(f"/{language}/{path}") for language in LANGUAGES]
    for pairs in all_pairs:
        assert {width for width, _ in pairs} == set(WIDTHS)
        assert {scheme for _, scheme in pairs} == set(SCHEMES)
    assert len({pair for pairs in all_pairs for pair in pairs}) == 4


def test_the_pairs_change_from_page_to_page():
    assert len({tuple(sizes_to_check(f"/en/{path}")) for path in PATHS}) == 2


def test_the_key_of_a_row_or_link_changes_nothing():
    other = KEY.replace("0e8d1a52", "f28d1a5b")
    assert sizes_to_check(f"/de/assessments/{KEY}/") == sizes_to_check(f"/de/assessments/{other}/")
    assert sizes_to_check(f"/de/shared/{'a' * 43}/") == sizes_to_check(f"/de/shared/{'-_1' * 14}x/")


def test_pages_for_staff_are_checked_in_every_pair():
    assert len(set(sizes_to_check("/admin/assessments/questionnaire/1/structure/"))) == 4
