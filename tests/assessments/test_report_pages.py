"""Tests the pages of a report: what its cover has, and where its tables break."""

import io
import re

import pypdf
import pytest
import typst

from assessments.services.assessment import assessment_complete, assessment_save
from tests.assessments.test_reports import get, text_of
from tests.factories import (
    BEFORE,
    WORKED_EXAMPLE,
    make_account,
    make_assessment,
    make_completed,
    make_user,
    statements,
)

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("reports")]


@pytest.fixture
def owner(content):
    return make_user()


def test_the_cover_has_sections_and_trend_up_to_its_result_and_tables_put_before_first(
    content, owner
):
    account = make_account(owner)
    days = ("2026-01-08", "2026-04-09", "2026-07-09")
    first, second, _third = [
        make_completed(content, values, account=account, assessed_on=day)
        for values, day in zip(([2] * 20, BEFORE, WORKED_EXAMPLE), days, strict=True)
    ]
    pages = pypdf.PdfReader(io.BytesIO(get(owner, f"{second.pk}/result.pdf", "en").content)).pages
    cover = " ".join(pages[0].extract_text().split())
    assert re.search(r"3\.35\s*out of 5", cover)
    assert "Calculation Before Now" in cover
    assert "20 ÷ 5 2.0 4.0" in cover
    trend = cover.split("Overall score over time")[1]
    assert "Q1 2026" in trend
    assert "3.55" not in trend  # which came later
    assert "Overall score over time" not in text_of(get(owner, f"{first.pk}/result.pdf", "en"))


def test_a_short_table_stays_whole_and_a_long_one_repeats_its_head(content, owner):
    account = make_account(owner)
    heads = []
    for length in (0, 100, 500):  # moves the tables over the page
        noted = make_assessment(content, WORKED_EXAMPLE, account=account)
        notes = {row.id: "word " * (length // 5) for row in statements(content)[:5]}
        assessment_save(assessment=noted, values={}, notes=notes if length else {})
        assessment_complete(assessment_id=noted.pk, language="en")
        text = text_of(get(owner, f"{noted.pk}/result.pdf", "en"))
        heads.append(text.count("Statement Answer 1 to 5"))
    assert heads == [4, 4, 5]  # the last one has a table longer than 10 cm


def test_the_compiler_cannot_name_a_row_by_its_first_cell_yet():
    """Fails once it can: the first cell of each row shall then be its header (decision 0204)."""
    source = b'#table(columns: 2, pdf.header-cell(scope: "row")[Name], [1])'
    with pytest.raises(typst.TypstError, match="header-cell"):
        typst.Compiler(input=source).compile(format="pdf")
