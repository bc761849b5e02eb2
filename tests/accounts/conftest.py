"""Provides fixtures for tests of the accounts app."""

import pytest
from django.test import Client

from accounts.models import Account, User
from tests.factories import confirmed_client_of, make_account, make_user


@pytest.fixture
def guest(content) -> Client:
    return Client()


@pytest.fixture
def user(content) -> User:
    return make_user("owner@example.com")


@pytest.fixture
def account(user) -> Account:
    return make_account(user)


@pytest.fixture
def owner(account, user) -> Client:
    return confirmed_client_of(user)
