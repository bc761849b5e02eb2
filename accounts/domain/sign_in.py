"""Names the ways in which people sign in."""

from collections.abc import Mapping, Sequence
from typing import Any

PASSKEY = "webauthn"
EMAIL_LINK = "email_link"


def sign_in_method(records: Sequence[Mapping[str, Any]]) -> str:
    """Returns a key for how somebody signed in, such as `password` or `password+totp`.

    `records` is what allauth noted of each step; it notes none of a link that confirms an address.
    """
    methods = [str(record.get("type") or record["method"]) for record in records]
    return "+".join(dict.fromkeys(methods)) or EMAIL_LINK
