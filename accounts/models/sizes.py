"""Names the bands of a company's size in the reader's language."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from accounts.domain.sizes import CLIENTS, ENDPOINTS, PEOPLE, bands
from localization.languages import current_language
from localization.numbers import format_number

Choices = list[tuple[int, str]]


def people_choices() -> Choices:
    return _choices(PEOPLE)


def client_choices() -> Choices:
    return _choices(CLIENTS)


def endpoint_choices() -> Choices:
    return _choices(ENDPOINTS)


def _choices(bounds: Sequence[int]) -> Choices:
    """Returns each band by its lowest number: «1–5», …, «more than 100»."""
    return [(lowest, _label(lowest, highest)) for lowest, highest in bands(bounds)]


def _label(lowest: int, highest: int | None) -> str:
    language = current_language()
    if highest is None:
        number = format_number(lowest - 1, language, places=0)
        return _("More than %(number)s") % {"number": number}
    return "–".join(format_number(number, language, places=0) for number in (lowest, highest))
