"""Tests texts that are exported, translated and imported: previewed, then live at once.

Edits that others made in the meantime are kept.
"""

import pytest
from django.test import Client

from assessments.models import Statement
from kpis.models import Kpi
from tests.factories import client_of
from tests.factories.staff import make_editor, make_translator
from tests.translations.imports.translator import (
    ADVICE,
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
from translations.models import TranslationImport, TranslationState

pytestmark = pytest.mark.django_db


@pytest.fixture
def translator(content) -> FileTranslator:
    return FileTranslator(make_translator("it", "fr"))


# out and in again


def test_three_cells_of_a_sheet_are_previewed_and_live_for_an_msp(translator):
    book = translator.xlsx("it", "fr")
    cell(book, KEY, "it").value = "Uno <3 nuovo"
    cell(book, OTHER, "fr").value = "Deux"
    cell(book, ADVICE, "it").value = "Primo\nSecondo"
    response = translator.send_book(book)
    assert upsell().text_it != "Uno <3 nuovo"
    preview = translator.client.get(response["Location"]).content.decode()
    assert preview.count("Uno &lt;3 nuovo") == 1
    assert preview.count(upsell().text_it) == 1
    assert "3 texts will be changed." in preview
    assert translator.confirm(response).status_code == 302
    assert upsell().text_it == "Uno <3 nuovo"
    assert Statement.objects.get(key="bottlenecks").text_fr == "Deux"
    assert Kpi.objects.get(key="csat").advice_it == "Primo\nSecondo"
    visitor = Client()
    start = visitor.post("/it/assessments/start/")["Location"]
    assert "Uno &lt;3 nuovo" in visitor.get(f"{start}sections/revenue_growth/").content.decode()


def test_three_texts_of_a_po_file_are_previewed_and_live_for_an_msp(translator):
    catalogue = translator.po("it")
    for key, text in ((KEY, "Uno"), (OTHER, "Due"), (ADVICE, "Primo\nSecondo")):
        entry(catalogue, key).msgstr = text
    response = translator.send_po(catalogue)
    assert (
        "3 texts will be changed." in translator.client.get(response["Location"]).content.decode()
    )
    translator.confirm(response)
    assert upsell().text_it == "Uno"
    assert Kpi.objects.get(key="csat").advice_it == "Primo\nSecondo"
    visitor = Client()
    start = visitor.post("/it/assessments/start/")["Location"]
    assert "Due" in visitor.get(f"{start}sections/process_operations/").content.decode()


@pytest.mark.parametrize("kind", ["xlsx", "po"])
def test_what_comes_back_as_it_went_changes_nothing(translator, kind):
    odd = ["=1+1", "'=1+1", "+39", "-a", "@x", "'quoted'", "a\n\nb", '"q" \\n %s {x}', "  =2"]
    for row, text in zip(Statement.objects.order_by("pk"), odd, strict=False):
        Statement.objects.filter(pk=row.pk).update(text_it=text, text_en=f"{text} en")
    before = all_texts()
    response = (
        translator.send_book(translator.xlsx())
        if kind == "xlsx"
        else translator.send_po(translator.po())
    )
    assert response["Location"] == f"{BASE}files/", list_errors(response)
    assert TranslationImport.objects.count() == 0
    assert all_texts() == before


def test_no_cell_of_an_export_is_a_formula(translator):
    Statement.objects.filter(key="upsell").update(text_it="=1+1", text_en="=HYPERLINK(1)")
    book = translator.xlsx()
    assert {cell.data_type for row in book.active.iter_rows() for cell in row} <= {"s", "n"}
    assert cell(book, KEY, "it").value == "=1+1"
    assert cell(book, KEY, "en").value == "=HYPERLINK(1)"
    assert cell(book, KEY, "en").quotePrefix


def test_an_export_holds_what_was_asked_for(translator):
    Statement.objects.filter(key="upsell").update(text_it="")
    book = translator.xlsx("it", show="missing")
    assert [row[0].value for row in book.active.iter_rows(min_row=3)] == [KEY]
    assert len(translator.po(group="section-1")) == 8
    assert translator.client.get(f"{BASE}export.po?languages=it&languages=fr").status_code == 422
    assert translator.client.get(f"{BASE}export.xlsx").status_code == 422
    assert translator.client.get(f"{BASE}export.xlsx?languages=en").status_code == 422


def test_a_po_file_marks_what_is_stale(translator):
    old = upsell().text_en
    Statement.objects.filter(key="upsell").update(text_en="Something else.")
    catalogue = translator.po()
    assert [entry.msgctxt for entry in catalogue if entry.fuzzy] == [KEY]
    assert entry(catalogue, KEY).previous_msgid == old
    assert "A section to complete" in entry(catalogue, KEY).comment


def test_a_stale_text_without_its_mark_is_confirmed(translator):
    Statement.objects.filter(key="upsell").update(text_en="Something else.")
    before, catalogue = upsell().text_it, translator.po()
    entry(catalogue, KEY).flags.remove("fuzzy")
    translator.confirm(translator.send_po(catalogue))
    assert not [entry for entry in translator.po() if entry.fuzzy]
    assert upsell().text_it == before


def test_a_text_that_its_translator_marks_as_unsure_is_not_taken(translator):
    catalogue = translator.po()
    entry(catalogue, KEY).msgstr, entry(catalogue, OTHER).msgstr = "Forse", "Sicuro"
    entry(catalogue, KEY).flags.append("fuzzy")
    response = translator.send_po(catalogue)
    assert (
        "1 text is marked as unsure" in translator.client.get(response["Location"]).content.decode()
    )
    translator.confirm(response)
    assert upsell().text_it != "Forse"
    assert Statement.objects.get(key="bottlenecks").text_it == "Sicuro"


@pytest.mark.parametrize(
    "blank", ["", "   ", "\u200b", "\u00ad", "\u3164", "\u2800 \u200e", "\u0301"]
)
@pytest.mark.parametrize("kind", ["xlsx", "po"])
def test_what_looks_blank_keeps_what_is_stored(translator, kind, blank):
    before = all_texts()
    if kind == "xlsx":
        book = translator.xlsx()
        cell(book, KEY, "it").value, cell(book, OTHER, "it").value = None, blank
        response = translator.send_book(book)
    else:
        catalogue = translator.po()
        entry(catalogue, KEY).msgstr = blank
        response = translator.send_po(catalogue)
    assert response["Location"] == f"{BASE}files/"
    assert all_texts() == before


def test_an_imported_text_is_current(translator):
    Statement.objects.filter(key="upsell").update(text_en="Something else.")
    book = translator.xlsx()
    cell(book, KEY, "it").value = "Altro."
    translator.confirm(translator.send_book(book))
    state = TranslationState.objects.get(key=KEY, language="it")
    assert state.source == "Something else."
    assert state.confirmed_by is not None


# somebody else meanwhile


def test_a_text_translated_from_an_older_english_is_taken_and_stays_stale(translator):
    book = translator.xlsx()
    cell(book, KEY, "it").value = "Dal vecchio inglese."
    Statement.objects.filter(key="upsell").update(text_en="Something else.")
    response = translator.send_book(book)
    assert "earlier English" in translator.client.get(response["Location"]).content.decode()
    translator.confirm(response)
    assert upsell().text_it == "Dal vecchio inglese."
    assert [entry.msgctxt for entry in translator.po() if entry.fuzzy] == [KEY]


def test_a_file_does_not_undo_what_somebody_else_has_changed_since(translator):
    book = translator.xlsx()
    cell(book, OTHER, "it").value = "Mio."
    Statement.objects.filter(key="upsell").update(text_it="Di loro.")
    translator.confirm(translator.send_book(book))
    assert upsell().text_it == "Di loro."
    assert Statement.objects.get(key="bottlenecks").text_it == "Mio."


def test_a_text_that_both_have_changed_is_refused_and_theirs_shown(translator):
    book = translator.xlsx()
    cell(book, KEY, "it").value = "Mio."
    Statement.objects.filter(key="upsell").update(text_it="Di loro.")
    refused(translator.send_book(book), "Di loro.")


def test_all_or_nothing_where_somebody_was_faster_than_the_confirmation(translator):
    book = translator.xlsx()
    cell(book, KEY, "it").value, cell(book, OTHER, "it").value = "Mio.", "Mio anche."
    response = translator.send_book(book)
    Statement.objects.filter(key="upsell").update(text_it="Di loro.")
    confirmed = translator.confirm(response)
    assert confirmed.status_code == 409
    assert KEY in confirmed.content.decode()
    assert Statement.objects.get(key="bottlenecks").text_it != "Mio anche."
    assert upsell().text_it == "Di loro."


def test_confirming_twice_writes_once(translator):
    book = translator.xlsx()
    cell(book, KEY, "it").value = "Mio."
    response = translator.send_book(book)
    translator.confirm(response)
    Statement.objects.filter(key="upsell").update(text_it="Dopo.")
    assert translator.confirm(response).status_code == 302
    assert upsell().text_it == "Dopo."


def test_a_preview_is_its_senders_alone(translator):
    book = translator.xlsx()
    cell(book, KEY, "it").value = "Mio."
    url = translator.send_book(book)["Location"]
    assert client_of(make_editor()).get(url).status_code == 404
    user = TranslationImport.objects.get().created_by
    user.user_permissions.clear()
    assert translator.client.post(url).status_code == 403
    user.user_permissions.set(make_translator("fr").user_permissions.all())
    assert translator.client.post(url).status_code == 403
    assert upsell().text_it != "Mio."
