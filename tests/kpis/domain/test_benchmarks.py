"""Tests bounds: the defaults against the table, and bounds that are refused."""

from decimal import Decimal

import pytest

from kpis.domain.benchmarks import Bounds, Direction, Source, bounds_for
from kpis.domain.default_bounds import DEFAULT_BOUNDS
from kpis.domain.enums import KpiKey

LEAD = {"key": "cost_per_lead", "direction": "lower", "on_target_included": True}


def in_euro(on_target: int = 250, warning: int = 400) -> Bounds:
    figures = {"on_target": Decimal(on_target), "warning": Decimal(warning)}
    return Bounds(**LEAD, **figures, currency="EUR")


def test_there_is_one_default_for_each_kpi():
    assert [bounds.key for bounds in DEFAULT_BOUNDS] == list(KpiKey)


def test_the_warning_band_of_a_cost_ends_at_one_and_a_half_times_its_target():
    costs = [bounds for bounds in DEFAULT_BOUNDS if bounds.currency]
    assert [bounds.key for bounds in costs] == ["cost_per_lead", "cost_per_hire"]
    for bounds in costs:
        assert bounds.currency == "USD"
        assert bounds.warning == bounds.on_target * Decimal("1.5")


def test_what_is_published_and_what_is_our_threshold():
    published = {b.key for b in DEFAULT_BOUNDS if b.on_target_source is Source.PUBLISHED}
    assert published == set(KpiKey) - {"mrr", "cltv"}
    bands = {b.key for b in DEFAULT_BOUNDS if b.warning_source is Source.PUBLISHED}
    assert bands == {"csat"}


def test_figures_that_do_not_rate():
    aims = {bounds.key: bounds.aim for bounds in DEFAULT_BOUNDS if bounds.aim}
    assert aims == {"sla_adherence": 100, "conversion_rate": 5}
    ranges = {bounds.key: bounds.usual_from for bounds in DEFAULT_BOUNDS if bounds.usual_from}
    assert ranges == {"cost_per_lead": 100, "cost_per_hire": 4000}


def test_bounds_for_takes_the_currency_of_the_account():
    known = (*DEFAULT_BOUNDS, in_euro())
    assert bounds_for(known, KpiKey.COST_PER_LEAD, "EUR") == in_euro()
    assert bounds_for(known, KpiKey.COST_PER_LEAD, "USD").on_target == 300
    assert bounds_for(known, KpiKey.COST_PER_LEAD, "CHF") is None
    assert bounds_for(known, KpiKey.CHURN_RATE, "CHF").on_target == 5
    assert bounds_for((), KpiKey.CHURN_RATE, "USD") is None


def test_bounds_take_stored_keys():
    assert in_euro().key is KpiKey.COST_PER_LEAD
    assert in_euro().direction is Direction.LOWER


def test_bounds_that_contradict_each_other_are_refused():
    assert in_euro(250, 250)
    with pytest.raises(ValueError, match="beyond the target"):
        in_euro(250, 249)
    with pytest.raises(ValueError, match="beyond the target"):
        Bounds(
            key=KpiKey.CSAT,
            direction=Direction.HIGHER,
            on_target=Decimal(90),
            on_target_included=True,
            warning=Decimal(91),
        )


def test_money_needs_a_currency_and_nothing_else_has_one():
    with pytest.raises(ValueError, match="currency"):
        Bounds(**LEAD, on_target=Decimal(300), warning=Decimal(450))
    with pytest.raises(ValueError, match="currency"):
        Bounds(
            **{**LEAD, "key": "churn_rate"},
            on_target=Decimal(5),
            warning=Decimal(10),
            currency="USD",
        )
