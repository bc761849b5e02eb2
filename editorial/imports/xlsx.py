"""A sheet as rows of texts."""

import zipfile
from io import BytesIO

from django.utils.translation import gettext as _
from openpyxl import load_workbook

from editorial.exports.checks import read_check
from editorial.exports.xlsx import CHECK, KEY, OURS
from editorial.imports.rows import LARGEST_UNPACKED, MOST_ROWS, FileRow, FileRows, UnreadableFile
from editorial.selectors.texts import ENGLISH
from localization.languages import CODES
from spreadsheets.formulas import unescape_formula

MOST_COLUMNS = 100
TEXT_TYPES = ("s", "inlineStr", "str")


def read_xlsx(content: bytes) -> FileRows:
    """Raises UnreadableFile."""
    cells = _cells(content)
    columns, first = _columns(cells)
    languages = tuple(key for key in columns if key not in OURS and key != ENGLISH)
    if not languages:
        raise UnreadableFile(_("This sheet has no column of a language to translate into."))
    rows = [
        _row(number, row, columns, languages)
        for number, row in enumerate(cells[first:], start=first + 1)
        if any(value is not None for _kind, value in row)
    ]
    return FileRows(languages, tuple(rows))


def _cells(content: bytes) -> list[list[tuple[str, object]]]:
    """The first sheet's cells with their types; formulas as such, never computed."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            if sum(part.file_size for part in archive.infolist()) > LARGEST_UNPACKED:
                raise UnreadableFile(_("This file is too large once it is unpacked."))
        book = load_workbook(BytesIO(content), read_only=True, data_only=False)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()
        rows = [
            [(cell.data_type, cell.value) for cell in row]
            for row in sheet.iter_rows(max_row=MOST_ROWS + 3, max_col=MOST_COLUMNS)
        ]
        book.close()
    except UnreadableFile:
        raise
    except Exception as error:  # whatever a broken or hostile file brings openpyxl to raise
        raise UnreadableFile(_("This file cannot be read as XLSX.")) from error
    if len(rows) > MOST_ROWS + 2:
        raise UnreadableFile(_("This file has more than %(most)s texts.") % {"most": MOST_ROWS})
    return rows


def _columns(cells: list) -> tuple[dict[str, int], int]:
    """Where each key stands, and the index of the first row with texts."""
    for index, row in enumerate(cells[:2]):  # noqa: B007 - used after the loop
        keys = ["" if value is None else str(value).strip() for _kind, value in row]
        if KEY in keys and ENGLISH in keys:
            break
    else:
        text = _("The row of keys is missing (key, en, …): start from an export.")
        raise UnreadableFile(text)
    named = [key for key in keys if key]
    wrong = [key for key in named if key not in OURS and key not in CODES]
    if wrong:
        text = _("These columns are no language of this site: %(keys)s.")
        raise UnreadableFile(text % {"keys": ", ".join(wrong)})
    twice = sorted({key for key in named if named.count(key) > 1})
    if twice:
        raise UnreadableFile(_("These columns stand twice: %(keys)s.") % {"keys": ", ".join(twice)})
    return {key: keys.index(key) for key in named}, index + 1


def _row(number: int, row: list, columns: dict[str, int], languages: tuple[str, ...]) -> FileRow:
    found = {key: row[at] if at < len(row) else ("n", None) for key, at in columns.items()}
    return FileRow(
        number=number,
        key=_text(found[KEY]),
        english=_text(found[ENGLISH]),
        values={code: _text(found[code]) for code in languages},
        marks=read_check(_text(found.get(CHECK, ("n", None)))),
        problems={code: text for code in languages if (text := _problem(found[code]))},
    )


def _text(cell: tuple[str, object]) -> str:
    return "" if cell[1] is None else unescape_formula(str(cell[1])).strip()


def _problem(cell: tuple[str, object]) -> str:
    kind, value = cell
    if value is None or kind in TEXT_TYPES:
        return ""
    if kind == "f":
        return _("This cell holds a formula. Put the text itself there.")
    return _("This cell holds no text. Format it as text and type it anew.")
