"""Tests the admin's page of a draft's structure."""

import pytest

from assessments.models import Questionnaire, Section, Statement
from tests.assessments.test_admin import url

pytestmark = pytest.mark.django_db
ADMIN = "/admin/assessments/questionnaire"


def keys(section: Section) -> list[str]:
    return list(section.statements.order_by("order").values_list("key", flat=True))


def structure(staff, draft, **data):
    return staff.post(f"{ADMIN}/{draft.pk}/structure/", data)


def test_buttons_move_across_the_ends_of_sections(staff, draft):
    first, second = draft.sections.order_by("order")[:2]
    last = first.statements.order_by("order").last()
    response = structure(staff, draft, move=f"statement-{last.pk}:down")
    assert response["Location"].endswith(f"?moved=statement-{last.pk}:down")
    assert keys(second)[0] == last.key
    assert " autofocus" in staff.get(response["Location"]).content.decode()
    structure(staff, draft, move=f"statement-{last.pk}:up")
    assert keys(first)[-1] == last.key
    structure(staff, draft, move=f"section-{second.pk}:up")
    assert draft.sections.order_by("order")[0] == second


def test_dragging_says_section_and_place(staff, draft):
    first, second = draft.sections.order_by("order")[:2]
    statement = first.statements.order_by("order")[0]
    structure(
        staff, draft, piece=f"statement-{statement.pk}", section=second.pk, place="3", move=""
    )
    assert keys(second)[2] == statement.key


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"move": "statement-x:up"},
        {"move": "stage-1:up"},
        {"move": "section-1:sideways\r\nX: y"},
        {"move": "statement-999999:up"},
        {"piece": "statement-99999999999999999999", "place": "1"},
    ],
)
def test_moving_unknown_rows_is_not_found(staff, draft, data):
    assert structure(staff, draft, **data).status_code == 404


def test_invalid_positions_move_nothing(staff, draft):
    section = draft.sections.order_by("order")[0]
    start = keys(section)
    statement = section.statements.get(key=start[2])
    for place in ("", "-1", "abc", "9" * 30, "٣"):
        structure(staff, draft, piece=f"statement-{statement.pk}", section=section.pk, place=place)
    assert keys(section) == start


def test_another_versions_pieces_are_not_moved_through_a_draft(staff, content, draft):
    statement = Statement.objects.filter(section__questionnaire=content).first()
    assert structure(staff, draft, move=f"statement-{statement.pk}:down").status_code == 404
    assert structure(staff, content, move=f"statement-{statement.pk}:down").status_code == 403


def test_a_new_version_must_be_confirmed(staff, content):
    assert staff.get(f"{ADMIN}/{content.pk}/new-version/").status_code == 200
    assert Questionnaire.objects.count() == 1
    response = staff.post(f"{ADMIN}/{content.pk}/new-version/")
    draft = Questionnaire.objects.get(version=2)
    assert response["Location"] == f"{ADMIN}/{draft.pk}/structure/"


def test_removing_in_the_admin_goes_by_the_rules(staff, draft):
    statement = draft.sections.order_by("order")[0].statements.order_by("order")[0]
    assert (
        staff.post(url(statement).replace("change", "delete"), {"post": "yes"}).status_code == 302
    )
    assert statement.section.statements.order_by("order")[0].order == 1
