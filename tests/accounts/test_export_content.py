"""Tests that an export is complete, holds nothing of another account, and opens everywhere."""

import csv
import io
import json
import re
import shutil
import subprocess
from base64 import b64decode
from datetime import date, datetime
from decimal import Decimal
from fnmatch import fnmatch
from uuid import UUID

import pytest
from django.utils.translation import override
from openpyxl import load_workbook

from accounts.exports.archive import list_all_files
from accounts.exports.columns import exported_columns
from accounts.exports.readme import render_readme
from accounts.models import Account, Role
from accounts.registry import ExportSubject, account_data, list_account_data
from assessments.models import Questionnaire
from assessments.selectors import account_results
from localization.languages import CODES
from tests import pseudo
from tests.accounts.exporting import export_of, read_export, text_of
from tests.factories import add_member, make_account, make_user
from tests.factories.account_data import make_full_account, make_png
from tests.journeys.test_pseudo_language import untranslated_words
from tests.module_rows import module_transaction
from tests.spreadsheets.libreoffice import needs_libreoffice, open_csv, open_workbooks

pytestmark = pytest.mark.django_db
OWN, OTHER = "zebrafink", "kolibri"
NAMES_IN_README = r"Pacific/Auckland|data/\w+\.json"
JQ = shutil.which("jq")


class Exported:
    """Holds an account and its export, beside another account with the same people."""

    def __init__(self) -> None:
        questionnaire = Questionnaire.objects.get(status=Questionnaire.Status.PUBLISHED)
        self.other = make_full_account(questionnaire, OTHER)
        self.account = make_full_account(questionnaire, OWN)
        for user in self.account.users.all():
            add_member(self.other, Role.VIEWER, user)
        self.files = read_export(export_of(self.account))


@pytest.fixture(scope="module")
def exported(django_db_setup, django_db_blocker) -> Exported:
    with module_transaction(django_db_blocker):
        yield Exported()


def rows_of(exported: Exported, data) -> dict:
    rows = json.loads(exported.files[f"data/{data.model._meta.model_name}.json"])
    key = data.model._meta.pk.attname
    return {row[key]: row for row in rows}


def from_json(value: object, stored: object) -> object:
    """Returns a value of the file as the column's type has it."""
    match stored:
        case datetime():
            return datetime.fromisoformat(value)
        case date():
            return date.fromisoformat(value)
        case Decimal() if isinstance(value, str):
            return Decimal(value)
        case UUID():
            return UUID(value)
        case bytes() | memoryview():
            return b64decode(value)
    return value


@pytest.mark.parametrize("data", list_account_data(), ids=lambda data: data.model.__name__)
def test_every_row_and_every_column_is_there(exported, data):
    stored = list(data.rows_of(exported.account.pk))
    assert stored, "make_full_account makes none"
    rows = rows_of(exported, data)
    assert set(rows) == {from_file(row.pk) for row in stored}
    for row in stored:
        if is_the_export_itself(row, exported):
            continue
        found = rows[from_file(row.pk)]
        for field in data.exported_fields:
            value = getattr(row, field.attname)
            value = bytes(value) if isinstance(value, memoryview) else value
            assert from_json(found[field.attname], value) == value, field
        assert not data.not_exported & found.keys()


def from_file(key: object) -> object:
    return str(key) if isinstance(key, UUID) else key


def is_the_export_itself(row, exported: Exported) -> bool:
    """Tells whether the row is that of the export, which is not ready while it is written."""
    return row._meta.model_name == "accountexport" and not row.file_name.startswith(OWN)


@pytest.mark.parametrize("data", list_account_data(), ids=lambda data: data.model.__name__)
def test_no_row_of_another_account_is_there(exported, data):
    others = {from_file(row.pk) for row in data.rows_of(exported.other.pk)}
    assert others
    assert not others & set(rows_of(exported, data))
    own = {from_file(row.pk) for row in data.rows_of(exported.account.pk)}
    assert set(rows_of(exported, data)) <= own


def test_no_text_of_another_account_is_there(exported):
    for path, content in exported.files.items():
        assert OTHER.encode() not in content, path
        assert OTHER not in text_of(path, content), path
        assert str(exported.other.pk) not in text_of(path, content), path


def test_its_own_texts_are_in_every_kind_of_file(exported):
    without = {
        path for path, content in exported.files.items() if OWN not in text_of(path, content)
    }
    # Texts of the product, rows that have no text of anybody's, and the picture in Base64.
    names = ("questionnaires", "result", "sectionresult", "logo")
    assert without == {f"data/{name}.json" for name in names}
    assert exported.files["logo.png"] == make_png(OWN)


def test_secrets_are_not_there(exported):
    for path, content in exported.files.items():
        assert b"token_hash" not in content, path
        assert b"pbkdf2" not in content, path
        assert b"guest_key" not in content, path


def test_keys_are_explained(exported):
    responses = json.loads(exported.files["data/response.json"])
    assert {row["statement__key"] for row in responses} >= {"client_onboarding", "upsell"}
    assessments = json.loads(exported.files["data/assessment.json"])
    assert {row["questionnaire__version"] for row in assessments} == {1}
    assert {row["started_by__email"] for row in assessments} == {f"member@{OWN}.example"}
    texts = json.loads(exported.files["data/questionnaires.json"])
    assert texts[0]["sections"][0]["statements"][0]["key"] == "client_onboarding"


def test_members_have_name_address_and_role(exported):
    members = json.loads(exported.files["data/membership.json"])
    found = {(row["user__email"], row["user__name"], row["role"]) for row in members}
    assert found == {
        (f"owner@{OWN}.example", f"Owner {OWN}", "owner"),
        (f"member@{OWN}.example", f"Member {OWN}", "editor"),
    }


def test_days_and_times_are_those_of_the_accounts_zone(exported):
    row = json.loads(exported.files["data/account.json"])[0]
    assert row["created_at"].endswith(("+12:00", "+13:00"))


def test_former_members_are_named_and_our_staff_are_not(content):
    account, staff, former = make_account(), make_user(is_staff=True), make_user("f@example.com")
    for actor, role in ((staff, "support"), (former, "member")):
        account.activities.create(kind="support_looked", actor_type=role, actor=actor)
    rows = json.loads(read_export(export_of(account))["data/activity.json"])
    found = [(row["actor_type"], row["actor__email"]) for row in rows if "looked" in row["kind"]]
    assert found == [("support", None), ("member", "f@example.com")]


def test_the_last_batch_is_read_too(exported, monkeypatch):
    monkeypatch.setattr(account_data, "ROWS_READ_AT_ONCE", 3)
    monkeypatch.setattr(account_results, "BATCH", 1)
    files = read_export(export_of(exported.account))
    for path in ("data/response.json", "data/membership.json", "csv/assessments.csv"):
        assert files[path] == exported.files[path], path
    assert files.keys() == exported.files.keys()


def test_reports_of_one_day_have_names_of_their_own(exported):
    reports = sorted(path for path in exported.files if path.endswith(".pdf"))
    day = reports[0].removeprefix("pdf/report-").removesuffix(".pdf")[:10]
    assert reports == sorted([f"pdf/report-{day}.pdf", f"pdf/report-{day}-2.pdf"])


@pytest.mark.parametrize("language", CODES)
def test_the_readme_explains_every_file_and_every_column(exported, language):
    subject = ExportSubject(exported.account, language, None)
    with override(language):
        kinds = list_all_files(subject)
        readme = render_readme(subject, kinds)
        for kind in kinds:
            written = [path for path, _write in kind.files]
            assert len(written) == kind.count
            assert kind.path in readme
            assert all(fnmatch(path, kind.path) for path in written)
            assert kind.description in readme
    for data in list_account_data():
        for name, label in exported_columns(data, language).items():
            assert name in readme, (data.model, name)
            assert label


def test_the_readme_is_translated_as_a_whole(exported, monkeypatch):
    pseudo.install(monkeypatch, "es")
    subject = ExportSubject(exported.account, "es", None)
    with override("es"):
        kinds = list_all_files(subject)
        names = {
            *(name for data in list_account_data() for name in exported_columns(data, "es")),
            *(kind.path for kind in kinds),
        }
        readme = render_readme(subject, kinds)
    for name in sorted([*names, exported.account.name], key=len, reverse=True):
        readme = readme.replace(name, "")
    assert untranslated_words([re.sub(NAMES_IN_README, " ", readme)]) == set()


@pytest.mark.parametrize("data", list_account_data(), ids=lambda data: data.model.__name__)
def test_every_column_has_a_name_in_words(content, data):
    """Fails for a column that Django names after its Python name, which nobody translates."""
    labels = data.labels("en") if data.labels else {}
    unnamed = {
        field.name
        for field in data.exported_fields
        if not field._verbose_name and not field.primary_key and not labels.get(field.name)
    }
    assert unnamed == set()


def test_no_cell_is_a_formula(exported):
    cells = 0
    for path, content in exported.files.items():
        if path.endswith(".xlsx"):
            for sheet in load_workbook(io.BytesIO(content)):
                for row in sheet.iter_rows():
                    assert all(cell.data_type != "f" for cell in row), path
                    cells += len(row)
        if path.endswith(".csv"):
            for line in csv.reader(io.StringIO(content.decode("utf-8-sig"))):
                assert not any(cell.startswith(("=", "+", "-", "@")) for cell in line), path
                cells += len(line)
    assert cells > 500


@pytest.mark.skipif(JQ is None, reason="no jq is installed")
def test_jq_reads_every_json_file(exported):
    for path, content in exported.files.items():
        if path.endswith(".json"):
            done = subprocess.run(
                [JQ, "--exit-status", "length"], input=content, capture_output=True, check=False
            )
            assert done.returncode == 0, (path, done.stderr)
            assert int(done.stdout) == len(json.loads(content)), path


@needs_libreoffice
@pytest.mark.xdist_group("libreoffice")
def test_libreoffice_opens_every_table(exported, tmp_path):
    paths = {"csv": [], "xlsx": []}
    for path, content in exported.files.items():
        if (kind := path.rpartition(".")[2]) in paths:
            file = tmp_path / f"{kind}-{path.rpartition('/')[2]}"
            file.write_bytes(content)
            paths[kind].append(file)
    sheets = open_csv(paths["csv"], "en", tmp_path / "profile")
    for book in open_workbooks(paths["xlsx"], tmp_path / "profile"):
        sheets += book.values()
    assert (
        len(sheets) == 8
    )  # assessments, KPIs, members, activity; summary, results, answers and KPIs
    assert all(len(rows) > 1 for rows in sheets)


def test_an_account_without_data_can_be_exported(content):
    account = make_account()
    files = read_export(export_of(account))
    assert json.loads(files["data/response.json"]) == []
    assert not [path for path in files if path.endswith((".pdf", ".png"))]
    assert Account.objects.filter(pk=account.pk).exists()
