"""Creates members of staff with the permissions that a test names."""

from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType

from accounts.models import User
from content.models import ContentRevision
from tests.factories import make_user


def permission(name: str) -> Permission:
    """Returns the permission «app.codename».

    The permissions to translate a language are made by a command; here they are created on demand.
    """
    app, codename = name.split(".")
    existing = Permission.objects.filter(content_type__app_label=app, codename=codename).first()
    if existing is not None:
        return existing
    kind = ContentType.objects.get_for_model(ContentRevision)
    assert app == kind.app_label, name
    return Permission.objects.create(content_type=kind, codename=codename, name=codename)


def make_staff(*permissions: str) -> User:
    user = make_user(is_staff=True)
    user.user_permissions.set([permission(name) for name in permissions])
    return user


def make_translator(*codes: str) -> User:
    return make_staff(*(f"content.translate_{code}" for code in codes))


def make_editor() -> User:
    return make_staff("assessments.change_statement", "assessments.view_statement")
