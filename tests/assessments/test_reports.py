"""Tests the PDF report: its texts in each language, its size, and its tags."""

import io
import re
import time

import pikepdf
import pypdf
import pytest
from django.test import Client

from assessments.exports.typeface import characters, printable
from assessments.services.assessment import assessment_complete, assessment_save
from localization.languages import CODES
from tests.factories import (
    BEFORE,
    WORKED_EXAMPLE,
    client_of,
    make_account,
    make_assessment,
    make_completed,
    make_user,
    statements,
)
from tests.factories.questionnaires import make_second_version

pytestmark = pytest.mark.django_db
LANGUAGES = list(CODES)
STAGES = {
    "en": ["Proactive", "Scalable", "Stable"],
    "it": ["Proattivo", "Scalabile", "Stabile"],
    "fr": ["Proactivité", "Évolutivité", "Stabilité"],
    "es": ["Proactivo", "Escalable", "Estable"],
    "de": ["Proaktiv", "Skalierbar", "Stabil"],
}
LABELS = {
    "en": "Strongly agree",
    "it": "Fortemente d’accordo",
    "fr": "Tout à fait d’accord",
    "es": "Completamente de acuerdo",
    "de": "Stimme voll und ganz zu",
}
COMPANY = "Άλφα Бета Müller ✅"


@pytest.fixture
def owner(content):
    return make_user()


@pytest.fixture
def results(content, owner):
    """Creates two results of two versions; the later one has notes in scripts of no typeface."""
    account = make_account(owner, name=COMPANY)
    before = make_completed(content, BEFORE, account=account)
    second = make_second_version(content)
    now = make_assessment(second, WORKED_EXAMPLE, account=account)
    first, other = statements(second)[:2]
    notes = {first.id: "Prüfliste seit Mai\n漢字 🚀 \x07 → done", other.id: "x" * 1500}
    assessment_save(assessment=now, values={}, notes=notes)
    assessment_complete(assessment_id=now.pk, language="es")
    return before, now


def text_of(response) -> str:
    assert response.status_code == 200
    pages = pypdf.PdfReader(io.BytesIO(response.content)).pages
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in pages)).replace(
        "\u200b", ""
    )


def get(owner, path: str, language: str, page: str = "en"):
    sign = "&" if "?" in path else "?"
    return client_of(owner).get(f"/{page}/assessments/{path}{sign}language={language}")


def paths(results) -> list[str]:
    return [f"{results[1].pk}/result.pdf", "compare.pdf"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_figures_and_content_are_in_the_language_asked(owner, results, language):
    point = "." if language == "en" else ","
    page = "fr" if language == "en" else "en"
    result, comparison = (text_of(get(owner, path, language, page)) for path in paths(results))
    for figure in ("3{}55", "4{}6", "3{}2", "3{}8", "2{}6", "3{}35", "+0{}28", "+0{}6", "0{}00"):
        assert figure.format(point) in result
    for figure in ("3{}35", "3{}55", "+0{}28", "2{}75", "3{}25", "−1"):
        assert figure.format(point) in comparison
    assert LABELS[language] in result
    for text in (result, comparison):
        assert STAGES[language][0] in text
        others = [name for code, names in STAGES.items() if code != language for name in names]
        assert [name for name in others if re.search(rf"\b{name}\b", text)] == []
        assert "Άλφα Бета Müller" in text


def test_what_no_typeface_has_stops_no_report(owner, results):
    for path in paths(results):
        text = text_of(get(owner, path, "en"))
        assert "Prüfliste seit Mai" in text
        assert "→ done" in text
        assert text.count("x") >= 1500  # one endless word, broken over lines and pages


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_tagged_with_title_language_and_fonts(owner, results, language):
    for path in paths(results):
        with pikepdf.open(io.BytesIO(get(owner, path, language).content)) as pdf:
            root = pdf.Root
            assert str(root.Lang).split("-")[0] == language
            assert bool(root.MarkInfo.Marked)
            assert "/StructTreeRoot" in root
            assert root.ViewerPreferences.DisplayDocTitle
            with pdf.open_metadata() as metadata:
                assert metadata["dc:title"]
                assert metadata["pdfuaid:part"] == "1"
            fonts = [
                font for page in pdf.pages for font in page.Resources.get("/Font", {}).values()
            ]
            assert fonts
            for font in fonts:
                inner = font.DescendantFonts[0] if "/DescendantFonts" in font else font
                assert any(
                    name in inner.FontDescriptor
                    for name in ("/FontFile", "/FontFile2", "/FontFile3")
                )


def test_it_is_small_and_quick(owner, results):
    client = client_of(owner)
    for path in paths(results):
        client.get(f"/en/assessments/{path}")
        took = []
        for _ in range(5):
            begun = time.process_time()
            response = client.get(f"/en/assessments/{path}")
            took.append(time.process_time() - begun)
        assert len(response.content) < 300_000
        assert min(took) < 0.3


def test_a_first_result_has_a_report(owner, results):
    assert "3.35" in text_of(get(owner, f"{results[0].pk}/result.pdf", "en"))


def test_a_guests_result_has_a_report(content):
    guest = Client()
    key = guest.post("/en/assessments/start/")["Location"].split("/")[3]
    for row in statements(content):
        guest.post(f"/en/assessments/{key}/sections/{row.section.key}/", {row.key: "5"})
    guest.post(f"/en/assessments/{key}/review/")
    assert "5,00" in text_of(guest.get(f"/en/assessments/{key}/result.pdf?language=it"))


def test_an_unknown_language_is_the_pages(owner, results):
    assert "3,55" in text_of(get(owner, paths(results)[0], "xx", "it"))


def test_what_cannot_be_compared_has_no_report(owner, results):
    first = results[0].pk
    response = client_of(owner).get(f"/en/assessments/compare.pdf?from={first}&to={first}")
    assert response["Location"] == "/en/assessments/"


def test_a_draft_has_no_report(owner, content, results):
    draft = make_assessment(content, [3], account=results[0].account)
    assert get(owner, f"{draft.pk}/result.pdf", "en").status_code == 404


def test_the_typeface_covers_three_scripts_and_the_signs_of_figures():
    assert set("Müller Ελληνικά Кириллица 3,55 + − ÷ → ’ « » …\u00a0\u202f") <= characters()
    assert len(characters()) == 5102  # of the three fonts in the folder, and a line break
    assert printable("漢a\x00b\tc") == "\ufffdab c"


def lines_of(response) -> set[str]:
    """Returns the report's lines that contain a letter."""
    pages = pypdf.PdfReader(io.BytesIO(response.content)).pages
    lines = {" ".join(line.split()) for page in pages for line in page.extract_text().splitlines()}
    return {line for line in lines if re.search(r"[^\W\d_]{4}", line)}


# Names, and words that are the same in both languages.
SAME = {
    "MSP Maturity",
    "Acme IT",
    "Proactive",
    "Section",
    "Score",
    "Note",
    "Notes",
    "Total",
    "Neutral 3",
}


@pytest.mark.parametrize("language", CODES[1:])
def test_no_line_is_left_in_english(owner, results, language):
    for path in paths(results):
        english, other = (lines_of(get(owner, path, code)) for code in ("en", language))
        assert len(other) > 20
        typed = re.compile("Müller|Prüfliste|done|xxxx")  # by people, in whatever language
        assert {line for line in english & other if not typed.search(line)} <= SAME
