"""Writes texts as a PO file of one language: context = key, msgid = English, fuzzy = stale."""

from collections.abc import Sequence

import polib
from django.conf import settings

from translations.domain.texts import tidy
from translations.exports.table import ExportRow
from translations.selectors.status import Status

CHECK = "Check:"
"""Stands before the fingerprints in the comment of an entry."""
CONTENT_TYPE = "text/x-gettext-translation; charset=utf-8"


def render_po(rows: Sequence[ExportRow], language: str) -> bytes:
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
    (status,) = row.statuses
    is_stale = status.status is Status.STALE
    return polib.POEntry(
        msgctxt=row.text.key,
        msgid=tidy(row.text.english),  # polib knows one kind of line end
        msgstr=tidy(status.value),
        flags=["fuzzy"] if is_stale else [],
        previous_msgid=status.was if is_stale and status.was else None,
        comment=f"{row.pages}\n{CHECK} {row.check}".strip(),
    )
