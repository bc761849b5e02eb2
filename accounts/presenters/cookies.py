"""Says for the privacy page what the cookies of sign-in are for."""

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.adapter.known_device import AGE, COOKIE
from web.privacy import Cookie, register_cookie, write_time


def _session() -> str:
    text = _(
        "%(guest)s without an account. Signed in: until you close the browser; %(remembered)s if you "
        "chose to stay signed in; %(staff)s for our staff"
    )
    return text % {
        "guest": write_time(settings.SESSION_COOKIE_AGE),
        "remembered": write_time(settings.SESSION_IDLE_KEPT),
        "staff": write_time(settings.SESSION_IDLE_STAFF),
    }


register_cookie(
    Cookie(
        name=settings.SESSION_COOKIE_NAME,
        purpose=gettext_lazy(
            "Recognises your browser, to find the assessment you started or that you are signed in."
        ),
        lifetime=_session,
    )
)
register_cookie(
    Cookie(
        name=COOKIE,
        purpose=gettext_lazy(
            "Shows that somebody has signed in with this browser before, so that wrong passwords "
            "typed elsewhere do not lock you out."
        ),
        lifetime=lambda: write_time(AGE),
    )
)
