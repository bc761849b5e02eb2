"""Provides the data of a sign-up, and functions that tests of sign-up and sign-in use."""

import re

from django.core import mail
from django.test import Client

from tests.factories import PASSWORD

FIELDS = {
    "email": "anna@example.com",
    "password1": PASSWORD,
    "company": "Rossi Servizi",
    "country": "IT",
    "currency": "EUR",
}


def begin(client: Client) -> str:
    return client.post("/it/assessments/start/")["Location"].split("/")[3]


def link_in(message: mail.EmailMessage) -> str:
    return re.search(r"http://testserver(/\S+)", message.body)[1]
