"""Writes and reads characters that XML cannot hold, as XLSX does: `_x000D_` is a line end."""

import re

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_SURROGATES = re.compile(r"[\ud800-\udfff]")


def unescape_characters(text: str) -> str:
    """Returns the text that a spreadsheet program shows, with one kind of line end."""
    if "_x" in text:
        text = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
        if _SURROGATES.search(text):  # a character beyond the first 65,536 is escaped by halves
            text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def escape_characters(text: str) -> str:
    """Returns the text for a cell: what looks like an escape is escaped, and nothing else."""
    return _LOOKS_ESCAPED.sub("_x005F_", text)
