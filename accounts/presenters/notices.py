"""Presents the mails that tell users what has changed in how they sign in."""

from django.conf import settings
from django.utils.translation import gettext as _

from accounts.presenters.mail_parts import Facts, Mail, MailLink, does_not_expire, signs_in_reason


def address_changed(facts: Facts) -> Mail:
    text = _(
        "The new address is confirmed. You now sign in to %(product_name)s with %(to_email)s and "
        "no longer with %(from_email)s."
    )
    reason = _(
        "You are receiving this email because you signed in to %(product_name)s with %(email)s "
        "until now."
    )
    return Mail(
        subject=_("Your email address for %(product_name)s has been changed") % facts,
        paragraphs=(text % facts,),
        ending=_contact_sentence(),
        reason=reason % facts,
    )


def _contact_sentence() -> str:
    """Says whom to contact, to a reader who can no longer set a password."""
    if settings.SUPPORT_EMAIL:
        text = _(
            "If this was not you, contact an owner of your company’s account or write to "
            "%(address)s at once."
        )
        return text % {"address": settings.SUPPORT_EMAIL}
    return _(
        "If this was not you, contact an owner of your company’s account or the operator of this "
        "site at once."
    )


def address_removed(facts: Facts) -> Mail:
    text = _(
        "The request to sign in to %(product_name)s with %(deleted_email)s has been withdrawn. You "
        "still sign in with %(email)s."
    )
    subject = _("Your email address for %(product_name)s stays the same")
    return _notice(subject, text, facts)


def password_changed(facts: Facts) -> Mail:
    subject = _("Your password for %(product_name)s has been changed")
    return _notice(subject, _("Your password for %(product_name)s has been changed."), facts)


def password_reset(facts: Facts) -> Mail:
    text = _(
        "A new password for %(product_name)s has been set with the link that we sent to this "
        "address."
    )
    return _notice(_("Your password for %(product_name)s has been changed"), text, facts)


def password_set(facts: Facts) -> Mail:
    subject = _("A password for %(product_name)s has been set")
    return _notice(subject, _("A password for %(product_name)s has been set."), facts)


def authenticator_activated(facts: Facts) -> Mail:
    text = _(
        "Two-factor authentication is on: signing in to %(product_name)s now also needs a code from "
        "your authenticator app or a recovery code."
    )
    return _notice(_("Two-factor authentication for %(product_name)s is on"), text, facts)


def authenticator_deactivated(facts: Facts) -> Mail:
    text = _(
        "Two-factor authentication is off: signing in to %(product_name)s no longer needs a code."
    )
    return _notice(_("Two-factor authentication for %(product_name)s is off"), text, facts)


def passkey_added(facts: Facts) -> Mail:
    text = _("A passkey for signing in to %(product_name)s has been added.")
    return _notice(_("New passkey for %(product_name)s"), text, facts)


def passkey_removed(facts: Facts) -> Mail:
    text = _("A passkey for signing in to %(product_name)s has been removed.")
    return _notice(_("Passkey for %(product_name)s removed"), text, facts)


def provider_connected(facts: Facts) -> Mail:
    names = {**facts, "provider": facts["provider"].name}
    text = _("You can now sign in to %(product_name)s with %(provider)s too.")
    return _notice(_("Sign-in with %(provider)s added to %(product_name)s"), text, names)


def provider_disconnected(facts: Facts) -> Mail:
    names = {**facts, "provider": facts["provider"].name}
    text = _("You can no longer sign in to %(product_name)s with %(provider)s.")
    return _notice(_("Sign-in with %(provider)s removed from %(product_name)s"), text, names)


def recovery_codes_generated(facts: Facts) -> Mail:
    text = _(
        "You have new recovery codes for signing in to %(product_name)s. The old ones no longer "
        "work."
    )
    return _notice(_("New recovery codes for %(product_name)s"), text, facts)


def _notice(subject: str, text: str, facts: Facts) -> Mail:
    """Returns a mail about a change to how the recipient signs in, with what to do about it."""
    return Mail(
        subject=subject % facts,
        paragraphs=(text % facts,),
        link=MailLink(
            lead=_("If this was not you, set a new password at once and secure your mailbox too:"),
            label=_("Set a new password"),
            url=facts["new_password_url"],
            validity=does_not_expire(),
        ),
        reason=signs_in_reason(facts),
    )
