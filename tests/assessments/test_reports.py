"""Tests the PDF report: its texts in each language, its size, and its tags."""

import io
import re

import pikepdf
import pypdf
import pytest
import typst
from django.test import Client

from assessments.exports.typeface import (
    FONTS,
    breakable,
    families,
    missing_characters,
    printable,
)
from assessments.models import Questionnaire
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
from tests.module_rows import module_transaction

# One process renders the reports that most tests read.
pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("reports")]
LANGUAGES = list(CODES)
STAGES = {
    "en": ["Proactive", "Scalable", "Stable"],
    "it": ["Proattivo", "Scalabile", "Stabile"],
    "fr": ["Proactivité", "Évolutivité", "Stabilité"],
    "es": ["Proactivo", "Escalable", "Estable"],
    "de": ["Proaktiv", "Skalierbar", "Stabil"],
    "pt-br": ["Proativo", "Escalável", "Estável"],
}
LABELS = {
    "en": "Strongly agree",
    "it": "Fortemente d’accordo",
    "fr": "Tout à fait d’accord",
    "es": "Completamente de acuerdo",
    "de": "Stimme voll und ganz zu",
    "pt-br": "Concordo totalmente",
}
COMPANY = "Άλφα Бета Müller ✅"


@pytest.fixture
def owner(content):
    return make_user()


class Reports:
    """Represents two results of two versions; the later one has notes in several scripts.

    Renders each report once in each language: `paths` has the later result and the comparison.
    """

    def __init__(self, content: Questionnaire):
        self.owner = make_user()
        account = make_account(self.owner, name=COMPANY)
        self.before = make_completed(content, BEFORE, account=account)
        second = make_second_version(content)
        self.now = make_assessment(second, WORKED_EXAMPLE, account=account)
        first, other = statements(second)[:2]
        notes = {first.id: "Prüfliste seit Mai\n漢字 🚀 \x07 → done", other.id: "x" * 1500}
        assessment_save(assessment=self.now, values={}, notes=notes)
        assessment_complete(assessment_id=self.now.pk, language="es")
        self.paths = [f"{self.now.pk}/result.pdf", "compare.pdf"]
        self.rendered = {}

    def get(self, path: str, language: str):
        """Returns the response of a page in another language than the one that is asked for."""
        if (path, language) not in self.rendered:
            page = "fr" if language == "en" else "en"
            self.rendered[path, language] = get(self.owner, path, language, page)
        return self.rendered[path, language]


@pytest.fixture(scope="module")
def reports(django_db_setup, django_db_blocker):
    with module_transaction(django_db_blocker):
        yield Reports(Questionnaire.objects.get(status=Questionnaire.Status.PUBLISHED))


def text_of(response) -> str:
    assert response.status_code == 200
    pages = pypdf.PdfReader(io.BytesIO(response.content)).pages
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in pages)).replace(
        "\u200b", ""
    )


def get(owner, path: str, language: str, page: str = "en"):
    sign = "&" if "?" in path else "?"
    return client_of(owner).get(f"/{page}/assessments/{path}{sign}language={language}")


@pytest.mark.parametrize("language", LANGUAGES)
def test_figures_and_content_are_in_the_language_asked(reports, language):
    point = "." if language == "en" else ","
    result, comparison = (text_of(reports.get(path, language)) for path in reports.paths)
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


def test_control_characters_and_endless_words_stop_no_report(reports):
    for path in reports.paths:
        text = text_of(reports.get(path, "en"))
        assert "Prüfliste seit Mai" in text
        assert "→ done" in text
        assert text.count("x") >= 1500  # one endless word, broken over lines and pages


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_tagged_with_title_language_and_fonts(reports, language):
    for path in reports.paths:
        with pikepdf.open(io.BytesIO(reports.get(path, language).content)) as pdf:
            root = pdf.Root
            assert str(root.Lang).lower() == language
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


def test_it_is_small(reports):
    for path in reports.paths:
        assert len(reports.get(path, "en").content) < 300_000


def test_a_first_result_has_a_report(reports):
    assert "3.35" in text_of(get(reports.owner, f"{reports.before.pk}/result.pdf", "en"))


def test_a_guests_result_has_a_report(content):
    guest = Client()
    key = guest.post("/en/assessments/start/")["Location"].split("/")[3]
    for row in statements(content):
        guest.post(f"/en/assessments/{key}/sections/{row.section.key}/", {row.key: "5"})
    guest.post(f"/en/assessments/{key}/review/")
    assert "5,00" in text_of(guest.get(f"/en/assessments/{key}/result.pdf?language=it"))


def test_an_unknown_language_is_the_pages(reports):
    assert "3,55" in text_of(get(reports.owner, reports.paths[0], "xx", "it"))


def test_what_cannot_be_compared_has_no_report(reports):
    first = reports.before.pk
    response = client_of(reports.owner).get(f"/en/assessments/compare.pdf?from={first}&to={first}")
    assert response["Location"] == "/en/assessments/"


def test_a_draft_has_no_report(content, reports):
    draft = make_assessment(content, [3], account=reports.before.account)
    assert get(reports.owner, f"{draft.pk}/result.pdf", "en").status_code == 404


# Company names; the last two are one that no font has, and one of a colour and a joiner.
NAMES = {
    "Latin": "Müller Ελληνικά Кириллица 3,55 + − ÷ → ’ « » …\u00a0\u202f",
    "Arabic": "شركة الحلول التقنية ٢٠٢٦",
    "Hebrew": "פתרונות מחשוב בע״מ",
    "Chinese": "北京云端科技有限公司 台灣雲端資訊股份有限公司",
    "Japanese": "株式会社クラウドサービス、東京",
    "Korean": "클라우드 서비스 주식회사",
    "Hindi": "क्लाउड प्रौद्योगिकी सेवाएँ",
    "Thai": "บริษัท คลาวด์เทคโนโลยี จำกัด",
    "emoji": "Rocket IT 🚀 👍🏽 ❤️ 👩‍💻 🇮🇹 ✓ ★",
    "decomposed": "Cafe\u0301 \u1112\u1161\u11ab",
}
LOST = "𐎀 Cuneiform 𒀀"


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_names_in_any_script_are_printed(name):
    assert missing_characters([name]) == []
    assert "\ufffd" not in printable(name)


def test_the_fonts_are_the_folders_and_the_compiler_knows_each():
    known = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)]
    ).families()
    assert set(families()) == set(known)
    assert families()[0] == "Noto Sans"
    assert sum(path.stat().st_size for path in FONTS.iterdir()) < 7_500_000


def test_what_no_font_has_is_replaced_and_control_characters_are_removed():
    assert printable("𒀀a\x00b\tc") == "\ufffdab c"
    assert printable("👍🏽❤️") == "👍❤"
    assert missing_characters(["a", LOST, LOST[:1], "\x07\u202e"]) == ["𐎀", "𒀀"]


def test_a_break_parts_no_letter_from_its_marks():
    assert breakable("x" * 40) == "x" * 30 + "\u200b" + "x" * 10
    assert breakable("x" * 30 + "e\u0301" + "y" * 9) == "x" * 30 + "\u200b" + "e\u0301" + "y" * 9
    assert breakable("x" * 30 + "\u0301" + "y" * 9) == "x" * 30 + "\u0301" + "y" * 9


def test_every_script_is_in_the_report_and_what_is_lost_is_said_before(content, owner):
    account = make_account(owner, name=" ".join(NAMES.values())[:170] + LOST)
    noted = make_assessment(content, WORKED_EXAMPLE, account=account)
    note = {statements(content)[0].id: " ".join(NAMES.values())}
    assessment_save(assessment=noted, values={}, notes=note)
    assessment_complete(assessment_id=noted.pk, language="en")
    sheet = get(owner, f"{noted.pk}/result.csv", "en").content.decode()
    assert account.name in sheet
    assert " ".join(NAMES.values()) in sheet
    make_completed(content, BEFORE, account=account)
    for page, report in (
        (f"{noted.pk}/result/", f"{noted.pk}/result.pdf"),
        ("compare/", "compare.pdf"),
    ):
        shown = client_of(owner).get(f"/en/assessments/{page}").content.decode()
        assert "prints � instead: 𐎀 𒀀. The Excel" in " ".join(shown.split())
        response = get(owner, report, "en")
        text = text_of(response)
        assert "�: a character that this PDF cannot show" in text
        for word in ("北京云端科技有限公司", "株式会社クラウドサービス", "클라우드", "Müller"):
            assert word in text
        with pikepdf.open(io.BytesIO(response.content)) as pdf, pdf.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"


def test_a_report_without_a_gap_speaks_of_none(reports):
    shown = (
        client_of(reports.owner).get(f"/en/assessments/{reports.now.pk}/result/").content.decode()
    )
    assert "The PDF cannot show" not in shown
    assert "cannot show" not in text_of(reports.get(reports.paths[0], "en"))


def test_a_company_of_two_hundred_characters_is_whole_on_the_cover_and_short_below(content, owner):
    name = "Donaudampfschifffahrt" * 9
    done = make_completed(content, account=make_account(owner, name=name))
    text = text_of(get(owner, f"{done.pk}/result.pdf", "en"))
    cover = re.sub(r"[-\xad\u2010 ]", "", text)
    assert cover.count(name) == 1, cover[:300]
    assert f"{name[:59]}… · Result from" in text


def lines_of(response) -> set[str]:
    """Returns the report's lines that contain a letter."""
    pages = pypdf.PdfReader(io.BytesIO(response.content)).pages
    lines = {" ".join(line.split()) for page in pages for line in page.extract_text().splitlines()}
    return {line for line in lines if re.search(r"[^\W\d_]{4}", line)}


# Names, and words that are the same in both languages.
SAME = {"MSP Maturity", "Acme IT", "Proactive", "Section", "Score", "Note", "Notes", "Total"}
SAME |= {"Neutral 3", "Version 2"}


@pytest.mark.parametrize("language", CODES[1:])
def test_no_line_is_left_in_english(reports, language):
    for path in reports.paths:
        english, other = (lines_of(reports.get(path, code)) for code in ("en", language))
        assert len(other) > 20
        typed = re.compile("Müller|Prüfliste|done|xxxx")  # by people, in whatever language
        assert {line for line in english & other if not typed.search(line)} <= SAME
