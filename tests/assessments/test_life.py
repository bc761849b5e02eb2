"""The life of a questionnaire: cloned, rebuilt as a draft, held against the published one, refused, published."""

import re
from html import unescape

import pytest
from django.test import Client
from django.utils import translation

from accounts.models import User
from assessments.models import Assessment, Questionnaire, Response, Section, Stage, Statement
from authoring.selectors.version_diff import difference
from authoring.services.drafts import (
    NotADraft,
    piece_remove,
    questionnaire_clone,
    section_move,
    statement_move,
)
from authoring.services.publishing import InvalidContent, content_gaps, questionnaire_publish
from tests.assessments.test_admin import form_of, url
from tests.factories import WORKED_EXAMPLE, client_of, make_assessment, make_completed
from tests.factories.questionnaires import make_second_version

pytestmark = pytest.mark.django_db
ADMIN = "/admin/assessments/questionnaire"


@pytest.fixture
def staff(content) -> Client:
    return client_of(User.objects.create_superuser("staff@example.com", "x"))


@pytest.fixture
def draft(content) -> Questionnaire:
    return questionnaire_clone(questionnaire=content)


def keys(section: Section) -> list[str]:
    return list(section.statements.order_by("order").values_list("key", flat=True))


def rows_of(questionnaire: Questionnaire) -> list:
    """Everything but the ids."""
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
    assert content_gaps(draft) == []


def test_a_third_version_takes_the_next_number(content, draft):
    assert questionnaire_clone(questionnaire=content).version == 3


def test_statements_move_within_a_section_and_to_another(draft):
    first, second = draft.sections.order_by("order")[:2]
    start, following = keys(first), keys(second)
    statement_move(
        statement=Statement.objects.get(section=first, key=start[4]), section=first, place=1
    )
    assert keys(first) == [start[4], *start[:4]]
    statement_move(
        statement=Statement.objects.get(section=first, key=start[0]), section=second, place=2
    )
    assert keys(first) == [start[4], *start[1:4]]
    assert keys(second) == [following[0], start[0], *following[1:]]
    for section in (first, second):
        orders = list(section.statements.order_by("order").values_list("order", flat=True))
        assert orders == list(range(1, len(orders) + 1))


@pytest.mark.parametrize(("place", "expected"), [(1, 0), (3, 2), (99, 3), (0, 0)])
def test_sections_move(draft, place, expected):
    start = list(draft.sections.order_by("order").values_list("key", flat=True))
    section_move(section=draft.sections.get(key=start[1]), place=place)
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
        lambda: section_move(section=section, place=2),
        lambda: statement_move(statement=section.statements.first(), section=section, place=2),
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
            place=1,
        )


# What publishing asks for


def spoil_text(draft):
    Statement.objects.filter(section__questionnaire=draft, key="upsell").update(text_es="")


def spoil_advice(draft):
    draft.sections.get(key="revenue_growth").advice.get(stage__key="stable").delete()


def spoil_bound(draft):
    draft.stages.filter(key="reactive").update(lower_bound="1.5")


def spoil_section(draft):
    draft.sections.get(key="revenue_growth").statements.all().delete()


def spoil_stages(draft):
    draft.stages.all().delete()


def spoil_key_twice(draft):
    Statement.objects.filter(section__questionnaire=draft, key="upsell").update(key="tool_usage")


def spoil_key_changed(draft):
    Statement.objects.filter(section__questionnaire=draft, key="upsell").update(key="upselling")


def spoil_term(draft):
    Statement.objects.filter(section__questionnaire=draft, key="upsell").update(
        text_fr="Nous suivons notre XDR."
    )


@pytest.mark.parametrize(
    ("spoil", "complaint", "address"),
    [
        (spoil_text, "statement upsell: the text is missing in Español", "#id_text_es"),
        (spoil_advice, "Section revenue_growth: the advice for stage stable is missing", "stageadvice/add/?section="),
        (spoil_bound, "Stage reactive: the lowest stage has to start at 1", "#id_lower_bound"),
        (spoil_section, "Section revenue_growth: it has no statements", "statement/add/?section="),
        (spoil_stages, "There is no stage", "stage/add/?questionnaire="),
        (spoil_key_twice, "Statement tool_usage: its key stands twice", "#id_key"),
        (spoil_key_changed, "upselling: it says the same as upsell in an earlier version", "#id_key"),
        (spoil_term, "statement upsell: the glossary does not explain XDR (Français)", "#id_text_fr"),
    ],
    ids=lambda value: value.__name__ if callable(value) else None,
)  # fmt: skip
def test_publishing_is_refused_with_a_link_to_what_is_missing(
    staff, content, draft, spoil, complaint, address
):
    spoil(draft)
    with translation.override("en"), pytest.raises(InvalidContent, match=complaint.split("(")[0]):
        questionnaire_publish(questionnaire=draft)
    response = staff.post(f"{ADMIN}/{draft.pk}/publish/")
    assert response.status_code == 200
    with translation.override("en"):
        gaps = {str(gap.said): where for gap, where in response.context["gaps"]}
    (said,) = [said for said in gaps if complaint in said]
    assert address in gaps[said]
    opened = staff.get(gaps[said])
    assert opened.status_code == 200
    if "#" in address:
        assert f'id="{address[1:]}"' in opened.content.decode()
    assert Questionnaire.objects.get(status="published") == content


def test_publishing_archives_the_one_before_and_those_who_began_finish_on_it(staff, content, draft):
    begun = make_assessment(content, WORKED_EXAMPLE[:3])
    page = staff.get(f"{ADMIN}/{draft.pk}/publish/").content.decode()
    assert "1 assessment in progress finishes on it" in page
    assert staff.post(f"{ADMIN}/{draft.pk}/publish/").status_code == 302
    assert dict(Questionnaire.objects.values_list("version", "status")) == {
        1: "archived",
        2: "published",
    }
    begun.refresh_from_db()
    assert begun.questionnaire == content
    assert staff.post(f"{ADMIN}/{draft.pk}/publish/").status_code == 200  # not twice
    assert Questionnaire.objects.get(version=2).archived_at is None


def test_a_draft_without_publishing_is_no_mans_business(staff, draft):
    assert Client().get("/en/").context["content"].id != draft.pk


# The difference


def test_a_clone_differs_in_nothing(content, draft):
    assert difference(content, draft) == []


def test_the_difference_names_what_came_went_moved_and_was_reworded(content, draft):
    section = draft.sections.order_by("order")[0]
    start = keys(section)
    Statement.objects.create(
        section=section, key="new_one", order=99, text_en="New", text_it="Nuovo"
    )
    piece_remove(piece=section.statements.get(key=start[2]))
    Statement.objects.filter(section=section, key=start[1]).update(text_it="Un altro testo")
    statement_move(statement=section.statements.get(key=start[4]), section=section, place=1)
    draft.stages.filter(key="stable").update(lower_bound="2.5")
    groups = {group.name: group.pieces for group in difference(content, draft)}
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
    (group,) = difference(content, draft)
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


# Wording or meaning


def edit(staff, row, **values):
    return staff.post(url(row), form_of(staff.get(url(row))) | values)


def test_an_edit_of_what_is_published_says_what_it_changes(staff, content):
    statement = Statement.objects.get(key="upsell")
    refused = edit(staff, statement, text_it="Nuovo")
    assert refused.status_code == 200
    assert "what_changed" in refused.context["adminform"].form.errors
    assert "Nuovo" in refused.content.decode()  # nothing typed is lost
    assert edit(staff, statement, text_it="Nuovo", what_changed="wording").status_code == 302
    statement.refresh_from_db()
    assert (statement.key, statement.text_it) == ("upsell", "Nuovo")


def test_another_meaning_is_refused_outside_a_draft(staff, content):
    statement = Statement.objects.get(key="upsell")
    refused = edit(staff, statement, text_en="Different", what_changed="meaning")
    assert "new key in a draft" in str(refused.context["adminform"].form.errors["what_changed"])
    statement.refresh_from_db()
    assert statement.text_en != "Different"


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"text_en": "Different", "what_changed": "meaning"}, "key"),  # needs another key
        ({"text_en": "Different", "what_changed": "wording", "key": "other"}, "key"),
        ({"key": "other"}, "key"),
        ({"text_en": "Different", "what_changed": "meaning", "key": "tool_usage"}, "key"),
        ({"text_en": "Different"}, "what_changed"),
        ({"text_en": "Different", "what_changed": "both"}, "what_changed"),
    ],
)
def test_in_a_draft_the_key_goes_with_the_meaning(staff, draft, values, field):
    statement = Statement.objects.get(section__questionnaire=draft, key="upsell")
    refused = edit(staff, statement, **values)
    assert refused.status_code == 200
    assert list(refused.context["adminform"].form.errors) == [field]


def test_another_meaning_takes_its_new_key_in_a_draft(staff, content, draft):
    statement = Statement.objects.get(section__questionnaire=draft, key="upsell")
    texts = {f"text_{code}": f"Different {code}" for code in ("en", "it", "fr", "es")}
    edit(staff, statement, what_changed="meaning", key="cross_sell", **texts)
    statement.refresh_from_db()
    assert (statement.key, statement.text_en) == ("cross_sell", "Different en")
    assert Statement.objects.filter(section__questionnaire=content, key="upsell").exists()
    assert content_gaps(draft) == []


def test_what_is_new_in_a_draft_is_edited_without_being_asked(staff, draft):
    section = draft.sections.first()
    data = {"section": section.pk, "key": "brand_new", "text_en": "New"}
    response = staff.post("/admin/assessments/statement/add/", data)
    assert response.status_code == 302
    assert response["Location"] == f"{ADMIN}/{draft.pk}/structure/"
    statement = section.statements.get(key="brand_new")
    assert statement.order == 6
    assert edit(staff, statement, text_en="Newer").status_code == 302


# The page of the structure


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
def test_moves_of_nothing_are_not_found(staff, draft, data):
    assert structure(staff, draft, **data).status_code == 404


def test_nonsense_places_leave_it_where_it_is(staff, draft):
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


def test_new_version_is_asked_first(staff, content):
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


# The preview


@pytest.mark.parametrize("language", ["en", "it", "fr", "es"])
def test_a_draft_is_previewed_in_every_language_and_stores_nothing(staff, draft, language):
    Statement.objects.filter(section__questionnaire=draft, key="documentation").update(
        **{f"text_{language}": f"Only in the draft, {language}"}
    )
    before = [model.objects.count() for model in (Assessment, Response, Questionnaire)]
    page = staff.get(f"{ADMIN}/{draft.pk}/preview/{language}/", follow=True)
    html = page.content.decode()
    assert f"Only in the draft, {language}" in html
    assert f'<html lang="{language}"' in html
    path = page.request["PATH_INFO"]
    for data in (
        {"to": "next", "documentation": "4"},
        {"to": "back"},
        {"to": "review"},
        {"language": "x"},
    ):
        assert staff.post(path, data).status_code == 302
    for rest in ("review/", *(f"result/{stage.key}/" for stage in draft.stages.all())):
        shown = staff.get(f"{ADMIN}/{draft.pk}/preview/{language}/{rest}")
        assert shown.status_code == 200
        assert f'<html lang="{language}"' in shown.content.decode()
    assert [model.objects.count() for model in (Assessment, Response, Questionnaire)] == before


def test_the_previewed_result_has_the_advice_of_the_stage(staff, content):
    for stage in content.stages.all():
        page = staff.get(f"{ADMIN}/{content.pk}/preview/fr/result/{stage.key}/")
        (title,) = re.findall("<title>([^<]*)", page.content.decode())
        assert stage.name_fr in title
        advice = content.sections.get(key="revenue_growth").advice.get(stage=stage)
        assert advice.text_fr in unescape(re.sub("<[^>]+>", "", page.content.decode()))


@pytest.mark.parametrize("rest", ["xx/", "fr/sections/nothing/", "fr/result/nothing/"])
def test_previews_of_nothing_are_not_found(staff, content, rest):
    assert staff.get(f"{ADMIN}/{content.pk}/preview/{rest}").status_code == 404


def test_a_version_without_anything_is_previewed_as_its_structure(staff, content):
    empty = Questionnaire.objects.create(version=7)
    response = staff.get(f"{ADMIN}/{empty.pk}/preview/en/")
    assert response["Location"] == f"{ADMIN}/{empty.pk}/structure/"
    assert staff.get(response["Location"]).status_code == 200
    assert staff.get(f"{ADMIN}/{empty.pk}/preview/en/review/").status_code == 404
    with translation.override("en"):
        gaps = {str(gap.said) for gap in content_gaps(empty)}
    assert gaps == {"There is no section.", "There is no stage."}


def test_results_stay_while_versions_come_and_go(staff, content):
    done = make_completed(content)
    before = staff.get(f"{ADMIN}/{content.pk}/structure/").status_code
    assert before == 200
    second = make_second_version(content)
    third = questionnaire_clone(questionnaire=second)
    questionnaire_publish(questionnaire=third)
    done.refresh_from_db()
    assert done.result.questionnaire_version == 1
    assert Stage.objects.filter(questionnaire=content).count() == 4
