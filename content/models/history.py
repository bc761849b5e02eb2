"""Which content keeps a history: every row as it stood after each save, who saved it and when."""

from django.db import models
from modeltranslation.translator import NotRegistered, translator
from simple_history import register


def translated_fields(model: type[models.Model]) -> tuple[str, ...]:
    """The fields that have a column per language; none where the model is not translated."""
    try:
        return tuple(translator.get_options_for_model(model).fields)
    except NotRegistered:
        return ()


def register_history(*kept: type[models.Model]) -> None:
    """For an app's translation.py, after the translation options: before them, the languages' columns are missing.

    The column behind a translated field is left out: it only repeats one of its languages.
    """
    for model in kept:
        register(model, excluded_fields=list(translated_fields(model)))
