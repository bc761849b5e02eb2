"""What tests of the KPI pages may ask for."""

import pytest

from tests.kpis.views.place import Place


@pytest.fixture
def place(content) -> Place:
    return Place()
