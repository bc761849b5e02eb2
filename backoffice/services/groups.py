"""Makes the groups of staff, and keeps them as roles.py says."""

from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import transaction

from backoffice.selectors.roles import Role, roles, translate
from content.models import ContentRevision
from localization.languages import LANGUAGE_NAMES


@transaction.atomic
def groups_make() -> list[str]:
    """Sets exactly the permissions of each of our groups, and makes those that are missing; their names.

    Groups of other names, and who belongs to a group, are the business of staff.
    """
    _language_permissions()
    known = {
        f"{app}.{codename}": pk
        for pk, app, codename in Permission.objects.values_list(
            "pk", "content_type__app_label", "codename"
        )
    }
    for name, role in roles().items():
        group, _ = Group.objects.get_or_create(name=name)
        group.permissions.set([known[permission] for permission in _permissions(role)])
    return list(roles())


def _language_permissions() -> None:
    """One to write the texts of each language. No model stands for a language: these hang on the content's revision."""
    owner = ContentType.objects.get_for_model(ContentRevision)
    for code, name in LANGUAGE_NAMES.items():
        Permission.objects.update_or_create(
            content_type=owner,
            codename=translate(code).partition(".")[2],
            defaults={"name": f"Can write texts in {name}"},
        )


def _permissions(role: Role) -> list[str]:
    found = list(role.permissions)
    for label, actions in role.models.items():
        app, _, model = label.partition(".")
        if apps.is_installed(app) and model.lower() in apps.get_app_config(app).models:
            found += [f"{app}.{action}_{model.lower()}" for action in actions]
    return found
