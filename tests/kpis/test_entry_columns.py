"""Compares the columns of an entry with the inputs that the domain lists."""

from django.db import models

from kpis.domain.entry import PARTS_OF_WHOLES
from kpis.domain.inputs import CLTV_METHOD, INPUTS, InputKind
from kpis.models import KpiEntry

OF_NO_INPUT = {
    *("id", "account", "period_type", "period_start", "currency"),
    *("version", "created_by", "created_at", "updated_by", "updated_at"),
    *("deleted_by", "deleted_at", "deleted_draft", "notes"),
}
PLACES = {InputKind.MONEY: 4, InputKind.DECIMAL: 2}


def test_every_input_has_a_column_of_its_kind_and_nothing_else_has():
    columns = {
        column.name: column
        for column in KpiEntry._meta.get_fields()
        if column.name not in OF_NO_INPUT
    }
    assert isinstance(columns.pop(CLTV_METHOD), models.CharField)
    assert set(columns) == {field.name for field in INPUTS}
    for field in INPUTS:
        column = columns[field.name]
        assert column.null, field.name
        if field.kind is InputKind.COUNT:
            assert isinstance(column, models.BigIntegerField), field.name
        else:
            assert column.decimal_places == PLACES[field.kind], field.name


def test_the_database_holds_every_rule_of_parts_and_wholes():
    names = {constraint.name for constraint in KpiEntry._meta.constraints}
    assert {
        f"kpi_entry_{rule.parts[0]}_within"
        if len(rule.parts) == 1
        else "kpi_entry_recurring_within_total"
        for rule in PARTS_OF_WHOLES
    } <= names
