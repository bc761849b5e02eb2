"""Texts out to translators and back: previewed, then all or nothing; what is wrong is said by row."""

import zipfile
from datetime import date
from io import BytesIO

import polib
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import Workbook, load_workbook

from assessments.models import Statement
from editorial.models import TranslationImport, TranslationState
from editorial.selectors.texts import read_texts
from kpis.models import Kpi
from localization.languages import CODES
from tests.factories import client_of
from tests.factories.staff import make_editor, make_staff, make_translator

pytestmark = pytest.mark.django_db
BASE = "/admin/translations/"
KEY = "questionnaire/1/statement/upsell/text"
OTHER = "questionnaire/1/statement/bottlenecks/text"
ADVICE = "kpi/csat/advice"
MEGABYTE = 1024 * 1024


def all_texts() -> dict:
    return {(text.key, code): text.in_language(code) for text in read_texts() for code in CODES}


def upsell() -> Statement:
    return Statement.objects.get(key="upsell")


class Place:
    def __init__(self, user):
        self.client = client_of(user)

    def xlsx(self, *languages: str, **query):
        response = self.client.get(f"{BASE}export.xlsx", {"languages": languages or ["it"]} | query)
        assert response.status_code == 200
        return load_workbook(BytesIO(response.content))

    def po(self, language: str = "it", **query) -> polib.POFile:
        response = self.client.get(f"{BASE}export.po", {"languages": language} | query)
        assert response.status_code == 200
        return polib.pofile(response.content.decode(), encoding="utf-8")

    def send(self, content: bytes, name: str = "t.xlsx"):
        return self.client.post(f"{BASE}files/", {"file": SimpleUploadedFile(name, content)})

    def send_book(self, book):
        written = BytesIO()
        book.save(written)
        return self.send(written.getvalue())

    def send_po(self, catalogue: polib.POFile):
        return self.send(str(catalogue).encode(), "t.po")

    def confirm(self, response):
        assert response.status_code == 302, told(response)
        return self.client.post(response["Location"])


@pytest.fixture
def place(content) -> Place:
    return Place(make_translator("it", "fr"))


def told(response) -> list[tuple]:
    """Row, key and reason of each error that the page lists; the form's own errors."""
    if not response.context:
        return []
    rows = [(error.row, error.key, error.message) for error in response.context["row_errors"]]
    return rows + [(0, "", str(error)) for error in response.context["upload"].errors.values()]


def cell(book, key: str, column: str):
    keys = [found.value for found in book.active[2]]
    for row in book.active.iter_rows(min_row=3):
        if row[0].value == key:
            return row[keys.index(column)]
    raise KeyError(key)


def entry(catalogue: polib.POFile, key: str) -> polib.POEntry:
    return next(found for found in catalogue if found.msgctxt == key)


def refused(response, *words: str) -> None:
    """Nothing was written, and the reason is said."""
    assert response.status_code == 422
    assert TranslationImport.objects.count() == 0
    messages = " ".join(message for _row, _key, message in told(response))
    for word in words:
        assert word in messages


# out and in again


def test_three_cells_of_a_sheet_are_previewed_and_live_for_an_msp(place):
    book = place.xlsx("it", "fr")
    cell(book, KEY, "it").value = "Uno <3 nuovo"
    cell(book, OTHER, "fr").value = "Deux"
    cell(book, ADVICE, "it").value = "Primo\nSecondo"
    response = place.send_book(book)
    assert upsell().text_it != "Uno <3 nuovo"
    preview = place.client.get(response["Location"]).content.decode()
    assert preview.count("Uno &lt;3 nuovo") == 1
    assert preview.count(upsell().text_it) == 1
    assert "3 texts are changed." in preview
    assert place.confirm(response).status_code == 302
    assert upsell().text_it == "Uno <3 nuovo"
    assert Statement.objects.get(key="bottlenecks").text_fr == "Deux"
    assert Kpi.objects.get(key="csat").advice_it == "Primo\nSecondo"
    visitor = Client()
    start = visitor.post("/it/assessments/start/")["Location"]
    assert "Uno &lt;3 nuovo" in visitor.get(f"{start}sections/revenue_growth/").content.decode()


def test_three_texts_of_a_po_file_are_previewed_and_live_for_an_msp(place):
    catalogue = place.po("it")
    for key, text in ((KEY, "Uno"), (OTHER, "Due"), (ADVICE, "Primo\nSecondo")):
        entry(catalogue, key).msgstr = text
    response = place.send_po(catalogue)
    assert "3 texts are changed." in place.client.get(response["Location"]).content.decode()
    place.confirm(response)
    assert upsell().text_it == "Uno"
    assert Kpi.objects.get(key="csat").advice_it == "Primo\nSecondo"
    visitor = Client()
    start = visitor.post("/it/assessments/start/")["Location"]
    assert "Due" in visitor.get(f"{start}sections/process_operations/").content.decode()


@pytest.mark.parametrize("kind", ["xlsx", "po"])
def test_what_comes_back_as_it_went_changes_nothing(place, kind):
    odd = ["=1+1", "'=1+1", "+39", "-a", "@x", "'quoted'", "a\n\nb", '"q" \\n %s {x}', "  =2"]
    for row, text in zip(Statement.objects.order_by("pk"), odd, strict=False):
        Statement.objects.filter(pk=row.pk).update(text_it=text, text_en=f"{text} en")
    before = all_texts()
    response = place.send_book(place.xlsx()) if kind == "xlsx" else place.send_po(place.po())
    assert response["Location"] == f"{BASE}files/", told(response)
    assert TranslationImport.objects.count() == 0
    assert all_texts() == before


def test_no_cell_of_an_export_is_a_formula(place):
    Statement.objects.filter(key="upsell").update(text_it="=1+1", text_en="=HYPERLINK(1)")
    book = place.xlsx()
    assert {found.data_type for row in book.active.iter_rows() for found in row} <= {"s", "n"}
    assert cell(book, KEY, "it").value == "'=1+1"
    assert cell(book, KEY, "en").value == "'=HYPERLINK(1)"


def test_an_export_holds_what_was_asked_for(place):
    Statement.objects.filter(key="upsell").update(text_it="")
    book = place.xlsx("it", show="missing")
    assert [row[0].value for row in book.active.iter_rows(min_row=3)] == [KEY]
    assert len(place.po(group="section-1")) == 8
    assert place.client.get(f"{BASE}export.po?languages=it&languages=fr").status_code == 422
    assert place.client.get(f"{BASE}export.xlsx").status_code == 422
    assert place.client.get(f"{BASE}export.xlsx?languages=en").status_code == 422


def test_a_po_file_marks_what_is_stale(place):
    old = upsell().text_en
    Statement.objects.filter(key="upsell").update(text_en="Something else.")
    catalogue = place.po()
    assert [found.msgctxt for found in catalogue if found.fuzzy] == [KEY]
    assert entry(catalogue, KEY).previous_msgid == old
    assert "A section to fill out" in entry(catalogue, KEY).comment


def test_a_stale_text_without_its_mark_is_confirmed(place):
    Statement.objects.filter(key="upsell").update(text_en="Something else.")
    before, catalogue = upsell().text_it, place.po()
    entry(catalogue, KEY).flags.remove("fuzzy")
    place.confirm(place.send_po(catalogue))
    assert not [found for found in place.po() if found.fuzzy]
    assert upsell().text_it == before


def test_a_text_that_its_translator_marks_as_unsure_is_not_taken(place):
    catalogue = place.po()
    entry(catalogue, KEY).msgstr, entry(catalogue, OTHER).msgstr = "Forse", "Sicuro"
    entry(catalogue, KEY).flags.append("fuzzy")
    response = place.send_po(catalogue)
    assert "1 text is marked as unsure" in place.client.get(response["Location"]).content.decode()
    place.confirm(response)
    assert upsell().text_it != "Forse"
    assert Statement.objects.get(key="bottlenecks").text_it == "Sicuro"


@pytest.mark.parametrize("kind", ["xlsx", "po"])
def test_blank_keeps_what_is_stored(place, kind):
    before = all_texts()
    if kind == "xlsx":
        book = place.xlsx()
        cell(book, KEY, "it").value, cell(book, OTHER, "it").value = None, "   "
        response = place.send_book(book)
    else:
        catalogue = place.po()
        entry(catalogue, KEY).msgstr = ""
        response = place.send_po(catalogue)
    assert response["Location"] == f"{BASE}files/"
    assert all_texts() == before


def test_an_imported_text_is_current(place):
    Statement.objects.filter(key="upsell").update(text_en="Something else.")
    book = place.xlsx()
    cell(book, KEY, "it").value = "Altro."
    place.confirm(place.send_book(book))
    state = TranslationState.objects.get(key=KEY, language="it")
    assert state.source == "Something else."
    assert state.confirmed_by is not None


# somebody else meanwhile


def test_a_text_translated_from_an_older_english_is_taken_and_stays_stale(place):
    book = place.xlsx()
    cell(book, KEY, "it").value = "Dal vecchio inglese."
    Statement.objects.filter(key="upsell").update(text_en="Something else.")
    response = place.send_book(book)
    assert "older English" in place.client.get(response["Location"]).content.decode()
    place.confirm(response)
    assert upsell().text_it == "Dal vecchio inglese."
    assert [found.msgctxt for found in place.po() if found.fuzzy] == [KEY]


def test_a_file_does_not_undo_what_somebody_else_has_changed_since(place):
    book = place.xlsx()
    cell(book, OTHER, "it").value = "Mio."
    Statement.objects.filter(key="upsell").update(text_it="Di loro.")
    place.confirm(place.send_book(book))
    assert upsell().text_it == "Di loro."
    assert Statement.objects.get(key="bottlenecks").text_it == "Mio."


def test_a_text_that_both_have_changed_is_refused_and_theirs_shown(place):
    book = place.xlsx()
    cell(book, KEY, "it").value = "Mio."
    Statement.objects.filter(key="upsell").update(text_it="Di loro.")
    refused(place.send_book(book), "Di loro.")


def test_all_or_nothing_where_somebody_was_faster_than_the_confirmation(place):
    book = place.xlsx()
    cell(book, KEY, "it").value, cell(book, OTHER, "it").value = "Mio.", "Mio anche."
    response = place.send_book(book)
    Statement.objects.filter(key="upsell").update(text_it="Di loro.")
    confirmed = place.confirm(response)
    assert confirmed.status_code == 409
    assert KEY in confirmed.content.decode()
    assert Statement.objects.get(key="bottlenecks").text_it != "Mio anche."
    assert upsell().text_it == "Di loro."


def test_confirming_twice_writes_once(place):
    book = place.xlsx()
    cell(book, KEY, "it").value = "Mio."
    response = place.send_book(book)
    place.confirm(response)
    Statement.objects.filter(key="upsell").update(text_it="Dopo.")
    assert place.confirm(response).status_code == 302
    assert upsell().text_it == "Dopo."


def test_a_preview_is_its_senders_alone(place):
    book = place.xlsx()
    cell(book, KEY, "it").value = "Mio."
    url = place.send_book(book)["Location"]
    assert client_of(make_editor()).get(url).status_code == 404
    user = TranslationImport.objects.get().created_by
    user.user_permissions.clear()
    assert place.client.post(url).status_code == 403
    user.user_permissions.set(make_translator("fr").user_permissions.all())
    assert place.client.post(url).status_code == 403
    assert upsell().text_it != "Mio."


# rows that are refused


@pytest.mark.parametrize(
    ("column", "value", "words"),
    [
        ("key", "questionnaire/9/statement/none/text", "No text has this key"),
        ("key", OTHER, "this key already"),
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
        ("es", "Mío.", "may not write"),
    ],
)
def test_what_is_wrong_is_said_by_row_and_nothing_imported(place, column, value, words):
    book, before = place.xlsx("it", "es"), all_texts()
    cell(book, "questionnaire/1/section/revenue_growth/name", "it").value = "Sarebbe giusto"
    changed = cell(book, KEY, column)
    changed.value = value
    response = place.send_book(book)
    refused(response, words)
    assert changed.row in {row for row, _key, _message in told(response)} or value == OTHER
    assert len(told(response)) == 1
    assert all_texts() == before


def test_a_text_that_is_too_long_for_its_column_is_refused(place):
    book = place.xlsx()
    cell(book, "kpi/csat/name", "it").value = "y" * 81
    refused(place.send_book(book), "80")


def test_markup_in_a_po_file_is_refused_by_line(place):
    catalogue = place.po()
    entry(catalogue, KEY).msgstr = "<script>x</script>"
    response = place.send_po(catalogue)
    refused(response, "markup")
    assert told(response)[0][:2] == (entry(polib.pofile(str(catalogue)), KEY).linenum, KEY)
    assert response.content.decode().count("<script>x") == 0


def test_errors_do_not_repeat_markup_of_keys(place):
    book = place.xlsx()
    cell(book, KEY, "key").value = "<img src=x>"
    assert place.send_book(book).content.decode().count("<img src=x>") == 0


def test_a_text_of_another_than_the_files_english_without_marks_is_refused(place):
    book = place.xlsx()
    cell(book, KEY, "it").value = "Mio."
    cell(book, KEY, "check").value = None
    Statement.objects.filter(key="upsell").update(text_en="Something else.")
    refused(place.send_book(book), "English")


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
        ("t.xlsx", sheet(["key", "en", "it", "it"]), "twice"),
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
def test_a_file_that_is_none_of_ours_is_refused(place, name, content, words):
    before = all_texts()
    refused(place.send(content, name), words)
    assert all_texts() == before


def test_a_bomb_is_not_unpacked(place):
    refused(place.send(bomb()), "unpacked")


def test_nul_characters_are_an_error_of_their_row(place):
    text = HEADER.format("it") + f'msgctxt "{KEY}"\nmsgid "{upsell().text_en}"\nmsgstr "a\x00b"\n'
    refused(place.send(text.encode(), "t.po"), "control")
    text = HEADER.format("it") + 'msgctxt "a\x00b"\nmsgid "x"\nmsgstr "y"\n'
    refused(place.send(text.encode(), "t.po"), "key")


def test_no_file_is_said(place):
    assert place.client.post(f"{BASE}files/", {}).status_code == 422
    assert place.client.post(f"{BASE}files/", {"file": "text"}).status_code == 422


def test_many_errors_are_counted(place):
    rows = [["key", "en", "it"], *([f"none/{number}", "x", "y"] for number in range(250))]
    response = place.send(sheet(*rows))
    assert "And 50 more." in response.content.decode()


def test_staff_who_may_only_look_take_texts_out_and_put_none_in(content):
    place = Place(make_staff("assessments.view_statement"))
    book = place.xlsx()
    keys = {row[0].value.split("/")[2] for row in book.active.iter_rows(min_row=3)}
    assert keys == {"statement"}
    assert place.send_book(book).status_code == 403
    assert 'type="file"' not in place.client.get(f"{BASE}files/").content.decode()


def test_reading_a_file_costs_the_same_however_long_it_is(place, django_assert_max_num_queries):
    content = BytesIO()
    place.xlsx().save(content)
    with django_assert_max_num_queries(40):
        place.send(content.getvalue())
