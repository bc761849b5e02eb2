"""Makes the tokens of links that open something without a sign-in, and what is stored of them."""

import hashlib
import secrets

TOKEN_BYTES = 32


def new_token() -> str:
    """Returns a token of 256 random bits, which cannot be guessed."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def token_hash(token: str) -> str:
    """Computes the SHA-256 of a token, in hexadecimal; 256 random bits need no slower hash."""
    return hashlib.sha256(token.encode()).hexdigest()
