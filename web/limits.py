"""Limits how often one browser, and one network address, may do what makes rows."""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from allauth.account import app_settings
from allauth.core.ratelimit import consume, respond_429
from django.http import HttpRequest
from django.http.response import HttpResponseBase

P = ParamSpec("P")
R = TypeVar("R", bound=HttpRequest)
View = Callable[Concatenate[R, P], HttpResponseBase]
BY_BROWSER = "_by_browser"
UNITS = {
    "s": timedelta(seconds=1),
    "m": timedelta(minutes=1),
    "h": timedelta(hours=1),
    "d": timedelta(days=1),
}
"""The units of allauth's limits, such as 60/d/key."""


def limited(action: str) -> Callable[[View[R, P]], View[R, P]]:
    """Answers 429 to a form that was sent too often.

    The setting ACCOUNT_RATE_LIMITS says how often: `action` by address, and `action_by_browser`
    by user, or by the session of a guest. A browser without a session is told by its address only.
    """

    def decorate(view: View[R, P]) -> View[R, P]:
        @wraps(view)
        def wrapper(request: R, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if request.method == "POST" and not _is_allowed(request, action):
                return respond_429(request)
            return view(request, *args, **kwargs)

        return wrapper

    return decorate


def longest_limit() -> timedelta:
    """Returns the longest time over which attempts are counted."""
    limits = ",".join(rates for rates in app_settings.RATE_LIMITS.values() if rates)
    periods = [limit.split("/")[1].strip() for limit in limits.split(",")]
    return max(int(period[:-1] or 1) * UNITS[period[-1]] for period in periods)


def _is_allowed(request: HttpRequest, action: str) -> bool:
    # The address first: each session that a script invents would be a row of the cache.
    if not consume(request, action=action):
        return False
    user = request.user
    browser = f"user {user.pk}" if user.is_authenticated else request.session.session_key
    return not browser or bool(consume(request, action=action + BY_BROWSER, key=browser))
