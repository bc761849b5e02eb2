"""Describes a mail, and words the sentences that several mails share."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

Facts = Mapping[str, Any]
"""What allauth says about a mail, with `product_name`, `new_password_url` and the recipient's `email`."""


@dataclass(frozen=True)
class MailLink:
    """Represents the link of a mail: the sentence before it, and until when it can be used."""

    lead: str
    label: str
    url: str
    validity: str


@dataclass(frozen=True)
class Mail:
    """Represents a mail in the active language, without markup.

    `templates/accounts/mail.txt` and `mail.html` lay out the same content. `ending` stands after
    the link, and `reason` says why the recipient gets the mail.
    """

    subject: str
    paragraphs: tuple[str, ...]
    reason: str
    link: MailLink | None = None
    ending: str = ""


def ignore_sentence() -> str:
    return _("If this was not you, you can safely ignore this email.")


def does_not_expire() -> str:
    return _("The link does not expire.")


def signs_in_reason(facts: Facts) -> str:
    text = _("You are receiving this email because you sign in to %(product_name)s with %(email)s.")
    return text % facts
