"""Lists the pages of the admin, and what its forms answer, as requests."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.db import transaction
from django.http import HttpResponse
from django.test import Client

from tests.backoffice.staff import Staff
from tests.backoffice.test_permissions import EXPECTED, OBJECTS, url_of
from tests.factories import PASSWORD

# What forms of passwords refuse: two that differ, short and numeric, common, like the address.
REFUSED_PASSWORDS = [("1", "2"), ("12345", "12345"), ("password", "password"), ("{0}", "{0}")]

NO_PAGES = {"view_on_site", "jsi18n", "autocomplete"}


@dataclass(frozen=True, eq=False)
class Visit:
    """Holds one request, and who sends it."""

    url: str
    role: str = "R"
    data: dict = field(default_factory=dict)
    """What a form sends; the page is read where it is empty."""


def visit(client: Client, wanted: Visit, language: str) -> HttpResponse:
    """Returns the page in a language; what the request changes is undone."""
    headers = {"accept-language": language}
    with transaction.atomic():
        if wanted.data:
            response = client.post(wanted.url, wanted.data, headers=headers, follow=True)
        else:
            response = client.get(wanted.url, headers=headers, follow=True)
        transaction.set_rollback(True)
    return response


def visits(staff: Staff) -> Iterator[Visit]:
    """Yields each page; the preview is left out, whose language is that of its address."""
    for (name, of), address in EXPECTED.items():
        if "preview" not in name and name not in NO_PAGES and "R" in (address.get or ""):
            yield Visit(url_of(name, address, staff))
            is_form = name.endswith(("_add", "_change")) and address.post
            if is_form and not of.startswith("draft "):
                yield Visit(url_of(name, address, staff), data={"post": "yes"})
            if name.endswith("_change") and "T" in address.get:
                yield Visit(url_of(name, address, staff), "T")
    yield from _lists(staff)
    yield from _groups(staff)
    yield from _users(staff)
    yield from _accounts(staff)
    for page in ("", "texts/?target=it", "texts/?target=it&show=to-do", "files/"):
        yield Visit(f"/admin/translations/{page}")
    yield Visit("/admin/translations/files/", data={"x": "y"})
    yield Visit("/admin/nothing/here/")
    yield Visit("/admin/auth/group/", "N")
    yield Visit("/admin/logout/", data={"post": "yes"})


def _lists(staff: Staff) -> Iterator[Visit]:
    """Yields what a list says to a search, to an action and about what is not there."""
    for of in ("term", "user", "authenticator"):
        address = f"/admin/{OBJECTS[of][0].replace('_', '/')}/"
        chosen = {"action": "delete_selected", "_selected_action": [staff.objects[of].pk]}
        yield Visit(f"{address}?q=zzz")
        yield Visit(f"{address}?q=e&o=1")
        yield Visit(address, data={"action": "", "_selected_action": [staff.objects[of].pk]})
        yield Visit(address, data={"action": "delete_selected"})
        yield Visit(address, data=chosen)
        yield Visit(address, data=chosen | {"post": "yes"})
        yield Visit(f"{address}0/change/")
        yield Visit(f"{address}{staff.objects[of].pk}/change/?_popup=1")
        yield Visit(f"{address}{staff.objects[of].pk}/delete/", data={"post": "yes"})


def _groups(staff: Staff) -> Iterator[Visit]:
    change = f"/admin/auth/group/{staff.objects['group'].pk}/change/"
    for button in ("_save", "_continue", "_addanother"):
        yield Visit("/admin/auth/group/add/", data={"name": "Apprentices", button: "1"})
        yield Visit(change, data={"name": "Apprentices", button: "1"})
    yield Visit("/admin/auth/group/add/", data={"name": "Trainees"})


def _users(staff: Staff) -> Iterator[Visit]:
    user = staff.objects["user"]
    password = f"/admin/accounts/user/{user.pk}/password/"
    for pair in REFUSED_PASSWORDS:
        first, second = (text.format(user.email) for text in pair)
        data = {"password1": first, "password2": second, "usable_password": "true"}
        old = {"old_password": "x", "new_password1": first, "new_password2": second}
        yield Visit(password, data=data)
        yield Visit("/admin/password_change/", data=old)
        yield Visit("/admin/accounts/user/add/", data=data | {"email": "x"})
    good = {"password1": PASSWORD, "password2": PASSWORD, "usable_password": "true"}
    yield Visit(password, data=good)
    yield Visit(password, data={"usable_password": "false", "unset-password": "1"})
    yield Visit("/admin/accounts/user/add/", data=good | {"email": "n@example.com"})
    email = {"email": "y@example.com", "is_active": "on"}
    yield Visit(f"/admin/accounts/user/{user.pk}/change/", data=email)
    owner = staff.users["owner"]
    yield Visit(f"/admin/accounts/user/{owner.pk}/delete/")  # the last owner of an account
    yield Visit(
        "/admin/accounts/user/",
        data={"action": "delete_selected", "_selected_action": [owner.pk]},
    )


def _accounts(staff: Staff) -> Iterator[Visit]:
    rows = {"memberships-TOTAL_FORMS": "1", "memberships-INITIAL_FORMS": "0"}
    wrong = {"name": "A", "country": "QQ", "currency": "QQQ", "time_zone": "x"}
    yield Visit("/admin/accounts/account/add/", data=wrong | rows | {"memberships-0-role": "x"})
    change = f"/admin/accounts/account/{staff.account.pk}/change/"
    yield Visit(change, data={"name": "", "memberships-TOTAL_FORMS": "x"})
    chosen = [staff.objects["email"].pk]
    verify = {"action": "make_verified", "_selected_action": chosen}
    yield Visit("/admin/account/emailaddress/", data=verify)
