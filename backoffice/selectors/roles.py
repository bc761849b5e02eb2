"""Defines what each group of staff may do. The command `make_groups` makes the groups."""

from django.conf import settings
from django.contrib.auth.models import AnonymousUser, PermissionsMixin

from content.registry import ACTIONS, content_models
from localization.languages import CODES

PUBLISH = "assessments.publish_questionnaire"
"""Allows to publish a draft, on which new assessments begin then, and to offer a language."""
EDIT = "assessments.change_statement"
"""Is held by editors, who may write every text in every language and the structure of drafts."""
SUPPORT = "accounts.support_account"
"""Allows to see accounts, their members and progress; answers and figures need their consent."""
STATISTICS = "assessments.view_usagestatistics"
"""Allows to see counts of all accounts together; every group has it."""

# The stored names of the groups. They are shown translated (backoffice/presenters/names.py).
EDITORS, PUBLISHERS, SUPPORTERS = "Editor", "Publisher", "Support"


def translators(language: str) -> str:
    """Returns the stored name of the group that translates into a language, by its name."""
    return f"Translator: {language}"


def translate(code: str) -> str:
    """Returns the name of the permission to write the texts of one language."""
    return f"content.translate_{code}"


def writable_languages(user: PermissionsMixin | AnonymousUser) -> tuple[str, ...]:
    """Returns the languages whose texts a user may write: all for an editor."""
    if user.has_perm(EDIT):
        return CODES
    return tuple(code for code in CODES if user.has_perm(translate(code)))


def may_publish(user: PermissionsMixin | AnonymousUser) -> bool:
    return user.has_perm(PUBLISH)


def roles() -> dict[str, tuple[str, ...]]:
    """Returns the permissions of each group by its name.

    The source language has no translators: editors write it.
    """
    models = content_models()
    view = tuple(content_model.permission("view") for content_model in models)
    write = tuple(content_model.permission(name) for content_model in models for name in ACTIONS)
    return {
        EDITORS: (*write, STATISTICS),
        PUBLISHERS: (*view, PUBLISH, STATISTICS),
        SUPPORTERS: ("accounts.view_account", "accounts.view_membership", SUPPORT, STATISTICS),
        **{
            translators(name): (*view, translate(code), STATISTICS)
            for code, name in settings.LANGUAGES
            if code != settings.LANGUAGE_CODE
        },
    }
