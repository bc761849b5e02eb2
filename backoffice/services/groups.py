"""Makes the groups of staff with the permissions of their roles."""

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import transaction

from backoffice.selectors.roles import roles, translate
from content.models import ContentRevision
from localization.languages import LANGUAGE_NAMES


@transaction.atomic
def groups_make() -> list[str]:
    """Makes missing groups and sets exactly the permissions of each role; returns their names.

    Groups of other names, and who belongs to a group, are left to staff.
    """
    _language_permissions()
    ids = {
        f"{app}.{codename}": pk
        for pk, app, codename in Permission.objects.values_list(
            "pk", "content_type__app_label", "codename"
        )
    }
    for name, permissions in roles().items():
        group, _ = Group.objects.get_or_create(name=name)
        group.permissions.set([ids[permission] for permission in permissions])
    return list(roles())


def _language_permissions() -> None:
    """Makes a permission to write the texts of each language.

    Languages have no model, so the permissions belong to the model of the content revision.
    """
    owner = ContentType.objects.get_for_model(ContentRevision)
    for code, name in LANGUAGE_NAMES.items():
        Permission.objects.update_or_create(
            content_type=owner,
            codename=translate(code).partition(".")[2],
            defaults={"name": f"Can write texts in {name}"},
        )
