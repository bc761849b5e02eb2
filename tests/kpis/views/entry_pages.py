"""Provides an owner who uses the KPI pages, and functions that read the form."""

import re
from html import unescape

from tests.factories import client_of, make_account, make_user


class KpiOwner:
    """Represents an owner at the KPI form of their account."""

    def __init__(self):
        self.user = make_user(name="Anna")
        self.account = make_account(self.user)
        self.client = client_of(self.user)

    def post(self, figures: dict, language: str = "en", path: str = "new/", **more):
        data = {"period_type": "quarter", "period_start": "2026-01-01", "typed_in": language}
        return self.client.post(f"/{language}/kpis/{path}", {**data, **figures, **more})


def value_of(response, name: str) -> str:
    match = re.search(rf'name="{name}"[^>]* value="([^"]*)"', response.content.decode())
    return unescape(match[1])


def error_of(response, name: str) -> str:
    match = re.search(rf'id="{name}-error">(.*?)</span>\s*</span>', response.content.decode(), re.S)
    return unescape(re.sub(r"<[^>]*>", "", match[1])).strip() if match else ""
