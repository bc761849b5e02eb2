"""Countries, currencies and time zones, named in the reader's language.

Names and facts come from CLDR by Babel, zones from tzdata.
"""

import unicodedata
from datetime import date
from functools import lru_cache
from importlib.resources import files
from zoneinfo import ZoneInfo

from babel import Locale
from babel.numbers import get_territory_currencies

# Codes that CLDR names and ISO 3166 does not assign to a country.
NOT_COUNTRIES = frozenset(
    ["AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "XK", "ZZ"]
)


def _alphabetical(pair: tuple[str, str]) -> str:
    return unicodedata.normalize("NFKD", pair[1]).encode("ascii", "ignore").decode().casefold()


@lru_cache
def country_codes() -> frozenset[str]:
    names = Locale("en").territories
    return frozenset(code for code in names if len(code) == 2 and code.isalpha()) - NOT_COUNTRIES


@lru_cache
def countries(language: str) -> tuple[tuple[str, str], ...]:
    """(ISO 3166 code, name) of every country, in alphabetical order."""
    names = Locale(language).territories
    return tuple(
        sorted(((code, names.get(code, code)) for code in country_codes()), key=_alphabetical)
    )


@lru_cache
def currency_codes() -> frozenset[str]:
    """ISO 4217 codes of today's legal tender."""
    today = date.today()
    return frozenset(
        code
        for country in country_codes()
        for code in get_territory_currencies(country, today, today)
    )


@lru_cache
def known_currencies() -> frozenset[str]:
    """Every code that CLDR knows, those of the past too: a company keeps its currency when that is replaced."""
    return frozenset(Locale("en").currencies)


@lru_cache
def currencies(language: str) -> tuple[tuple[str, str], ...]:
    """(ISO 4217 code, «EUR, euro») of today's currencies, by code."""
    names = Locale(language).currencies
    return tuple((code, f"{code}, {names.get(code, code)}") for code in sorted(currency_codes()))


@lru_cache
def _zones() -> dict[str, tuple[str, ...]]:
    """Each country's time zones, as tzdata orders them (the most populous first in each part of the country)."""
    found: dict[str, list[str]] = {}
    for line in files("tzdata").joinpath("zoneinfo", "zone.tab").read_text().splitlines():
        if line and not line.startswith("#"):
            country, _, zone = line.split("\t")[:3]
            found.setdefault(country, []).append(zone)
    return {country: tuple(zones) for country, zones in found.items()}


def time_zones() -> list[str]:
    return sorted({zone for zones in _zones().values() for zone in zones} | {"UTC"})


def zone(name: str) -> ZoneInfo:
    """The zone of this name; UTC where there is none, so that no page fails of a name stored long ago."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # unknown, no name at all, a part of the world
        return ZoneInfo("UTC")


def default_time_zone(country: str) -> str:
    """The zone a company there most likely lives in; the account page changes it."""
    return _zones().get(country, ("UTC",))[0]
