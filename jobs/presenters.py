"""Says for the privacy page what is saved of emails."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jobs.services import KEPT_FOR
from web.privacy import SavedData, register_privacy, write_time

register_privacy(
    SavedData(
        key="emails",
        title=gettext_lazy("Emails to you"),
        what=gettext_lazy("The recipient, the subject and the text."),
        why=gettext_lazy("So that an email is not lost while the mail server is unavailable."),
        how_long=lambda: (
            _("Until the mail server has accepted the email. If it cannot be delivered: %(time)s.")
            % {"time": write_time(KEPT_FOR)}
        ),
        who=gettext_lazy(
            "Our administrators see the recipient of an email that waits, not its text."
        ),
        models=("jobs.OutgoingEmail",),
    )
)
