"""Writes the file that explains each file of an export, and each column."""

from collections.abc import Iterator, Sequence

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.exports.columns import exported_columns, model_name
from accounts.registry import AccountData, ExportFiles, ExportSubject, list_account_data
from localization.dates import format_date, format_time
from localization.labels import labelled

README = "README.txt"


def render_readme(subject: ExportSubject, kinds: Sequence[ExportFiles]) -> str:
    """Returns the text, in the active language, with line ends that every program reads."""
    lines = [*_head(subject), "", *_files(kinds), "", *_data(subject)]
    return "\r\n".join(lines) + "\r\n"


def _head(subject: ExportSubject) -> Iterator[str]:
    now = timezone.localtime()
    facts = {
        "company": subject.account.name,
        "product_name": settings.PRODUCT_NAME,
        "day": format_date(now.date(), subject.language),
        "time": format_time(now, subject.language),
        "zone": subject.account.time_zone,
    }
    yield _("Everything that %(product_name)s has about %(company)s") % facts
    yield ""
    yield _("Prepared on: %(day)s, %(time)s (%(zone)s)") % facts
    yield _(
        "Each file shows the data at the moment it was written. All texts are UTF-8. Days and times "
        "follow ISO 8601, in the time zone above."
    )
    yield _(
        "Not included: passwords, and the secrets of links and invitations. We save only their "
        "hashes."
    )


def _files(kinds: Sequence[ExportFiles]) -> Iterator[str]:
    yield from _heading(_("Files"))
    for kind in kinds:
        yield ""
        if kind.count == 1:
            yield kind.path
        else:
            text = ngettext("%(path)s (%(count)d file)", "%(path)s (%(count)d files)", kind.count)
            yield text % {"path": kind.path, "count": kind.count}
        yield f"    {kind.description}"


def _data(subject: ExportSubject) -> Iterator[str]:
    yield from _heading(_("Columns of the files in data"))
    yield ""
    yield _("Decimal numbers are texts with a point, pictures are Base64.")
    yield _(
        "A column with two underscores, such as statement__key, says what the key in the column "
        "before it stands for."
    )
    for data in list_account_data():
        yield ""
        yield from _columns(data, subject.language)


def _columns(data: AccountData, language: str) -> Iterator[str]:
    yield f"data/{data.model._meta.model_name}.json"
    yield f"    {model_name(data)}"
    for name, label in exported_columns(data, language).items():
        yield f"    - {labelled(name, label)}"


def _heading(text: str) -> Iterator[str]:
    yield text
    yield "=" * len(text)
