"""Tests the names of countries, currencies and time zones in each language."""

import pytest

from localization.languages import CODES
from localization.regions import countries, currencies, time_zone_names, time_zones


@pytest.mark.parametrize("language", CODES)
def test_every_time_zone_has_one_name_of_its_own(language):
    names = time_zone_names(language)
    assert sorted(key for key, _name in names) == time_zones()
    assert len({name for _key, name in names}) == len(names)
    assert not [name for _key, name in names if "/" in name or "_" in name]


@pytest.mark.parametrize(
    ("language", "key", "name"),
    [
        ("it", "Europe/Rome", "Italia (Roma)"),
        ("de", "Europe/Rome", "Italien (Rom)"),
        ("es", "America/New_York", "Estados Unidos (Nueva York)"),
        ("fr", "America/Argentina/Buenos_Aires", "Argentine (Buenos Aires)"),
        ("en", "Asia/Singapore", "Singapore"),
        ("en", "UTC", "UTC"),
        ("pt-br", "Europe/London", "Reino Unido (Londres)"),
        ("it", "Asia/Kolkata", "India (Calcutta)"),
        ("de", "Europe/Kyiv", "Ukraine (Kiew)"),
        ("es", "Asia/Ho_Chi_Minh", "Vietnam (Ciudad Ho Chi Minh)"),
        ("en", "Pacific/Kanton", "Kiribati (Kanton)"),
    ],
)
def test_a_time_zone_is_named_by_country_and_city(language, key, name):
    assert dict(time_zone_names(language))[key] == name


def test_names_are_in_alphabetical_order():
    names = [name for _key, name in time_zone_names("es")]
    assert names.index("Angola (Luanda)") < names.index("España (Madrid)") < names.index("UTC")


@pytest.mark.parametrize("language", CODES)
def test_no_currency_is_named_by_its_code_twice(language):
    assert not [name for code, name in currencies(language) if name == f"{code}, {code}"]
    assert dict(currencies(language))["EUR"].startswith("EUR, ")


@pytest.mark.parametrize("language", CODES)
def test_every_currency_has_a_name(language):
    assert [name for code, name in currencies(language) if name == code] == []


def test_a_country_has_the_name_that_people_say():
    assert dict(countries("es"))["CI"] == "Costa de Marfil"
    assert dict(countries("fr"))["CI"] == "Côte d’Ivoire"
