"""Limits texts to the characters of the report's fonts, and names what they lack.

A tagged PDF must not hold a character without a glyph.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

from fontTools.ttLib import TTFont

FONTS = Path(__file__).with_name("fonts")
WEIGHTS = ("NotoSans-Regular.ttf", "NotoSans-Bold.ttf")
LAST = (
    "NotoSansMath-Regular.ttf",
    "NotoSansCJKsc-Regular.otf",
    "NotoSansSymbols2-Regular.ttf",
    "NotoEmoji-Regular.ttf",
)
"""The fonts of signs come after those of scripts, which have better forms of what both have."""
REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
BREAK = "\N{ZERO WIDTH SPACE}"
INVISIBLE = frozenset(["\n", BREAK, "\N{ZERO WIDTH NON-JOINER}", "\N{ZERO WIDTH JOINER}"])
VARIANTS = re.compile("[\ufe00-\ufe0f\U0001f3fb-\U0001f3ff\U000e0100-\U000e01ef]")
"""Choose a colour or a form of the character before them, of which each font has one."""
LONG_WORD = re.compile(r"\S{30}(?=\S{6})")


@lru_cache(maxsize=1)
def families() -> tuple[str, ...]:
    """Lists the names of the fonts by which the compiler knows them, the first choice first."""
    return tuple(_read_family(name) for name in (WEIGHTS[0], *_others()))


@lru_cache(maxsize=1)
def characters() -> frozenset[str]:
    """Returns those that both weights of the first font have, and those of the other fonts."""
    in_both_weights = frozenset.intersection(*map(_read_characters, WEIGHTS))
    return in_both_weights.union(*map(_read_characters, _others()), INVISIBLE)


def printable(text: str) -> str:
    """Replaces each character that the fonts lack, and removes control characters."""
    if text.isascii() and text.isprintable():
        return text
    known = characters()
    return "".join(character if character in known else REPLACEMENT for character in _visible(text))


def missing_characters(texts: Iterable[str]) -> list[str]:
    """Lists the characters that the fonts lack, each once, as they come."""
    found = {
        character: None
        for text in texts
        if not text.isascii()
        for character in _visible(text)
        if character not in characters()
    }
    return list(found)


def breakable(text: str) -> str:
    """Allows breaks in words that are too long for their column, an address for example."""
    return LONG_WORD.sub(_break_after, text)


def _break_after(word: re.Match[str]) -> str:
    """Returns the part with a break, except where it would part a letter from its marks."""
    following = word.string[word.end()]
    is_mark = unicodedata.category(following).startswith("M") or following in INVISIBLE
    return word[0] if is_mark else word[0] + BREAK


def _visible(text: str) -> Iterator[str]:
    """Yields the characters of a text, composed, without those that only control."""
    composed = VARIANTS.sub("", unicodedata.normalize("NFC", text.replace("\t", " ")))
    for character in composed:
        if character in INVISIBLE or character.isprintable() or character.isspace():
            yield character


def _others() -> list[str]:
    scripts = {path.name for path in FONTS.glob("*.[to]tf")} - {*WEIGHTS, *LAST}
    return [*sorted(scripts), *LAST]


def _read_family(name: str) -> str:
    with TTFont(FONTS / name, lazy=True) as font:
        return str(font["name"].getDebugName(1))


def _read_characters(name: str) -> frozenset[str]:
    """Returns the characters that a font of this folder has a glyph for."""
    with TTFont(FONTS / name, lazy=True) as font:
        return frozenset(map(chr, font.getBestCmap()))
