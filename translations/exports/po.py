"""Texts as a PO file: context = key, msgid = English, fuzzy = stale. One language a file."""

from collections.abc import Sequence

import polib
from django.conf import settings

from translations.exports.table import ExportRow
from translations.selectors.status import Status

CHECK = "Check:"
CONTENT_TYPE = "text/x-gettext-translation; charset=utf-8"


def po_of(rows: Sequence[ExportRow], language: str) -> bytes:
    catalogue = polib.POFile(wrapwidth=78)
    catalogue.metadata = {
        "Project-Id-Version": settings.PRODUCT_NAME,
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
    }
    catalogue.extend(_entry(row) for row in rows)
    return f"{catalogue}\n".encode()


def _entry(row: ExportRow) -> polib.POEntry:
    (one,) = row.judged
    is_stale = one.status is Status.STALE
    return polib.POEntry(
        msgctxt=row.text.key,
        msgid=row.text.english,
        msgstr=one.value,
        flags=["fuzzy"] if is_stale else [],
        previous_msgid=one.was if is_stale and one.was else None,
        comment=f"{row.pages}\n{CHECK} {row.check}".strip(),
    )
