"""Writes texts as a sheet: one row a text, one column a language, the keys in the second row."""

from collections.abc import Sequence

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from localization.languages import LANGUAGE_NAMES, current_language
from spreadsheets import writers
from spreadsheets.cells import Cell
from spreadsheets.formulas import escape_apostrophe
from spreadsheets.sheets import Book, Sheet
from translations.exports.table import ExportRow
from translations.selectors.texts import ENGLISH

KEY, PAGES, STATE, CHECK = "key", "pages", "state", "check"
OTHER_COLUMNS = (KEY, PAGES, STATE, CHECK)
"""Columns that are no language."""
NARROW, WIDE = 28, 60
"""Widths of columns, in characters."""


def render_xlsx(rows: Sequence[ExportRow], languages: Sequence[str]) -> bytes:
    keys = [KEY, PAGES, ENGLISH, *languages, STATE, CHECK]
    headers = dict(settings.LANGUAGES) | {
        KEY: _("Key"),
        PAGES: _("Appears on"),
        STATE: _("Status"),
        CHECK: _("Needed for re-import; do not change"),
    }
    sheet = Sheet(
        title=_("Texts"),
        rows=[[headers[key] for key in keys], keys, *(_to_cells(row) for row in rows)],
        header_rows=2,
        widths=[NARROW if key in OTHER_COLUMNS else WIDE for key in keys],
        wraps_text=True,
        has_filter=True,
        escape=escape_apostrophe,
    )
    names = ", ".join(LANGUAGE_NAMES[code] for code in languages)
    book = Book(title=_("Texts"), subject=names, sheets=[sheet], language=current_language())
    return writers.render_xlsx(book)


def _to_cells(row: ExportRow) -> list[Cell]:
    translations = [status.value for status in row.statuses]
    texts = [row.text.key, row.pages, row.text.english, *translations, row.states, row.check]
    return [text or None for text in texts]


def file_name(languages: Sequence[str], suffix: str) -> str:
    """Returns the name of a file with texts in these languages, in the active language."""
    stem = pgettext("name of a file", "translations-%(languages)s")
    return stem % {"languages": "-".join(languages)} + f".{suffix}"
