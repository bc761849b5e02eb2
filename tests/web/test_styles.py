"""Tests what styles must not use, because a browser does not know it."""

import re
from pathlib import Path

import pytest

STYLES = sorted((Path(__file__).parents[2] / "static" / "css").glob("*.css"))


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.name)
def test_lines_below_text_are_written_in_long_hand(path):
    """Checks what Safari would drop: a shorthand with a style or thickness, below explained words."""
    values = re.findall(r"text-decoration:\s*([^;]+);", path.read_text())
    assert {value for value in values if " " in value} == set()
