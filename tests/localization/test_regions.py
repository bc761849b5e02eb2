"""Tests the names of countries, currencies and time zones in each language."""

from importlib.resources import files

import pytest

from localization.languages import CODES
from localization.regions import (
    MOST_POPULOUS_ZONES,
    countries,
    country_codes,
    currencies,
    default_time_zone,
    list_zones,
    present_zone,
    read_zone,
    time_zone_names,
    time_zones,
)


@pytest.mark.parametrize("language", CODES)
def test_every_time_zone_has_one_name_of_its_own(language):
    names = time_zone_names(language)
    assert sorted(key for key, _name in names) == list(time_zones())
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


@pytest.mark.parametrize(
    ("country", "zone"),
    [
        ("AU", "Australia/Sydney"),
        ("BR", "America/Sao_Paulo"),
        ("CA", "America/Toronto"),
        ("RU", "Europe/Moscow"),
        ("UA", "Europe/Kyiv"),
        ("US", "America/New_York"),
        ("IT", "Europe/Rome"),
        ("IN", "Asia/Kolkata"),
        ("BV", "UTC"),  # nobody lives there
        ("", "UTC"),
    ],
)
def test_the_zone_proposed_is_where_most_people_of_the_country_live(country, zone):
    assert default_time_zone(country) == zone


def test_every_country_with_several_zones_says_where_most_people_live():
    several = {code for code in country_codes() if len(list_zones(code)) > 1}
    assert several == MOST_POPULOUS_ZONES.keys()
    for country, zone in MOST_POPULOUS_ZONES.items():
        assert list_zones(country)[0] == zone
        assert len(set(list_zones(country))) == len(list_zones(country))


@pytest.mark.parametrize(
    ("country", "browser", "zone"),
    [
        ("AU", "Australia/Perth", "Australia/Perth"),
        ("US", "America/Indianapolis", "America/Indiana/Indianapolis"),  # as Chromium has it
        ("UA", "Europe/Kiev", "Europe/Kyiv"),
        ("AU", "Europe/Rome", "Australia/Sydney"),
        ("AU", "Mars/Olympus", "Australia/Sydney"),
        ("AU", "../../etc/passwd", "Australia/Sydney"),
        ("AU", "Australia", "Australia/Sydney"),
        ("AU", "\0", "Australia/Sydney"),
    ],
)
def test_the_browsers_zone_is_proposed_where_it_lies_in_the_country(country, browser, zone):
    assert default_time_zone(country, browser) == zone


@pytest.mark.parametrize(
    ("former", "present"),
    [
        ("Europe/Kiev", "Europe/Kyiv"),
        ("Asia/Calcutta", "Asia/Kolkata"),
        ("America/Buenos_Aires", "America/Argentina/Buenos_Aires"),
        ("US/Pacific", "America/Los_Angeles"),
        ("Iceland", "Atlantic/Reykjavik"),  # in Iceland, although tzdata links it to Abidjan
        ("Etc/UTC", "UTC"),
        ("GMT", "UTC"),
        ("Europe/Amsterdam", "Europe/Amsterdam"),
        ("Mars/Olympus", "Mars/Olympus"),
    ],
)
def test_a_zone_that_was_renamed_has_its_present_name(former, present):
    assert present_zone(former) == present


def test_every_link_of_tzdata_is_resolved():
    lines = files("tzdata").joinpath("zoneinfo", "tzdata.zi").read_text().splitlines()
    links = [line.split(" ")[2] for line in lines if line.startswith("L ")]
    assert len(links) > 200
    assert [name for name in links if present_zone(name) not in time_zones()] == []


def test_a_browsers_zone_without_a_place_is_read():
    assert read_zone("Etc/GMT-5") == "Etc/GMT-5"
    assert read_zone("posix/Europe/Rome") == read_zone("localtime") == read_zone("") == ""
