"""Tests that staff edit texts, advice and bounds, and that invalid bounds are refused."""

import pytest

from kpis.models import Benchmark, ChoiceText, GroupText, InputText, Kpi
from localization.columns import column_name
from localization.languages import CODES
from tests.factories import client_of, make_user

pytestmark = pytest.mark.django_db
FIELDS = ("name", "measures", "computation", "importance", "benchmark", "advice")


@pytest.fixture
def client(content):
    return client_of(make_user(is_staff=True, is_superuser=True))


def form_of(kpi: Kpi, **changes) -> dict:
    """Returns what the change form of a KPI sends: its texts, and its bounds as an inline row."""
    data = {
        column_name(field, code): getattr(kpi, column_name(field, code))
        for field in FIELDS
        for code in CODES
    }
    rows = list(kpi.benchmarks.all())
    data |= {"benchmarks-TOTAL_FORMS": len(rows), "benchmarks-INITIAL_FORMS": len(rows)}
    for index, row in enumerate(rows):
        data |= bounds_of(row, f"benchmarks-{index}-") | {f"benchmarks-{index}-id": row.pk}
    return {name: value for name, value in (data | changes).items() if value is not None}


def bounds_of(row: Benchmark, prefix: str) -> dict:
    names = ["currency", "on_target", "on_target_source", "warning", "warning_source"]
    names += ["aim", "usual_from"]
    data = {f"{prefix}{name}": getattr(row, name) for name in names}
    flags = ("on_target_included", "warning_included")
    return data | {f"{prefix}{name}": "on" if getattr(row, name) else None for name in flags}


def send(client, kpi: Kpi, **changes):
    return client.post(f"/admin/kpis/kpi/{kpi.pk}/change/", form_of(kpi, **changes))


@pytest.mark.parametrize("model", [Kpi, InputText, GroupText, ChoiceText])
def test_every_text_has_its_page(client, model):
    name, row = model._meta.model_name, model.objects.first()
    assert client.get(f"/admin/kpis/{name}/").status_code == 200
    assert client.get(f"/admin/kpis/{name}/{row.pk}/change/").status_code == 200
    assert client.get(f"/admin/kpis/{name}/add/").status_code == 403
    assert client.get(f"/admin/kpis/{name}/{row.pk}/delete/").status_code == 403


def test_bounds_and_texts_change(client):
    kpi = Kpi.objects.get(key="csat")
    changes = {"benchmarks-0-on_target": "80", "name_it": "Soddisfazione"}
    assert send(client, kpi, **changes).status_code == 302
    kpi.refresh_from_db()
    assert kpi.name_it == "Soddisfazione"
    assert kpi.benchmarks.get().on_target == 80


def test_a_text_that_a_language_lacks_is_refused(client):
    kpi = Kpi.objects.get(key="csat")
    response = send(client, kpi, advice_fr="")
    assert response.status_code == 200
    assert response.context["errors"]


def test_bounds_for_another_currency_are_added(client):
    kpi = Kpi.objects.get(key="cost_per_lead")
    new = bounds_of(kpi.benchmarks.get(), "benchmarks-1-") | {"benchmarks-1-currency": "eur"}
    response = send(client, kpi, **new, **{"benchmarks-TOTAL_FORMS": 2})
    assert response.status_code == 302
    assert set(kpi.benchmarks.values_list("currency", "direction")) == {
        ("USD", "lower"),
        ("EUR", "lower"),
    }


@pytest.mark.parametrize(
    ("key", "changes"),
    [
        ("csat", {"benchmarks-0-warning": "95"}),
        ("churn_rate", {"benchmarks-0-warning": "4"}),
        ("csat", {"benchmarks-0-warning": ""}),
        ("csat", {"benchmarks-0-currency": "EUR"}),
        ("cost_per_lead", {"benchmarks-0-currency": ""}),
        ("cost_per_lead", {"benchmarks-0-currency": "E1"}),
        ("csat", {"benchmarks-0-on_target": "NaN"}),
        ("csat", {"benchmarks-0-on_target": ""}),
    ],
)
def test_bounds_that_make_no_sense_are_refused(client, key, changes):
    kpi = Kpi.objects.get(key=key)
    before = kpi.benchmarks.values().get()
    response = send(client, kpi, **changes)
    assert response.status_code == 200
    assert response.context["errors"]
    assert kpi.benchmarks.values().get() == before


def test_two_benchmarks_for_one_currency_are_refused(client):
    kpi = Kpi.objects.get(key="cost_per_lead")
    new = bounds_of(kpi.benchmarks.get(), "benchmarks-1-")
    response = send(client, kpi, **new, **{"benchmarks-TOTAL_FORMS": 2})
    assert response.status_code == 200
    assert kpi.benchmarks.count() == 1
