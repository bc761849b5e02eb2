"""Which content keeps a history: every row as it stood after each save, who saved it and when."""

from django.db import models
from django.db.migrations import RunPython
from django.utils import timezone
from modeltranslation.translator import NotRegistered, translator
from simple_history import register


def translated_fields(model: type[models.Model]) -> tuple[str, ...]:
    """The fields that have a column per language; none where the model is not translated."""
    try:
        return tuple(translator.get_options_for_model(model).fields)
    except NotRegistered:
        return ()


def keep_history(*kept: type[models.Model]) -> None:
    """For an app's translation.py, after the translation options: before them, the languages' columns are missing.

    The column behind a translated field is left out: it only repeats one of its languages.
    """
    for model in kept:
        register(model, excluded_fields=list(translated_fields(model)))


def begin_history(app_label: str, *names: str) -> RunPython:
    """For migrations: what stands in the database is every row's first entry, so that the first edit has a before."""

    def forwards(apps, schema_editor):
        for name in names:
            _first_entries(
                apps.get_model(app_label, name), apps.get_model(app_label, f"Historical{name}")
            )

    return RunPython(forwards, RunPython.noop)


def _first_entries(model, historical) -> None:
    columns = {field.attname for field in historical._meta.concrete_fields}
    shared = [field.attname for field in model._meta.concrete_fields if field.attname in columns]
    now = timezone.now()
    historical.objects.bulk_create(
        historical(history_date=now, history_type="+", **values)
        for values in model.objects.values(*shared)
    )
