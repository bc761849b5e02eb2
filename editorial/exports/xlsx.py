"""Texts as a sheet: a row a text, a column a language, the keys in the second row."""

from collections.abc import Sequence
from io import BytesIO

from django.conf import settings
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from editorial.exports.table import ExportRow
from editorial.selectors.texts import ENGLISH
from spreadsheets.formulas import escape_reversibly

KEY, PAGES, STATE, CHECK = "key", "pages", "state", "check"
OURS = (KEY, PAGES, STATE, CHECK)
"""Columns that are no language."""
NARROW, WIDE = 28, 60
CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def xlsx_of(rows: Sequence[ExportRow], languages: Sequence[str]) -> bytes:
    names = dict(settings.LANGUAGES)
    keys = [KEY, PAGES, ENGLISH, *languages, STATE, CHECK]
    headers = {
        KEY: _("Key"),
        PAGES: _("Appears on"),
        STATE: _("State"),
        CHECK: _("For the way back: leave it as it is"),
    }
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Texts")
    sheet.freeze_panes = "A3"
    for number, key in enumerate(keys, start=1):
        width = NARROW if key in OURS else WIDE
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.append([_cell(sheet, headers.get(key) or names[key], bold=True) for key in keys])
    sheet.append([_cell(sheet, key) for key in keys])
    for row in rows:
        values = [one.value for one in row.judged]
        texts = [row.text.key, row.pages, row.text.english, *values, row.states, row.check]
        sheet.append([_cell(sheet, text) if text else None for text in texts])
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def _cell(sheet, text: str, *, bold: bool = False) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, escape_reversibly(text))
    cell.data_type = "s"  # openpyxl makes a formula of what begins with «=»
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    if bold:
        cell.font = Font(bold=True)
    return cell
