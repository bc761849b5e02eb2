"""Presents the mails about belonging to a company: the invitation, a new role, the end."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import Role
from accounts.presenters.mail_parts import Facts, Mail, MailLink


def invitation(facts: Facts) -> Mail:
    text = _("%(by)s invites you to work in %(company)s on %(product_name)s.")
    validity = ngettext(
        "The link works once, for %(days)d day, and only for this address.",
        "The link works once, for %(days)d days, and only for this address.",
        facts["days"],
    )
    reason = _(
        "You are receiving this email because %(by)s entered %(email)s to invite you to "
        "%(product_name)s."
    )
    return Mail(
        subject=_("Invitation to %(company)s on %(product_name)s") % facts,
        paragraphs=(text % facts, _role_sentence(facts)),
        link=MailLink(
            lead=_("To accept, open this link:"),
            label=_("View the invitation"),
            url=facts["invitation_url"],
            validity=validity % facts,
        ),
        ending=_("If you do not know this person or company, you can safely ignore this email."),
        reason=reason % facts,
    )


def role_changed(facts: Facts) -> Mail:
    text = _("%(by)s has changed your role in %(company)s.")
    return Mail(
        subject=_("Your role in %(company)s on %(product_name)s has changed") % facts,
        paragraphs=(text % facts, _role_sentence(facts)),
        reason=member_reason(facts),
    )


def member_removed(facts: Facts) -> Mail:
    text = _("%(by)s has removed you from %(company)s. You can no longer see its data.")
    return Mail(
        subject=_("You no longer belong to %(company)s on %(product_name)s") % facts,
        paragraphs=(
            text % facts,
            _("If you think this is a mistake, ask an owner of the company to invite you again."),
        ),
        reason=member_reason(facts),
    )


def _role_sentence(facts: Facts) -> str:
    sentences = {
        Role.OWNER: _(
            "Your role: owner. You can do everything, including inviting and removing members."
        ),
        Role.EDITOR: _("Your role: editor. You can enter and change assessments and KPIs."),
        Role.VIEWER: _("Your role: viewer. You can view everything, but change nothing."),
    }
    return sentences[Role(facts["role"])]


def member_reason(facts: Facts) -> str:
    text = _("You are receiving this email because %(email)s belongs or belonged to %(company)s.")
    return text % facts
