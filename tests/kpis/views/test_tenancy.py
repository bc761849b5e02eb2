"""Tests that KPIs are seen by members of their account only, and that viewers change nothing."""

import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accounts.models import Membership, Role
from kpis.models import EntryImport, KpiEntry, KpiNote, KpiTarget
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
# The member in the middle of a switch views this account and owns another one, which is current.
VIEWERS, EDITORS = ["viewer", "mid-switch"], ["editor", "owner"]
# What may write comes last.
METHODS = ["get", "head", "put", "patch", "delete", "options", "post"]
OUTSIDERS = ["anonymous", "other account", "no account", "removed member"]
MENU = re.compile(r'<details class="menu menu--company">.*?</details>', re.DOTALL)

# name: (address, what a viewer of the same account gets for GET, for POST)
OF_ONE_ENTRY = {
    "kpis:detail": ("{entry}/", OPEN, WRONG),
    "kpis:json": ("{entry}.json", OPEN, WRONG),
    "kpis:edit": ("{entry}/edit/", FORBIDDEN, FORBIDDEN),
    "kpis:import_preview": ("import/{draft}/", GONE, GONE),
    "kpis:note": ("history/csat/notes/{entry}/", FORBIDDEN, FORBIDDEN),
    "kpis:delete": ("{spare}/delete/", FORBIDDEN, FORBIDDEN),
    "kpis:restore": ("{spare}/restore/", WRONG, FORBIDDEN),
}
OWN = {
    "kpis:overview": ("", OPEN, WRONG),
    "kpis:export_csv": ("export.csv", OPEN, WRONG),
    "kpis:export_xlsx": ("export.xlsx", OPEN, WRONG),
    "kpis:worksheet": ("worksheet/", OPEN, WRONG),
    "kpis:history": ("history/csat/", OPEN, WRONG),
    "kpis:history_csv": ("history/csat.csv", OPEN, WRONG),
    "kpis:targets": ("targets/", OPEN, FORBIDDEN),
    "kpis:new": ("new/", FORBIDDEN, FORBIDDEN),
    "kpis:import": ("import/", FORBIDDEN, FORBIDDEN),
}
ADDRESSES = OF_ONE_ENTRY.keys() | OWN.keys()


class Tenant:
    def __init__(self):
        self.owner = make_user("owner@secret.example")
        self.account = make_account(self.owner, name=SECRET)
        self.entry = make_entry(self.account, leads=LEADS)
        self.spare = make_entry(self.account, date(2025, 1, 1), leads=LEADS)
        self.draft = import_create(account=self.account, user=self.owner, rows=[])
        removed = add_member(self.account, Role.EDITOR)
        Membership.objects.filter(user=removed).delete()
        other, both = make_user(), make_user()
        make_account(other, name="Other")
        add_member(self.account, Role.VIEWER, both)
        self.users = {
            "other account": other,
            "no account": make_user(),
            "viewer": add_member(self.account, Role.VIEWER),
            "editor": add_member(self.account, Role.EDITOR),
            "owner": self.owner,
            "mid-switch": both,
            "removed member": removed,
        }
        # What is current in the session; a removed member's session still names this account.
        own = make_account(both, name="Own")
        self.chosen = {"mid-switch": own, "removed member": self.account}

    def client(self, reader: str) -> Client:
        """Returns a new client, signed in as the reader."""
        if reader == "anonymous":
            return Client()
        return client_of(self.users[reader], self.chosen.get(reader))

    def url(self, path: str) -> str:
        return "/en/kpis/" + path.format(
            entry=self.entry.pk, draft=self.draft.pk, spare=self.spare.pk
        )

    def state(self) -> tuple:
        models = (KpiEntry.with_deleted, EntryImport.objects, KpiNote.objects, KpiTarget.objects)
        return tuple(list(rows.values()) for rows in models)


@pytest.fixture(scope="module")
def tenant(django_db_setup, django_db_blocker):
    with module_transaction(django_db_blocker):
        yield Tenant()


def outcome(response):
    is_sign_in = response.status_code == 302 and "/accounts/login/" in response["Location"]
    return LOGIN if is_sign_in else response.status_code


def send(client: Client, method: str, url: str):
    data = {"period_type": "year", "period_start": "2020-01-01", "leads": "1", "version": "1"}
    if "import" in url:
        data["file"] = SimpleUploadedFile("k.csv", b"period_type,period_start\nyear,2020-01-01\n")
    return getattr(client, method)(url, data if method == "post" else None)


def answer_text(response) -> str:
    return response.content.decode(errors="replace") + str(response.headers)


@pytest.mark.parametrize("reader", OUTSIDERS + VIEWERS + EDITORS)
@pytest.mark.parametrize("name", OF_ONE_ENTRY)
def test_one_entry(tenant, name, reader):
    path, _, _ = OF_ONE_ENTRY[name]
    client, before = tenant.client(reader), tenant.state()
    for method in METHODS:
        response = send(client, method, tenant.url(path))
        assert outcome(response) in allowed_outcomes(name, method, reader), method
        if reader not in EDITORS or method != "post":
            assert tenant.state() == before, method
        if outcome(response) != OPEN:
            assert not FIGURE.search(answer_text(response)), method
            if reader in OUTSIDERS:
                assert SECRET not in answer_text(response), method
                assert "owner@secret.example" not in answer_text(response), method


def allowed_outcomes(name: str, method: str, reader: str) -> set:
    _, viewer_reads, viewer_writes = OF_ONE_ENTRY[name]
    for_viewer = {"get": viewer_reads, "head": viewer_reads, "post": viewer_writes}.get(
        method, WRONG
    )
    if reader == "anonymous":
        return {LOGIN, WRONG}
    if reader in OUTSIDERS:
        return {GONE, WRONG}
    if name == "kpis:import_preview":  # its creator's alone, the owner's
        done = {"get": OPEN, "head": OPEN, "post": 302}.get(method, WRONG)
        return {done} if reader == "owner" else {GONE, WRONG}
    if reader in EDITORS and for_viewer == FORBIDDEN:
        return {302, 409, 422} if method == "post" else {OPEN}
    return {for_viewer}


@pytest.mark.parametrize("reader", EDITORS)
@pytest.mark.parametrize("name", OWN)
def test_who_may_edit_reads_every_page(tenant, name, reader):
    path, _, writes = OWN[name]
    assert outcome(send(tenant.client(reader), "get", tenant.url(path))) == OPEN
    written = outcome(send(tenant.client(reader), "post", tenant.url(path)))
    assert written in ({WRONG} if writes == WRONG else {302, 422})


@pytest.mark.parametrize("name", OWN)
def test_in_the_middle_of_a_switch_only_the_current_account_is_there(tenant, name):
    """Checks that a member of two accounts reads and writes the current one alone."""
    path, _, writes = OWN[name]
    before = KpiEntry.objects.filter(account=tenant.account).count()
    page = MENU.sub("", answer_text(send(tenant.client("mid-switch"), "get", tenant.url(path))))
    assert SECRET not in page
    assert not FIGURE.search(page)
    written = outcome(send(tenant.client("mid-switch"), "post", tenant.url(path)))
    assert written in ({WRONG} if writes == WRONG else {302, 422})
    assert KpiEntry.objects.filter(account=tenant.account).count() == before


@pytest.mark.parametrize("name", OWN)
@pytest.mark.parametrize("method", ["get", "post", "put"])
def test_a_viewer_reads_and_changes_nothing(tenant, name, method):
    path, reads, writes = OWN[name]
    before = tenant.state()
    response = send(tenant.client("viewer"), method, tenant.url(path))
    assert outcome(response) == {"get": reads, "post": writes, "put": WRONG}[method]
    if outcome(response) == FORBIDDEN:
        assert "owner@secret.example" in answer_text(response)
    assert tenant.state() == before


@pytest.mark.parametrize("reader", OUTSIDERS)
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
