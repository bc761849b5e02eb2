"""Formats and reads numbers in the reader's language, strictly; does not import Django.

Every mark, pattern and grouping comes from Babel's locale data; no language is named here.
Language codes are Django's (``en``, ``pt-br``) or CLDR's (``pt_BR``). Digits are always ASCII
digits.

Formatted: digits are grouped from four on in every language (``1.234``, also where CLDR would leave
``1234``), a negative number has the minus sign U+2212, and a number that is or rounds to zero has
no sign. A ``Fraction`` is rounded by integer arithmetic; a ``float`` is refused with
``TypeError``, NaN and infinity with ``ValueError``.

Accepted: one sign at most (``+``, hyphen-minus or U+2212), digits that are ungrouped or grouped
exactly as the language groups them, and at most one decimal mark with digits on both sides. Where
the group mark is a kind of space, every space (category Zs: a thin or a no-break one) is accepted,
but only one kind in one number. White space around the number is removed, and format characters
(category Cf) anywhere in it: calculators copy a number between marks of direction. Everything else
raises `NumberError`.
"""

import re
from copy import copy
from decimal import Context, Decimal, localcontext
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache
from math import floor, trunc

from babel.numbers import (
    NumberPattern,
    get_currency_precision,
    get_decimal_symbol,
    get_group_symbol,
)

from localization.characters import SPACES, without_format_characters
from localization.locales import get_locale

Number = Decimal | Fraction | int

MINUS = "\N{MINUS SIGN}"
MAX_WHOLE_DIGITS = 15
"""The most digits before the decimal mark, leading zeros included; database columns hold them."""

CACHE_SIZE = 4096
# Formatted scores and changes: they recur on every page, and Babel needs some 30 µs to format one.

_SIGNS = f"+{MINUS}-"  # hyphen-minus last: these stand in a character class
_APOSTROPHES = "'\N{RIGHT SINGLE QUOTATION MARK}"
_SURROUNDINGS = SPACES + "\t\r\n"
_LETTER_MEETS_DIGIT = re.compile(r"(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])")
_EXAMPLE = Decimal("1234.56")


class Rounding(StrEnum):
    """Lists the ways to drop the digits beyond the required decimals."""

    HALF_UP = "half_up"  # to the nearest, a half away from zero
    FLOOR = "floor"  # toward negative infinity
    TOWARD_ZERO = "toward_zero"


class NumberError(ValueError):
    """Reports a text that is not a number in the reader's language.

    `reason` is one of the stable keys ``empty``, ``not_a_number``, ``wrong_marks``,
    ``too_many_digits``, ``too_many_places``, ``not_whole``; `expected` is an example of the
    expected form in that language (``1,234.5``).
    """

    def __init__(self, reason: str, expected: str) -> None:
        super().__init__(f"{reason}, expected a number like {expected}")
        self.reason = reason
        self.expected = expected


# Formatting


def format_number(
    value: Number,
    language: str,
    *,
    places: int,
    signed: bool = False,
    rounding: Rounding = Rounding.HALF_UP,
) -> str:
    """Returns `value` with `places` decimals; `signed` puts ``+`` before a positive number."""
    digits = round_exactly(value, places, rounding)
    return _write(digits, "decimal", language, places, signed=signed)


@lru_cache(maxsize=CACHE_SIZE, typed=True)
def format_score(value: Number, language: str, places: int) -> str:
    """Returns a score rounded down, so that no band looks reached too early: 3.996 is ``3.99``."""
    return format_number(value, language, places=places, rounding=Rounding.FLOOR)


@lru_cache(maxsize=CACHE_SIZE, typed=True)
def format_bound(value: Number, language: str, least: int) -> str:
    """Returns the bound of a stage with `least` decimals, or with two where it needs more."""
    needs_more = Fraction(value) * 10**least % 1
    return format_number(value, language, places=2 if needs_more else least)


@lru_cache(maxsize=CACHE_SIZE, typed=True)
def format_change(before: Number, now: Number, language: str, places: int) -> str:
    """Returns the signed difference of two scores as `format_score` shows them: ``−0.23``.

    So a reader can check it. Where the scores differ and look equal: ``+<0.01``, ``−<0.01``.
    """
    earlier, later = (round_exactly(value, places, Rounding.FLOOR) for value in (before, now))
    if later != earlier or now == before:
        return format_number(later - earlier, language, places=places, signed=True)
    least = format_number(Decimal(1).scaleb(-places), language, places=places)
    return f"{'+' if now > before else MINUS}<{least}"


def format_percent(value: Number, language: str, places: int, *, signed: bool = False) -> str:
    """Returns `value` percent (75 is ``75%``) in the language's pattern with its spaces."""
    digits = round_exactly(value, places, Rounding.HALF_UP)
    return _write(digits, "percent", language, places, signed=signed)


def format_money(
    value: Number,
    currency: str,
    language: str,
    *,
    signed: bool = False,
    places: int | None = None,
) -> str:
    """Returns an amount of `currency` (ISO 4217) in the language's pattern.

    Without `places`, the amount has the decimals that are usual for the currency.
    """
    places = minor_digits(currency) if places is None else places
    digits = round_exactly(value, places, Rounding.HALF_UP)
    text = _write(digits, "currency", language, places, signed=signed, currency=currency)
    # CLDR's currency spacing, which Babel leaves out: «CHF 5», never «CHF5».
    return _LETTER_MEETS_DIGIT.sub("\N{NO-BREAK SPACE}", text)


def format_money_by_code(
    value: Number, currency: str, language: str, *, places: int | None = None
) -> str:
    """Returns an amount with the code of `currency` in place of its sign: ``300 USD``.

    The code stands first where the sign does, with a space behind it: ``USD 300`` in Portuguese.
    """
    places = minor_digits(currency) if places is None else places
    number = format_number(value, language, places=places)
    pattern = get_locale(language).currency_formats["standard"].pattern
    is_first = pattern.startswith("\N{CURRENCY SIGN}\N{NO-BREAK SPACE}")
    return "\N{NO-BREAK SPACE}".join([currency, number] if is_first else [number, currency])


def format_plain(value: Decimal | int, language: str) -> str:
    """Returns all digits of `value`, ungrouped, with the language's decimal mark: ``1234,5``."""
    return f"{Decimal(value):f}".replace(".", decimal_mark(language))


def decimal_mark(language: str) -> str:
    """Returns the mark before the decimals: ``.`` or ``,``."""
    return get_decimal_symbol(get_locale(language), numbering_system="latn")


def minor_digits(currency: str) -> int:
    """Returns the decimals in which people write `currency`, by CLDR: EUR 2, JPY 0, ALL 0.

    2 for an unknown code. An amount may have more: see
    `minor_units.py`.
    """
    return get_currency_precision(currency)


def round_exactly(value: Number, places: int, rounding: Rounding) -> Decimal:
    """Returns `value`, of any size, with exactly `places` decimals; never ``-0``.

    Raises TypeError for a float or a bool, ValueError for NaN and infinity.
    """
    if isinstance(value, bool) or not isinstance(value, Number):
        raise TypeError(f"exact numbers only, not {type(value).__name__}")
    if isinstance(value, Decimal) and not value.is_finite():
        raise ValueError("finite numbers only")
    scaled = Fraction(value) * 10**places
    match rounding:
        case Rounding.FLOOR:
            whole = floor(scaled)
        case Rounding.TOWARD_ZERO:
            whole = trunc(scaled)
        case Rounding.HALF_UP:
            whole = floor(abs(scaled) + Fraction(1, 2)) * (-1 if scaled < 0 else 1)
    return Decimal(f"{whole}e-{places}")


def _write(
    value: Decimal,
    kind: str,
    language: str,
    places: int,
    *,
    signed: bool,
    currency: str | None = None,
) -> str:
    # Babel rounds within the current decimal context, which may hold fewer digits than `value`.
    with localcontext(Context(prec=len(value.as_tuple().digits) + places + 1)):
        text: str = _pattern(kind, language, places).apply(
            value.copy_abs(), get_locale(language), currency=currency, currency_digits=False
        )
    sign = MINUS if value < 0 else "+" if signed and value > 0 else ""
    return sign + text


@lru_cache
def _pattern(kind: str, language: str, places: int) -> NumberPattern:
    """Returns the language's pattern with `places` decimals; percentages are not multiplied."""
    locale = get_locale(language)
    patterns: dict[str, NumberPattern] = {
        "decimal": locale.decimal_formats[None],
        "percent": locale.percent_formats[None],
        "currency": locale.currency_formats["standard"],
    }
    pattern = copy(patterns[kind])
    pattern.frac_prec = (places, places)
    pattern.scale = 0
    return pattern


# Parsing


def parse_number(text: str, language: str, *, max_places: int) -> Decimal:
    """Returns the number that `text` means in `language`, with the decimals that were typed.

    More than `max_places` decimals are refused even where they are zeros: ``1.000`` may be meant
    as a thousand. At most `MAX_WHOLE_DIGITS` digits may stand before the decimal mark. Negative
    numbers are accepted; a caller that allows none must refuse them. Raises `NumberError`.
    """
    expected = number_example(language, places=max_places)
    stripped = without_format_characters(text).strip(_SURROUNDINGS)
    if not stripped:
        raise NumberError("empty", expected)
    shape, lookalike = _number_patterns(language)
    match = shape.fullmatch(stripped)
    if match is None:
        wrong_marks = lookalike.fullmatch(stripped) is not None
        raise NumberError("wrong_marks" if wrong_marks else "not_a_number", expected)
    whole = re.sub(r"[^0-9]", "", match["whole"])
    decimals = match["decimals"] or ""
    if len(whole) > MAX_WHOLE_DIGITS:
        raise NumberError("too_many_digits", expected)
    if len(decimals) > max_places:
        raise NumberError("too_many_places" if max_places else "not_whole", expected)
    magnitude = Decimal(f"{whole}.{decimals}")
    negative = match["sign"] in ("-", MINUS) and magnitude != 0
    return magnitude.copy_negate() if negative else magnitude


@lru_cache(maxsize=CACHE_SIZE)
def number_example(language: str, *, places: int) -> str:
    """Returns an example of a number with `places` decimals, but at most two: ``1,234.5``."""
    return format_number(_EXAMPLE, language, places=min(places, 2), rounding=Rounding.TOWARD_ZERO)


@lru_cache
def _number_patterns(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Returns a pattern of numbers in `language`, and one of numbers with any other marks."""
    locale = get_locale(language)
    decimal = decimal_mark(language)
    group = get_group_symbol(locale, numbering_system="latn")
    last, others = locale.decimal_formats[None].grouping
    marks = "|".join(re.escape(mark) for mark in _accepted_marks(group))
    grouped = (
        rf"[1-9][0-9]{{0,{others - 1}}}(?P<mark>{marks})"
        rf"(?:[0-9]{{{others}}}(?P=mark))*[0-9]{{{last}}}"
    )
    shape = re.compile(
        rf"(?P<sign>[{_SIGNS}])?(?P<whole>[0-9]+|{grouped})"
        rf"(?:{re.escape(decimal)}(?P<decimals>[0-9]+))?"
    )
    any_mark = re.escape(f".,{SPACES}{_APOSTROPHES}{decimal}{group}")
    lookalike = re.compile(rf"[{_SIGNS}]?[{any_mark}]*[0-9][0-9{any_mark}]*")
    return shape, lookalike


def _accepted_marks(group: str) -> list[str]:
    """Returns the marks that are accepted as `group`: keyboards have no no-break spaces."""
    similar = next((marks for marks in (SPACES, _APOSTROPHES) if group in marks), None)
    return list(similar) if similar else [group]
