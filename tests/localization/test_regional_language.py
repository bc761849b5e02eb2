"""Tests a language whose code has a region: its address, columns, files and what browsers ask for."""

import pytest
from django.test import Client
from django.utils.translation import override

from localization import regions
from localization.available_languages import clear_cache
from localization.columns import column_name, column_names
from localization.languages import CODES, url_in
from localization.locales import get_locale
from localization.models import OfferedLanguage
from tests.factories import client_of, make_user
from translations.selectors.matrix import message_cells

pytestmark = pytest.mark.django_db
CODE = "pt-br"


def accept(header: str) -> dict:
    return {"accept-language": header}


def test_a_column_has_an_underscore_where_the_code_has_a_hyphen():
    assert column_name("text", CODE) == "text_pt_br"
    assert column_name("text", "de") == "text_de"
    assert len(set(column_names("text"))) == len(CODES)


def test_a_locale_is_found_by_either_code():
    assert str(get_locale(CODE)) == str(get_locale("pt_BR")) == "pt_BR"


@pytest.mark.parametrize("code", CODES)
def test_countries_and_currencies_have_names_in_every_language(code):
    assert len(dict(regions.countries(code))) > 200
    assert dict(regions.currencies(code))["BRL"].startswith("BRL, ")


def test_they_are_those_of_the_region():
    assert dict(regions.countries(CODE))["CZ"] == "Tchéquia"


@pytest.mark.parametrize("header", ["pt", "pt-BR", "pt-br,en;q=0.5", "pt-PT", "pl,pt-PT;q=0.8"])
def test_browsers_that_ask_for_the_language_get_it(content, header):
    assert Client().get("/", headers=accept(header))["Location"] == f"/{CODE}/"
    page = Client().get("/x", headers=accept(header)).content.decode()
    assert f'<html lang="{CODE}"' in page


@pytest.mark.parametrize("header", ["pt", "pt-PT,fr;q=0.5"])
def test_before_it_is_offered_they_get_the_next(content, header):
    OfferedLanguage.objects.filter(code=CODE).delete()
    clear_cache()
    expected = "fr" if "fr" in header else "en"
    assert Client().get("/", headers=accept(header))["Location"] == f"/{expected}/"
    assert Client().get(f"/{CODE}/privacy/")["Location"] == "/en/privacy/"


@pytest.mark.parametrize("path", ["/pt/", "/pt/privacy/", "/pt-pt/", "/pt_br/"])
def test_its_address_has_one_spelling(content, path):
    assert Client().get(path).status_code == 404


@pytest.mark.parametrize(
    ("path", "page"),
    [
        ("/pt-BR/", "/pt-br/"),
        ("/pt-BR/privacy/?page=2", "/pt-br/privacy/?page=2"),
        ("/DE/privacy/", "/de/privacy/"),
    ],
)
def test_capitals_lead_to_the_address(content, path, page):
    assert Client().get(path)["Location"] == page
    assert Client().post(path).status_code == 404


def test_the_language_menu_leads_to_the_same_page(content):
    assert url_in(CODE, "/en/privacy/") == f"/{CODE}/privacy/"
    assert url_in("en", f"/{CODE}/privacy/") == "/en/privacy/"
    page = Client().get("/en/privacy/").content.decode()
    assert f'href="/{CODE}/privacy/"' in page
    assert f'hreflang="{CODE}"' in page


def test_staff_see_how_far_its_messages_are(settings, tmp_path):
    folder = tmp_path / "pt_BR" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "django.po").write_text(
        'msgid "Yes"\nmsgstr "Sim"\n\nmsgid "No"\nmsgstr ""\n', encoding="utf-8"
    )
    settings.LOCALE_PATHS = [tmp_path]
    cells = {cell.language: cell for cell in message_cells()}
    assert (cells[CODE].total, cells[CODE].missing) == (2, 1)


@pytest.mark.parametrize(
    "path", ["", "privacy/", "kpis/", "account/", "assessments/", "accounts/email/"]
)
def test_staff_see_its_pages_before_it_is_offered(content, path):
    OfferedLanguage.objects.filter(code=CODE).delete()
    clear_cache()
    with override(CODE):
        response = client_of(make_user(is_staff=True)).get(f"/{CODE}/{path}", follow=True)
    assert response.status_code == 200
    assert f'<html lang="{CODE}"' in response.content.decode()
