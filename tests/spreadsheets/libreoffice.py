"""Opens files in an installed LibreOffice, as somebody of a language does."""

import locale
import os
import shutil
import subprocess
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

import pytest
from babel import Locale
from babel.core import get_global
from babel.numbers import get_decimal_symbol
from openpyxl import load_workbook

Value = str | float | date | None

PROGRAM = shutil.which("soffice") or shutil.which("libreoffice")
IS_REQUIRED = bool(os.environ.get("LIBREOFFICE_REQUIRED"))
"""Set where LibreOffice is promised: its absence is a failure there, and no reason to skip."""
needs_libreoffice = pytest.mark.skipif(
    PROGRAM is None and not IS_REQUIRED, reason="no LibreOffice is installed"
)
SECONDS = 120
# What the import of a CSV file is told, in LibreOffice's order: separator, quotation mark, UTF-8, first
# row, formats of columns, language, whether quoted cells are text, whether dates are detected.
CSV_FILTER = "CSV:{separator},34,76,1,,{language},false,true"
# And its export: comma, quotation mark, UTF-8, first row, and cells as they are shown.
CSV_EXPORT = "Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false"


def language_number(language: str) -> int:
    """Returns the number by which Windows and LibreOffice know a language: 1031 for «de»."""
    found = Locale.parse(language.replace("-", "_"))
    if found.territory is None:
        found = Locale.parse(get_global("likely_subtags")[found.language])
    name = f"{found.language}_{found.territory}"
    return next(number for number, each in locale.windows_locale.items() if each == name)


def open_csv(files: Sequence[Path], language: str, profile: Path) -> list[list[list[Value]]]:
    """Returns the rows of each file as a program of the language shows them."""
    has_comma = get_decimal_symbol(language.replace("-", "_")) == ","
    separator = ord(";" if has_comma else ",")  # what a program takes by itself
    options = CSV_FILTER.format(separator=separator, language=language_number(language))
    books = _open(files, profile, f"--infilter={options}")
    return [sheet for book in books for sheet in book.values()]


def open_workbooks(files: Sequence[Path], profile: Path) -> list[dict[str, list[list[Value]]]]:
    """Returns the sheets of each file, by the names on their tabs."""
    return _open(files, profile)


def save_as_csv(file: Path, profile: Path) -> Path:
    """Returns a workbook's first sheet as an English program saves it: values as they are shown."""
    saved = file.with_suffix(".csv")
    _run(profile, "--convert-to", "csv:" + CSV_EXPORT, "--outdir", file.parent, file)
    return saved


def _open(
    files: Sequence[Path], profile: Path, *options: str
) -> list[dict[str, list[list[Value]]]]:
    saved = profile.with_name(f"{profile.name}-saved")
    done = _run(profile, *options, "--convert-to", "xlsx", "--outdir", saved, *files)
    paths = [saved / f"{file.stem}.xlsx" for file in files]
    books = [read_book(path) for path in paths if path.exists()]
    assert len(books) == len(files), done.stdout + done.stderr
    shutil.rmtree(saved)
    return books


def _run(profile: Path, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    if PROGRAM is None:
        pytest.fail("Install LibreOffice: apt-get install libreoffice-calc-nogui")
    command = [PROGRAM, f"-env:UserInstallation={profile.as_uri()}", "--headless", *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, check=False)


def read_book(file: Path) -> dict[str, list[list[Value]]]:
    """Returns the cells of each sheet: text, numbers and days; empty ones at a row's end are left out."""
    book = load_workbook(file, read_only=True)  # without charts: not all of them can be read
    return {sheet.title: [_to_row(row) for row in sheet.iter_rows()] for sheet in book}


def _to_row(cells: Sequence) -> list[Value]:
    assert all(cell.data_type != "f" for cell in cells)
    row = [_to_value(cell.value) for cell in cells]
    while row and row[-1] is None:
        row.pop()
    return row


def _to_value(value: object) -> Value:
    match value:
        case datetime():
            assert value.time() == value.time().min
            return value.date()
        case bool():
            raise AssertionError("no export has TRUE or FALSE")
        case int() | float():
            return float(value)
        case None | "":
            return None
        case str():
            return value
    raise AssertionError(f"unexpected: {value!r}")
