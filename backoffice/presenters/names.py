"""Translates the names of groups and permissions; what is stored stays as it is.

Django stores both in English. The groups of roles are found by their stored names.
"""

from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from backoffice.selectors.roles import (
    EDITORS,
    PUBLISH,
    PUBLISHERS,
    SUPPORT,
    SUPPORTERS,
    translate,
    translators,
)
from localization.languages import LANGUAGE_NAMES


def group_label(group: Group) -> str:
    """Returns the name of a role in the reader's language, and other names as staff typed them."""
    labels = {
        EDITORS: pgettext("group of staff", "Editor"),
        PUBLISHERS: pgettext("group of staff", "Publisher"),
        SUPPORTERS: pgettext("group of staff", "Support"),
    }
    for language in LANGUAGE_NAMES.values():
        label = pgettext("group of staff", "Translator: %(language)s")
        labels[translators(language)] = label % {"language": language}
    return labels.get(group.name, group.name)


def permission_label(permission: Permission) -> str:
    """Returns «app | model | what is allowed» in the reader's language."""
    kind = permission.content_type
    if kind.model_class() is None:  # of a model that no longer exists
        return f"{kind.app_label} | {kind.model} | {permission.name}"
    app = apps.get_app_config(kind.app_label).verbose_name
    return f"{app} | {_model_label(kind)} | {_action_label(permission)}"


def _model_label(kind: ContentType) -> str:
    """Returns the name of the model; django-simple-history adds an English word to its own."""
    model = kind.model_class()
    original = getattr(model, "instance_type", None)
    if original is None:
        return kind.name
    return _("%(model)s: history") % {"model": original._meta.verbose_name}


def _action_label(permission: Permission) -> str:
    actions = {
        "view": _("Can view"),
        "add": _("Can add"),
        "change": _("Can change"),
        "delete": _("Can delete"),
    }
    kind = permission.content_type
    labels = {f"{action}_{kind.model}": label for action, label in actions.items()}
    labels |= {
        _codename(PUBLISH): _("Can publish versions"),
        _codename(SUPPORT): _("Can see the progress of companies"),
    }
    for code, language in LANGUAGE_NAMES.items():
        labels[_codename(translate(code))] = _("Can write texts: %(language)s") % {
            "language": language
        }
    return labels.get(permission.codename, permission.name)


def _codename(permission: str) -> str:
    return permission.partition(".")[2]
