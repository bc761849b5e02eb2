"""Tests the history of content: each save is recorded in every language and can be reverted."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from assessments.models import Questionnaire, Section, Statement
from content.registry import content_models
from glossary.models import Term
from kpis.models import Benchmark, Kpi
from localization.columns import column_name
from localization.languages import CODES
from tests.assessments.test_admin import form_of, url
from tests.factories import client_of

pytestmark = pytest.mark.django_db
CONTENT = [content_model.model for content_model in content_models()]


@pytest.fixture
def staff(content) -> Client:
    return client_of(User.objects.create_superuser("staff@example.com", "x"))


def history_url(row) -> str:
    return url(row).replace("/change/", "/history/")


def put_back_url(row, entry) -> str:
    opts = row._meta
    name = f"admin:{opts.app_label}_{opts.model_name}_put_back"
    return reverse(name, args=[row.pk, entry.history_id])


@pytest.mark.parametrize("model", CONTENT)
def test_all_content_has_a_history_with_a_column_for_each_language(content, model):
    texts = {field.name for field in model._meta.fields if hasattr(field, "translated_field")}
    columns = {field.name for field in model.history.model._meta.fields}
    assert texts <= columns
    first = model.objects.first().history.last()
    assert (first.history_type, first.history_user) == ("+", None)  # loaded, by nobody


def test_an_edit_is_recorded_with_its_editor_and_shown_word_by_word(staff):
    statement = Statement.objects.get(key="upsell")
    before = statement.text_it
    data = form_of(staff.get(url(statement))) | {"text_it": before + " <i>subito</i>"}
    data["what_changed"] = "wording"
    assert staff.post(url(statement), data).status_code == 302
    assert str(statement.history.first().history_user) == "staff@example.com"
    page = staff.get(history_url(statement)).content.decode()
    assert "staff@example.com" in page
    assert "<ins> &lt;i&gt;subito&lt;/i&gt;</ins>" in page
    assert "<i>subito</i>" not in page
    assert "Italiano" in page
    assert "Français" not in page.split("edit-entry")[1]  # only what changed


def test_an_earlier_wording_comes_back_as_a_new_entry(staff):
    statement = Statement.objects.get(key="upsell")
    first, old = statement.history.get(), statement.text_es
    statement.text_es = "Otra cosa"
    statement.save()
    address = put_back_url(statement, first)
    page = staff.get(address)
    assert old in page.content.decode().replace("<ins>", "").replace("</ins>", "")
    statement.refresh_from_db()
    assert statement.text_es == "Otra cosa"  # asking changes nothing
    assert staff.post(address, {"latest": page.context["latest"]}).status_code == 302
    statement.refresh_from_db()
    assert statement.text_es == old
    assert statement.history.count() == 3
    assert str(statement.history.first().history_user) == "staff@example.com"
    assert "An earlier wording restored" in staff.get(history_url(statement)).content.decode()


def test_what_changed_in_between_is_shown_before_a_wording_goes_back(staff):
    term = Term.objects.get(key="psa")
    first = term.history.get()
    term.explanation_en = "Second"
    term.save()
    address = put_back_url(term, first)
    seen = staff.get(address).context["latest"]
    term.explanation_en = "Third"
    term.save()
    page = staff.post(address, {"latest": seen})
    assert page.status_code == 200
    assert "Third" in page.content.decode()
    term.refresh_from_db()
    assert term.explanation_en == "Third"


def test_keys_and_structure_never_go_back(staff):
    draft = Questionnaire.objects.create(version=9)
    section = Section.objects.create(
        questionnaire=draft, key="first_key", order=1, name_en="Old", short_name_en="old"
    )
    first = section.history.get()
    section.key, section.order, section.name_en = "second_key", 2, "New"
    section.save()
    address = put_back_url(section, first)
    staff.post(address, {"latest": staff.get(address).context["latest"]})
    section.refresh_from_db()
    assert (section.key, section.order, section.name_en) == ("second_key", 2, "Old")


def test_a_language_that_was_empty_then_keeps_its_text(staff):
    statement = Statement.objects.get(key="upsell")
    Statement.objects.filter(pk=statement.pk).update(text_fr="")
    statement.refresh_from_db()
    statement.text_en = "Then"
    statement.save()
    without = statement.history.first()
    statement.text_en, statement.text_fr = "Now", "Maintenant"
    statement.save()
    address = put_back_url(statement, without)
    staff.post(address, {"latest": staff.get(address).context["latest"]})
    statement.refresh_from_db()
    assert (statement.text_en, statement.text_fr) == ("Then", "Maintenant")


def test_bounds_go_back_where_they_still_make_sense(staff):
    bounds = Benchmark.objects.get(kpi="csat")
    first, target = bounds.history.get(), bounds.on_target
    bounds.on_target, bounds.warning = 40, 30
    bounds.save()
    address = put_back_url(bounds, first)
    staff.post(address, {"latest": staff.get(address).context["latest"]})
    bounds.refresh_from_db()
    assert bounds.on_target == target


def test_a_questionnaires_states_are_on_record_and_have_no_way_back(staff, content):
    page = staff.get(history_url(content)).content.decode()
    assert "Published" in page
    assert "put-back" not in page
    assert staff.get(put_back_url(content, content.history.last())).status_code == 403


def test_what_was_deleted_from_a_draft_is_found_from_its_questionnaire(staff):
    draft = Questionnaire.objects.create(version=9)
    section = Section.objects.create(
        questionnaire=draft, key="gone_now", order=1, name_en="Gone", short_name_en="gone"
    )
    address = history_url(section)
    section.delete()
    page = staff.get(history_url(draft)).content.decode()
    assert f'<a href="{address}">gone_now</a> (deleted)' in " ".join(page.split())
    page = staff.get(address).content.decode()
    assert "Deleted" in page
    assert "Gone" in page
    assert "put-back" not in page


def test_another_objects_history_is_not_shown(staff):
    statement, other = Statement.objects.get(key="upsell"), Statement.objects.get(key="tool_usage")
    other.text_en = "Of the other one"
    other.save()
    assert "Of the other one" not in staff.get(history_url(statement)).content.decode()
    assert staff.get(put_back_url(statement, other.history.first())).status_code == 404


def test_an_unknown_object_is_not_found(staff, content):
    for pk in ("999999", "x"):
        assert staff.get(f"/admin/assessments/statement/{pk}/history/").status_code == 404


def test_a_long_history_costs_no_more_queries(staff, django_assert_num_queries):
    statement = Statement.objects.get(key="upsell")
    counts = []
    staff.get(history_url(statement))  # the languages on offer are known from here on
    for saves in (1, 50):
        for number in range(saves):
            statement.text_en = f"Wording {saves} {number}"
            statement._history_user = User.objects.create_user(f"e{saves}.{number}@example.com")
            statement.save()
        with django_assert_num_queries(8, exact=False) as counted:
            assert staff.get(history_url(statement)).status_code == 200
        counts.append(len(counted))
    assert counts[0] == counts[1]
    last = staff.get(history_url(statement) + "?p=3").content.decode()
    assert "e1.0@example.com" in last


@pytest.mark.parametrize("code", CODES)
def test_each_language_is_on_record(staff, code):
    kpi = Kpi.objects.get(key="csat")
    setattr(kpi, column_name("name", code), "Neu")
    kpi.save()
    assert getattr(kpi.history.first(), column_name("name", code)) == "Neu"
    assert getattr(kpi.history.last(), column_name("name", code)) != "Neu"
