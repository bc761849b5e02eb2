"""Reads a sheet of texts."""

from django.utils.translation import gettext as _

from localization.characters import looks_blank, visible_text
from localization.languages import CODES
from spreadsheets.cells import CellKind, FileCell
from spreadsheets.formulas import unescape_apostrophe
from spreadsheets.key_row import KeyRow, find_key_row, find_sheet
from spreadsheets.limits import UnreadableFile
from spreadsheets.readers import read_xlsx as read_sheets
from translations.exports.fingerprints import read_fingerprints
from translations.exports.xlsx import CHECK, KEY, OTHER_COLUMNS
from translations.imports.rows import LIMITS, MOST_ROWS, FileRow, FileRows
from translations.selectors.texts import ENGLISH

REQUIRED = (KEY, ENGLISH)
"""Keys by which the row of keys is known."""


def read_xlsx(content: bytes) -> FileRows:
    """Returns the texts of the sheet that has the row of keys. Raises UnreadableFile."""
    cells = find_sheet(read_sheets(content, LIMITS), REQUIRED).rows
    if len(cells) > LIMITS.rows:
        raise UnreadableFile(_("This file has more than %(most)s texts.") % {"most": MOST_ROWS})
    key_row = _find_key_row(cells)
    languages = tuple(key for key in key_row.columns if key not in OTHER_COLUMNS and key != ENGLISH)
    if not languages:
        raise UnreadableFile(_("This sheet has no column for a language to translate into."))
    rows = (_read_row(number, record, languages) for number, record in key_row.records(cells))
    return FileRows(languages, tuple(rows))


def _find_key_row(cells: list[list[FileCell | None]]) -> KeyRow:
    key_row = find_key_row(cells, REQUIRED)
    if key_row is None:
        raise UnreadableFile(_("The row of keys is missing (key, en, …). Start from an export."))
    if unknown := key_row.list_unknown((*OTHER_COLUMNS, *CODES)):
        text = _("These columns are not languages of this site: %(keys)s.")
        raise UnreadableFile(text % {"keys": ", ".join(unknown)})
    if repeated := key_row.list_repeated():
        text = _("These columns are duplicated: %(keys)s.")
        raise UnreadableFile(text % {"keys": ", ".join(repeated)})
    return key_row


def _read_row(
    number: int, cells: dict[str, FileCell | None], languages: tuple[str, ...]
) -> FileRow:
    return FileRow(
        number=number,
        key=visible_text(_to_text(cells[KEY])),
        english=_to_text(cells[ENGLISH]),
        values={code: _to_text(cells[code]) for code in languages},
        fingerprints=read_fingerprints(_to_text(cells.get(CHECK))),
        problems={code: text for code in languages if (text := _get_problem(cells[code]))},
    )


def _to_text(cell: FileCell | None) -> str:
    """Returns the cell's text; blank without a character that can be seen."""
    text = "" if cell is None else unescape_apostrophe(str(cell)).strip()
    return "" if looks_blank(text) else text


def _get_problem(cell: FileCell | None) -> str:
    """Returns why the cell holds no text; blank where it does or is empty."""
    if cell is None:
        return ""
    if cell.is_formula:
        return _("This cell contains a formula. Enter the text itself.")
    if cell.is_text:
        return ""
    if cell.kind in (CellKind.MERGED, CellKind.ERROR):
        return cell.refusal
    return _("This cell contains no text. Format it as text and enter it again.")
