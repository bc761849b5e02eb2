"""Tests two editors of one text: no edit is lost, and the second editor sees both texts."""

import pytest
from django.test import Client
from django.utils.html import escape

from accounts.models import User
from assessments.models import Section, Statement
from glossary.models import Term
from kpis.models import Benchmark, Kpi
from tests.assessments.test_admin import form_of, url
from tests.factories import client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def first(content) -> Client:
    return client_of(User.objects.create_superuser("first@example.com", "x"))


@pytest.fixture
def second(content) -> Client:
    return client_of(User.objects.create_superuser("second@example.com", "x"))


def page_of(response) -> dict:
    """Returns the fields and baselines that a browser would send back unchanged."""
    data = form_of(response)
    forms = [response.context["adminform"].form]
    for inline in response.context["inline_admin_formsets"]:
        forms += inline.formset.initial_forms
    for form in forms:
        if "what_changed" in form.fields:
            data[form.add_prefix("what_changed")] = "wording"
        for name, field in form.fields.items():
            if not field.show_hidden_initial:
                continue
            bound = form[name]
            if bound.value() is False:
                data.pop(bound.html_name, None)
            hidden = bound.as_hidden(only_initial=True)
            assert f'name="{bound.html_initial_name}"' in hidden
            value = bound.as_widget(field.hidden_widget(), only_initial=True)
            data[bound.html_initial_name] = (
                form.data.get(bound.html_initial_name)
                if form.is_bound
                else field.hidden_widget().format_value(field.prepare_value(bound.value()))
            )
            assert value
    return {name: "" if value is None else value for name, value in data.items()}


CASES = [
    (Statement, {"key": "upsell"}, "text_it"),
    (Term, {"key": "psa"}, "explanation_es"),
    (Kpi, {"key": "csat"}, "advice_fr"),
]


@pytest.mark.parametrize(("model", "key", "field"), CASES)
def test_the_second_editor_is_told_shown_both_and_decides(first, second, model, key, field):
    row = model.objects.get(**key)
    data = page_of(second.get(url(row)))
    assert first.post(url(row), page_of(first.get(url(row))) | {field: "Theirs"}).status_code == 302
    page = second.post(url(row), data | {field: "Mine & <b>yours</b>"})
    assert page.status_code == 200
    error = page.context["adminform"].form.errors[field][0]
    assert "first@example.com" in error
    assert "“Theirs”" in error
    text = page.content.decode()
    assert escape("Mine & <b>yours</b>") in text
    assert "<b>yours</b>" not in text
    row.refresh_from_db()
    assert getattr(row, field) == "Theirs"
    assert second.post(url(row), page_of(page)).status_code == 302  # seen, and sent again
    row.refresh_from_db()
    assert getattr(row, field) == "Mine & <b>yours</b>"


@pytest.mark.parametrize(("model", "key", "field"), CASES)
def test_a_stale_page_writes_only_what_its_editor_changed(first, second, model, key, field):
    row = model.objects.get(**key)
    other = field.rpartition("_")[0] + "_en"
    data = page_of(second.get(url(row)))
    assert first.post(url(row), page_of(first.get(url(row))) | {field: "Theirs"}).status_code == 302
    assert second.post(url(row), data | {other: "Mine"}).status_code == 302
    row.refresh_from_db()
    assert (getattr(row, field), getattr(row, other)) == ("Theirs", "Mine")


def test_both_writing_the_same_is_no_conflict(first, second):
    row = Statement.objects.get(key="upsell")
    data = page_of(second.get(url(row)))
    first.post(url(row), page_of(first.get(url(row))) | {"text_it": "Lo stesso"})
    assert second.post(url(row), data | {"text_it": "Lo stesso"}).status_code == 302


def test_a_third_change_after_the_warning_is_reported_again(first, second):
    row = Statement.objects.get(key="upsell")
    data = page_of(second.get(url(row)))
    first.post(url(row), page_of(first.get(url(row))) | {"text_it": "Uno"})
    seen = page_of(second.post(url(row), data | {"text_it": "Mio"}))
    first.post(url(row), page_of(first.get(url(row))) | {"text_it": "Due"})
    page = second.post(url(row), seen)
    assert "“Due”" in page.context["adminform"].form.errors["text_it"][0]
    row.refresh_from_db()
    assert row.text_it == "Due"


def test_a_statement_within_its_section_is_guarded_too(first, second):
    section = Section.objects.get(key="revenue_growth")
    row = Statement.objects.get(key="upsell")
    data = page_of(second.get(url(section)))
    first.post(url(row), page_of(first.get(url(row))) | {"text_it": "Loro"})
    name = next(
        name for name, value in data.items() if name.endswith("-id") and str(value) == str(row.pk)
    ).removesuffix("-id")
    page = second.post(
        url(section), data | {f"{name}-text_it": "Mio", f"{name}-text_fr": "Le mien"}
    )
    assert page.status_code == 200
    assert "“Loro”" in page.content.decode()
    row.refresh_from_db()
    assert row.text_it == "Loro"
    assert row.text_fr != "Le mien"  # nothing of the page is saved
    assert second.post(url(section), page_of(page)).status_code == 302
    row.refresh_from_db()
    assert (row.text_it, row.text_fr) == ("Mio", "Le mien")


def test_a_stale_section_page_does_not_undo_an_edit_of_its_statement(first, second):
    section = Section.objects.get(key="revenue_growth")
    row = Statement.objects.get(key="upsell")
    data = page_of(second.get(url(section)))
    first.post(url(row), page_of(first.get(url(row))) | {"text_it": "Loro"})
    assert second.post(url(section), data | {"name_it": "Un nome"}).status_code == 302
    row.refresh_from_db()
    assert row.text_it == "Loro"
    assert row.history.count() == 2  # the other page saved no row that it did not change


def test_a_flag_and_a_number_are_guarded(first, second):
    kpi = Kpi.objects.get(key="csat")
    data = page_of(second.get(url(kpi)))
    bounds = Benchmark.objects.get(kpi=kpi)
    included = bounds.on_target_included
    bounds.on_target_included = not included
    bounds.on_target = 91
    bounds.save()
    assert second.post(url(kpi), data | {"name_it": "Nome"}).status_code == 302
    bounds.refresh_from_db()
    assert (bounds.on_target, bounds.on_target_included) == (91, not included)
    page = second.post(url(kpi), data | {"benchmarks-0-on_target": "88"})
    assert page.status_code == 200
    bounds.refresh_from_db()
    assert bounds.on_target == 91


@pytest.mark.parametrize("code", ["it", "fr", "es"])
def test_an_offered_text_cannot_be_emptied(first, code):
    row = Statement.objects.get(key="upsell")
    page = first.post(url(row), page_of(first.get(url(row))) | {f"text_{code}": "  "})
    assert page.status_code == 200
    assert f"text_{code}" in page.context["adminform"].form.errors


def test_a_kpi_can_be_saved_while_a_new_language_is_still_empty(first):
    kpi = Kpi.objects.get(key="csat")
    names = ("name", "measures", "computation", "importance", "benchmark", "advice")
    Kpi.objects.filter(pk=kpi.pk).update(**{f"{name}_es": "" for name in names})
    data = page_of(first.get(url(kpi))) | {"name_it": "Soddisfazione"}
    assert first.post(url(kpi), data).status_code == 302


def test_markup_is_shown_as_text(first, content):
    row = Statement.objects.get(key="client_onboarding")
    data = page_of(first.get(url(row))) | {"text_en": "<script>alert(1)</script> & <b>bold</b>"}
    assert first.post(url(row), data).status_code == 302
    guest = Client()
    start = guest.post("/en/assessments/start/")["Location"]
    page = guest.get(start, follow=True).content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; &lt;b&gt;bold&lt;/b&gt;" in page
    assert "<script>alert(1)" not in page


def test_lines_end_as_in_the_content_files(first):
    kpi = Kpi.objects.get(key="csat")
    data = page_of(first.get(url(kpi))) | {"advice_it": "Uno\r\nDue"}
    assert first.post(url(kpi), data).status_code == 302
    kpi.refresh_from_db()
    assert kpi.advice_it == "Uno\nDue"


def test_a_browser_sends_line_ends_of_its_own_and_changes_nothing(first):
    """Sends an unchanged advice with the line ends of browsers; that is no edit."""
    kpi = Kpi.objects.get(key="csat")
    data = {
        name: value.replace("\n", "\r\n") if isinstance(value, str) else value
        for name, value in page_of(first.get(url(kpi))).items()
    }
    assert first.post(url(kpi), data).status_code == 302
    assert kpi.history.count() == 1


def test_a_deleted_inline_row_is_reported_as_an_error(first, second):
    kpi = Kpi.objects.get(key="csat")
    data = page_of(second.get(url(kpi)))
    Benchmark.objects.get(kpi=kpi).delete()
    assert second.post(url(kpi), data | {"name_it": "Nome"}).status_code == 200
