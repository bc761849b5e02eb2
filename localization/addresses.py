"""Writes each e-mail address in one way, so that one mailbox is one identity.

See docs/decisions/0010 for what counts as the same address.
"""

import re
from unicodedata import normalize

from localization.characters import without_format_characters

_LOCAL_PART = re.compile(r"[-!#$%&'*+/=?^_`{|}~0-9a-z.]+")
_ACE_PREFIX = "xn--"
_LONGEST_LABEL = 63
_OTHER_FULL_STOPS = str.maketrans({"\u3002": ".", "\uff0e": ".", "\uff61": "."})


def normalize_address(text: str) -> str:
    """Returns the one spelling of an address: ASCII, in lower case, its domain in Punycode.

    Drops format characters (category Cf) and surrounding spaces. Raises ValueError for a text
    that cannot be an address: without an @, with a local part beyond ASCII or in quotation marks,
    or with a domain that no registry writes that way.
    """
    local, at, domain = _fold(text.translate(_OTHER_FULL_STOPS)).strip().rpartition("@")
    if not at or not domain or not _LOCAL_PART.fullmatch(local):
        raise ValueError("not an e-mail address")
    return f"{local}@{'.'.join(_to_ascii(label) for label in domain.split('.'))}"


def display_address(address: str) -> str:
    """Returns a stored address with its domain in Unicode, as its owner writes it."""
    local, at, domain = address.rpartition("@")
    try:
        return f"{local}{at}{'.'.join(_to_unicode(label) for label in domain.split('.'))}"
    except ValueError:
        return address


def _fold(text: str) -> str:
    """Returns a text composed (NFKC), in lower case and without format characters.

    Each letter by itself: a capital sigma at the end of a word would otherwise become another
    letter than a registry makes of it. Not by `casefold`, which makes «ss» of «ß»: another domain.
    """
    kept = normalize("NFKC", without_format_characters(text))
    lower = "".join(letter.lower() for letter in kept)
    return normalize("NFKC", lower)


def _to_ascii(label: str) -> str:
    """Returns a label of a domain in ASCII. Raises ValueError for one that is written falsely."""
    label = _to_unicode(label)
    if not label.isascii():
        label = _ACE_PREFIX + label.encode("punycode").decode("ascii")
    if not 0 < len(label) <= _LONGEST_LABEL or "@" in label or any(map(str.isspace, label)):
        raise ValueError("not a label of a domain")
    return label


def _to_unicode(label: str) -> str:
    """Returns a label in Unicode. Raises ValueError where that has another spelling in Punycode."""
    if not label.startswith(_ACE_PREFIX):
        return label
    plain = label.removeprefix(_ACE_PREFIX).encode("ascii").decode("punycode")
    if plain.isascii() or _fold(plain) != plain:
        raise ValueError("not the Punycode of a domain")
    return plain
