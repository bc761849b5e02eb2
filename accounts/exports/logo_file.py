"""Adds the logo of an account to its export, as the picture that it is."""

from collections.abc import Iterator
from typing import IO

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from accounts.registry import ExportFiles, ExportSubject
from accounts.selectors import get_logo

SUFFIXES = {"image/png": "png", "image/jpeg": "jpg"}


def logo_files(subject: ExportSubject) -> Iterator[ExportFiles]:
    logo = get_logo(subject.account)
    if logo is None:
        return
    content = bytes(logo.content)

    def write(file: IO[bytes]) -> None:
        file.write(content)

    name = pgettext("name of a file", "logo")
    path = f"{name}.{SUFFIXES.get(logo.content_type, 'bin')}"
    yield ExportFiles(path, _("The logo of your company."), 1, [(path, write)])
