"""Tests the inputs of an entry against the table of the ten KPIs."""

from dataclasses import fields

from kpis.domain.definitions import DEFINITIONS
from kpis.domain.enums import KpiKey
from kpis.domain.inputs import (
    CLTV_METHOD,
    INPUT_FIELDS,
    INPUTS,
    RECURRING_PARTS,
    EntryInputs,
    InputKind,
)

MONEY = {
    *("subscription_revenue", "contract_revenue", "managed_fee_revenue", "total_revenue"),
    *("client_revenue", "client_acquisition_cost", "average_annual_client_revenue"),
    *("marketing_spend", "hiring_cost"),
}


def test_every_field_of_an_entry_is_described_once_and_the_other_way_round():
    described = [field.name for field in INPUTS]
    assert len(described) == len(set(described)) == len(INPUT_FIELDS) == 23
    assert {*described, CLTV_METHOD} == {field.name for field in fields(EntryInputs)}


def test_the_kinds_are_those_of_the_fields():
    assert {field.name for field in INPUTS if field.kind is InputKind.MONEY} == MONEY
    decimals = {field.name for field in INPUTS if field.kind is InputKind.DECIMAL}
    assert decimals == {"average_retention_years", "average_headcount"}


def test_tickets_received_is_one_input_that_serves_two_kpis():
    assert INPUT_FIELDS["tickets_received"].serves == (
        KpiKey.SLA_ADHERENCE,
        KpiKey.TICKETS_PER_ENDPOINT,
    )
    assert [field.name for field in INPUTS if len(field.serves) != 1] == ["tickets_received"]


def test_a_group_stands_together_in_the_form():
    groups = [field.group for field in INPUTS]
    assert groups == sorted(groups, key=list(dict.fromkeys(groups)).index)
    assert list(dict.fromkeys(groups)) == ["service", "clients", "revenue", "marketing", "people"]


def test_each_kpi_is_asked_by_its_inputs():
    assert {key: set(definition.inputs) for key, definition in DEFINITIONS.items()} == {
        "sla_adherence": {"tickets_within_sla", "tickets_received"},
        "csat": {"survey_positive", "survey_responses"},
        "mrr": {*RECURRING_PARTS, "total_revenue"},
        "cltv": {
            *("cltv_method", "client_revenue", "client_acquisition_cost"),
            *("average_annual_client_revenue", "average_retention_years"),
        },
        "cost_per_lead": {"marketing_spend", "leads"},
        "conversion_rate": {"conversions", "visitors"},
        "cost_per_hire": {"hiring_cost", "hires"},
        "employee_turnover": {"employees_left", "average_headcount"},
        "tickets_per_endpoint": {"tickets_received", "endpoints"},
        "churn_rate": {"clients_lost", "clients_at_start"},
    }


def test_the_ten_keep_their_keys_units_and_order():
    assert [
        (key, definition.unit, definition.compared_per) for key, definition in DEFINITIONS.items()
    ] == [
        ("sla_adherence", "percent", "as_entered"),
        ("csat", "percent", "as_entered"),
        ("mrr", "money", "month"),
        ("cltv", "money", "as_entered"),
        ("cost_per_lead", "money", "as_entered"),
        ("conversion_rate", "percent", "as_entered"),
        ("cost_per_hire", "money", "as_entered"),
        ("employee_turnover", "percent", "year"),
        ("tickets_per_endpoint", "number", "month"),
        ("churn_rate", "percent", "year"),
    ]
    assert list(DEFINITIONS) == list(KpiKey)
