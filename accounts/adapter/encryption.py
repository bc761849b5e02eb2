"""Encrypts the secrets of second factors, so that a copy of the database signs nobody in."""

from base64 import urlsafe_b64encode
from collections.abc import Sequence
from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

MARK = "fernet:"
"""Stands before what is encrypted; secrets of earlier releases are without it."""


def encrypt(text: str) -> str:
    """Encrypts with the first key."""
    return MARK + _ciphers(_keys())[0].encrypt(text.encode()).decode()


def decrypt(stored: str) -> str:
    """Returns a secret, by whichever key it was encrypted; one that never was, as it is.

    Raises ImproperlyConfigured if no key fits.
    """
    if not stored.startswith(MARK):
        return stored
    try:
        return MultiFernet(_ciphers(_keys())).decrypt(stored.removeprefix(MARK)).decode()
    except InvalidToken as error:
        raise ImproperlyConfigured(
            "A second factor was encrypted with another key. Add that key at the end of "
            "MFA_ENCRYPTION_KEYS; it may be an earlier SECRET_KEY."
        ) from error


def is_by_first_key(stored: str) -> bool:
    """Tells whether a secret is encrypted, and with the key that encrypts now."""
    if not stored.startswith(MARK):
        return False
    try:
        _ciphers(_keys())[0].decrypt(stored.removeprefix(MARK))
    except InvalidToken:
        return False
    return True


def _keys() -> tuple[str, ...]:
    earlier = map(str, settings.SECRET_KEY_FALLBACKS)
    return (*settings.MFA_ENCRYPTION_KEYS, settings.SECRET_KEY, *earlier)


@lru_cache(maxsize=4)
def _ciphers(keys: Sequence[str]) -> list[Fernet]:
    return [Fernet(_derive(key)) for key in keys]


def _derive(key: str) -> bytes:
    """Returns a key for this purpose alone from a random text."""
    derivation = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"accounts.second_factor")
    return urlsafe_b64encode(derivation.derive(key.encode()))
