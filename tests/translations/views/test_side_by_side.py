"""Tests two languages side by side: texts are stored, no edit is overwritten, no input is lost."""

import pytest
from django.test import Client

from assessments.models import Questionnaire, Statement
from kpis.models import Kpi
from tests.factories import client_of
from tests.factories.staff import make_editor, make_staff, make_translator
from translations.models import TranslationState

pytestmark = pytest.mark.django_db
URL = "/admin/translations/texts/"
KEY = "questionnaire/1/statement/upsell/text"


@pytest.fixture
def client(content) -> Client:
    return client_of(make_translator("it"))


def upsell() -> Statement:
    return Statement.objects.get(key="upsell")


def shown(client, target: str = "it", key: str = KEY) -> dict[str, str]:
    """Returns the fields of one text that the browser would send back unchanged."""
    page = client.get(URL, {"target": target, "q": key})
    (entry,) = [one for one in page.context["entries"] if one.key == key]
    names = entry.names
    return {
        "target": target,
        names["text"]: entry.typed,
        names["baseline"]: entry.baseline,
        names["source"]: entry.status.text.english,
    }


def send(client, data: dict, value: str | None = None, key: str = KEY, **more):
    changed = {} if value is None else {f"text:{key}": value}
    return client.post(URL + "?target=it", data | changed | more)


def fields(response) -> int:
    return response.content.decode().count("<textarea")


def keys(response) -> list[str]:
    return [entry.key for entry in response.context["entries"]]


def test_a_translation_is_stored_and_live_at_once(client):
    assert send(client, shown(client), "Un testo <b>nuovo</b>.\r\nDue righe.").status_code == 302
    assert upsell().text_it == "Un testo <b>nuovo</b>.\nDue righe."
    visitor = Client()
    start = visitor.post("/it/assessments/start/")["Location"]
    page = visitor.get(f"{start}sections/revenue_growth/").content.decode()
    assert "Un testo &lt;b&gt;nuovo&lt;/b&gt;." in page


def test_only_what_changed_is_written(client):
    data = shown(client)
    before = TranslationState.objects.get(key=KEY, language="it")
    Statement.objects.filter(key="upsell").update(text_it="Di un altro.")
    assert send(client, data).status_code == 302
    assert upsell().text_it == "Di un altro."
    assert TranslationState.objects.get(pk=before.pk).confirmed_at is None


def test_typed_html_is_shown_as_text(client):
    Statement.objects.filter(key="upsell").update(text_it="</textarea><script>x</script>")
    page = client.get(URL, {"target": "it", "q": KEY}).content.decode()
    assert page.count("<script>x") == 0
    assert "&lt;/textarea&gt;&lt;script&gt;x" in page


def test_the_second_of_two_editors_is_told_and_shown_both(client):
    data, original = shown(client), upsell().text_it
    assert send(client_of(make_editor()), data, "Di loro.").status_code == 302
    response = send(client, data, "Mio.")
    page = response.content.decode()
    assert response.status_code == 409
    assert upsell().text_it == "Di loro."
    (entry,) = response.context["entries"]
    assert (entry.theirs, entry.typed, entry.before) == ("Di loro.", "Mio.", original)
    assert page.count("Di loro.") == 2  # to be read, and what the next save is held against
    again = {
        "target": "it",
        entry.names["text"]: entry.typed,
        entry.names["baseline"]: entry.baseline,
        entry.names["source"]: "x",
    }
    assert send(client, again).status_code == 302
    assert upsell().text_it == "Mio."


def test_nothing_of_a_page_with_a_conflict_is_stored_or_lost(client):
    other = "questionnaire/1/statement/bottlenecks/text"
    data = shown(client) | shown(client, key=other)
    Statement.objects.filter(key="upsell").update(text_it="Di loro.")
    data |= {f"text:{other}": "Mio anche questo."}
    response = send(client, data, "Mio.")
    assert response.status_code == 409
    assert Statement.objects.get(key="bottlenecks").text_it != "Mio anche questo."
    assert {entry.typed for entry in response.context["entries"]} == {"Mio.", "Mio anche questo."}
    (mine,) = [entry for entry in response.context["entries"] if entry.key == other]
    assert not mine.has_problem


def test_the_same_text_from_both_is_no_conflict(client):
    data = shown(client)
    Statement.objects.filter(key="upsell").update(text_it="Uguale.")
    assert send(client, data, "Uguale.").status_code == 302


def test_a_text_that_was_deleted_meanwhile_is_said_with_what_was_typed(client):
    draft = Questionnaire.objects.create(version=2)
    section = draft.sections.create(key="new", order=1, name_en="New", name_it="Nuovo")
    key = "questionnaire/2/section/new/name"
    data = shown(client, key=key)
    section.delete()
    response = send(client, data, "Battuto a macchina.", key=key)
    assert response.status_code == 422
    assert "Battuto a macchina." in response.content.decode()


def test_blank_does_not_delete_a_text_of_an_offered_language(client):
    before = upsell().text_it
    response = send(client, shown(client), "  ")
    assert response.status_code == 422
    assert upsell().text_it == before
    (entry,) = response.context["entries"]
    assert "blank" in entry.error


def test_blank_takes_back_a_text_of_a_language_that_is_not_offered(client, monkeypatch):
    monkeypatch.setattr("translations.validators.offered_codes", lambda: ("en",))
    assert send(client, shown(client), "").status_code == 302
    assert upsell().text_it == ""


@pytest.mark.parametrize("value", ["a\x00b", "x\x0by", "y" * 81])
def test_a_text_that_cannot_be_stored_has_an_error_at_its_field(client, value):
    key = "kpi/csat/name"
    response = send(client, shown(client, key=key), value, key=key)
    assert response.status_code == 422
    (entry,) = response.context["entries"]
    assert entry.error
    assert entry.typed == value
    assert f'href="#{entry.element_id}"' in response.content.decode()


def test_a_stale_text_is_marked_with_the_english_it_was_made_from_and_confirmed(client):
    old = upsell().text_en
    Statement.objects.filter(key="upsell").update(text_en="Something else.")
    page = client.get(URL, {"target": "it", "show": "stale"})
    assert keys(page) == [KEY]
    assert old in page.content.decode()
    assert send(client, shown(client), confirm=KEY).status_code == 302
    assert keys(client.get(URL, {"target": "it", "show": "stale"})) == []
    state = TranslationState.objects.get(key=KEY, language="it")
    assert state.confirmed_by.has_perm("content.translate_it")
    assert keys(client.get(URL, {"target": "fr", "show": "stale"})) == [KEY]


def test_what_is_confirmed_is_what_the_page_showed(client):
    Statement.objects.filter(key="upsell").update(text_en="Something else.")
    data = shown(client)
    Statement.objects.filter(key="upsell").update(text_en="Something else again.")
    assert send(client, data, confirm=KEY).status_code == 302
    assert keys(client.get(URL, {"target": "it", "show": "stale"})) == [KEY]


def test_a_translation_that_changed_meanwhile_is_not_confirmed_unseen(client):
    Statement.objects.filter(key="upsell").update(text_en="Something else.")
    data = shown(client)
    Statement.objects.filter(key="upsell").update(text_it="Di loro.")
    assert send(client, data, confirm=KEY).status_code == 409


def test_storing_a_stale_text_makes_it_current(client):
    Statement.objects.filter(key="upsell").update(text_en="Something else.")
    assert send(client, shown(client), "Altro.").status_code == 302
    assert keys(client.get(URL, {"target": "it", "show": "to-do"})) == []


def test_a_translator_writes_the_named_languages_only(client):
    before = upsell().text_fr
    response = send(client, shown(client, "fr") | {"target": "fr"}, "Autre.")
    assert response.status_code == 403
    assert client.get(URL, {"target": "fr"}).status_code == 200
    assert fields(client.get(URL, {"target": "fr"})) == 0
    assert upsell().text_fr == before


@pytest.mark.parametrize("target", ["en", "", "xx", "it "])
def test_english_and_unknown_languages_cannot_be_written_here(client, target):
    editor = client_of(make_editor())
    before = upsell().text_en
    assert send(editor, shown(client) | {"target": target}, "Changed.").status_code == 403
    assert upsell().text_en == before
    assert fields(editor.get(URL, {"target": "en"})) == 0


def test_staff_who_may_only_see_the_content_may_only_look(content, client):
    reader = client_of(make_staff("kpis.view_kpi"))
    page = reader.get(URL, {"target": "it"})
    assert {entry.status.text.content_model.kind for entry in page.context["entries"]} == {"kpi"}
    assert fields(page) == 0
    assert send(reader, shown(client), "Mio.").status_code == 403


def test_the_page_is_filtered_by_group_state_and_search(client):
    Statement.objects.filter(key="upsell").update(text_it="")
    assert keys(client.get(URL, {"target": "it", "show": "missing"})) == [KEY]
    found = client.get(URL, {"target": "it", "group": "section-1"})
    assert len(keys(found)) == 8
    text = upsell().text_fr[5:30].upper()
    assert keys(client.get(URL, {"target": "fr", "q": text})) == [KEY]
    assert keys(client.get(URL, {"target": "it", "group": "section-1", "show": "missing"})) == []


def test_pages_hold_at_most_fifty_texts_and_follow_each_other(client):
    first = client.get(URL, {"target": "it", "group": "kpi"})
    second = client.get(URL, {"target": "it", "group": "kpi", "p": "2"})
    assert (len(keys(first)), len(keys(second))) == (50, 10)
    assert not set(keys(first)) & set(keys(second))
    assert "group=kpi&amp;p=2" in first.content.decode()


@pytest.mark.parametrize(
    "query", [{"target": "xx"}, {"source": "<b>"}, {"group": "none"}, {"show": "?"}]
)
def test_an_invalid_filter_is_reported(client, query):
    response = client.get(URL, query)
    assert response.status_code == 422
    assert "errornote" in response.content.decode()


@pytest.mark.parametrize("page", ["x", "0", "-1", "999"])
def test_a_page_number_out_of_range_gives_the_nearest_page(client, page):
    assert client.get(URL, {"p": page}).status_code == 200


def test_the_benchmark_in_words_stands_beside_the_bounds_in_force(client):
    Kpi.objects.get(key="csat").benchmarks.update(on_target=88)
    page = client.get(URL, {"target": "it", "q": "kpi/csat/benchmark"}).content.decode()
    assert "≥\N{NO-BREAK SPACE}88%" in page


def test_another_word_than_the_tables_is_pointed_out(client):
    Statement.objects.filter(key="upsell").update(text_en="Our churn rate.", text_it="La perdita.")
    page = client.get(URL, {"target": "it", "show": "terms"})
    assert KEY in keys(page)
    assert "“tasso di abbandono”" in page.content.decode()
    assert send(client, shown(client), "La perdita dei clienti.").status_code == 302


def test_each_text_says_where_it_appears_and_links_to_the_admin(content):
    page = client_of(make_editor()).get(URL, {"target": "it", "q": KEY}).content.decode()
    assert f"/admin/assessments/statement/{upsell().pk}/change/" in page
    assert "A section to complete" in page
    assert 'lang="it" rows' in page


def test_a_page_costs_the_same_whatever_it_shows(client, django_assert_max_num_queries):
    for query in ({"group": "section-1"}, {}):
        with django_assert_max_num_queries(25):
            client.get(URL, query)


@pytest.mark.parametrize("blank", ["\u200b", "\u3164", "\u00ad\u2060"])
def test_a_text_on_offer_shows_something(client, blank):
    response = send(client, shown(client), blank)
    assert response.status_code == 422
    assert "its text cannot be blank" in response.content.decode()


@pytest.mark.parametrize("end", ["\n", "\r\n", "\t", "\u2028"])
def test_a_text_of_one_line_has_no_line_break(client, end):
    key = "kpi/csat/name"
    data = shown(client, key=key)
    response = send(client, data, f"Soddisfazione{end}dei clienti", key=key)
    assert response.status_code == 422
    assert "on one line" in response.content.decode()
    assert "dei clienti</textarea>" in response.content.decode()
    assert send(client, data, "\u200eSoddisfazione dei\u00ad clienti\n", key=key).status_code == 302
    assert Kpi.objects.get(key="csat").name_it == "\u200eSoddisfazione dei\u00ad clienti"
