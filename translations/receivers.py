"""Notes translations as soon as a row is saved, so that the order of two edits is known.

What is written past `save()` is noted when the texts are read next: see services/notes.py.
"""

from django.db.models.signals import post_save
from django.dispatch import receiver

from translations.registry import BY_MODEL
from translations.selectors.texts import texts_of_row
from translations.services.staleness import refresh_translation_states


@receiver(post_save)
def refresh_saved_row(sender, instance, raw=False, **kwargs):
    source = BY_MODEL.get(sender)
    if source is not None and not raw:
        refresh_translation_states(texts=texts_of_row(instance, source))
