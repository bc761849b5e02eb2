"""Names the state that a page's form shows, so that a browser restores it over no other.

See docs/decisions/0008-drafts-and-what-a-browser-restores.md.
"""

import hashlib


def state_name(state: str) -> str:
    """Returns a short name for `state`, for the form and its first field."""
    return "stored-" + hashlib.sha256(state.encode()).hexdigest()[:16]
