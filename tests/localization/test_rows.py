"""Tests that rows of SQL written by hand become the same instances that the ORM makes."""

import pytest

from accounts.models import Account
from assessments.models import Result
from localization.rows import Columns, first_row, split_row
from tests.factories import make_account, make_completed, make_user

pytestmark = pytest.mark.django_db


def values_of(row) -> dict:
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


def test_an_instance_is_the_one_that_the_orm_makes(content):
    make_completed(content)
    columns = Columns(Result, "result")
    row = first_row(f"SELECT {columns}, 7 FROM assessments_result result", [])
    result, seven = split_row(row, columns)
    assert seven == 7
    assert values_of(result) == values_of(Result.objects.get())  # JSON and decimals included
    assert not result._state.adding


def test_an_outer_join_that_finds_nothing_makes_none(content):
    account = make_account(make_user())
    columns, other = Columns(Account, "account"), Columns(Result, "result")
    row = first_row(
        f"SELECT {other}, {columns} FROM accounts_account account"
        " LEFT JOIN assessments_result result ON false WHERE account.id = %s",
        [account.pk],
    )
    assert split_row(row, other, columns) == [None, account]


def test_nothing_found_is_none(db):
    assert first_row("SELECT 1 WHERE %s", [False]) is None
