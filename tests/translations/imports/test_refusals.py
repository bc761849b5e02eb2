"""Tests which rows of a file are refused, with the reason by row; then nothing is imported."""

import zipfile
from datetime import date
from io import BytesIO

import polib
import pytest
from openpyxl import Workbook

from assessments.models import Statement
from tests.factories.staff import make_staff, make_translator
from tests.translations.imports.translator import (
    BASE,
    KEY,
    OTHER,
    FileTranslator,
    all_texts,
    cell,
    entry,
    list_errors,
    refused,
    upsell,
)
from translations.models import TranslationImport

pytestmark = pytest.mark.django_db

MEGABYTE = 1024 * 1024


@pytest.fixture
def translator(content) -> FileTranslator:
    return FileTranslator(make_translator("it", "fr"))


# rows that are refused


@pytest.mark.parametrize(
    ("column", "value", "words"),
    [
        ("key", "questionnaire/9/statement/none/text", "No text has this key"),
        ("key", OTHER, "already has this key"),
        ("key", None, "no key"),
        ("en", "Other English.", "English"),
        ("en", None, "English"),
        ("it", "=1+1", "formula"),
        ("it", 5, "no text"),
        ("it", date(2026, 1, 1), "no text"),
        ("it", True, "no text"),
        ("it", "<b>Mio</b>", "markup"),
        ("it", "Mio &nbsp;", "markup"),
        ("it", "a_x0000_b\x7f", "control"),
        ("es", "Mío.", "do not have permission to change texts"),
    ],
)
def test_what_is_wrong_is_said_by_row_and_nothing_imported(translator, column, value, words):
    book, before = translator.xlsx("it", "es"), all_texts()
    cell(book, "questionnaire/1/section/revenue_growth/name", "it").value = "Sarebbe giusto"
    changed = cell(book, KEY, column)
    changed.value = value
    response = translator.send_book(book)
    refused(response, words)
    assert changed.row in {row for row, _key, _message in list_errors(response)} or value == OTHER
    assert len(list_errors(response)) == 1
    assert all_texts() == before


def test_a_text_that_is_too_long_for_its_column_is_refused(translator):
    book = translator.xlsx()
    cell(book, "kpi/csat/name", "it").value = "y" * 81
    refused(translator.send_book(book), "80")


def test_markup_in_a_po_file_is_refused_by_line(translator):
    catalogue = translator.po()
    entry(catalogue, KEY).msgstr = "<script>x</script>"
    response = translator.send_po(catalogue)
    refused(response, "markup")
    assert list_errors(response)[0][:2] == (entry(polib.pofile(str(catalogue)), KEY).linenum, KEY)
    assert response.content.decode().count("<script>x") == 0


def test_errors_do_not_repeat_markup_of_keys(translator):
    book = translator.xlsx()
    cell(book, KEY, "key").value = "<img src=x>"
    assert translator.send_book(book).content.decode().count("<img src=x>") == 0


def test_a_text_of_another_than_the_files_english_without_marks_is_refused(translator):
    book = translator.xlsx()
    cell(book, KEY, "it").value = "Mio."
    cell(book, KEY, "check").value = None
    Statement.objects.filter(key="upsell").update(text_en="Something else.")
    refused(translator.send_book(book), "English")


# files that are refused


def sheet(*rows) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def bomb() -> bytes:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * (60 * MEGABYTE))
    return packed.getvalue()


HEADER = 'msgid ""\nmsgstr ""\n"Language: {}\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("t.xlsx", b"", "empty"),
        ("t.xlsx", b"x" * (10 * MEGABYTE), "larger than 5 MB"),
        ("t.po", b"x" * (10 * MEGABYTE), "larger than 5 MB"),
        ("t.pdf", b"%PDF", "XLSX or a PO"),
        ("t.xlsx", b"not a zip", "XLSX"),
        ("t.xlsx", b"PK\x03\x04", "XLSX"),
        ("t.xlsx", sheet(["a", "b"], [1, 2]), "row of keys"),
        ("t.xlsx", sheet(["key", "en"], [KEY, "x"]), "no column"),
        ("t.xlsx", sheet(["key", "en", "it", "it"]), "duplicated"),
        ("t.xlsx", sheet(["key", "en", "it", "xx"]), "xx"),
        ("t.xlsx", sheet(["key", "en", "it", "DROP <b>"]), "DROP"),
        ("t.po", b"\xff\xfe\x00", "UTF-8"),
        ("t.po", HEADER.format("it").encode() + "msgid \"é\"".encode("latin-1"), "UTF-8"),
        ("t.po", HEADER.format("it").encode() + b"nonsense here", "PO"),
        ("t.po", HEADER.format("it").encode() + b'msgid "open\n', "key"),
        ("t.po", HEADER.format("xx").encode() + b'msgid "a"\nmsgstr "b"\n', "xx"),
        ("t.po", b'msgid "a"\nmsgstr "b"\n', "language"),
        ("t.po", b"/etc/hostname", "PO"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_a_file_that_is_none_of_ours_is_refused(translator, name, content, words):
    before = all_texts()
    refused(translator.send(content, name), words)
    assert all_texts() == before


def test_a_bomb_is_not_unpacked(translator):
    refused(translator.send(bomb()), "unpacked")


def test_nul_characters_are_an_error_of_their_row(translator):
    text = HEADER.format("it") + f'msgctxt "{KEY}"\nmsgid "{upsell().text_en}"\nmsgstr "a\x00b"\n'
    refused(translator.send(text.encode(), "t.po"), "control")
    text = HEADER.format("it") + 'msgctxt "a\x00b"\nmsgid "x"\nmsgstr "y"\n'
    refused(translator.send(text.encode(), "t.po"), "key")


def test_a_missing_file_is_reported(translator):
    assert translator.client.post(f"{BASE}files/", {}).status_code == 422
    assert translator.client.post(f"{BASE}files/", {"file": "text"}).status_code == 422


def test_many_errors_are_counted(translator):
    rows = [["key", "en", "it"], *([f"none/{number}", "x", "y"] for number in range(250))]
    response = translator.send(sheet(*rows))
    assert "And 50 more." in response.content.decode()


def test_staff_who_may_only_look_take_texts_out_and_put_none_in(content):
    translator = FileTranslator(make_staff("assessments.view_statement"))
    book = translator.xlsx()
    keys = {row[0].value.split("/")[2] for row in book.active.iter_rows(min_row=3)}
    assert keys == {"statement"}
    assert translator.send_book(book).status_code == 403
    assert 'type="file"' not in translator.client.get(f"{BASE}files/").content.decode()


def test_reading_a_file_costs_the_same_however_long_it_is(
    translator, django_assert_max_num_queries
):
    content = BytesIO()
    translator.xlsx().save(content)
    with django_assert_max_num_queries(40):
        translator.send(content.getvalue())


@pytest.mark.parametrize("end", ["\n", "\t", "\u2028"])
def test_a_line_break_in_a_text_of_one_line_is_refused_by_row(translator, end):
    key = "questionnaire/1/section/revenue_growth/name"
    book, catalogue = translator.xlsx("it"), translator.po("it")
    cell(book, key, "it").value = f"Fatturato{end}e crescita"
    entry(catalogue, key).msgstr = "Fatturato__e crescita"
    refused(translator.send_book(book), "on one line")
    written = str(catalogue).replace("__", {"\n": "\\n", "\t": "\\t"}.get(end, end))
    refused(translator.send(written.encode(), "t.po"), "on one line")


@pytest.mark.parametrize("end", ["\u2028", "\u2029"])
def test_a_text_with_another_line_end_comes_back_from_a_po_file(translator, end):
    Statement.objects.filter(key="upsell").update(text_it=f"Una riga.{end}Un'altra.")
    before = all_texts()
    translator.send_po(translator.po("it"))
    assert not TranslationImport.objects.exists()
    assert all_texts() == before


@pytest.mark.parametrize("blank", ["\u200b", "\u3164", "\u00ad"])
def test_a_text_that_shows_nothing_is_blank_in_a_file(translator, blank):
    """Checks that what is stored stays, as where a cell is empty."""
    book, catalogue, before = translator.xlsx("it"), translator.po("it"), all_texts()
    cell(book, KEY, "it").value = blank
    entry(catalogue, KEY).msgstr = blank
    translator.send_book(book)
    translator.send_po(catalogue)
    assert not TranslationImport.objects.exists()
    assert all_texts() == before
