"""Tests that no field of any form takes a control character, and what happens to what was typed."""

from importlib import import_module

import pytest
from django import forms
from django.apps import apps
from django.conf import settings
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import models
from django.test import Client, RequestFactory
from django.urls import resolve

from accounts.models import User
from assessments.models import Assessment
from glossary.models import Term
from kpis.models import KpiEntry
from localization.languages import CODES
from tests.accounts.sign_up import FIELDS
from tests.factories import client_of, make_account, make_assessment, make_completed, make_user
from tests.source_files import ROOT

WICKED = "Acme\x0bIT"
MESSAGES = {
    "en": "control character",
    "it": "carattere di controllo",
    "fr": "caractère de contrôle",
    "es": "carácter de control",
    "de": "Steuerzeichen",
    "pt-br": "caractere de controle",
}
# Never shown, and an old one has to sign in.
EXEMPT = forms.PasswordInput


def subclasses(form: type) -> set[type]:
    return {form}.union(*(subclasses(each) for each in form.__subclasses__()))


def form_classes() -> set[type]:
    """Returns the classes of all forms that the addresses and the admin of the project know."""
    import_module(settings.ROOT_URLCONF)  # with it every view, and with them every form
    request = RequestFactory().get("/admin/")
    request.resolver_match = resolve("/admin/")
    request.user = User(is_staff=True, is_superuser=True, is_active=True)
    made = set()
    for page in admin.site._registry.values():
        made |= {
            page.get_form(request),
            *(each.get_formset(request).form for each in page.get_inline_instances(request)),
        }
    return made | subclasses(forms.BaseForm)


def takes(field: forms.Field, text: str) -> bool:
    """Tells whether the field gives the text on as it came."""
    try:
        return text in str(field.clean(text))
    except ValidationError:
        return False


def test_no_field_of_any_form_takes_a_control_character(content):
    classes = form_classes()
    fields = [
        (form, name, field)
        for form in classes
        for name, field in getattr(form, "base_fields", {}).items()
        if not (isinstance(field, forms.FileField) or isinstance(field.widget, EXEMPT))
        if not field.disabled  # Django takes nothing that was sent for one
    ]
    taken = [(form.__name__, name) for form, name, field in fields if takes(field, WICKED)]
    assert taken == []
    assert {"AccountForm", "SignupForm", "WithdrawForm", "TermForm"} <= {
        form.__name__ for form in classes
    }
    assert len(fields) > 100


def test_no_text_of_a_model_can_be_typed_with_a_control_character():
    """Checks the form fields that Django makes of text columns, on whatever page they are."""
    columns = [
        column
        for app in apps.get_app_configs()
        if ROOT in map(type(ROOT), [app.path, *type(ROOT)(app.path).parents])
        for model in app.get_models()
        for column in model._meta.concrete_fields
        if isinstance(column, models.CharField | models.TextField)
    ]
    assert [str(column) for column in columns if takes(column.formfield(), WICKED)] == []
    assert len(columns) > 50


@pytest.mark.parametrize("text", ["one\ttwo", "one\ntwo", "one\r\ntwo"])
def test_line_ends_and_tabs_are_spaces_in_a_field_of_one_line(text):
    assert forms.CharField(widget=forms.Textarea).clean(text) == text.replace("\r\n", "\n")
    assert forms.CharField().clean(text) == "one two"


def test_an_old_password_can_sign_in_still():
    assert takes(forms.CharField(widget=forms.PasswordInput), WICKED)


def test_a_field_that_its_reader_cannot_correct_is_no_error():
    assert takes(forms.CharField(disabled=True), WICKED)


@pytest.mark.parametrize("language", CODES)
def test_a_company_name_is_refused_beside_its_field_and_stays_typed(content, language):
    owner = make_user()
    account = make_account(owner, name="Acme IT")
    data = {"name": WICKED, "country": "IT", "currency": "USD", "time_zone": "UTC"}
    response = client_of(owner).post(f"/{language}/account/", data)
    page = response.content.decode()
    assert response.status_code == 422
    assert MESSAGES[language] in " ".join(response.context["form"].errors["name"])
    assert MESSAGES[language] in page
    assert 'href="#id_name"' in page
    assert f'value="{WICKED}"' in page
    assert '<option value="USD" selected>' in page
    account.refresh_from_db()
    assert (account.name, account.currency) == ("Acme IT", "EUR")


def test_a_sign_up_is_refused_beside_its_field(content):
    response = Client().post("/en/accounts/signup/", FIELDS | {"company": WICKED})
    assert MESSAGES["en"] in " ".join(response.context["form"].errors["company"])
    assert f'value="{WICKED}"' in response.content.decode()
    assert not User.objects.filter(email=FIELDS["email"]).exists()


def test_a_note_is_refused_beside_its_statement_and_the_answers_are_stored(content):
    owner = make_user()
    draft = make_assessment(content, account=make_account(owner))
    url = f"/en/assessments/{draft.pk}/sections/process_operations/"
    data = {"client_onboarding": "4", "client_onboarding__note": f"One\nline {WICKED}"}
    response = client_of(owner).post(url, data)
    page = response.content.decode()
    assert response.status_code == 422
    assert 'id="client_onboarding__note-error"' in page
    assert MESSAGES["en"] in page
    assert f"line {WICKED}</textarea>" in page
    assert list(draft.responses.values_list("value", "note")) == [(4, "")]


def test_the_reason_of_a_withdrawal_is_refused_beside_its_field(content):
    owner = make_user()
    done = make_completed(content, account=make_account(owner))
    response = client_of(owner).post(f"/en/assessments/{done.pk}/withdraw/", {"reason": WICKED})
    assert MESSAGES["en"] in " ".join(response.context["form"].errors["reason"])
    assert WICKED in response.content.decode()
    assert not Assessment.objects.get(pk=done.pk).is_withdrawn


def test_a_figure_is_refused_beside_its_field(content):
    owner = make_user()
    make_account(owner)
    data = {"period_type": "quarter", "period_start": "2026-01-01", "leads": "1\x0b2"}
    response = client_of(owner).post("/en/kpis/new/", data)
    assert response.status_code == 422
    assert "leads" in response.context["form"].errors
    assert 'value="1\x0b2"' in response.content.decode()
    assert not KpiEntry.objects.exists()


def test_white_space_around_a_text_is_dropped_as_ever():
    assert forms.CharField().clean("\tAcme IT\x0b\r\n") == "Acme IT"


def test_staff_type_no_control_character_either(content):
    staff = make_user(is_staff=True, is_superuser=True)
    data = {"word": "XYZ", "expansion_en": WICKED, "explanation_en": f"One\nline {WICKED}"}
    response = client_of(staff).post("/admin/glossary/term/add/", data)
    errors = response.context["adminform"].form.errors
    assert MESSAGES["en"] in " ".join(errors["expansion_en"])
    assert MESSAGES["en"] in " ".join(errors["explanation_en"])
    assert WICKED in response.content.decode()
    assert not Term.objects.filter(word="XYZ").exists()
