"""Says for the privacy page what is saved of assessments, with and without an account."""

from datetime import timedelta

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.services.assessment import EMPTY_KEPT_FOR
from assessments.services.sharing import LINK_DAYS
from localization.languages import current_language
from localization.lists import format_alternatives
from web.privacy import SavedData, register_privacy, write_time


def _guests() -> str:
    text = _("%(time)s after you started. Without an answer and a note: %(empty)s.")
    unclaimed = timedelta(days=settings.UNCLAIMED_DAYS)
    return text % {"time": write_time(unclaimed), "empty": write_time(EMPTY_KEPT_FOR)}


register_privacy(
    SavedData(
        key="guests",
        title=gettext_lazy("Without an account"),
        what=gettext_lazy(
            "Your answers, notes and results, with the language you started in and the time zone "
            "of your browser. They belong to your browser, which a cookie recognises."
        ),
        why=gettext_lazy(
            "To show you your result with your date, and to add it to your account if you sign up."
        ),
        how_long=_guests,
        who=gettext_lazy("Only those who use the same browser."),
        models=("assessments.AssessmentClaim",),
    )
)
register_privacy(
    SavedData(
        key="assessments",
        title=gettext_lazy("Assessments of your company"),
        what=gettext_lazy(
            "Answers, notes and results, who started an assessment and when, and who withdrew one "
            "and why."
        ),
        why=gettext_lazy("To show your company its results and how they change."),
        how_long=lambda: _(
            "In progress: until a member deletes the assessment. Completed: until the company’s "
            "account is deleted."
        ),
        who=gettext_lazy(
            "Members of your company. A single result can also be seen by anyone who receives a "
            "link that a member shares."
        ),
        models=(
            "assessments.Assessment",
            "assessments.Response",
            "assessments.Result",
            "assessments.SectionResult",
        ),
    )
)


def _links() -> str:
    text = _("The link is valid for %(times)s, as chosen. Its record stays with the result.")
    times = [write_time(timedelta(days=days)) for days in LINK_DAYS]
    return text % {"times": format_alternatives(times, current_language())}


register_privacy(
    SavedData(
        key="shared-links",
        title=gettext_lazy("Shared links"),
        what=gettext_lazy(
            "Who created a link and when, until when it is valid, and when it was last opened. Of "
            "the link itself we save only a hash."
        ),
        why=gettext_lazy(
            "So that someone without an account can read a result, and you can end that."
        ),
        how_long=_links,
        who=gettext_lazy("Owners and editors of your company."),
        models=("assessments.ShareLink",),
    )
)
register_privacy(
    SavedData(
        key="statistics",
        title=gettext_lazy("Usage statistics"),
        what=gettext_lazy(
            "How many assessments were started and completed, by month, language and version, "
            "including those deleted since. The numbers name no person, no company and no answer."
        ),
        why=gettext_lazy("To improve the questionnaire."),
        how_long=lambda: _("Without a limit."),
        who=gettext_lazy("Our staff."),
        models=("assessments.DeletedAssessmentCount",),
    )
)
