"""Encrypts what is stored of second factors."""

from typing import Any

from allauth.mfa.models import Authenticator
from django.db import transaction

from accounts.adapter import encryption

# What allauth stores of a second factor that must not be readable: keys, and codes of other packages.
SECRETS = ("secret", "seed", "migrated_codes")


@transaction.atomic
def second_factors_encrypt() -> int:
    """Encrypts the secrets that are not encrypted with the first key; returns how many rows.

    Raises ImproperlyConfigured if one cannot be read with any key.
    """
    changed = 0
    for row in Authenticator.objects.exclude(type=Authenticator.Type.WEBAUTHN).select_for_update():
        data = {name: _encrypted(name, value) for name, value in row.data.items()}
        if data != row.data:
            row.data = data
            row.save(update_fields=["data"])
            changed += 1
    return changed


def _encrypted(name: str, value: Any) -> Any:
    if isinstance(value, list):
        return [_encrypted(name, each) for each in value]
    if name not in SECRETS or encryption.is_by_first_key(value):
        return value
    return encryption.encrypt(encryption.decrypt(value))
