"""Tests pages in the system's own colors, and charts on paper."""

import pytest

from tests.factories import BEFORE, client_of, make_account, make_completed, make_user
from tests.journeys.pages import sign_in

pytestmark = pytest.mark.django_db(transaction=True)

COLORS = """() => {
  const probe = document.body.appendChild(document.createElement("i"));
  const system = name => { probe.style.color = name; return getComputedStyle(probe).color; };
  const value = (selector, property) => getComputedStyle(document.querySelector(selector))[property];
  const [canvas, text, mark] = ["Canvas", "CanvasText", "Highlight"].map(system);
  const found = {
    ink: [value("main .c-ink", "fill"), text],
    words: [value("main .c-soft", "fill"), text],
    mark: [value("main .c-mark", "fill"), mark],
    zone: [value("main .c-zone", "fill"), canvas],
    edge: [value("main .c-zone", "stroke"), text],
    current: [value(".site-nav [aria-current]", "borderBlockEndColor"), mark],
    above: [value(".site-nav [aria-current]", "borderBlockStartColor"), canvas],
    other: [value(".site-nav a:not([aria-current])", "borderBlockEndColor"), canvas],
  };
  probe.remove();
  return Object.entries(found).filter(([, [is, should]]) => is !== should);
}"""


@pytest.fixture
def result(content):
    account = make_account(make_user())
    make_completed(content, BEFORE, account=account)
    return make_completed(content, account=account)


def show(open_page, result, **options):
    page = open_page(**options)
    sign_in(page.context, client_of(result.account.users.get()))
    page.goto(f"/de/assessments/{result.pk}/result/")
    return page


def test_charts_and_menu_have_the_systems_colors_whatever_appearance_is_chosen(open_page, result):
    page = show(open_page, result, forced_colors="active", color_scheme="dark")
    for scheme, appearance in (("dark", "light"), ("light", "dark"), ("dark", "dark")):
        page.emulate_media(color_scheme=scheme, forced_colors="active")
        page.evaluate("value => document.documentElement.dataset.bsTheme = value", appearance)
        assert page.evaluate(COLORS) == [], (scheme, appearance)


def test_paper_has_every_stage_below_the_scale_and_answers_on_a_page_of_their_own(
    open_page, result
):
    page = show(open_page, result, width=700)  # what fits on A4
    stages = page.locator(".gauge .c-spare")
    assert [stage.is_visible() for stage in stages.all()] == [False] * 3
    page.emulate_media(media="print")
    assert [stage.is_visible() for stage in stages.all()] == [True] * 3
    assert page.locator(".appendix").evaluate("it => getComputedStyle(it).breakBefore") == "page"
    for heading in page.locator("main h2, main h3").all():
        assert heading.evaluate("it => getComputedStyle(it).breakAfter") == "avoid"
    assert not page.locator(".todo .fold").first.is_visible()
    assert page.locator(".answers").first.is_visible()
