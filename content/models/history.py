"""Registers the history of content: each row after each save, who saved it and when."""

from datetime import datetime
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models
from modeltranslation.translator import NotRegistered, translator
from simple_history import register
from simple_history.utils import get_history_model_for_model


class HistoryEntry(models.Model):
    """Declares the attributes of the models that django-simple-history makes."""

    tracked_fields: ClassVar[list[models.Field]]
    instance_type: ClassVar[type[models.Model]]
    id: int
    history_id: int
    history_type: str
    history_date: datetime
    history_user: AbstractBaseUser | None
    history_change_reason: str | None

    class Meta:
        abstract = True


def translated_fields(model: type[models.Model]) -> tuple[str, ...]:
    """Returns the fields that have a column per language; none where the model has none."""
    try:
        return tuple(translator.get_options_for_model(model).all_fields)
    except NotRegistered:
        return ()


def register_history(model: type[models.Model]) -> None:
    """Starts the history of a model, after its translated fields have their columns.

    The column behind a translated field is left out: it only repeats one of its languages.
    """
    register(model, excluded_fields=list(translated_fields(model)))


def keeps_history(model: type[models.Model]) -> bool:
    return hasattr(model._meta, "simple_history_manager_attribute")


def history_model(model: type[models.Model]) -> type[HistoryEntry]:
    """Returns the model of the entries. Raises NotHistoricalModelError where there is none."""
    entry_model: type[HistoryEntry] = get_history_model_for_model(model)
    return entry_model
