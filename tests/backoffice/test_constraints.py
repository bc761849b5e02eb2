"""Tests that what the database refuses is said in a sentence of its own, beside the field."""

from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import BaseConstraint
from django.test import Client
from django.utils import translation
from django.utils.functional import Promise

from accounts.models import Membership, User
from assessments.models import Questionnaire, Section, Stage, StageAdvice, Statement
from authoring.services.drafts import questionnaire_clone
from content.forms.constraint_errors import ConstraintErrorsForm
from kpis.models import Benchmark, Kpi
from localization.languages import CODES
from tests.assessments.test_admin import form_of, url
from tests.factories import client_of, make_account

CONSTRAINTS = [
    pytest.param(constraint, id=constraint.name)
    for app in apps.get_app_configs()
    if Path(app.path).parent == settings.BASE_DIR
    for model in app.get_models()
    for constraint in model._meta.constraints
]


@pytest.mark.parametrize("constraint", CONSTRAINTS)
def test_a_constraint_has_a_sentence_in_each_language(constraint: BaseConstraint):
    message = constraint.violation_error_message
    assert message != BaseConstraint.default_violation_error_message
    assert isinstance(message, Promise), "not translated when it is shown"
    sentences = set()
    for code in CODES:
        with translation.override(code):
            sentences.add(str(constraint.get_violation_error_message()))
    assert len(sentences) == len(CODES)
    assert all(sentence.endswith(".") for sentence in sentences)


def test_there_are_constraints():
    assert len(CONSTRAINTS) > 60


@pytest.fixture
def draft(content) -> Questionnaire:
    return questionnaire_clone(questionnaire=Questionnaire.objects.get(status="published"))


@pytest.fixture
def staff(content) -> Client:
    return client_of(User.objects.create_superuser("staff@example.com", "x"))


def post(staff: Client, row, **changes):
    return staff.post(url(row), form_of(staff.get(url(row))) | changes)


def errors_of(response) -> dict:
    assert response.status_code == 200
    return response.context["adminform"].form.errors


@pytest.mark.django_db
def test_a_stage_does_not_begin_where_another_does(staff, draft):
    first, second = draft.stages.order_by("lower_bound")[:2]
    answer = post(staff, second, lower_bound=str(first.lower_bound), what_changed="wording")
    assert list(errors_of(answer)) == ["lower_bound"]
    assert "Another stage" in errors_of(answer)["lower_bound"][0]


@pytest.mark.django_db
@pytest.mark.parametrize("bound", ["0.5", "5.01"])
def test_a_stage_begins_on_the_scale(staff, draft, bound):
    answer = post(staff, draft.stages.last(), lower_bound=bound, what_changed="wording")
    assert errors_of(answer) == {"lower_bound": ["A stage starts at a score from 1 to 5."]}


@pytest.mark.django_db
@pytest.mark.parametrize("model", [Section, Statement, Stage])
def test_a_key_is_not_changed_to_one_that_is_there(staff, draft, model):
    of_draft = model.objects.filter(questionnaire=draft) if model is not Statement else None
    rows = draft.sections.first().statements.all() if of_draft is None else of_draft
    first, second = rows[:2]
    model.objects.filter(pk=second.pk).update(key="only_here")  # so that no answer has the key
    answer = post(staff, second, key=first.key)
    assert list(errors_of(answer)) == ["key"]
    assert "has this key" in errors_of(answer)["key"][0]


@pytest.mark.django_db
def test_a_key_of_another_section_is_taken(staff, draft):
    first, second = draft.sections.all()[:2]
    statement = second.statements.first()
    Statement.objects.filter(pk=statement.pk).update(key="only_here")
    assert post(staff, statement, key=first.statements.first().key).status_code == 302


@pytest.mark.django_db
def test_the_key_of_a_statement_among_those_of_its_section(staff, draft):
    section = draft.sections.first()
    first, second = section.statements.order_by("order")[:2]
    Statement.objects.filter(pk=second.pk).update(key="only_here")
    answer = post(staff, section, **{"statements-1-key": first.key})
    assert answer.status_code == 200
    formset = answer.context["inline_admin_formsets"][0].formset
    assert "has this key" in formset.forms[1].errors["key"][0]


@pytest.mark.django_db
def test_advice_is_given_once_for_a_stage(staff, draft):
    advice = StageAdvice.objects.filter(section__questionnaire=draft).first()
    data = {"section": advice.section_id, "stage": advice.stage_id, "text_en": "More"}
    answer = staff.post("/admin/assessments/stageadvice/add/", data)
    assert list(errors_of(answer)) == ["stage"]


@pytest.mark.django_db
def test_a_benchmark_is_once_in_a_currency(staff):
    kpi = Kpi.objects.get(key="cost_per_hire")
    Benchmark.objects.create(
        kpi=kpi, currency="EUR", direction="lower", on_target=1, on_target_included=True, warning=2
    )
    answer = post(staff, Benchmark.objects.get(kpi=kpi, currency="EUR"), currency="USD")
    assert "in this currency" in errors_of(answer)["currency"][0]
    index = list(kpi.benchmarks.order_by("kpi__order", "currency")).index(
        kpi.benchmarks.get(currency="EUR")
    )
    answer = post(staff, kpi, **{f"benchmarks-{index}-currency": "USD"})
    assert answer.status_code == 200
    formset = answer.context["inline_admin_formsets"][0].formset
    assert "in this currency" in formset.forms[index].errors["currency"][0]


@pytest.mark.django_db
def test_a_person_is_a_member_once(staff):
    account = make_account()
    member = Membership.objects.get(account=account)
    data = form_of(staff.get(url(account))) | {
        "memberships-TOTAL_FORMS": "2",
        "memberships-1-user": str(member.user_id),
        "memberships-1-role": "viewer",
    }
    answer = staff.post(url(account), data)
    assert answer.status_code == 200
    formset = answer.context["inline_admin_formsets"][0].formset
    assert "already a member of the account" in formset.forms[1].errors["user"][0]
    assert Membership.objects.count() == 1


@pytest.mark.django_db
def test_two_at_once_end_in_the_message(staff, draft, monkeypatch):
    """Checks a form whose first check ran before somebody else stored the same."""
    check, missed = ConstraintErrorsForm._post_clean, []

    def miss_once(self):
        if not missed:
            missed.append(self)
            return super(ConstraintErrorsForm, self)._post_clean()
        return check(self)

    first, second = draft.stages.order_by("lower_bound")[:2]
    monkeypatch.setattr(ConstraintErrorsForm, "_post_clean", miss_once)
    page = form_of(staff.get(url(second)))
    data = page | {"lower_bound": str(first.lower_bound), "what_changed": "wording"}
    answer = staff.post(url(second), data)
    assert missed
    assert list(errors_of(answer)) == ["lower_bound"]


@pytest.mark.django_db
def test_the_sentence_of_a_constraint_without_a_form(content):
    stage = Stage.objects.first()
    stage.lower_bound = 6
    with pytest.raises(ValidationError, match="A stage starts at a score from 1 to 5"):
        stage.validate_constraints()
