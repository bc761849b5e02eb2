"""Reads figures and days of a sheet: the value that it shows, in the language that it is in."""

import re
from datetime import date
from decimal import Decimal

from babel.numbers import get_currency_symbol
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from kpis.presenters import formatting
from kpis.validators import LONGEST_SHOWN, checked_figure, read_figure
from localization.dates import format_day_short, parse_day
from localization.languages import LANGUAGE_NAMES
from localization.locales import get_locale
from spreadsheets.cells import SheetNumber, fits_number_cell

_REMAINDER = Decimal("1e-12")
"""What adding up binary numbers may leave behind a figure, as a share of it."""
_SHORTENED = re.compile(r"#+|[0-9][0-9.,]*E[+-]?[0-9]+", re.IGNORECASE)
"""Matches a number in powers of ten, and one that did not fit its column."""
_APOSTROPHES = "'\N{RIGHT SINGLE QUOTATION MARK}"


def without_apostrophe(text: str) -> str:
    """Returns the text without the mark by which spreadsheet programs keep a number as text."""
    return text[1:].strip() if text[:1] in _APOSTROPHES else text


def read_sheet_figure(
    value: str | SheetNumber | date, name: str, currency: str, typed_in: str, shown_in: str
) -> Decimal:
    """Returns the figure of a cell. Raises ValidationError with the way to correct the cell."""
    match value:
        case str():
            return _read_text(without_apostrophe(value), name, currency, typed_in, shown_in)
        case SheetNumber():
            return _read_number(value, name, currency, shown_in)
        case _:
            text = _("This cell contains a date. Format it as a number and enter the figure again.")
            raise ValidationError(text)


def _read_text(text: str, name: str, currency: str, typed_in: str, shown_in: str) -> Decimal:
    if _SHORTENED.fullmatch(text):
        message = _(
            "“%(text)s” is a longer number that a spreadsheet program has shortened. Choose"
            " a number format that shows it in full, or import an .xlsx file."
        )
        raise ValidationError(message % {"text": text[:LONGEST_SHOWN]})
    try:
        amount = _without_currency(text, currency, typed_in)
        return read_figure(amount, name, currency, typed_in, typed_in)
    except ValidationError as error:
        if typed_in == shown_in:
            raise
        named = {"language": LANGUAGE_NAMES[typed_in]}
        hint = _("The column “language” gives the language of this row: %(language)s.") % named
        raise ValidationError([*error.messages, hint]) from error


def _without_currency(text: str, currency: str, language: str) -> str:
    """Returns the text without the sign of its own currency, which some number formats add."""
    for sign in (currency, get_currency_symbol(currency, locale=get_locale(language))):
        if len(text) > len(sign):
            text = text.removeprefix(sign).removesuffix(sign).strip()
    return text


def _read_number(number: SheetNumber, name: str, currency: str, shown_in: str) -> Decimal:
    value = _fit(number, formatting.input_places(name, currency))
    value = checked_figure(value, name, currency, shown_in)
    if not fits_number_cell(value):
        raise ValidationError(
            _(
                "The number has more than 15 digits, which a spreadsheet cannot save exactly. "
                "Enter it as text."
            )
        )
    return value


def _fit(number: SheetNumber, places: int) -> Decimal:
    """Returns the number with the decimals that its field takes.

    What the cell holds counts where it fits; then what it shows. Another number stays as it is.
    """
    value, shown = number.value, number.shown
    if abs(value) >= 10**15:
        return value
    rounded = round(value, places)
    if abs(value - rounded) <= max(abs(value), Decimal(1)) * _REMAINDER:
        return abs(rounded) if rounded == 0 else rounded
    return shown if shown is not None and shown == round(shown, places) else value


def read_first_day(
    value: str | SheetNumber | date | None, typed_in: str, country: str, today: date
) -> date:
    """Returns the first day of a period. Raises ValidationError, which names the forms to write."""
    first = today.replace(month=1, day=1)
    match value:
        case SheetNumber() if value.day:
            return value.day
        case date():
            return value
        case None:
            text = _("Enter the first day of the period here, such as %(iso)s.")
            raise ValidationError(text % {"iso": first.isoformat()})
        case SheetNumber():
            written = str(value)
        case _:
            written = without_apostrophe(value)
    day, other = parse_day(written, typed_in, country)
    if day and other and day.day != 1 and other.day == 1:
        text = _(
            "“%(text)s” can mean %(one)s or %(other)s. If you mean the second, enter %(other)s."
        )
        values = {"text": written, "one": day.isoformat(), "other": other.isoformat()}
        raise ValidationError(text % values)
    if day is None:
        text = _(
            "“%(text)s” is not a date that we can read. Enter it as %(iso)s or %(local)s. "
            "If a spreadsheet program changed it, import an .xlsx file instead, which "
            "preserves dates."
        )
        local = format_day_short(first, typed_in, country)
        values = {"text": written[:LONGEST_SHOWN], "iso": first.isoformat(), "local": local}
        raise ValidationError(text % values)
    return day
