"""Tests the command that makes the groups of staff, with exactly the permissions of the table."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command

from backoffice.selectors.roles import may_publish, writable_languages
from localization.languages import CODES
from tests.factories import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def groups(content):
    call_command("make_groups", verbosity=0)


def member_of(name: str):
    user = make_user(is_staff=True)
    user.groups.add(Group.objects.get(name=name))
    return user


def test_there_is_a_group_for_each_kind_of_staff():
    assert set(Group.objects.values_list("name", flat=True)) == {
        "Editor", "Publisher", "Support",
        "Translator: Italiano", "Translator: Français", "Translator: Español", "Translator: Deutsch",
        "Translator: Português (Brasil)",
    }  # fmt: skip


def test_running_again_repairs_only_the_permissions_of_its_groups():
    editor = member_of("Editor")
    other = Group.objects.create(name="Trainees")
    permission = Permission.objects.get(codename="change_statement")
    other.permissions.add(permission)
    group = Group.objects.get(name="Editor")
    group.permissions.remove(permission)
    group.permissions.add(Permission.objects.get(codename="delete_user"))
    call_command("make_groups", verbosity=0)
    assert permission in group.permissions.all()
    assert not group.permissions.filter(codename="delete_user").exists()
    assert list(other.permissions.all()) == [permission]
    assert list(group.user_set.all()) == [editor]
    assert Group.objects.count() == len(CODES) + 3


def test_each_role_may_what_its_name_says():
    editor, publisher = member_of("Editor"), member_of("Publisher")
    translator, support = member_of("Translator: Italiano"), member_of("Support")
    assert writable_languages(editor) == CODES
    assert writable_languages(translator) == ("it",)
    assert writable_languages(publisher) == writable_languages(support) == ()
    assert [may_publish(user) for user in (editor, publisher, translator, support)] == [
        False, True, False, False,
    ]  # fmt: skip


def test_nobody_but_superusers_may_touch_users_or_groups():
    touching = Permission.objects.filter(
        content_type__model__in=["user", "group", "permission", "emailaddress", "authenticator"]
    )
    for group in Group.objects.all():
        assert not (group.permissions.all() & touching).exists()
