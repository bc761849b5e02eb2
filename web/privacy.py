"""Lists what is saved, why, how long and who sees it, for the page on privacy; apps register it.

Figures come from the constants that the code uses: a text is made when the page is.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.utils.functional import Promise

from localization.dates import format_duration
from localization.languages import current_language

Text = str | Promise

PLACES = (
    "guests", "users", "devices", "companies", "assessments", "kpis", "invitations", "shared-links",
    "activity", "support", "exports", "deletion", "emails", "unsaved-forms", "limits", "statistics",
    "staff", "logs", "backups",
)  # fmt: skip
"""The order of the page, by the keys of what is registered."""


@dataclass(frozen=True)
class SavedData:
    """Says what is saved for one purpose."""

    key: str
    title: Text
    what: Text
    why: Text
    how_long: Callable[[], str]
    who: Text
    models: tuple[str, ...] = ()
    """Labels of the models that it covers, such as `accounts.Invitation`."""


@dataclass(frozen=True)
class Cookie:
    """Says what a cookie is for, and how long browsers have it."""

    name: str
    purpose: Text
    lifetime: Callable[[], str]


_saved: dict[str, SavedData] = {}
_cookies: dict[str, Cookie] = {}


def register_privacy(saved: SavedData) -> None:
    """Registers what is saved. Raises ValueError for a key without a place on the page."""
    if saved.key not in PLACES:
        raise ValueError(f"{saved.key} has no place in web.privacy.PLACES")
    _saved[saved.key] = saved


def list_saved_data() -> list[SavedData]:
    """Returns what is registered, in the order of the page."""
    return [_saved[key] for key in PLACES if key in _saved]


def register_cookie(cookie: Cookie) -> None:
    _cookies[cookie.name] = cookie


def list_cookies() -> list[Cookie]:
    return list(_cookies.values())


def write_time(time: timedelta | int) -> str:
    """Returns a length of time, or a number of seconds, in the reader's language."""
    length = time if isinstance(time, timedelta) else timedelta(seconds=time)
    return format_duration(length, current_language())
