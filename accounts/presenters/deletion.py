"""Presents the mails about the deletion of a company."""

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.presenters.invitations import member_reason
from accounts.presenters.mail_parts import Facts, Mail, MailLink
from localization.regions import zone
from localization.templatetags.numbers import moment


def deletion_requested(facts: Facts) -> Mail:
    """Tells a member when the company is deleted; `undo_url` is there for owners only."""
    with timezone.override(zone(facts["time_zone"])):
        names = {**facts, "due": moment(facts["due"])}
    by_member = _(
        "%(by)s has asked us to delete %(company)s on %(product_name)s, with all its assessments, "
        "KPI figures and reports."
    )
    by_staff = _(
        "Our support team has been asked to delete %(company)s on %(product_name)s, with all its "
        "assessments, KPI figures and reports."
    )
    return Mail(
        subject=_("%(company)s on %(product_name)s will be deleted") % names,
        paragraphs=(
            (by_member if facts["by"] else by_staff) % names,
            _("This will happen on %(due)s, without further notice.") % names,
            _("Until then everything works as before, and any owner of the company can undo this."),
            _(
                "You can still sign in afterwards. If you belong to no other company, you can then "
                "create a new one or delete your sign-in."
            ),
        ),
        link=_undo_link(facts, names["due"]),
        reason=member_reason(facts),
    )


def _undo_link(facts: Facts, due: str) -> MailLink | None:
    if "undo_url" not in facts:
        return None
    validity = _("You can undo it until %(due)s.")
    return MailLink(
        lead=_("To undo this, open this page:"),
        label=_("Review the deletion"),
        url=facts["undo_url"],
        validity=validity % {"due": due},
    )


def deletion_undone(facts: Facts) -> Mail:
    by_member = _("%(by)s has undone the deletion of %(company)s on %(product_name)s.")
    by_staff = _("Our support team has undone the deletion of %(company)s on %(product_name)s.")
    return Mail(
        subject=_("%(company)s on %(product_name)s will not be deleted") % facts,
        paragraphs=(
            (by_member if facts["by"] else by_staff) % facts,
            _("Everything is as it was before."),
        ),
        reason=member_reason(facts),
    )
