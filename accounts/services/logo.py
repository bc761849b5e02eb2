"""Writes the logo of an account."""

import hashlib

from accounts.domain.pictures import Picture
from accounts.models import Account, Logo
from accounts.selectors import get_logo_digest


def logo_set(*, account: Account, picture: Picture) -> bool:
    """Stores the picture in place of the account's logo; False where it is the same."""
    digest = hashlib.sha256(picture.content).hexdigest()
    if get_logo_digest(account) == digest:
        return False
    values = {
        "content": picture.content,
        "content_type": picture.content_type,
        "digest": digest,
    }
    Logo.objects.update_or_create(account=account, defaults=values)
    return True


def logo_delete(*, account: Account) -> bool:
    """Deletes the account's logo; False where it has none."""
    deleted, _by_model = Logo.objects.filter(account=account).delete()
    return bool(deleted)
