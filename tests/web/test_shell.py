"""Tests what all pages have in common: ids, links and headings."""

import re

import pytest
from django.test import Client

from tests.page_lists import pages

pytestmark = pytest.mark.django_db


def broken(path: str, page: str) -> list[str]:
    """Returns the errors of the page: repeated ids, dead links, missing headings."""
    ids = re.findall(r'\sid="([^"]+)"', page)
    problems = [
        f"{path}: id {name} stands twice" for name in {name for name in ids if ids.count(name) > 1}
    ]
    for attribute in ("form", "for", "aria-labelledby", "aria-describedby", "popovertarget"):
        named = {
            name
            for value in re.findall(rf'\s{attribute}="([^"]+)"', page)
            for name in value.split()
        }
        problems += [f"{path}: {attribute} {name} is nowhere" for name in named - set(ids)]
    for link in re.findall(r'href="#([^"]+)"', page):
        problems += [f"{path}: #{link} leads nowhere"] if link not in ids else []
    if len(re.findall(r"<h1\b", page)) != 1:
        problems.append(f"{path}: not one h1")
    return problems


def test_every_page_has_valid_ids_links_and_headings(content):
    problems = []
    for client, path in pages(content):
        page = client.get(f"/fr/{path}", follow=True).content.decode()
        problems += broken(path, page)
    assert problems == []


@pytest.mark.parametrize(
    "path", ["/", "/en/", "/healthz", "/readyz", "/robots.txt", "/en/privacy/"]
)
def test_other_methods_are_refused_with_a_page(content, path):
    for method in ("put", "delete", "patch"):
        assert getattr(Client(), method)(path).status_code in (403, 405)


def test_language_links_keep_the_query(content):
    page = Client().get("/en/privacy/?a=1&b=2").content.decode()
    assert 'href="/it/privacy/?a=1&amp;b=2"' in page


def test_an_unknown_language_is_not_found(content):
    assert Client().get("/xx/").status_code == 404
    assert Client().get("/EN/").status_code in (301, 302, 404)
