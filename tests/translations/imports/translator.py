"""Provides a member of staff who exports and imports sheets and PO files."""

from io import BytesIO

import polib
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from assessments.models import Statement
from localization.languages import CODES
from tests.factories import client_of
from translations.models import TranslationImport
from translations.selectors.texts import read_texts

BASE = "/admin/translations/"
KEY = "questionnaire/1/statement/upsell/text"
OTHER = "questionnaire/1/statement/bottlenecks/text"
ADVICE = "kpi/csat/advice"


def all_texts() -> dict:
    return {(text.key, code): text.in_language(code) for text in read_texts() for code in CODES}


def upsell() -> Statement:
    return Statement.objects.get(key="upsell")


class FileTranslator:
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
        assert response.status_code == 302, list_errors(response)
        return self.client.post(response["Location"])


def list_errors(response) -> list[tuple]:
    """Returns row, key and reason of each error on the page, and the errors of the form itself."""
    if not response.context:
        return []
    rows = [(error.row, error.key, error.message) for error in response.context["row_errors"]]
    return rows + [(0, "", str(error)) for error in response.context["upload"].errors.values()]


def cell(book, key: str, column: str):
    keys = [item.value for item in book.active[2]]
    for row in book.active.iter_rows(min_row=3):
        if row[0].value == key:
            return row[keys.index(column)]
    raise KeyError(key)


def entry(catalogue: polib.POFile, key: str) -> polib.POEntry:
    return next(item for item in catalogue if item.msgctxt == key)


def refused(response, *words: str) -> None:
    """Asserts that nothing was written, and that the page gives the reason."""
    assert response.status_code == 422
    assert TranslationImport.objects.count() == 0
    messages = " ".join(message for _row, _key, message in list_errors(response))
    for word in words:
        assert word in messages
