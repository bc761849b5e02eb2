"""Tests differences word by word: the marks, and that both wordings can be read from them."""

from hypothesis import given
from hypothesis import strategies as some

from content.domain.text_diff import MOST_WORDS, Piece, pieces


def wording(marked: list[Piece], *kinds: str) -> str:
    return "".join(piece.text for piece in marked if piece.kind in kinds)


def test_only_the_words_that_differ_are_marked():
    assert pieces("We log every ticket.", "We log each ticket!") == [
        Piece("same", "We log "),
        Piece("del", "every"),
        Piece("ins", "each"),
        Piece("same", " ticket"),
        Piece("del", "."),
        Piece("ins", "!"),
    ]


def test_equal_wordings_have_no_mark_whatever_their_line_ends():
    assert pieces("One\r\nTwo", "One\nTwo") == [Piece("same", "One\nTwo")]


def test_what_was_empty_is_all_new():
    assert pieces("", "New") == [Piece("ins", "New")]
    assert pieces("", "") == []


def test_a_very_long_text_is_replaced_as_a_whole():
    old, new = "a " * MOST_WORDS, "b " * MOST_WORDS
    assert [piece.kind for piece in pieces(old, new)] == ["del", "ins"]


@given(some.text(), some.text())
def test_both_wordings_can_be_read_off(old, new):
    marked = pieces(old, new)
    assert wording(marked, "same", "del") == old.replace("\r\n", "\n")
    assert wording(marked, "same", "ins") == new.replace("\r\n", "\n")
