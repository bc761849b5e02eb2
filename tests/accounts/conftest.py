"""Provides fixtures for tests of the accounts app."""

import pytest
from django.test import Client


@pytest.fixture
def guest(content) -> Client:
    return Client()
