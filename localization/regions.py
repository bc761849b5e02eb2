"""Lists countries, currencies and time zones, with names in the reader's language.

Names and facts come from CLDR through Babel, zones from tzdata.
"""

import unicodedata
from datetime import date
from functools import lru_cache
from importlib.resources import files
from zoneinfo import ZoneInfo

from babel import Locale
from babel.core import get_global
from babel.dates import get_timezone_location
from babel.numbers import get_territory_currencies

from localization.locales import get_locale

# Codes that CLDR names and ISO 3166 does not assign to a country.
NOT_COUNTRIES = frozenset(
    ["AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "XK", "ZZ"]
)


# Names that CLDR has as variants, which Babel leaves out: what people of the language say.
USUAL_NAMES = {"es": {"CI": "Costa de Marfil"}}

# Names of currencies that Babel's data lacks in some languages, or has under a former name.
CURRENCY_NAMES = {
    "it": {"XCG": "fiorino caraibico", "ZWG": "oro dello Zimbabwe"},
    "fr": {"ZWG": "or du Zimbabwe"},
    "es": {"ZWG": "oro de Zimbabue"},
    "de": {"XCG": "Karibischer Gulden", "ZWG": "Simbabwe-Gold"},
    "pt-br": {"PEN": "Sol peruano", "XCG": "Florim caribenho", "ZWG": "Ouro do Zimbábue"},
}

# The zone where most people live, of each country with several. Common knowledge, not taken from a
# table: the largest cities of the regions that tzdata's zone.tab names leave no doubt but for CD,
# where more people live in the east (Africa/Lubumbashi) than around Kinshasa.
MOST_POPULOUS_ZONES = {
    "AQ": "Antarctica/McMurdo",
    "AR": "America/Argentina/Buenos_Aires",
    "AU": "Australia/Sydney",
    "BR": "America/Sao_Paulo",
    "CA": "America/Toronto",
    "CD": "Africa/Lubumbashi",
    "CL": "America/Santiago",
    "CN": "Asia/Shanghai",
    "CY": "Asia/Nicosia",
    "DE": "Europe/Berlin",
    "EC": "America/Guayaquil",
    "ES": "Europe/Madrid",
    "FM": "Pacific/Chuuk",
    "GL": "America/Nuuk",
    "ID": "Asia/Jakarta",
    "KI": "Pacific/Tarawa",
    "KZ": "Asia/Almaty",
    "MH": "Pacific/Majuro",
    "MN": "Asia/Ulaanbaatar",
    "MX": "America/Mexico_City",
    "MY": "Asia/Kuala_Lumpur",
    "NZ": "Pacific/Auckland",
    "PF": "Pacific/Tahiti",
    "PG": "Pacific/Port_Moresby",
    "PS": "Asia/Hebron",
    "PT": "Europe/Lisbon",
    "RU": "Europe/Moscow",
    "UA": "Europe/Kyiv",
    "UM": "Pacific/Wake",
    "US": "America/New_York",
    "UZ": "Asia/Tashkent",
}


def _alphabetical(pair: tuple[str, str]) -> str:
    return unicodedata.normalize("NFKD", pair[1]).encode("ascii", "ignore").decode().casefold()


@lru_cache
def country_codes() -> frozenset[str]:
    """Returns the ISO 3166 codes of all countries (CLDR also has codes of regions, such as 150)."""
    codes = map(str, Locale("en").territories)
    return frozenset(code for code in codes if len(code) == 2 and code.isalpha()) - NOT_COUNTRIES


@lru_cache
def countries(language: str) -> tuple[tuple[str, str], ...]:
    """Returns (ISO 3166 code, name) of every country in the alphabetical order of the names."""
    return tuple(sorted(_country_names(language).items(), key=_alphabetical))


@lru_cache
def _country_names(language: str) -> dict[str, str]:
    names = get_locale(language).territories
    usual = USUAL_NAMES.get(language, {})
    return {code: usual.get(code) or names.get(code, code) for code in country_codes()}


@lru_cache
def currency_codes() -> frozenset[str]:
    """Returns the ISO 4217 codes of the currencies that are legal tender today."""
    today = date.today()
    return frozenset(
        code
        for country in country_codes()
        for code in get_territory_currencies(country, today, today)
    )


def country_currency(country: str) -> str:
    """Returns the code of the country's legal tender today, the first of several; empty without one."""
    today = date.today()
    return next(iter(get_territory_currencies(country, today, today)), "")


@lru_cache
def known_currencies() -> frozenset[str]:
    """Returns all codes of CLDR, past ones too: a company keeps a currency that is replaced."""
    return frozenset(Locale("en").currencies)


@lru_cache
def currencies(language: str) -> tuple[tuple[str, str], ...]:
    """Returns (ISO 4217 code, «EUR, euro») of today's currencies in the order of the codes.

    A currency without a name in the language stands with its code alone.
    """
    names = {**get_locale(language).currencies, **CURRENCY_NAMES.get(language, {})}
    return tuple(
        (code, f"{code}, {names[code]}" if code in names else code)
        for code in sorted(currency_codes())
    )


@lru_cache
def _zones() -> dict[str, tuple[str, ...]]:
    """Returns each country's time zones in the order of tzdata, which is geographical."""
    zones_by_country: dict[str, list[str]] = {}
    for line in files("tzdata").joinpath("zoneinfo", "zone.tab").read_text().splitlines():
        if line and not line.startswith("#"):
            country, _, zone = line.split("\t")[:3]
            zones_by_country.setdefault(country, []).append(zone)
    return {country: tuple(zones) for country, zones in zones_by_country.items()}


@lru_cache
def time_zones() -> tuple[str, ...]:
    """Returns the keys of all zones of tzdata's zone.tab, and UTC, in alphabetical order."""
    return tuple(sorted({zone for zones in _zones().values() for zone in zones} | {"UTC"}))


@lru_cache
def _former_keys() -> dict[str, tuple[str, ...]]:
    """Returns the keys that each zone had before: CLDR names the city of Asia/Kolkata by Asia/Calcutta."""
    former: dict[str, list[str]] = {}
    for old, new in get_global("zone_aliases").items():
        if old != "Pacific/Enderbury":  # another island than Kanton
            former.setdefault(new, []).append(old)
    return {new: tuple(old) for new, old in former.items()}


def _city(key: str, locale: Locale) -> str:
    for name in (key, *_former_keys().get(key, ())):
        if city := locale.time_zones.get(name, {}).get("city"):
            return str(city)
    return str(get_timezone_location(key, locale=locale, return_city=True)).rpartition("/")[2]


@lru_cache
def time_zone_names(language: str) -> tuple[tuple[str, str], ...]:
    """Returns (tzdata key, «Italy (Rome)») of every zone in the alphabetical order of the names."""
    locale, countries = get_locale(language), _country_names(language)
    names = {"UTC": "UTC"}
    for code, zones in _zones().items():
        country = countries.get(code, code)
        for key in zones:
            city = _city(key, locale)
            pattern = locale.zone_formats["fallback"]
            names[key] = country if city == country else pattern % {"0": city, "1": country}
    return tuple(sorted(names.items(), key=_alphabetical))


def zone(name: str) -> ZoneInfo:
    """Returns the zone of this name; UTC for an unknown one, so that old names break no page."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # unknown; not a name; a folder of zones (`Europe`)
        return ZoneInfo("UTC")


@lru_cache
def _all_zones() -> frozenset[str]:
    return frozenset(files("tzdata").joinpath("zones").read_text().split())


def present_zone(name: str) -> str:
    """Returns today's key of a zone that was renamed; any other name as it is.

    Databases have former keys, and browsers send them: Europe/Kiev is Europe/Kyiv.
    """
    present = name if name in time_zones() else get_global("zone_aliases").get(name, name)
    return "UTC" if present in ("Etc/UTC", "Etc/GMT") else present


def read_zone(text: str) -> str:
    """Returns today's key of the zone that a browser names; empty where it names none."""
    return present_zone(text) if text in _all_zones() else ""


def list_zones(country: str) -> tuple[str, ...]:
    """Lists the country's zones, the one where most people live first; none of an unknown one."""
    first = MOST_POPULOUS_ZONES.get(country)
    return tuple(sorted(_zones().get(country, ()), key=lambda key: key != first))


def default_time_zone(country: str, browser: str = "") -> str:
    """Returns the zone to propose: the browser's in its own country, else the most populous one.

    Without a zone, as of an island where nobody lives, it is UTC.
    """
    zones, here = list_zones(country), read_zone(browser)
    return here if here in zones else next(iter(zones), "UTC")
