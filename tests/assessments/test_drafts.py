"""Tests drafts: copied from a version, with sections and statements moved and removed."""

import pytest

from assessments.models import Questionnaire, Section, Statement
from authoring.selectors.publish_issues import list_publish_issues
from authoring.services.drafts import (
    NotADraft,
    piece_remove,
    questionnaire_clone,
    section_move,
    statement_move,
)

pytestmark = pytest.mark.django_db


def keys(section: Section) -> list[str]:
    return list(section.statements.order_by("order").values_list("key", flat=True))


def rows_of(questionnaire: Questionnaire) -> list:
    """Returns all values of the questionnaire's rows except the ids."""
    found = [
        questionnaire.sections,
        questionnaire.stages,
        Statement.objects.filter(section__questionnaire=questionnaire),
    ]
    hidden = ("id", "questionnaire_id", "section_id")
    return [
        [{name: value for name, value in row.items() if name not in hidden} for row in rows.order_by("key").values()]
        for rows in found
    ]  # fmt: skip


def test_a_clone_is_a_draft_with_the_same_keys_and_texts(content, draft):
    assert (draft.version, draft.status) == (2, "draft")
    assert rows_of(draft) == rows_of(content)
    advice = {
        (row.section.key, row.stage.key): row.text_it
        for section in draft.sections.all()
        for row in section.advice.all()
    }
    assert len(advice) == 16
    assert all(
        row.stage.questionnaire_id == draft.pk
        for section in draft.sections.all()
        for row in section.advice.all()
    )
    assert list_publish_issues(draft) == []


def test_a_third_version_takes_the_next_number(content, draft):
    assert questionnaire_clone(questionnaire=content).version == 3


def test_statements_move_within_a_section_and_to_another(draft):
    first, second = draft.sections.order_by("order")[:2]
    start, following = keys(first), keys(second)
    statement_move(
        statement=Statement.objects.get(section=first, key=start[4]), section=first, position=1
    )
    assert keys(first) == [start[4], *start[:4]]
    statement_move(
        statement=Statement.objects.get(section=first, key=start[0]), section=second, position=2
    )
    assert keys(first) == [start[4], *start[1:4]]
    assert keys(second) == [following[0], start[0], *following[1:]]
    for section in (first, second):
        orders = list(section.statements.order_by("order").values_list("order", flat=True))
        assert orders == list(range(1, len(orders) + 1))


@pytest.mark.parametrize(("position", "expected"), [(1, 0), (3, 2), (99, 3), (0, 0)])
def test_sections_move(draft, position, expected):
    start = list(draft.sections.order_by("order").values_list("key", flat=True))
    section_move(section=draft.sections.get(key=start[1]), position=position)
    moved = list(draft.sections.order_by("order").values_list("key", flat=True))
    assert moved.index(start[1]) == expected
    assert [key for key in moved if key != start[1]] == [key for key in start if key != start[1]]


def test_removing_closes_the_gap_in_the_order(draft):
    section = draft.sections.order_by("order")[1]
    start = keys(section)
    piece_remove(piece=section.statements.get(key=start[1]))
    assert list(section.statements.order_by("order").values_list("key", "order")) == [
        (start[0], 1), (start[2], 2), (start[3], 3), (start[4], 4)
    ]  # fmt: skip
    piece_remove(piece=section)
    assert list(draft.sections.order_by("order").values_list("order", flat=True)) == [1, 2, 3]


def test_the_published_version_is_not_rebuilt(content):
    section = content.sections.first()
    for change in (
        lambda: section_move(section=section, position=2),
        lambda: statement_move(statement=section.statements.first(), section=section, position=2),
        lambda: piece_remove(piece=section.statements.first()),
        lambda: piece_remove(piece=content.stages.first()),
    ):
        with pytest.raises(NotADraft):
            change()


def test_a_statement_stays_in_its_version(content, draft):
    with pytest.raises(ValueError, match="stays in its version"):
        statement_move(
            statement=Statement.objects.filter(section__questionnaire=content).first(),
            section=draft.sections.first(),
            position=1,
        )
