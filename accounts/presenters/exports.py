"""Presents exports of an account: their state on its page, the name of the file, the emails."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from accounts.models import AccountExport
from accounts.presenters.mail_parts import Facts, Mail, MailLink
from localization.languages import current_language
from localization.numbers import format_number

KILOBYTE = 1000
MEGABYTE = 1000 * KILOBYTE


@dataclass(frozen=True)
class ExportRow:
    """Represents an export in the list."""

    export: AccountExport
    size: str


def present_exports(exports: Iterable[AccountExport]) -> list[ExportRow]:
    return [ExportRow(export, file_size(export.size or 0)) for export in exports]


def file_size(size: int) -> str:
    """Returns a size in bytes as people read it: «640 KB», «12.3 MB»."""
    language = current_language()
    if size < MEGABYTE:
        number = format_number(max(size // KILOBYTE, 1), language, places=0)
        return pgettext("size of a file", "%(number)s KB") % {"number": number}
    number = format_number(Fraction(size, MEGABYTE), language, places=1)
    return pgettext("size of a file", "%(number)s MB") % {"number": number}


def export_file_name(export: AccountExport) -> str:
    """Returns the name of the file for its reader, with the day in the account's time zone."""
    day = timezone.localdate(export.ready_at)
    return pgettext("name of a file", "data-export-%(date)s.zip") % {"date": day.isoformat()}


def export_ready(facts: Facts) -> Mail:
    validity = ngettext(
        "The file can be downloaded for %(days)d day. Then it is deleted.",
        "The file can be downloaded for %(days)d days. Then it is deleted.",
        facts["days"],
    )
    text = _("The data export of %(company)s is ready.")
    return Mail(
        subject=_("Your data export from %(product_name)s is ready") % facts,
        paragraphs=(
            text % facts,
            _("The file contains personal data. Save it where only authorised people can read it."),
        ),
        link=MailLink(
            lead=_("To download it, open this page and confirm who you are:"),
            label=_("Download the data export"),
            url=facts["export_url"],
            validity=validity % facts,
        ),
        reason=_reason(facts),
    )


def export_failed(facts: Facts) -> Mail:
    text = _("The data export of %(company)s could not be prepared. Your data is unchanged.")
    return Mail(
        subject=_("Your data export from %(product_name)s could not be prepared") % facts,
        paragraphs=(text % facts,),
        link=MailLink(
            lead=_("To try again, open this page:"),
            label=_("Prepare a data export"),
            url=facts["export_url"],
            validity=_("If it fails again, contact our support."),
        ),
        reason=_reason(facts),
    )


def _reason(facts: Facts) -> str:
    text = _(
        "You are receiving this email because you asked for a data export of %(company)s with the "
        "address %(email)s."
    )
    return text % facts
