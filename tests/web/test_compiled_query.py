"""Tests queries whose SQL is assembled once."""

import threading

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.db.models import F, QuerySet
from django.db.models.sql.compiler import SQLCompiler

from web.compiled_query import CompiledQuery

pytestmark = pytest.mark.django_db


def named(name: str, pk: int) -> QuerySet[Group]:
    rows = Group.objects.filter(name=name, pk__gte=pk, pk__gt=0)
    return rows.annotate(again=F("name")).order_by("pk")


@pytest.fixture
def compiled() -> CompiledQuery[Group]:
    return CompiledQuery(named, name="an example", pk=-1)


@pytest.fixture
def groups() -> list[Group]:
    return [Group.objects.create(name=name) for name in ("readers", "writers")]


def test_it_finds_what_the_query_set_finds(compiled, groups):
    for row in groups:
        for pk in (1, row.pk, row.pk + 1):
            expected = list(named(row.name, pk))
            found = list(compiled(name=row.name, pk=pk))
            assert found == expected
            assert [each.again for each in found] == [each.again for each in expected]
    assert list(compiled(name="' OR 1=1 --", pk=1)) == []


def test_related_rows_come_along(django_assert_num_queries):
    compiled = CompiledQuery(
        lambda codename: Permission.objects.select_related("content_type").filter(
            codename=codename
        ),
        codename="an example",
    )
    with django_assert_num_queries(1):
        [permission] = compiled(codename="add_group")
        assert permission.content_type.model == "group"


def test_the_sql_is_assembled_once(compiled, groups, monkeypatch):
    list(compiled(name="readers", pk=1))
    assembled = []
    as_sql = SQLCompiler.as_sql
    monkeypatch.setattr(
        SQLCompiler, "as_sql", lambda *values, **named: assembled.append(1) or as_sql(*values)
    )
    assert list(compiled(name="writers", pk=1)) == groups[1:]
    assert assembled == []


def test_a_value_without_a_place_is_refused():
    compiled = CompiledQuery(lambda name, pk: Group.objects.filter(name=name), name="one", pk=2)
    with pytest.raises(AssertionError):
        compiled(name="readers", pk=1)


@pytest.mark.django_db(transaction=True)
def test_each_thread_asks_by_its_own_connection(compiled):
    Group.objects.create(name="readers")
    list(compiled(name="readers", pk=1))
    used = []

    def ask() -> None:
        connection.execute_wrappers.append(
            lambda execute, *values: used.append(threading.get_ident()) or execute(*values)
        )
        assert len(compiled(name="readers", pk=1)) == 1
        connection.close()

    thread = threading.Thread(target=ask)
    thread.start()
    thread.join()
    assert used == [thread.ident]
