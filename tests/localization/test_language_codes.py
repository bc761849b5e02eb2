"""Tests how codes of languages that other programs write are matched with the site's."""

import pytest

from localization.languages import match_code

CODES = ("en", "fr", "pt-br", "zh-hans", "zh-hant")


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("fr", "fr"),
        (" FR ", "fr"),
        ("fr_FR", "fr"),
        ("fr-CA", "fr"),
        ("fr_FR.UTF-8", "fr"),
        ("fr@euro", "fr"),
        ("pt_BR", "pt-br"),
        ("pt", "pt-br"),
        ("pt_PT", None),
        ("zh_Hans", "zh-hans"),
        ("zh", None),
        ("it", None),
        ("", None),
    ],
)
def test_a_code_is_matched_where_one_variant_is_meant(given, expected):
    assert match_code(given, CODES) == expected
