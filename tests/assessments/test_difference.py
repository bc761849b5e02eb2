"""Tests the list of differences between a draft and the published version."""

import pytest

from assessments.models import Section, Statement
from authoring.selectors.version_diff import compare_versions
from authoring.services.drafts import (
    piece_remove,
    statement_move,
)

pytestmark = pytest.mark.django_db
ADMIN = "/admin/assessments/questionnaire"


def keys(section: Section) -> list[str]:
    return list(section.statements.order_by("order").values_list("key", flat=True))


def test_a_clone_differs_in_nothing(content, draft):
    assert compare_versions(content, draft) == []


def test_the_difference_names_what_came_went_moved_and_was_reworded(content, draft):
    section = draft.sections.order_by("order")[0]
    start = keys(section)
    Statement.objects.create(
        section=section, key="new_one", order=99, text_en="New", text_it="Nuovo"
    )
    piece_remove(piece=section.statements.get(key=start[2]))
    Statement.objects.filter(section=section, key=start[1]).update(text_it="Un altro testo")
    statement_move(statement=section.statements.get(key=start[4]), section=section, position=1)
    draft.stages.filter(key="stable").update(lower_bound="2.5")
    groups = {group.name: group.pieces for group in compare_versions(content, draft)}
    assert set(groups) == {"statements", "stages"}
    found = {piece.row.key: piece for piece in groups["statements"]}
    assert {key: piece.kind.value for key, piece in found.items()} == {
        start[4]: "moved",
        start[1]: "changed",
        "new_one": "added",
        start[2]: "removed",
    }
    (wording,) = found[start[1]].changes
    assert (wording.language, wording.new) == ("it", "Un altro testo")
    (bound,) = groups["stages"][0].changes
    assert (bound.old, bound.new) == ("2.00", "2.50")


def test_a_statement_that_only_gave_way_has_not_moved(content, draft):
    section = draft.sections.order_by("order")[0]
    piece_remove(piece=section.statements.order_by("order")[0])
    (group,) = compare_versions(content, draft)
    assert [piece.kind for piece in group.pieces] == ["removed"]


def test_the_page_of_the_difference_shows_markup_as_text(staff, content, draft):
    Statement.objects.filter(section__questionnaire=draft, key="upsell").update(
        text_it="<script>alert(1)</script> nuovo"
    )
    page = staff.get(f"{ADMIN}/{draft.pk}/difference/").content.decode()
    assert "<script>alert" not in page
    assert "alert" in page
    assert "<del>" in page
    assert "<ins>" in page
