"""Tests PO files that would take long to parse: they are refused before."""

import polib
import pytest

from spreadsheets.limits import UnreadableFile
from translations.imports.po import read_po

HEADER = 'msgid ""\nmsgstr ""\n"Language: it\\n"\n\n'
TEXT = 'msgctxt "a"\nmsgid "b"\nmsgstr "c"\n'
LONG_LINES = '"b"\n' * 500


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (HEADER + 'msgid "a"\nmsgstr "b"\n' * 10_001, "more than 10000 texts"),
        (HEADER + '#~ msgid "a"\n#~ msgstr "b"\n' * 10_001, "more than 10000 texts"),
        (HEADER + TEXT + "\n" * 200_001, "more than 200000 lines"),
        (HEADER + 'msgid "a"\nmsgstr "b"\n' + LONG_LINES + '"b"\n', "more than 500 lines"),
        (HEADER + 'msgid "a"\n\t"b"\n' + LONG_LINES + 'msgstr "b"\n', "more than 500 lines"),
        (HEADER + "# a\n" * 501 + TEXT, "more than 500 lines"),
        (HEADER + "#. a\n" * 501 + TEXT, "more than 500 lines"),
    ],
    ids=["texts", "texts of before", "lines", "a text", "an English text", "a comment", "a remark"],
)
def test_it_is_refused_before_it_is_parsed(content, words, monkeypatch):
    monkeypatch.setattr(polib, "pofile", None)  # would raise if it were called
    with pytest.raises(UnreadableFile, match=words):
        read_po(content.encode())


@pytest.mark.parametrize(
    "before", ["", "# a\n" * 500, "#. a\n" * 500, "#: a.py:1\n" * 3, "\n" * 1000, "#, x\n"]
)
def test_what_tools_add_does_no_harm(before):
    (row,) = read_po((HEADER + before + TEXT).encode()).rows
    assert (row.key, row.english, row.values) == ("a", "b", {"it": "c"})


def test_the_lines_that_are_left_out_are_counted():
    (row,) = read_po((HEADER + "#: a.py:1\n" * 3 + TEXT).encode()).rows
    assert row.number == 8


def test_a_text_of_many_lines_comes_back():
    (row,) = read_po((HEADER + 'msgid "a"\nmsgstr ""\n' + LONG_LINES).encode()).rows
    assert row.values == {"it": "b" * 500}
