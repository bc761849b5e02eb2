"""Reads translators' files that wait to be confirmed."""

import uuid

from accounts.models import User
from translations.models import TranslationImport


def get_pending_import(user: User, import_id: uuid.UUID) -> TranslationImport | None:
    """Returns the import, if the user sent its file."""
    return TranslationImport.objects.filter(pk=import_id, created_by=user).first()
