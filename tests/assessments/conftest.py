"""Provides fixtures for tests of the assessments app."""

import pytest
from django.test import Client

from accounts.models import User
from assessments.models import Questionnaire
from authoring.services.drafts import questionnaire_clone
from tests.factories import client_of


@pytest.fixture
def guest(content) -> Client:
    return Client()


@pytest.fixture
def staff(content) -> Client:
    return client_of(User.objects.create_superuser("staff@example.com", "x"))


@pytest.fixture
def draft(content) -> Questionnaire:
    return questionnaire_clone(questionnaire=content)
