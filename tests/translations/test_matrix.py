"""Tests the counts of translated texts in each language."""

import pytest

from assessments.models import Section, Statement
from tests.factories import client_of
from tests.factories.questionnaires import make_second_version
from tests.factories.staff import make_editor, make_staff
from translations.selectors.matrix import Cell

pytestmark = pytest.mark.django_db
URL = "/admin/translations/"


def matrix(client) -> dict[tuple[str, str], Cell]:
    context = client.get(URL).context
    rows = [*context["rows"], context["total"]]
    return {(row.group, cell.language): cell for row in rows for cell in row.cells}


def test_missing_and_stale_texts_are_counted(content):
    client = client_of(make_editor())
    assert {cell.percent for cell in matrix(client).values()} == {100}
    Statement.objects.filter(key__in=["upsell", "bottlenecks"]).update(text_it="")
    Statement.objects.filter(key="documentation").update(text_en="Something else.")
    cell = matrix(client)["statement-1", "it"]
    assert (cell.total, cell.missing, cell.stale) == (20, 2, 1)
    assert cell.percent == 85  # 17 of 20
    assert matrix(client)["statement-1", "fr"].stale == 1
    everything = matrix(client)["", "it"]
    assert (everything.missing, everything.stale) == (2, 1)
    assert everything.percent == 98  # of 261, 258 are there: never 100 while one is not


def test_each_cell_leads_to_its_texts(content):
    Section.objects.filter(key="revenue_growth").update(name_it="")
    client = client_of(make_editor())
    page = client.get(URL).content.decode()
    link = "/admin/translations/texts/?target=it&amp;group=section-1&amp;show=missing"
    assert page.count(link) == 1
    entries = client.get(link.replace("&amp;", "&")).context["entries"]
    assert [entry.key for entry in entries] == ["questionnaire/1/section/revenue_growth/name"]


def test_each_version_has_rows_of_its_own(content):
    make_second_version(content)
    groups = {group for group, _code in matrix(client_of(make_editor()))}
    assert {"statement-1", "statement-2", "advice-1", "advice-2", "kpi", "term"} <= groups


def test_messages_of_the_interface_are_counted_from_the_catalogues(content):
    cells = client_of(make_editor()).get(URL).context["messages_of_interface"]
    counted = {cell.language: cell for cell in cells}
    assert counted["en"].total == 0
    assert counted["it"].total > 500
    assert 0 <= counted["it"].percent <= 100


def test_staff_see_the_groups_that_they_may_see_in_the_admin(content):
    client = client_of(make_staff("kpis.view_kpi", "glossary.view_term"))
    assert {group for group, _code in matrix(client)} == {"kpi", "term", ""}


def test_the_matrix_costs_the_same_however_many_versions(content, django_assert_max_num_queries):
    make_second_version(content)
    client = client_of(make_editor())
    client.get(URL)
    with django_assert_max_num_queries(25):
        client.get(URL)
