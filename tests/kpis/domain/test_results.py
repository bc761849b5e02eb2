"""Tests the values and ratings of whole entries."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from kpis.domain.benchmarks import Bounds
from kpis.domain.decimal_strings import decimal_string
from kpis.domain.default_bounds import DEFAULT_BOUNDS
from kpis.domain.entry import Entry
from kpis.domain.enums import KpiKey
from kpis.domain.inputs import EntryInputs
from kpis.domain.periods import Period
from kpis.domain.results import KpiResult, compute_entry

FIRST_QUARTER, SECOND_QUARTER = date(2026, 1, 1), date(2026, 4, 1)
TODAY = date(2028, 1, 1)
RECURRING = {"subscription_revenue": 12000, "contract_revenue": 20000, "managed_fee_revenue": 8000}


def entry(period_type="quarter", start=SECOND_QUARTER, currency="USD", **inputs) -> Entry:
    return Entry(Period(period_type, start), currency, EntryInputs(**inputs))


def result(key: str, this: Entry, previous: Entry | None = None) -> KpiResult:
    return compute_entry(this, today=TODAY, previous=previous)[key]


def test_all_ten_are_computed_in_their_order():
    results = compute_entry(entry(), today=TODAY)
    assert list(results) == list(KpiKey)
    assert [found.key for found in results.values()] == list(KpiKey)


def test_a_blank_entry_has_neither_values_nor_ratings_and_says_why():
    for found in compute_entry(entry(), today=TODAY).values():
        assert (found.value, found.compared_value, found.change) == (None, None, None)
        assert (found.status, found.reason) == ("none", "missing_input")
        assert found.fields
        assert found.bounds  # the benchmark is shown all the same


@pytest.mark.parametrize(
    ("key", "inputs", "value", "compared", "status"),
    [
        # 2 of 100 = 2 % a quarter; 1 - 0.98^4 = 7.763184 % a year
        ("churn_rate", {"clients_lost": 2, "clients_at_start": 100}, "2", "7.763184", "warning"),
        # 4 of 100 = 4 % a quarter; x 12 / 3 = 16 % a year
        (
            "employee_turnover",
            {"employees_left": 4, "average_headcount": 100},
            "4",
            "16",
            "warning",
        ),
        # 2,100 / 500 = 4.2 a quarter; / 3 = 1.4 a month
        (
            "tickets_per_endpoint",
            {"tickets_received": 2100, "endpoints": 500},
            "4.2",
            "1.4",
            "warning",
        ),
    ],
)
def test_a_quarter_is_converted_before_it_is_compared(key, inputs, value, compared, status):
    found = result(key, entry(**inputs))
    assert (decimal_string(found.value), decimal_string(found.compared_value)) == (value, compared)
    assert (found.status, found.reason, found.is_converted) == (status, None, True)


@pytest.mark.parametrize(
    ("key", "inputs", "value", "status"),
    [
        ("sla_adherence", {"tickets_within_sla": 300, "tickets_received": 400}, 75, "off_target"),
        ("csat", {"survey_positive": 85, "survey_responses": 100}, 85, "warning"),
        ("cost_per_lead", {"marketing_spend": 100000, "leads": 500}, 200, "on_target"),
        ("conversion_rate", {"conversions": 50, "visitors": 1000}, 5, "on_target"),
        ("cost_per_hire", {"hiring_cost": 60000, "hires": 12}, 5000, "on_target"),
        ("employee_turnover", {"employees_left": 5, "average_headcount": 50}, 10, "on_target"),
        ("churn_rate", {"clients_lost": 5, "clients_at_start": 100}, 5, "warning"),
    ],
)
def test_a_year_is_compared_as_it_is(key, inputs, value, status):
    found = result(key, entry("year", **inputs))
    assert (found.value, found.compared_value) == (value, value)
    assert (found.status, found.is_converted) == (status, False)


def test_one_month_of_tickets_is_compared_as_it_is():
    found = result("tickets_per_endpoint", entry("month", tickets_received=1000, endpoints=500))
    assert (found.value, found.compared_value, found.status) == (2, 2, "warning")
    assert not found.is_converted


def test_the_rating_comes_before_any_rounding():
    # 949,999,999,999 of 10^12 = 94.9999999999 %
    inputs = {"tickets_within_sla": 949999999999, "tickets_received": 10**12}
    found = result("sla_adherence", entry(**inputs))
    assert decimal_string(found.value) == "95"
    assert found.status == "warning"


def test_a_zero_divisor_gives_no_value():
    found = result("cost_per_hire", entry(hiring_cost=500, hires=0))
    assert (found.value, found.status, found.reason) == (None, "none", "zero_divisor")
    assert found.fields == ("hires",)


# MRR


def test_mrr_of_a_month_with_its_share():
    found = result("mrr", entry("month", **RECURRING, total_revenue=50000))
    assert (found.value, found.compared_value, found.unit) == (40000, 40000, "money")
    assert (found.share, found.change) == (80, None)
    assert found.status == "on_target"  # share alone


def test_mrr_of_a_quarter_is_per_month():
    found = result("mrr", entry(**RECURRING))
    assert found.value == found.compared_value == Fraction(40000, 3)
    assert (found.status, found.reason) == ("none", "nothing_to_compare")


def earlier(less: str, **inputs) -> Entry:
    """Returns an entry of the first quarter with `less` fewer managed fees than RECURRING."""
    parts = {**RECURRING, "managed_fee_revenue": Decimal(8000) - Decimal(less)}
    return entry(start=FIRST_QUARTER, **parts, **inputs)


@pytest.mark.parametrize(
    ("less", "total", "status"),
    [
        ("0.01", 50000, "on_target"),
        ("0.01", 80000, "warning"),  # 40,000 / 80,000 = 50 %: not above 50
        ("0", 50000, "warning"),
        ("-0.01", 80000, "off_target"),
        ("0.01", None, "on_target"),
        ("0", None, "off_target"),
    ],
)
def test_mrr_against_its_predecessor(less, total, status):
    found = result("mrr", entry(**RECURRING, total_revenue=total), earlier(less))
    assert found.change == Fraction(Decimal(less)) / 3
    assert found.status == status


def test_mrr_of_a_predecessor_without_one_leaves_the_share_alone():
    blank = entry(start=FIRST_QUARTER)
    found = result("mrr", entry(**RECURRING, total_revenue=50000), blank)
    assert (found.change, found.status) == (None, "on_target")


def test_mrr_with_a_total_of_zero_has_no_share():
    nothing = entry(**dict.fromkeys(RECURRING, 0), total_revenue=0)
    found = result("mrr", nothing, earlier("0"))
    assert (found.value, found.share, found.status) == (0, None, "off_target")


# CLTV

QUICK = {"cltv_method": "quick", "client_revenue": 50000, "client_acquisition_cost": 10000}
FULL = {
    "cltv_method": "full",
    "average_annual_client_revenue": 100000,
    "average_retention_years": 5,
}


def test_cltv_quick():
    found = result("cltv", entry(**QUICK))
    # 50,000 - 10,000 = 40,000 = 4 x 10,000
    assert (found.value, found.multiple, found.status) == (40000, 4, "on_target")


def test_cltv_full_is_rated_where_the_acquisition_cost_is_known():
    found = result("cltv", entry(**FULL))
    assert (found.value, found.multiple) == (500000, None)
    assert (found.status, found.reason) == ("none", "unknown_acquisition_cost")
    known = result("cltv", entry(**FULL, client_acquisition_cost=250000))
    assert (known.value, known.multiple, known.status) == (500000, 2, "warning")


def test_cltv_of_a_client_won_for_nothing_has_no_multiple():
    found = result("cltv", entry(**{**QUICK, "client_acquisition_cost": 0}))
    assert (found.value, found.multiple, found.status) == (50000, None, "on_target")


# Money in another currency


def test_money_in_another_currency_is_shown_the_published_bounds_without_a_rating():
    found = result("cost_per_lead", entry(currency="EUR", marketing_spend=100000, leads=500))
    assert (found.value, found.status, found.reason) == (200, "none", "other_currency")
    assert (found.bounds.currency, found.bounds.on_target) == ("USD", 300)


def test_money_in_another_currency_is_rated_once_staff_enter_bounds():
    euro = Bounds(
        key=KpiKey.COST_PER_LEAD,
        direction="lower",
        on_target=Decimal(150),
        on_target_included=True,
        warning=Decimal(200),
        currency="EUR",
    )
    this = entry(currency="EUR", marketing_spend=100000, leads=500)
    found = compute_entry(this, today=TODAY, bounds=[*DEFAULT_BOUNDS, euro])["cost_per_lead"]
    assert (found.status, found.reason, found.bounds) == ("warning", None, euro)


def test_currency_does_not_matter_to_shares_and_multiples():
    this = entry(currency="CHF", **RECURRING, total_revenue=50000, **QUICK)
    assert result("mrr", this).status == "on_target"
    assert result("cltv", this).status == "on_target"


def test_without_bounds_there_is_no_rating():
    found = compute_entry(entry(clients_lost=2, clients_at_start=100), today=TODAY, bounds=[])[
        "churn_rate"
    ]
    assert (found.value, found.status, found.reason) == (2, "none", "no_bounds")
    assert found.bounds is None


# Change


def test_the_change_is_in_the_unit_of_the_value():
    before = entry(start=FIRST_QUARTER, clients_lost=3, clients_at_start=100)
    found = result("churn_rate", entry(clients_lost=2, clients_at_start=100), before)
    assert found.change == -1  # 2 % - 3 %


def test_there_is_no_change_without_an_earlier_value():
    before = entry(start=FIRST_QUARTER, clients_lost=3)
    found = result("churn_rate", entry(clients_lost=2, clients_at_start=100), before)
    assert found.change is None


def test_money_of_another_currency_has_no_change():
    before = entry(start=FIRST_QUARTER, currency="EUR", **RECURRING, leads=1, marketing_spend=1)
    this = entry(**RECURRING, leads=1, marketing_spend=2, total_revenue=80000)
    assert result("cost_per_lead", this, before).change is None
    assert result("mrr", this, before).status == "off_target"  # 50 %, and growth is not known


def test_cltv_by_another_method_has_no_change():
    before = entry(start=FIRST_QUARTER, **{**QUICK, "client_revenue": 40000})
    assert result("cltv", entry(**FULL), before).change is None
    assert result("cltv", entry(**QUICK), before).change == 10000  # 40,000 - 30,000


@pytest.mark.parametrize(
    ("period_type", "start"),
    [
        ("month", date(2026, 3, 1)),
        ("year", date(2025, 1, 1)),
        ("quarter", SECOND_QUARTER),
        ("quarter", date(2026, 2, 1)),  # overlaps
        ("quarter", date(2026, 7, 1)),
    ],
)
def test_only_what_is_comparable_is_compared(period_type, start):
    with pytest.raises(ValueError, match=r"one length|be over"):
        compute_entry(entry(), today=TODAY, previous=entry(period_type, start))


def test_a_running_period_has_values_without_rating_and_change():
    last_year = entry("year", date(2025, 1, 1), **RECURRING, clients_lost=1, clients_at_start=100)
    running = entry("year", date(2026, 1, 1), **RECURRING, clients_lost=2, clients_at_start=100)
    on_last_day = compute_entry(running, today=date(2026, 12, 31), previous=last_year)
    for key in ("churn_rate", "mrr"):
        found = on_last_day[KpiKey(key)]
        assert found.value is not None
        assert (found.status, found.reason, found.change) == ("none", "period_running", None)
    assert on_last_day[KpiKey.CSAT].reason == "missing_input"
    day_after = compute_entry(running, today=date(2027, 1, 1), previous=last_year)
    assert day_after[KpiKey.CHURN_RATE].status == "on_target"
    assert day_after[KpiKey.CHURN_RATE].change == 1
