"""Writes and reads the fingerprints of the texts that a file was made from.

By them an import tells what the translator has changed from what anybody else has changed since.
"""

import re
from collections.abc import Mapping

from translations.domain.texts import fingerprint

_PATTERN = re.compile(r"\b([a-z]{2,3}(?:-[a-z0-9]+)*):([0-9a-f]{12})\b")


def short_fingerprint(text: str) -> str:
    """Returns 12 hexadecimal digits."""
    return fingerprint(text)[:12]


def row_fingerprints(texts: Mapping[str, str]) -> str:
    """Returns `en:… it:…`, a fingerprint for the text of each language."""
    return " ".join(f"{code}:{short_fingerprint(text)}" for code, text in texts.items())


def read_fingerprints(text: str) -> dict[str, str]:
    """Returns the fingerprints by language; none where the file has lost them."""
    return dict(_PATTERN.findall(text))
