"""Tests which words of a text are marked as a term."""

import re

import pytest

from content.selectors.texts import Text
from glossary.presenters import mark_terms
from glossary.selectors import TermText

TERMS = (
    TermText("sla", "SLA", Text("service level agreement"), Text("An agreement."), ()),
    TermText("sop", "SOP", Text("standard operating procedure"), Text("A procedure."), ()),
)


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("We meet our SLA.", ["SLA"]),
        ("Written procedures (SOPs), and SLAs", ["SOPs", "SLAs"]),
        ("Nach Ihren SOP arbeiten", ["SOP"]),
        ("SLAx and ASLA are others", []),
    ],
)
def test_a_plural_is_marked_as_a_whole(text, marked):
    html = mark_terms(Text(text), TERMS).html
    assert re.findall(r"<button[^>]*>([^<]*)</button>", html) == marked
    assert re.sub(r"<[^>]*>", "", html) == text
