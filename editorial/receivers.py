"""Notes translations as soon as a row is saved, so that the order of two edits is known.

What is written past `save()` is noted when the texts are read next: see services/notes.py.
"""

from django.db.models.signals import post_save
from django.dispatch import receiver

from editorial.selectors.texts import texts_of_row
from editorial.services.notes import translations_note
from editorial.sources import BY_MODEL


@receiver(post_save)
def note_what_was_saved(sender, instance, raw=False, **kwargs):
    source = BY_MODEL.get(sender)
    if source is not None and not raw:
        translations_note(texts=texts_of_row(instance, source))
