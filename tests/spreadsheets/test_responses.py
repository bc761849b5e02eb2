"""Tests the headers of a download."""

from spreadsheets.responses import XLSX, file_response


def test_a_file_is_saved_under_its_name():
    response = file_response(b"x", XLSX, "kpis.xlsx")
    assert response.content == b"x"
    assert response["Content-Type"] == XLSX
    assert response["Content-Disposition"] == 'attachment; filename="kpis.xlsx"'


def test_a_name_cannot_add_a_header_or_another_name():
    response = file_response(b"", XLSX, 'a".xlsx')
    assert response["Content-Disposition"] == 'attachment; filename="a\\".xlsx"'
