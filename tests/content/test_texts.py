"""Tests texts of the content."""

import pytest

from content.selectors.texts import Text


@pytest.mark.parametrize(
    ("name", "head"), [("clients", "Clients"), ("équipe", "Équipe"), ("IT", "IT"), ("", "")]
)
def test_a_text_begins_with_a_capital_as_a_head(name, head):
    assert Text(name).capitalized == Text(head)


def test_a_capital_keeps_the_language():
    assert Text("clients", "en").capitalized == Text("Clients", "en")
