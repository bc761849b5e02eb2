"""Lists every mail, and words those that answer somebody's request.

allauth names a mail by the prefix of its template. `MAILS` has a function for each prefix that is
sent with our settings, and for our own mails; allauth's own templates are not used.
"""

from collections.abc import Callable

from allauth.account import app_settings
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.presenters import deletion, exports, invitations, notices
from accounts.presenters.mail_parts import (
    Facts,
    Mail,
    MailLink,
    does_not_expire,
    ignore_sentence,
    signs_in_reason,
)

DAY = 60 * 60 * 24  # in seconds


def present_mail(template_prefix: str, facts: Facts) -> Mail:
    """Returns the mail that allauth calls `template_prefix`. Raises KeyError for an unknown one."""
    return MAILS[template_prefix](facts)


def _address_confirmation_signup(facts: Facts) -> Mail:
    text = _("Someone, probably you, has signed up for %(product_name)s with this address.")
    return Mail(
        subject=_("Confirm your email address for %(product_name)s") % facts,
        paragraphs=(text % facts,),
        link=_confirmation_link(facts),
        ending=ignore_sentence(),
        reason=_signed_up_reason(facts),
    )


def _address_confirmation(facts: Facts) -> Mail:
    text = _("Someone, probably you, wants to sign in to %(product_name)s with this address.")
    reason = _(
        "You are receiving this email because someone entered %(email)s as an address for "
        "signing in to %(product_name)s."
    )
    return Mail(
        subject=_("Confirm your email address for %(product_name)s") % facts,
        paragraphs=(text % facts,),
        link=_confirmation_link(facts),
        ending=ignore_sentence(),
        reason=reason % facts,
    )


def _confirmation_link(facts: Facts) -> MailLink:
    days = app_settings.EMAIL_CONFIRMATION_EXPIRE_DAYS
    validity = ngettext(
        "The link is valid for %(days)d day, on any device.",
        "The link is valid for %(days)d days, on any device.",
        days,
    )
    return MailLink(
        lead=_("To confirm that the address is yours, open this link:"),
        label=_("Confirm the address"),
        url=facts["activate_url"],
        validity=validity % {"days": days},
    )


def _account_already_exists(facts: Facts) -> Mail:
    text = _(
        "Someone, probably you, has tried to sign up for %(product_name)s with this address, but an "
        "account with this address already exists."
    )
    return Mail(
        subject=_("You already have an account with %(product_name)s") % facts,
        paragraphs=(text % facts,),
        link=MailLink(
            lead=_("If you have forgotten your password, you can set a new one here:"),
            label=_("Set a new password"),
            url=facts["password_reset_url"],
            validity=does_not_expire(),
        ),
        ending=ignore_sentence(),
        reason=_signed_up_reason(facts),
    )


def _password_reset_key(facts: Facts) -> Mail:
    days = settings.PASSWORD_RESET_TIMEOUT // DAY
    validity = ngettext(
        "The link is valid for %(days)d day, or until you use it or sign in.",
        "The link is valid for %(days)d days, or until you use it or sign in.",
        days,
    )
    text = _("Someone, probably you, has asked for a new password for %(product_name)s.")
    return Mail(
        subject=_("Set a new password for %(product_name)s") % facts,
        paragraphs=(text % facts,),
        link=MailLink(
            lead=_("To set a new password, open this link:"),
            label=_("Set a new password"),
            url=facts["password_reset_url"],
            validity=validity % {"days": days},
        ),
        ending=_(
            "If this was not you, you can safely ignore this email. Your password stays the same."
        ),
        reason=_new_password_reason(facts),
    )


def _unknown_account(facts: Facts) -> Mail:
    text = _(
        "Someone, probably you, has asked for a new password for %(product_name)s, but there is no "
        "account with this address."
    )
    return Mail(
        subject=_("Request for a new password for %(product_name)s") % facts,
        paragraphs=(
            text % facts,
            _("If you signed up with another address, ask for a new password with that address."),
        ),
        link=MailLink(
            lead=_("If you have not signed up yet, you can do so here:"),
            label=_("Sign up"),
            url=facts["signup_url"],
            validity=does_not_expire(),
        ),
        ending=ignore_sentence(),
        reason=_new_password_reason(facts),
    )


def _address_change_requested(facts: Facts) -> Mail:
    text = _(
        "Someone, probably you, wants to sign in to %(product_name)s with %(to_email)s instead of "
        "%(from_email)s."
    )
    lead = _("If this was not you, select “%(button)s” on this page and change your password:")
    return Mail(
        subject=_("Request to change your email address for %(product_name)s") % facts,
        paragraphs=(
            text % facts,
            _("As soon as the new address is confirmed, it replaces the old one."),
        ),
        link=MailLink(
            lead=lead % {"button": _("Keep the old address")},
            label=_("Review the request"),
            url=facts["email_url"],
            validity=_("You can keep the old address until the new one is confirmed."),
        ),
        reason=signs_in_reason(facts),
    )


def _signed_up_reason(facts: Facts) -> str:
    text = _(
        "You are receiving this email because someone entered %(email)s to sign up for "
        "%(product_name)s."
    )
    return text % facts


def _new_password_reason(facts: Facts) -> str:
    text = _("You are receiving this email because someone asked for a new password for %(email)s.")
    return text % facts


MAILS: dict[str, Callable[[Facts], Mail]] = {
    "account/email/email_confirmation_signup": _address_confirmation_signup,
    "account/email/email_confirmation": _address_confirmation,
    "account/email/account_already_exists": _account_already_exists,
    "account/email/password_reset_key": _password_reset_key,
    "account/email/unknown_account": _unknown_account,
    "account/email/email_change_requested": _address_change_requested,
    "account/email/email_changed": notices.address_changed,
    "account/email/email_deleted": notices.address_removed,
    "account/email/password_changed": notices.password_changed,
    "account/email/password_reset": notices.password_reset,
    "account/email/password_set": notices.password_set,
    "accounts/email/invitation": invitations.invitation,
    "accounts/email/role_changed": invitations.role_changed,
    "accounts/email/member_removed": invitations.member_removed,
    "accounts/email/deletion_requested": deletion.deletion_requested,
    "accounts/email/deletion_undone": deletion.deletion_undone,
    "accounts/email/export_ready": exports.export_ready,
    "accounts/email/export_failed": exports.export_failed,
    "mfa/email/totp_activated": notices.authenticator_activated,
    "mfa/email/totp_deactivated": notices.authenticator_deactivated,
    "mfa/email/webauthn_added": notices.passkey_added,
    "mfa/email/webauthn_removed": notices.passkey_removed,
    "socialaccount/email/account_connected": notices.provider_connected,
    "socialaccount/email/account_disconnected": notices.provider_disconnected,
    "mfa/email/recovery_codes_generated": notices.recovery_codes_generated,
}
