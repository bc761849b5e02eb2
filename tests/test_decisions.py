"""Compares the decisions with their index."""

import re
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "decisions"
FILES = sorted(FOLDER.glob("[0-9]*.md"))
HEAD = re.compile(
    r"# (?P<number>\d{4})\. (?P<title>[^\n]+)\n\n"
    r"Date: (?P<date>\d{4}-\d\d-\d\d)\. "
    r"Status: (?P<status>accepted|superseded by (?P<successor>\d{4}))\.\n"
)
ROW = re.compile(r"^\| \[\d{4}\]\(.*$", re.MULTILINE)


def test_index_repeats_every_decision():
    rows, numbers, successors = [], set(), set()
    for file in FILES:
        head = HEAD.match(file.read_text())
        assert head, f"{file.name} does not begin with its number, title, date and status"
        assert file.name.startswith(f"{head['number']}-"), file.name
        numbers.add(head["number"])
        if head["successor"]:
            successors.add(head["successor"])
        rows.append(
            f"| [{head['number']}]({file.name}) | {head['title']} | {head['date']} | {head['status']} |"
        )
    assert len(numbers) == len(FILES)
    assert successors <= numbers
    assert ROW.findall((FOLDER / "README.md").read_text()) == rows
