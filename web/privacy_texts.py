"""Registers what pages of every app save: unsaved forms, counts of attempts, logs, cookies."""

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from web.kept_submissions import COOKIE as KEPT_COOKIE
from web.kept_submissions import USER_COOKIE
from web.limits import longest_limit
from web.middleware import A_YEAR
from web.middleware import COOKIE as APPEARANCE_COOKIE
from web.models import KEPT_FOR
from web.privacy import Cookie, SavedData, register_cookie, register_privacy, write_time

register_privacy(
    SavedData(
        key="unsaved-forms",
        title=gettext_lazy("Forms that could not be saved"),
        what=gettext_lazy(
            "What you entered, except passwords, codes and files, if you had been signed out or "
            "the form had expired."
        ),
        why=gettext_lazy("So that nothing you typed is lost."),
        how_long=lambda: (
            _("%(time)s after you sent the form, unless you save or discard it earlier.")
            % {"time": write_time(KEPT_FOR)}
        ),
        who=gettext_lazy("Only your browser, and only the person who was signed in there last."),
        models=("web.KeptSubmission",),
    )
)
register_privacy(
    SavedData(
        key="limits",
        title=gettext_lazy("Protection against misuse"),
        what=gettext_lazy(
            "How often something was attempted, such as signing in or starting an assessment: by "
            "IP address, by user, by browser, or by a hash of an email address."
        ),
        why=gettext_lazy("So that nobody can guess passwords or flood the site."),
        how_long=lambda: (
            _("At most %(time)s after the last attempt.") % {"time": write_time(longest_limit())}
        ),
        who=gettext_lazy("Only the program that counts."),
        models=("web.CacheEntry",),
    )
)
register_privacy(
    SavedData(
        key="logs",
        title=gettext_lazy("Technical logs"),
        what=gettext_lazy(
            "Errors, refused requests, deletions and security events such as a wrong password. "
            "Our own messages name people and companies by number; the report of an error or of a "
            "refused request can contain more, such as an IP address."
        ),
        why=gettext_lazy("To find faults and attacks."),
        how_long=lambda: _("The operator of this site decides."),
        who=gettext_lazy("The operator of this site."),
    )
)
register_privacy(
    SavedData(
        key="backups",
        title=gettext_lazy("Backups"),
        what=gettext_lazy("Copies of the database, if the operator of this site makes them."),
        why=gettext_lazy("So that your data survives a failure."),
        how_long=lambda: _(
            "The operator of this site decides. What is deleted here remains in a backup until "
            "that backup is deleted."
        ),
        who=gettext_lazy("The operator of this site."),
    )
)

register_cookie(
    Cookie(
        name=settings.CSRF_COOKIE_NAME,
        purpose=gettext_lazy("Protects forms against misuse by other sites."),
        lifetime=lambda: write_time(settings.CSRF_COOKIE_AGE),
    )
)
register_cookie(
    Cookie(
        name=APPEARANCE_COOKIE,
        purpose=gettext_lazy("Remembers the appearance you chose."),
        lifetime=lambda: write_time(A_YEAR),
    )
)
register_cookie(
    Cookie(
        name="messages",
        purpose=gettext_lazy("Passes a message such as “Saved.” on to the next page."),
        lifetime=lambda: _("Until that page has been shown, or you close the browser"),
    )
)
register_cookie(
    Cookie(
        name=KEPT_COOKIE,
        purpose=gettext_lazy("Recognises your browser when a form could not be saved."),
        lifetime=lambda: write_time(KEPT_FOR),
    )
)
register_cookie(
    Cookie(
        name=USER_COOKIE,
        purpose=gettext_lazy(
            "Remembers who was signed in last, so that only that person sees a form that could "
            "not be saved."
        ),
        lifetime=lambda: write_time(settings.SESSION_COOKIE_AGE),
    )
)
