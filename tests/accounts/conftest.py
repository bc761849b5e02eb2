"""What tests of the accounts app may ask for."""

import pytest
from django.test import Client


@pytest.fixture
def guest(content) -> Client:
    return Client()
