"""Tests the entry form by itself."""

from datetime import date

import pytest

from accounts.models import Account
from kpis.forms.entry import EntryForm
from kpis.selectors.content import kpi_content

pytestmark = pytest.mark.django_db


def make_form() -> EntryForm:
    return EntryForm(
        kpi_content("en", 1),
        Account(currency="EUR"),
        date(2026, 11, 26),
        find_previous=lambda _period: None,
    )


def test_fields_belong_to_one_form(content):
    first = make_form()
    for name in ("period_type", "cltv_method", "leads"):
        was_required = first.fields[name].required
        first.fields[name].required = not was_required
        first.fields[name].widget.attrs["class"] = "changed"
        other = make_form().fields[name]
        assert other.required is was_required
        assert other.widget.attrs.get("class") != "changed"
