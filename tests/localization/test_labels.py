"""Tests labels before values: the colon and its space are the language's."""

import pytest
from django.utils.translation import override

from localization.labels import label, labelled


@pytest.mark.parametrize(
    ("language", "colon"), [("en", ":"), ("it", ":"), ("fr", "\N{NARROW NO-BREAK SPACE}:")]
)
def test_the_colon_is_the_languages(language, colon):
    with override(language):
        assert labelled("a", 5) == f"a{colon} 5"
        assert label("a") == f"a{colon}"
