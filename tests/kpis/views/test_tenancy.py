"""Tests that KPIs are seen by members of their account only, and that viewers change nothing."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accounts.models import Membership, Role
from kpis.models import EntryImport, KpiEntry
from kpis.services.imports import import_create
from tests.factories import add_member, client_of, make_account, make_user
from tests.factories.kpis import make_entry
from tests.module_rows import module_transaction

pytestmark = pytest.mark.django_db
SECRET = "Fürstliche Werke"
LEADS = 987_654_321
# The figure, grouped or not; it is too long to be in a random key or token by chance.
FIGURE = re.compile(r"987\D?654\D?321")
LOGIN, GONE, FORBIDDEN, OPEN, WRONG = "sign-in", 404, 403, 200, 405

# name: (address, what a viewer of the same account gets for GET, for POST)
OF_ONE_ENTRY = {
    "kpis:detail": ("{entry}/", OPEN, WRONG),
    "kpis:json": ("{entry}.json", OPEN, WRONG),
    "kpis:edit": ("{entry}/edit/", FORBIDDEN, FORBIDDEN),
    "kpis:import_preview": ("import/{draft}/", GONE, GONE),
}
OWN = {
    "kpis:overview": ("", OPEN, WRONG),
    "kpis:export_csv": ("export.csv", OPEN, WRONG),
    "kpis:export_xlsx": ("export.xlsx", OPEN, WRONG),
    "kpis:worksheet": ("worksheet/", OPEN, WRONG),
    "kpis:new": ("new/", FORBIDDEN, FORBIDDEN),
    "kpis:import": ("import/", FORBIDDEN, FORBIDDEN),
}
ADDRESSES = OF_ONE_ENTRY.keys() | OWN.keys()


class Tenant:
    def __init__(self):
        self.owner = make_user("owner@secret.example")
        self.account = make_account(self.owner, name=SECRET)
        self.entry = make_entry(self.account, leads=LEADS)
        self.draft = import_create(account=self.account, user=self.owner, rows=[])
        removed = add_member(self.account, Role.EDITOR)
        Membership.objects.filter(user=removed).delete()
        other = make_user()
        make_account(other, name="Other")
        self.users = {
            "other account": other,
            "no account": make_user(),
            "viewer": add_member(self.account, Role.VIEWER),
            "removed member": removed,
        }

    def client(self, reader: str) -> Client:
        """Returns a new client, signed in as the reader."""
        return Client() if reader == "anonymous" else client_of(self.users[reader])

    def url(self, path: str) -> str:
        return "/en/kpis/" + path.format(entry=self.entry.pk, draft=self.draft.pk)

    def state(self) -> tuple:
        return list(KpiEntry.objects.values()), list(EntryImport.objects.values())


@pytest.fixture(scope="module")
def tenant(django_db_setup, django_db_blocker):
    with module_transaction(django_db_blocker):
        yield Tenant()


def outcome(response):
    is_sign_in = response.status_code == 302 and "/accounts/login/" in response["Location"]
    return LOGIN if is_sign_in else response.status_code


def send(tenant, reader: str, method: str, url: str):
    data = {"period_type": "year", "period_start": "2020-01-01", "leads": "1", "version": "1"}
    if "import" in url:
        data["file"] = SimpleUploadedFile("k.csv", b"period_type,period_start\nyear,2020-01-01\n")
    return getattr(tenant.client(reader), method)(url, data if method == "post" else None)


def answer_text(response) -> str:
    return response.content.decode(errors="replace") + str(response.headers)


@pytest.mark.parametrize(
    "reader", ["anonymous", "other account", "no account", "viewer", "removed member"]
)
@pytest.mark.parametrize("method", ["get", "head", "post", "put", "patch", "delete", "options"])
@pytest.mark.parametrize("name", OF_ONE_ENTRY)
def test_one_entry(tenant, name, method, reader):
    path, viewer_reads, viewer_writes = OF_ONE_ENTRY[name]
    before = tenant.state()
    response = send(tenant, reader, method, tenant.url(path))
    if reader == "anonymous":
        allowed = {LOGIN, WRONG}
    elif reader == "viewer":
        allowed = {viewer_reads if method in ("get", "head") else viewer_writes}
        allowed = allowed if method in ("get", "head", "post") else {WRONG}
    else:
        allowed = {GONE, WRONG}
    assert outcome(response) in allowed
    assert tenant.state() == before
    if outcome(response) != OPEN:
        assert SECRET not in answer_text(response)
        assert not FIGURE.search(answer_text(response))
        if reader != "viewer":
            assert "owner@secret.example" not in answer_text(response)


@pytest.mark.parametrize("name", OWN)
@pytest.mark.parametrize("method", ["get", "post", "put"])
def test_a_viewer_reads_and_changes_nothing(tenant, name, method):
    path, reads, writes = OWN[name]
    before = tenant.state()
    response = send(tenant, "viewer", method, tenant.url(path))
    assert outcome(response) == {"get": reads, "post": writes, "put": WRONG}[method]
    if outcome(response) == FORBIDDEN:
        assert "owner@secret.example" in answer_text(response)
    assert tenant.state() == before


@pytest.mark.parametrize("reader", ["anonymous", "other account", "no account", "removed member"])
@pytest.mark.parametrize("name", OWN)
def test_own_pages_show_only_the_readers_own(tenant, name, reader):
    response = tenant.client(reader).get(tenant.url(OWN[name][0]), follow=True)
    assert response.status_code == 200
    assert SECRET not in answer_text(response)
    assert not FIGURE.search(answer_text(response))


def test_only_its_creator_sees_a_pending_import(tenant):
    other_editor = client_of(add_member(tenant.account, Role.EDITOR))
    assert other_editor.get(tenant.url("import/{draft}/")).status_code == 404
    assert client_of(tenant.owner).get(tenant.url("import/{draft}/")).status_code == 200


@pytest.mark.parametrize("path", ["{entry}/", "{entry}.json", "export.csv"])
def test_the_owner_sees_the_figure(tenant, path):
    """Checks that the figure, which others must not see, is on the owner's page."""
    assert FIGURE.search(answer_text(client_of(tenant.owner).get(tenant.url(path))))


def test_pages_are_not_cached(tenant):
    for path in ("", "new/", "{entry}/", "{entry}.json", "export.csv"):
        assert "no-store" in client_of(tenant.owner).get(tenant.url(path))["Cache-Control"]
