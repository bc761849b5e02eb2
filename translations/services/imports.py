import uuid
from collections.abc import Mapping
from typing import Any

from accounts.models import User
from spreadsheets.pending_imports import pending_import_apply, pending_import_create
from translations.models import TranslationImport
from translations.selectors.texts import Translatable
from translations.services.texts import Edit, TextGone, texts_save

LONGEST_NAME = 200
"""Characters of a file's name that are stored: the last ones."""


def import_create(
    *, user: User, file_name: str, rows: list[dict[str, Any]], **counts: int
) -> TranslationImport:
    """Stores what a file changes until it is confirmed; `counts` says what it leaves as it is."""
    printable = "".join(character for character in file_name if character.isprintable())
    return pending_import_create(
        TranslationImport,
        created_by=user,
        file_name=printable[-LONGEST_NAME:],
        rows=rows,
        **counts,
    )


def import_apply(*, import_id: uuid.UUID, user: User, texts: Mapping[str, Translatable]) -> int:
    """Writes all translations or none, and returns how many; confirmed twice, it writes once.

    Raises TextsChanged or TextGone where a text differs from what the preview showed.
    """

    def write(pending: TranslationImport) -> int:
        for language in sorted({row["language"] for row in pending.rows}):
            edits = [_to_edit(row, texts) for row in pending.rows if row["language"] == language]
            texts_save(edits=edits, language=language, user=user)
        return len(pending.rows)

    return pending_import_apply(TranslationImport, import_id=import_id, write=write)


def _to_edit(row: dict[str, Any], texts: Mapping[str, Translatable]) -> Edit:
    if row["key"] not in texts:
        raise TextGone(row["key"])
    return Edit(texts[row["key"]], row["after"], row["before"], row["source"])
