"""Adds an account's periods to its export, in the files that the KPI page offers too."""

from collections.abc import Iterator
from typing import IO

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from accounts.registry import ExportFiles, ExportSubject, register_export_files
from content.models import ContentRevision
from kpis.domain.inputs import CLTV_METHOD, INPUT_NAMES
from kpis.exports.sheets import render_csv, render_xlsx
from kpis.exports.table import Table, entries_table, get_header
from kpis.selectors.content import kpi_content
from kpis.selectors.entry import entries_of


@register_export_files
def kpi_files(subject: ExportSubject) -> Iterator[ExportFiles]:
    """Yields all periods as CSV and XLSX. At most three of them begin in a month."""

    def table() -> Table:
        content = kpi_content(subject.language, subject.revision)
        account = subject.account
        return entries_table(account.name, entries_of(account), content, timezone.localdate())

    def write_csv(file: IO[bytes]) -> None:
        file.write(render_csv(table(), subject.language))

    def write_xlsx(file: IO[bytes]) -> None:
        account = subject.account
        content = render_xlsx(
            table(), subject.language, company=account.name, country=account.country
        )
        file.write(content)

    name = pgettext("name of a file", "kpis")
    description = _(
        "All KPI periods with their figures and values. The file can be imported again."
    )
    for folder, write in (("csv", write_csv), ("xlsx", write_xlsx)):
        path = f"{folder}/{name}.{folder}"
        yield ExportFiles(path, description, 1, [(path, write)])


def input_labels(language: str) -> dict[str, str]:
    """Returns what the figures of an entry are called, by column; staff edit these names."""
    revision = ContentRevision.objects.values_list("value", flat=True).first()
    content = kpi_content(language, revision)
    return {name: get_header(name, content) for name in (CLTV_METHOD, *INPUT_NAMES)}
