"""What a file remembers of the texts that it was made from, so that its return is told from anybody's edit since."""

import re
from collections.abc import Mapping

from translations.domain.texts import fingerprint

PART = re.compile(r"\b([a-z]{2,3}(?:-[a-z0-9]+)*):([0-9a-f]{12})\b")


def mark(text: str) -> str:
    return fingerprint(text)[:12]


def check_of(texts: Mapping[str, str]) -> str:
    """«en:… it:…»: a mark for each language's text."""
    return " ".join(f"{code}:{mark(text)}" for code, text in texts.items())


def read_check(text: str) -> dict[str, str]:
    """The marks by language; empty where the file has lost them."""
    return dict(PART.findall(text))
