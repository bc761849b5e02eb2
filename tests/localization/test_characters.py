"""Tests which characters no text may hold."""

import unicodedata

import pytest

from localization.characters import has_control_characters

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
