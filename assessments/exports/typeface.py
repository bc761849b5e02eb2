"""Limits texts to the characters of the report's typeface.

A tagged PDF must not hold a character without a glyph.
"""

import re
from functools import lru_cache
from pathlib import Path

from fontTools.ttLib import TTFont

FONTS = Path(__file__).with_name("fonts")
WEIGHTS, SIGNS = ("NotoSans-Regular.ttf", "NotoSans-Bold.ttf"), "NotoSansMath-Regular.ttf"
REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
BREAK = "\N{ZERO WIDTH SPACE}"
ALWAYS = frozenset(["\n", BREAK])
LONG_WORD = re.compile(r"\S{30}(?=\S{6})")


@lru_cache(maxsize=1)
def characters() -> frozenset[str]:
    """Returns those that both weights have, and those of the font of signs (the minus, arrows)."""
    in_both_weights = frozenset.intersection(*map(_read_characters, WEIGHTS))
    return in_both_weights | _read_characters(SIGNS) | ALWAYS


def printable(text: str) -> str:
    """Replaces each character that the typeface lacks, and removes control characters."""
    known = characters()
    return "".join(
        character if character in known else REPLACEMENT
        for character in text.replace("\t", " ")
        if character in ALWAYS or character.isprintable() or character.isspace()
    )


def breakable(text: str) -> str:
    """Allows breaks in words that are too long for their column, an address for example."""
    return LONG_WORD.sub(rf"\g<0>{BREAK}", text)


def _read_characters(name: str) -> frozenset[str]:
    """Returns the characters that a font of this folder has a glyph for."""
    with TTFont(FONTS / name, lazy=True) as font:
        return frozenset(map(chr, font.getBestCmap()))
