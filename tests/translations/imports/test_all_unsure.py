"""Tests a PO file whose new texts are all marked as unsure."""

import pytest

from tests.factories.staff import make_translator
from tests.translations.imports.translator import KEY, OTHER, FileTranslator, entry

pytestmark = pytest.mark.django_db


def test_a_file_whose_new_texts_are_all_fuzzy_says_so(content):
    translator = FileTranslator(make_translator("it"))
    catalogue = translator.po("it")
    for key in (KEY, OTHER):
        entry(catalogue, key).msgstr = "Nuovo"
        entry(catalogue, key).flags.append("fuzzy")
    response = translator.send_po(catalogue)
    page = translator.client.get(response["Location"]).content.decode()
    assert "all 2 new texts in this file are marked as unsure (fuzzy)" in page
