"""Says for the privacy page what is saved of people and companies."""

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models.export import EXPORT_KEPT_FOR
from accounts.services import SUPPORT_ACCESS
from accounts.services.account_deletion import UNDO_FOR
from accounts.services.activity import ADDRESS_KEPT_FOR
from accounts.services.activity import KEPT_FOR as ACTIVITY_KEPT_FOR
from accounts.services.invitations import KEPT_FOR as INVITATION_KEPT_FOR
from accounts.services.invitations import VALID_FOR
from web.privacy import SavedData, register_privacy, write_time

register_privacy(
    SavedData(
        key="users",
        title=gettext_lazy("You, with an account"),
        what=gettext_lazy(
            "Your email address, your name if we have it, a one-way hash of your password, the "
            "language of our emails to you, and when you signed up and last signed in. If you use "
            "them: your second factors, with the secrets of authenticator apps and recovery codes "
            "encrypted, and what identifies you at the provider you sign in with."
        ),
        why=gettext_lazy("So that you can sign in, and colleagues know who did what."),
        how_long=lambda: _(
            "Until you are deleted as a user. What you entered for a company then stays with the "
            "company, under the name “former member”."
        ),
        who=gettext_lazy(
            "Members of your companies see your email address, name and role. Owners also see "
            "when you last signed in and whether you use a second factor."
        ),
        models=(
            "accounts.User",
            "account.EmailAddress",
            "account.EmailConfirmation",
            "mfa.Authenticator",
            "socialaccount.SocialAccount",
            "socialaccount.SocialToken",
        ),
    )
)


def _sessions() -> str:
    text = _(
        "Until the session has ended; deleted the following night. A session ends after this time "
        "without activity: %(idle)s, or when you close the browser; %(remembered)s if you chose to stay "
        "signed in; %(staff)s for our staff."
    )
    return text % {
        "idle": write_time(settings.SESSION_IDLE),
        "remembered": write_time(settings.SESSION_IDLE_KEPT),
        "staff": write_time(settings.SESSION_IDLE_STAFF),
    }


register_privacy(
    SavedData(
        key="devices",
        title=gettext_lazy("While you are signed in"),
        what=gettext_lazy(
            "For each device: what your browser says of itself, your IP address, when you signed "
            "in and when you were last active."
        ),
        why=gettext_lazy("So that you can see where you are signed in, and sign out elsewhere."),
        how_long=_sessions,
        who=gettext_lazy(
            "Only you, without the IP address. Owners see the IP address of a sign-in in the activity."
        ),
        models=("sessions.Session", "usersessions.UserSession"),
    )
)
register_privacy(
    SavedData(
        key="companies",
        title=gettext_lazy("Your company"),
        what=gettext_lazy(
            "Its name, country, currency and time zone; its size, logo, accent colour and "
            "language of reports if you give them; its members and their roles."
        ),
        why=gettext_lazy(
            "To show figures in your currency and days in your time zone, and to put your name "
            "and logo on reports."
        ),
        how_long=lambda: _("Until the company’s account is deleted."),
        who=gettext_lazy("Members of your company, and our support staff."),
        models=("accounts.Account", "accounts.Membership", "accounts.Logo"),
    )
)


def _invitations() -> str:
    text = _(
        "The link is valid for %(valid)s. The invitation is deleted %(later)s after the link "
        "expired, or at once if it is revoked."
    )
    return text % {"valid": write_time(VALID_FOR), "later": write_time(INVITATION_KEPT_FOR)}


register_privacy(
    SavedData(
        key="invitations",
        title=gettext_lazy("Invitations"),
        what=gettext_lazy(
            "The email address that was invited, its role and language, who sent the invitation "
            "and when, and who accepted it. Of the link we save only a hash."
        ),
        why=gettext_lazy("So that the invited person can become a member."),
        how_long=_invitations,
        who=gettext_lazy("Owners of the company."),
        models=("accounts.Invitation",),
    )
)


def _activity() -> str:
    text = _(
        "%(time)s. The IP address is complete for %(address)s; after that only its network remains."
    )
    return text % {
        "time": write_time(ACTIVITY_KEPT_FOR),
        "address": write_time(ADDRESS_KEPT_FOR),
    }


register_privacy(
    SavedData(
        key="activity",
        title=gettext_lazy("Activity in your company"),
        what=gettext_lazy(
            "Who did what and when, and the IP address it came from: sign-ins and changes to how "
            "members sign in, invitations, roles, settings, downloads and exports, shared links "
            "created, opened and revoked, deletions, and what support looked at. Of visitors who "
            "open a shared link we save only the time and the IP address."
        ),
        why=gettext_lazy("So that owners can see what happens to their company’s data."),
        how_long=_activity,
        who=gettext_lazy("Owners of the company. Entries cannot be rewritten."),
        models=("accounts.Activity",),
    )
)
register_privacy(
    SavedData(
        key="support",
        title=gettext_lazy("Support"),
        what=gettext_lazy(
            "Without your consent, our support staff see your company’s details, its members and "
            "their roles, and how many assessments and KPI periods there are and when they were "
            "created. With the consent of an owner, they also see results and KPI figures."
        ),
        why=gettext_lazy("So that we can help you."),
        how_long=lambda: (
            _("Consent ends after %(time)s, or earlier if an owner ends it.")
            % {"time": write_time(SUPPORT_ACCESS)}
        ),
        who=gettext_lazy(
            "Our support staff. Each view is recorded in the activity of your company."
        ),
    )
)
register_privacy(
    SavedData(
        key="exports",
        title=gettext_lazy("Exports"),
        what=gettext_lazy(
            "A file with everything we save for your company, when an owner asks for it."
        ),
        why=gettext_lazy("So that you can take your data with you."),
        how_long=lambda: (
            _("%(time)s after the file is ready.") % {"time": write_time(EXPORT_KEPT_FOR)}
        ),
        who=gettext_lazy("Owners of the company."),
        models=("accounts.AccountExport",),
    )
)
register_privacy(
    SavedData(
        key="deletion",
        title=gettext_lazy("Deletion of a company’s account"),
        what=gettext_lazy("When the deletion is due. Until then everything stays as it is."),
        why=gettext_lazy("So that an owner can undo a deletion that was a mistake."),
        how_long=lambda: (
            _(
                "%(time)s after an owner asked for it. Then everything that belongs to the "
                "company is deleted."
            )
            % {"time": write_time(UNDO_FOR)}
        ),
        who=gettext_lazy("Members of your company. We tell them by email."),
    )
)
