"""Writes the logo of an account."""

import hashlib

from accounts.domain.pictures import Picture
from accounts.models import Account, Logo


def logo_set(*, account: Account, picture: Picture) -> None:
    """Stores the picture in place of the account's logo."""
    values = {
        "content": picture.content,
        "content_type": picture.content_type,
        "digest": hashlib.sha256(picture.content).hexdigest(),
    }
    Logo.objects.update_or_create(account=account, defaults=values)


def logo_delete(*, account: Account) -> None:
    Logo.objects.filter(account=account).delete()
