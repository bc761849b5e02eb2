"""Tests entering and reading KPIs in each language's number format, with and without JavaScript."""

import re

import pytest
from playwright.sync_api import expect

from accounts.models import Role
from kpis.models import KpiEntry
from tests.factories import add_member, client_of, make_account, make_user
from tests.factories.kpis import MONTH_EXAMPLE, YEAR_EXAMPLE, make_entry, quarters
from tests.journeys.pages import (
    LANGUAGES,
    assert_console_is_empty,
    list_overflows,
    list_problems,
    sign_in,
)

pytestmark = pytest.mark.django_db(transaction=True)

GROUP = {"en": ",", "it": ".", "fr": " ", "es": ".", "de": ".", "pt-br": "."}
MARK = {"en": ".", "it": ",", "fr": ",", "es": ",", "de": ",", "pt-br": ","}


def typed(value: int, language: str) -> str:
    """Returns the number as people type it: 100,000 in English, 100.000 in Italian."""
    return f"{value:,}".replace(",", GROUP[language])


def money(value: int, language: str) -> str:
    text = typed(value, language)
    return {"en": f"€{text}", "pt-br": f"€ {text}"}.get(language, f"{text} €")


def percent(value: int | str, language: str) -> str:
    text = str(value).replace(".", MARK[language])
    return f"{text}%" if language in ("en", "it", "pt-br") else f"{text} %"


def read_figure(page, key: str) -> str:
    """Returns the figure of a KPI with ordinary spaces."""
    return re.sub(r"\s", " ", page.locator(f"#{key} .kpi__figure").inner_text())


def start(content, open_page, width: int = 1280, **options):
    owner = make_user(name="Anna Rossi")
    account = make_account(owner)
    page = open_page(width, **options)
    sign_in(page.context, client_of(owner))
    return page, account


def enter(page, language: str, kind: str, first_day: str, figures: dict) -> None:
    page.goto(f"/{language}/kpis/new/")
    page.locator("[name=period_type]").select_option(kind)
    page.locator("[name=period_start]").fill(first_day)
    for name, value in figures.items():
        if name == "cltv_method":
            page.locator(f"[name=cltv_method][value={value}]").check()
        else:
            page.locator(f"[name={name}]").fill(typed(value, language))
    page.locator("#page-form .btn-primary").click()
    page.wait_for_url(re.compile(r"/kpis/[0-9a-f-]{36}/$"))


@pytest.mark.parametrize(
    ("script", "width"), [(True, 320), (False, 1280)], ids=["script, phone", "no script, desk"]
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_worked_examples(content, open_page, language, script, width):
    page, _ = start(content, open_page, width, java_script_enabled=script)
    enter(page, language, "year", "2025-01-01", YEAR_EXAMPLE)
    assert read_figure(page, "csat") == percent(85, language)
    assert read_figure(page, "cltv") == money(500_000, language)
    assert read_figure(page, "cost_per_lead") == money(200, language)
    assert read_figure(page, "conversion_rate") == percent(5, language)
    assert read_figure(page, "cost_per_hire") == money(5_000, language)
    assert read_figure(page, "employee_turnover") == percent(10, language)
    assert read_figure(page, "tickets_per_endpoint") == "2"
    assert read_figure(page, "churn_rate") == percent(5, language)
    enter(page, language, "month", "2026-01-01", MONTH_EXAMPLE)
    page.goto(f"/{language}/kpis/")
    assert read_figure(page, "sla_adherence") == percent(75, language)
    assert read_figure(page, "mrr") == money(40_000, language)
    assert percent(80, language) in re.sub(
        r"\s", " ", page.locator("#mrr .kpi__value").inner_text()
    )
    if script:
        assert list_overflows(page) == []
    assert_console_is_empty(page)


def test_values_appear_while_typing(content, open_page):
    page, _ = start(content, open_page)
    page.goto("/it/kpis/new/")
    page.locator("[name=clients_at_start]").fill("100")
    page.locator("[name=clients_lost]").fill("2")
    expect(page.locator("#computed-clients")).to_contain_text("7,76%")
    page.locator("[name=period_type]").select_option("year")
    page.locator("[name=period_start]").fill("2025-01-01")
    expect(page.locator("#computed-clients")).not_to_contain_text("7,76%")
    expect(page.locator("#computed-clients")).to_contain_text("2%")
    assert KpiEntry.objects.count() == 0
    assert_console_is_empty(page)


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_changing_the_language_keeps_what_is_typed(content, open_page, script):
    page, _ = start(content, open_page, java_script_enabled=script)
    page.goto("/en/kpis/new/")
    page.locator("[name=marketing_spend]").fill("12,000.50")
    page.locator("[name=leads]").fill("1.5")
    page.locator("[name=cltv_method][value=quick]").check()
    page.locator(".site-tools .menu summary").click()
    page.locator(".menu button[lang=it]").click()
    page.wait_for_url("**/it/kpis/new/")
    expect(page.locator("[name=marketing_spend]")).to_have_value("12.000,50")
    expect(page.locator("[name=leads]")).to_have_value("1.5")
    expect(page.locator("#leads-error")).to_be_visible()
    expect(page.locator("[name=cltv_method][value=quick]")).to_be_checked()
    page.locator("[name=leads]").fill("1.500")
    page.locator("#page-form .btn-primary").click()
    page.wait_for_url(re.compile(r"/kpis/[0-9a-f-]{36}/$"))
    assert (KpiEntry.objects.get().leads, str(KpiEntry.objects.get().marketing_spend)) == (
        1500,
        "12000.5000",
    )
    assert_console_is_empty(page)


def test_enter_saves(content, open_page):
    page, _ = start(content, open_page)
    page.goto("/it/kpis/new/")
    page.locator("[name=leads]").fill("7")
    page.locator("[name=leads]").press("Enter")
    page.wait_for_url(re.compile(r"/it/kpis/[0-9a-f-]{36}/$"))
    assert KpiEntry.objects.get().leads == 7
    assert_console_is_empty(page)


def test_errors_take_the_focus_and_lead_to_their_fields(content, open_page):
    page, _ = start(content, open_page)
    page.goto("/fr/kpis/new/")
    page.locator("[name=leads]").fill("abc")
    page.locator("#page-form .btn-primary").click()
    expect(page.locator(".error-summary")).to_be_focused()
    page.locator(".error-summary a[href='#leads']").click()
    expect(page.locator("#leads")).to_be_focused()
    expect(page.locator("#leads")).to_have_value("abc")
    assert_console_is_empty(page)


def test_two_people_at_one_period(content, open_page):
    page, account = start(content, open_page)
    entry = make_entry(account, leads=500)
    page.goto(f"/en/kpis/{entry.pk}/edit/")
    KpiEntry.objects.filter(pk=entry.pk).update(leads=550, version=2)
    page.locator("[name=leads]").fill("600")
    page.locator("#page-form .btn-primary").click()
    expect(page.locator("#leads-stored")).to_contain_text("550")
    expect(page.locator("#leads")).to_have_value("600")
    assert KpiEntry.objects.get().leads == 550
    page.locator("#page-form .btn-primary").click()
    page.wait_for_url(f"**/kpis/{entry.pk}/")
    assert KpiEntry.objects.get().leads == 600
    assert_console_is_empty(page)


def test_export_and_import(content, open_page, tmp_path):
    page, account = start(content, open_page)
    for first_day in quarters(2):
        make_entry(account, first_day, **YEAR_EXAMPLE)
    page.goto("/fr/kpis/")
    with page.expect_download() as download:
        page.locator("a[href$='export.xlsx']").click()
    sheet = tmp_path / "kpis.xlsx"
    download.value.save_as(sheet)
    KpiEntry.objects.all().delete()
    page.goto("/es/kpis/import/")
    page.locator("[name=file]").set_input_files(sheet)
    page.locator("main form .btn-primary").click()
    page.wait_for_url(re.compile(r"/import/[0-9a-f-]{36}/$"))
    expect(page.locator(".import-row")).to_have_count(2)
    page.locator("main form .btn-primary").click()
    page.wait_for_url("**/es/kpis/")
    assert KpiEntry.objects.count() == 2
    assert_console_is_empty(page)


def check(page, path: str, language: str, prepare=None) -> list[str]:
    page.goto(f"/{language}/kpis/{path}")
    if prepare:
        prepare(page)
    return list_problems(page)


def send(page) -> None:
    page.locator("main form .btn-primary").click()
    page.wait_for_selector(".error-summary")


def send_wrong(page) -> None:
    page.locator("[name=leads]").fill("abc")
    page.locator("[name=period_start]").fill("2026-01-02")
    send(page)


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_of_an_editor(content, open_page, language):
    page, account = start(content, open_page)
    problems = []
    for path in ("", "new/", "worksheet/", "import/"):
        problems += check(page, path, language)
    rows = [make_entry(account, day, **YEAR_EXAMPLE) for day in quarters(14)]
    poor = {"survey_positive": 1, "survey_responses": 10, "clients_lost": 9, "clients_at_start": 10}
    newest = make_entry(account, quarters(1)[0].replace(month=10), **{**MONTH_EXAMPLE, **poor})
    for path in (
        "",
        "?page=2",
        f"{newest.pk}/",
        f"{rows[0].pk}/",
        f"{newest.pk}/edit/",
        "worksheet/",
    ):
        problems += check(page, path, language)
    problems += check(page, "new/", language, send_wrong)
    problems += check(page, "import/", language, send)
    stale = f"new/?period_type=year&period_start={newest.period_start}"

    def taken(page) -> None:
        page.locator("[name=period_type]").select_option("quarter")
        page.locator("[name=hires]").fill("7")
        send(page)

    problems += check(page, stale, language, taken)
    sheet = {"name": "k.csv", "mimeType": "text/csv"}

    def bad_sheet(page) -> None:
        rows = "period_type;period_start;leads\nyear;2020-01-01;x\nyear;2020-01-02;1"
        page.locator("[name=file]").set_input_files({**sheet, "buffer": rows.encode()})
        send(page)

    def preview(page) -> None:
        rows = f"period_type;period_start;leads\nyear;2020-01-01;4\nquarter;{newest.period_start};5"
        page.locator("[name=file]").set_input_files({**sheet, "buffer": rows.encode()})
        page.locator("main form .btn-primary").click()
        page.wait_for_selector(".import-row")

    problems += check(page, "import/", language, bad_sheet)
    problems += check(page, "import/", language, preview)
    assert problems == []
    assert_console_is_empty(page)


def test_pages_of_a_viewer(content, open_page):
    account = make_account()
    page = open_page()
    sign_in(page.context, client_of(add_member(account, Role.VIEWER)))
    problems = check(page, "", "en") + check(page, "new/", "en")
    entry = make_entry(account, leads=0)
    problems += check(page, "", "en") + check(page, f"{entry.pk}/", "en")
    assert problems == []
    assert_console_is_empty(page)
