"""Tests that staff can edit wording at any time, but structure only in drafts."""

import pytest
from django.test import Client

from accounts.models import User
from assessments.models import Questionnaire, Section, Stage, StageAdvice, Statement
from glossary.models import Term
from tests.factories import client_of, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(content) -> Client:
    return client_of(User.objects.create_superuser("staff@example.com", "x"))


def form_of(response) -> dict:
    """Returns the fields that the browser would send back unchanged."""
    form = response.context["adminform"].form
    data = {form.add_prefix(name): form[name].value() for name in form.fields}
    for inline in response.context["inline_admin_formsets"]:
        formset = inline.formset
        for one in [formset.management_form, *formset.initial_forms]:
            data |= {one.add_prefix(name): one[name].value() for name in one.fields}
    return {name: "" if value is None else value for name, value in data.items()}


def url(row=None, model=None) -> str:
    model = model or type(row)
    base = f"/admin/{model._meta.app_label}/{model._meta.model_name}/"
    return f"{base}{row.pk}/change/" if row else base


@pytest.mark.parametrize("model", [Questionnaire, Section, Statement, Stage, StageAdvice, Term])
def test_every_list_and_row_opens(staff, model):
    assert staff.get(url(model=model)).status_code == 200
    assert staff.get(url(model.objects.first())).status_code == 200
    assert staff.get(url(model=model) + "add/").status_code == 200


def test_wording_is_corrected_and_structure_stays(staff):
    statement = Statement.objects.get(key="upsell")
    page = staff.get(url(statement))
    data = form_of(page) | {"text_it": "Testo nuovo", "what_changed": "wording"}
    data |= {"key": "other", "order": "9", "section": "1"}
    assert staff.post(url(statement), data).status_code == 302
    statement.refresh_from_db()
    assert (statement.text_it, statement.key, statement.order) == ("Testo nuovo", "upsell", 4)


def test_english_is_required(staff):
    statement = Statement.objects.get(key="upsell")
    page = staff.post(url(statement), form_of(staff.get(url(statement))) | {"text_en": ""})
    assert page.status_code == 200
    assert page.context["errors"]


@pytest.mark.parametrize("model", [Questionnaire, Section, Statement, Stage, StageAdvice])
def test_nothing_published_can_be_deleted(staff, model):
    row = model.objects.first()
    assert staff.post(url(row).replace("change", "delete"), {"post": "yes"}).status_code == 403
    data = {"action": "delete_selected", "_selected_action": [row.pk], "post": "yes"}
    staff.post(url(model=model), data)
    assert model.objects.filter(pk=row.pk).exists()


def test_a_section_of_a_published_version_takes_no_new_statement(staff):
    section = Section.objects.get(key="revenue_growth")
    data = form_of(staff.get(url(section)))
    data |= {
        "statements-TOTAL_FORMS": "6",
        "statements-5-key": "new",
        "statements-5-order": "6",
        "statements-5-text_en": "New",
    }
    staff.post(url(section), data)
    assert section.statements.count() == 5


def test_a_draft_is_built(staff):
    assert staff.post(
        "/admin/assessments/questionnaire/add/",
        {"version": "2", "sections-TOTAL_FORMS": "0", "sections-INITIAL_FORMS": "0", "stages-TOTAL_FORMS": "0", "stages-INITIAL_FORMS": "0"},
    ).status_code == 302  # fmt: skip
    draft = Questionnaire.objects.get(version=2)
    assert draft.is_draft
    data = {
        "questionnaire": draft.pk,
        "key": "new_section",
        "order": "1",
        "name_en": "New",
        "short_name_en": "new",
    }
    for inline in ("statements", "advice"):
        data |= {f"{inline}-TOTAL_FORMS": "0", f"{inline}-INITIAL_FORMS": "0"}
    assert staff.post("/admin/assessments/section/add/", data).status_code == 302
    section = draft.sections.get()
    data = {"section": section.pk, "key": "Bad Key", "order": "1", "text_en": "New"}
    assert (
        staff.post("/admin/assessments/statement/add/", data).status_code == 200
    )  # refused, with the reason
    assert (
        staff.post("/admin/assessments/statement/add/", data | {"key": "good_key"}).status_code
        == 302
    )
    assert (
        staff.post(
            url(section.statements.get()).replace("change", "delete"), {"post": "yes"}
        ).status_code
        == 302
    )
    assert not section.statements.exists()


def test_the_list_shows_which_languages_lack_a_text(staff):
    Statement.objects.filter(key="upsell").update(text_fr="")
    page = staff.get(url(model=Statement) + "?q=upsell").content.decode()
    assert '<td class="field-lacks">Français</td>' in page
    questionnaires = staff.get(url(model=Questionnaire)).content.decode()
    assert "statement upsell: the text is missing in Français" in questionnaires


def test_only_staff_have_access(content):
    assert "/accounts/login/" in Client().get("/admin/", follow=True).redirect_chain[-1][0]
    response = client_of(make_user()).get("/admin/", follow=True)
    assert response.status_code == 403
