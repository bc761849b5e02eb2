"""Tests the starting content: complete, loaded once, never over the texts of staff."""

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction

from kpis.domain.default_bounds import DEFAULT_BOUNDS
from kpis.domain.enums import KpiKey
from kpis.models import Benchmark, ChoiceText, GroupText, InputText, Kpi
from kpis.selectors.content import kpi_content
from localization.languages import CODES

pytestmark = pytest.mark.django_db


def load() -> None:
    call_command("load_kpis", verbosity=0)


def test_everything_is_there_in_every_language():
    load()
    counts = [model.objects.count() for model in (Kpi, InputText, GroupText, ChoiceText, Benchmark)]
    assert counts == [10, 24, 5, 2, 10]
    for language in CODES:
        content = kpi_content(language, None)
        assert [row.key for row in content.kpis.values()] == list(KpiKey)
        texts = [row.name for row in content.kpis.values()]
        assert all(text.value and not text.fallback_language for text in texts)
        assert all(len(row.advice) >= 3 for row in content.kpis.values())


def test_the_first_bounds_are_the_fields():
    load()
    assert sorted(kpi_content("en", None).bounds, key=lambda row: row.key) == sorted(
        DEFAULT_BOUNDS, key=lambda row: row.key
    )


def test_loading_again_keeps_what_staff_did():
    load()
    Kpi.objects.filter(key="csat").update(name_it="Soddisfazione", advice_fr="")
    Benchmark.objects.filter(kpi="csat").update(on_target=80)
    Benchmark.objects.filter(kpi="churn_rate").delete()
    load()
    kpi = Kpi.objects.get(key="csat")
    assert kpi.name_it == "Soddisfazione"
    assert "\n" in kpi.advice_fr
    assert Benchmark.objects.get(kpi="csat").on_target == 80
    assert not Benchmark.objects.filter(kpi="churn_rate").exists()


@pytest.mark.parametrize(
    ("kpi", "changed"),
    [
        ("csat", {"currency": "EUR"}),
        ("cost_per_lead", {"currency": ""}),
        ("csat", {"warning": 95}),
        ("churn_rate", {"warning": 4}),
        ("churn_rate", {"on_target_source": "hearsay"}),
    ],
)
def test_the_database_refuses_bounds_that_make_no_sense(kpi, changed):
    load()
    with pytest.raises(IntegrityError), transaction.atomic():
        Benchmark.objects.filter(kpi=kpi).update(**changed)
