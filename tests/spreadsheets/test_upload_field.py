"""Tests which uploads are taken."""

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile

from spreadsheets.limits import Limits
from spreadsheets.upload_field import SpreadsheetField

OTHER = (
    "We cannot read this kind of workbook. Open it in a spreadsheet program, save "
    "it as .xlsx and upload that file."
)


class UploadForm(forms.Form):
    file = SpreadsheetField(
        limits=Limits(file_size=10, unpacked_size=100, rows=1, columns=1, cells=1),
        suffixes=[".xlsx", ".csv"],
        error_messages={"too_large": "Too large.", "wrong_type": "Wrong type."},
    )


def errors(file) -> list[str]:
    return UploadForm({}, {"file": file} if file else {}).errors.get("file", [])


@pytest.mark.parametrize("name", ["a.csv", "A.XLSX"])
def test_a_file_within_the_limits_is_taken(name):
    assert errors(SimpleUploadedFile(name, b"0123456789")) == []


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.csv", b"01234567890", "Too large."),
        ("a.pdf", b"0", "Wrong type."),
        ("a.csv", b"", "This file is empty."),
        *[(name, b"0", OTHER) for name in ("a.xls", "A.XLSM", "a.xlsb", "a.ods", "a.numbers")],
    ],
)
def test_another_file_is_refused(name, content, message):
    assert errors(SimpleUploadedFile(name, content)) == [message]


def test_no_file_is_refused():
    assert errors(None) == ["Choose a file."]


def test_a_browser_offers_the_files_that_are_taken():
    assert 'accept=".xlsx,.csv"' in str(UploadForm()["file"])
