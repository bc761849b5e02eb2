"""Drops what nobody sees from text of files, such as the marks around a copied figure."""

import unicodedata


def visible_text(text: str) -> str:
    """Returns the text without spaces around it and without format characters (category Cf)."""
    if not text.isascii():
        text = "".join(each for each in text if unicodedata.category(each) != "Cf")
    return text.strip()
