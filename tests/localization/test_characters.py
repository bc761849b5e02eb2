"""Tests which characters no text may hold."""

import unicodedata

import pytest

from localization.characters import (
    has_control_characters,
    has_visible_character,
    looks_blank,
    to_one_line,
    visible_text,
)

CONTROL = [chr(code) for code in range(0x10000) if unicodedata.category(chr(code)) == "Cc"]


@pytest.mark.parametrize("character", [*CONTROL, "\ufffe", "\uffff"], ids=ascii)
def test_a_control_character_is_recognised(character):
    assert has_control_characters(f"a{character}b", is_multiline=False)
    allowed = character in "\t\n\r"
    assert has_control_characters(f"a{character}b", is_multiline=True) is not allowed


@pytest.mark.parametrize(
    "text", ["", "Müller & Söhne", "75\u00a0%", "日本", "e\u0301", "👩\u200d💻"]
)
def test_printable_text_passes(text):
    assert not has_control_characters(text, is_multiline=False)


@pytest.mark.parametrize(
    "text",
    ["", " ", "\u00a0\u3000", "\u200b\u00ad\ufeff", "\u3164\u115f\u1160\uffa0", "\u2800", "\u0301", "\ufe0f", "\U0001d159"],
    ids=ascii,
)  # fmt: skip
def test_a_text_without_ink_looks_blank(text):
    assert looks_blank(text)
    assert visible_text(text) == ""


@pytest.mark.parametrize("text", ["–", "\u200ba", "é", "e\u0301", "ㅤ한", "👩\u200d💻", "\U0001fa75"], ids=ascii)  # fmt: skip
def test_a_text_with_ink_does_not_look_blank(text):
    """Checks a character too that this Python's Unicode does not know yet."""
    assert has_visible_character(text)
    assert not looks_blank(text)


@pytest.mark.parametrize("text", ["\x00", " \x0b\u200b", "\x7f"], ids=ascii)
def test_a_control_character_alone_is_left_to_be_refused(text):
    assert not looks_blank(text)


def test_each_line_end_and_tab_is_a_space_on_one_line():
    assert to_one_line("a\nb\r\nc\rd\te\u2028f\u2029g") == "a b c d e f g"
