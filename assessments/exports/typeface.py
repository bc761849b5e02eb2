"""Which characters the report's typeface has. A tagged PDF must not hold a character without a shape."""

import re
import struct
from functools import lru_cache
from pathlib import Path

FONTS = Path(__file__).with_name("fonts")
WEIGHTS, SIGNS = ("NotoSans-Regular.ttf", "NotoSans-Bold.ttf"), "NotoSansMath-Regular.ttf"
REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
BREAK = "\N{ZERO WIDTH SPACE}"
ALWAYS = frozenset(["\n", BREAK])
LONG_WORD = re.compile(r"\S{30}(?=\S{6})")


@lru_cache(maxsize=1)
def characters() -> frozenset[str]:
    """Those that both weights have, and those of the signs beside them (the minus, arrows)."""
    weights = [_characters((FONTS / name).read_bytes()) for name in WEIGHTS]
    return frozenset.intersection(*weights) | _characters((FONTS / SIGNS).read_bytes()) | ALWAYS


def printable(text: str) -> str:
    """The text with a replacement for each character that the typeface lacks; control characters are left out."""
    known = characters()
    return "".join(
        character if character in known else REPLACEMENT
        for character in text.replace("\t", " ")
        if character in ALWAYS or character.isprintable() or character.isspace()
    )


def breakable(text: str) -> str:
    """A word too long for its column (an address, say) may break."""
    return LONG_WORD.sub(rf"\g<0>{BREAK}", text)


def _characters(font: bytes) -> frozenset[str]:
    """Reads the font's character map (OpenType «cmap», formats 4 and 12)."""
    start = _table(font, b"cmap")
    count = struct.unpack_from(">H", font, start + 2)[0]
    found: set[int] = set()
    for index in range(count):
        offset = start + struct.unpack_from(">I", font, start + 8 + 8 * index)[0]
        kind = struct.unpack_from(">H", font, offset)[0]
        if kind == 4:
            found |= _segments(font, offset)
        elif kind == 12:
            found |= _groups(font, offset)
    return frozenset(map(chr, found))


def _table(font: bytes, name: bytes) -> int:
    count = struct.unpack_from(">H", font, 4)[0]
    for index in range(count):
        tag, _checksum, offset, _length = struct.unpack_from(">4sIII", font, 12 + 16 * index)
        if tag == name:
            return offset
    raise ValueError(f"the font has no table {name!r}")


def _segments(font: bytes, offset: int) -> set[int]:
    """Format 4. A code that maps to glyph 0 counts as missing."""
    size = struct.unpack_from(">H", font, offset + 6)[0]
    ends, starts = offset + 14, offset + 16 + size
    found = set()
    for at in range(0, size, 2):
        first, last = (struct.unpack_from(">H", font, place + at)[0] for place in (starts, ends))
        delta, distance = (
            struct.unpack_from(">H", font, starts + step * size + at)[0] for step in (1, 2)
        )
        for code in range(first, last + 1):
            glyph = code
            if distance:
                glyph = struct.unpack_from(
                    ">H", font, starts + 2 * size + at + distance + 2 * (code - first)
                )[0]
            if code != 0xFFFF and glyph and (glyph + delta) % 0x10000:
                found.add(code)
    return found


def _groups(font: bytes, offset: int) -> set[int]:
    """Format 12."""
    count = struct.unpack_from(">I", font, offset + 12)[0]
    found = set()
    for index in range(count):
        first, last, glyph = struct.unpack_from(">III", font, offset + 16 + 12 * index)
        found.update(range(first if glyph else first + 1, last + 1))
    return found
