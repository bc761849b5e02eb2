"""Stores the states of translations when a row of content is saved, so that pages only read them.

Rows that are written past `save()` get their states from the release command
`refresh_translation_states`.
"""

from django.db.models import Model
from django.db.models.signals import post_save
from django.dispatch import receiver

from content.registry import get_content_model
from translations.selectors.texts import list_row_texts
from translations.services.staleness import refresh_translation_states


@receiver(post_save)
def refresh_saved_row(
    sender: type[Model], instance: Model, raw: bool = False, **kwargs: object
) -> None:
    content_model = get_content_model(sender)
    if content_model is not None and content_model.texts and not raw:
        refresh_translation_states(texts=list_row_texts(instance, content_model))
