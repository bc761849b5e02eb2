"""Checks that every model of content has all its parts. Registered by the app's AppConfig."""

from collections.abc import Iterator, Sequence

from django.apps import AppConfig
from django.contrib import admin
from django.core.checks import CheckMessage, Error, register
from modeltranslation.translator import translator

from content.admin.editing import StaffEditing
from content.models.history import keeps_history, translated_fields
from content.models.triggers import CONTENT_REVISION_TRIGGER
from content.registry import ACTIONS, ContentModel, content_models


@register("content")
def check_content(
    app_configs: Sequence[AppConfig] | None = None, **options: object
) -> list[CheckMessage]:
    """Reports each part that a model of content lacks."""
    messages = list(_check_registered_everywhere())
    for content_model in content_models():
        messages += _check_content_model(content_model)
    return messages


def _check_registered_everywhere() -> Iterator[CheckMessage]:
    registered = {content_model.model for content_model in content_models()}
    for model in translator.get_registered_models(abstract=False):
        if model not in registered:
            yield Error(
                "The model has translated texts but is not registered as content.",
                hint="Call content.registry.register in the app's translation.py, "
                "in place of modeltranslation's register.",
                obj=model,
                id="content.E001",
            )


def _check_content_model(content_model: ContentModel) -> Iterator[CheckMessage]:
    model = content_model.model
    if not keeps_history(model):
        yield Error(
            "The model keeps no history of edits.",
            hint="Register it by content.registry.register, which starts the history.",
            obj=model,
            id="content.E002",
        )
    triggers = {trigger.name for trigger in getattr(model._meta, "triggers", ())}
    if content_model.public is not None and CONTENT_REVISION_TRIGGER not in triggers:
        yield Error(
            "Changes of the table do not change the content revision.",
            hint="Add content_revision_trigger() to Meta.triggers and make a migration.",
            obj=model,
            id="content.E003",
        )
    yield from _check_texts(content_model)
    yield from _check_staff(content_model)


def _check_texts(content_model: ContentModel) -> Iterator[CheckMessage]:
    """Reports texts that readers see and no page names, and names that are no translated field."""
    translated = set(translated_fields(content_model.model))
    with_pages = {field for field in content_model.fields if content_model.pages(field)}
    wrong = set(content_model.fields) ^ translated
    if content_model.public is not None:
        wrong |= translated - with_pages
    if wrong:
        yield Error(
            f"No page is named on which these texts appear: {', '.join(sorted(wrong))}.",
            hint="Name the pages in `texts` of content.registry.register; "
            "`public=None` if readers never see the model.",
            obj=content_model.model,
            id="content.E004",
        )


def _check_staff(content_model: ContentModel) -> Iterator[CheckMessage]:
    model = content_model.model
    missing = [action for action in ACTIONS if action not in model._meta.default_permissions]
    if missing:
        yield Error(
            f"Staff cannot be given the permissions: {', '.join(missing)}.",
            hint="Leave Meta.default_permissions out: the groups of staff need all of them.",
            obj=model,
            id="content.E005",
        )
    if not isinstance(admin.site._registry.get(model), StaffEditing):
        yield Error(
            "Staff cannot edit the model, or not without overwriting each other.",
            hint="Register an admin that is derived from content.admin.editing.StaffEditing.",
            obj=model,
            id="content.E006",
        )
