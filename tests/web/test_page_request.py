"""Tests the links that a worker makes, which has no request."""

import pytest
from django.conf import settings
from django.urls import reverse

from web.page_request import request_for


@pytest.mark.parametrize(
    "site", ["https://localhost", "https://localhost:8443", "http://127.0.0.1:8000"]
)
def test_links_have_scheme_host_and_port_of_the_page(site):
    path = reverse("home")
    assert request_for(f"{site}/de/account/export/").build_absolute_uri(path) == f"{site}{path}"


def test_a_page_by_https_is_secure_behind_a_proxy_too(monkeypatch):
    monkeypatch.setattr(settings, "SECURE_PROXY_SSL_HEADER", ("HTTP_X_FORWARDED_PROTO", "https"))
    assert request_for("https://localhost/").is_secure()
