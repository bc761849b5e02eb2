"""Provides fixtures for tests of the KPI pages."""

import pytest

from tests.kpis.views.entry_pages import KpiOwner


@pytest.fixture
def owner(content) -> KpiOwner:
    return KpiOwner()
