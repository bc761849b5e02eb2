"""Validates figures, periods and how figures agree, for the form and the import.

Every message is in the reader's language and names the figures or the expected form.
"""

from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from kpis.domain.entry import PartAboveWhole, parts_above_whole
from kpis.domain.inputs import EntryInputs
from kpis.domain.periods import Period, PeriodType
from kpis.presenters import formatting
from kpis.selectors.content import Content
from localization import dates, numbers
from localization.characters import visible_text
from localization.languages import current_language
from localization.locales import get_locale
from localization.numbers import MAX_WHOLE_DIGITS, NumberError

LONGEST_SHOWN = 40
"""A typed text is named in its message up to this length."""


def read_figure(text: str, name: str, currency: str, typed_in: str, shown_in: str) -> Decimal:
    """Reads a figure in the language it was typed in. Raises ValidationError."""
    places = formatting.input_places(name, currency)
    return read_number(text, places, typed_in, shown_in)


def read_number(text: str, places: int, typed_in: str, shown_in: str) -> Decimal:
    """Reads a number of zero or more in the language it was typed in. Raises ValidationError."""
    text = visible_text(text)
    try:
        value = numbers.parse_number(text, typed_in, max_places=places)
    except NumberError as error:
        if typed_in != shown_in:
            raise ValidationError(_unreadable_there(text, places, typed_in, shown_in)) from error
        raise ValidationError(_unreadable(text, error.reason, places, shown_in)) from error
    return _checked(value, places, shown_in)


def checked_figure(value: Decimal, name: str, currency: str, shown_in: str) -> Decimal:
    """Validates an exact number, a cell of a sheet for example. Raises ValidationError."""
    return _checked(value, formatting.input_places(name, currency), shown_in)


def _checked(value: Decimal, places: int, shown_in: str) -> Decimal:
    if not value.is_finite():
        raise ValidationError(_unreadable(str(value), "not_a_number", places, shown_in))
    if value < 0:
        raise ValidationError(_("This figure cannot be negative. Enter zero or more."))
    if value >= 10**MAX_WHOLE_DIGITS:
        raise ValidationError(_unreadable("", "too_many_digits", places, shown_in))
    if value != round(value, places):
        reason = "too_many_places" if places else "not_whole"
        raise ValidationError(_unreadable("", reason, places, shown_in))
    return value


def _unreadable(text: str, reason: str, places: int, language: str) -> str:
    values = {
        "text": text[:LONGEST_SHOWN],
        "expected": numbers.number_example(language, places=places),
        "places": places,
        "most": MAX_WHOLE_DIGITS,
    }
    match reason:
        case "not_whole":
            message = _("Enter a whole number, such as %(expected)s.")
        case "too_many_places":
            message = _("Enter no more than %(places)s decimal places, such as %(expected)s.")
        case "too_many_digits" if not places:
            message = _("Enter no more than %(most)s digits, such as %(expected)s.")
        case "too_many_digits":
            message = _(
                "Enter no more than %(most)s digits before the decimal point, such as %(expected)s."
            )
        case "wrong_marks":
            message = _(
                "“%(text)s” is not in the number format used here. Enter it like this: "
                "%(expected)s."
            )
        case _:
            message = _("“%(text)s” is not a number. Enter it like this: %(expected)s.")
    return message % values


def _unreadable_there(text: str, places: int, typed_in: str, shown_in: str) -> str:
    """Renders the message for a text that was typed before the page's language was changed."""
    return _(
        "“%(text)s” was entered in another language (%(language)s) and could not be "
        "read. Enter it again like this: %(expected)s."
    ) % {
        "text": text[:LONGEST_SHOWN],
        "language": get_locale(typed_in).get_display_name(get_locale(shown_in)),
        "expected": numbers.number_example(shown_in, places=places),
    }


def agreement_errors(inputs: EntryInputs, content: Content, currency: str) -> dict[str, str]:
    """Returns the parts that are larger than their whole: by field, a message with both figures."""
    return {
        above.field: _too_large(above, content, currency) for above in parts_above_whole(inputs)
    }


def _too_large(above: PartAboveWhole, content: Content, currency: str) -> str:
    language = content.language
    values = {
        "part": formatting.input_figure(above.part_value, above.part[0], language, currency),
        "part_name": " + ".join(content.label(name) for name in above.part),
        "whole": formatting.input_figure(above.whole_value, above.whole, language, currency),
        "whole_name": content.label(above.whole),
    }
    if above.field == above.whole:
        return (
            _(
                "%(whole)s is less than %(part)s (%(part_name)s), which is part of it. Check "
                "both figures."
            )
            % values
        )
    return _("%(part)s is more than %(whole)s (%(whole_name)s). Check both figures.") % values


def checked_period(period_type: PeriodType, start: date, today: date) -> Period:
    """Validates that a period begins with a month, in a year that can be meant, before today.

    Raises ValidationError.
    """
    if start < dates.EARLIEST_DAY:
        raise ValidationError(
            _("Enter a date in %(year)s or later."), params={"year": dates.EARLIEST_DAY.year}
        )
    if start.day != 1:
        raise ValidationError(
            _("A period begins on the first day of a month, such as %(first)s."),
            params={"first": dates.format_date(start.replace(day=1), current_language())},
        )
    if start > today:
        raise ValidationError(_("This period has not started yet. Enter its figures once it has."))
    return Period(period_type, start)
