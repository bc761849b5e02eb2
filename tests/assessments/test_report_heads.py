"""Tests that no word in the heading or table head of a report is broken, in any language."""

import io

import pypdf
import pytest

from assessments.exports.report import Report
from localization.languages import CODES
from tests.factories import BEFORE, client_of, make_account, make_completed, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("reports")]


@pytest.mark.parametrize("language", CODES)
def test_no_word_of_a_head_is_broken(content, monkeypatch, language):
    heads, table, heading = set(), Report.table, Report.heading_block

    def remember_table(report, columns, rows):
        heads.update(name for name, _width, _side in columns)
        table(report, columns, rows)

    def remember_heading(report, text, level=2):
        heads.add(str(text))
        heading(report, text, level)

    monkeypatch.setattr(Report, "table", remember_table)
    monkeypatch.setattr(Report, "heading_block", remember_heading)
    account = make_account(make_user())
    make_completed(content, BEFORE, account=account)
    done = make_completed(content, account=account)
    client = client_of(account.users.get())
    for path in (f"{done.pk}/result.pdf", "compare.pdf"):
        response = client.get(f"/en/assessments/{path}?language={language}")
        pages = pypdf.PdfReader(io.BytesIO(response.content)).pages
        words = {word for page in pages for word in page.extract_text().split()}
        assert {word for name in heads for word in name.split()} - words == set()
        heads.clear()
