import uuid
from collections.abc import Mapping
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from translations.models import TranslationImport
from translations.selectors.texts import Translatable
from translations.services.texts import Edit, TextGone, texts_save

KEPT_FOR = timedelta(days=1)
"""How long a file waits to be confirmed."""
LONGEST_NAME = 200


@transaction.atomic
def import_draft(*, user, file_name: str, rows: list[dict], counts: dict[str, int]):
    """Keeps what was read from a file until it is confirmed; what waited too long goes."""
    TranslationImport.objects.filter(created_at__lt=timezone.now() - KEPT_FOR).delete()
    name = "".join(letter for letter in file_name if letter.isprintable())[-LONGEST_NAME:]
    return TranslationImport.objects.create(created_by=user, file_name=name, rows=rows, **counts)


@transaction.atomic
def import_apply(*, import_id: uuid.UUID, user, texts: Mapping[str, Translatable]) -> int:
    """Writes all translations or none; how many. Sent twice, it writes once.

    Raises TextsChanged or TextGone where a text is not as its reader was shown it any more.
    """
    draft = TranslationImport.objects.select_for_update().get(pk=import_id)
    if draft.applied_at is not None:
        return 0
    for language in sorted({row["language"] for row in draft.rows}):
        edits = [_edit(row, texts) for row in draft.rows if row["language"] == language]
        texts_save(edits=edits, language=language, user=user)
    draft.applied_at = timezone.now()
    draft.save(update_fields=["applied_at"])
    return len(draft.rows)


def _edit(row: dict, texts: Mapping[str, Translatable]) -> Edit:
    if row["key"] not in texts:
        raise TextGone(row["key"])
    return Edit(texts[row["key"]], row["after"], row["before"], row["source"])
