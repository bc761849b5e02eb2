"""Provides fixtures for tests of the KPI pages."""

import pytest

from tests.kpis.views.place import Place


@pytest.fixture
def place(content) -> Place:
    return Place()
