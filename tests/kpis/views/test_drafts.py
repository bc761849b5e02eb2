"""Tests the pages of a draft: kept while typing, shown again, saved, discarded, read in any language."""

import json
import re
from html import unescape

import pytest

from accounts.models import Role
from kpis.models import KpiDraft, KpiEntry
from tests.factories import add_member, client_of
from tests.factories.kpis import make_entry
from tests.kpis.views.entry_pages import error_of, value_of

pytestmark = pytest.mark.django_db

PERIOD = {"period_type": "quarter", "period_start": "2026-01-01"}
ADDRESS = "new/?period_type=quarter&period_start=2026-01-01"


def type_in(owner, figures: dict, language: str = "en", path: str = "new/", **more):
    """Sends figures as an open page does after a pause in typing."""
    data = {**PERIOD, "typed_in": language, **figures, **more}
    return owner.client.post(f"/{language}/kpis/{path}", data, headers={"hx-request": "true"})


def shown_on(response) -> str:
    return unescape(re.search(r'name="shown"\s+value="([^"]*)"', response.content.decode())[1])


def typed() -> dict[str, list[str]]:
    return KpiDraft.objects.get().figures


def test_figures_are_kept_while_typed_and_shown_again(owner):
    answer = type_in(owner, {"leads": "1,200", "hires": "x"})
    assert answer.status_code == 200
    assert "Draft saved" in answer.content.decode()
    assert typed() == {"leads": ["1,200", "en"], "hires": ["x", "en"]}
    page = owner.client.get(f"/en/kpis/{ADDRESS}")
    assert page.status_code == 200
    assert (value_of(page, "leads"), value_of(page, "hires")) == ("1,200", "x")
    assert "This is a draft" in page.content.decode()
    assert "Last changed by Anna" in page.content.decode()
    assert not KpiEntry.objects.exists()


def test_a_draft_is_read_in_the_language_it_was_typed_in(owner):
    type_in(owner, {"marketing_spend": "1.234,5", "leads": "1.234", "hires": "1,234"}, "it")
    page = owner.client.get(f"/en/kpis/{ADDRESS}")
    assert value_of(page, "marketing_spend") == "1,234.50"
    assert value_of(page, "leads") == "1,234"
    assert value_of(page, "hires") == "1,234"  # no count in Italian: as typed, with its error
    assert error_of(page, "hires")
    assert not error_of(page, "leads")


def test_looking_at_a_draft_in_another_language_changes_nothing(owner):
    type_in(owner, {"leads": "1.234"}, "it")
    page = owner.client.get(f"/en/kpis/{ADDRESS}")
    type_in(owner, {"leads": value_of(page, "leads")}, shown=shown_on(page))
    assert typed() == {"leads": ["1.234", "it"]}


def test_a_page_writes_what_differs_from_what_it_showed(owner):
    type_in(owner, {"leads": "5"})
    page = owner.client.get(f"/en/kpis/{ADDRESS}")
    type_in(owner, {"leads": "6", "hires": "1"})
    type_in(owner, {"leads": "5", "hires": "", "endpoints": "7"}, shown=shown_on(page))
    assert {name: text for name, (text, _) in typed().items()} == {
        "leads": "6",
        "hires": "1",
        "endpoints": "7",
    }


def test_the_answer_brings_what_counts_as_shown_now(owner):
    answer = type_in(owner, {"leads": "5"})
    assert json.loads(shown_on(answer))[:4] == ["quarter", "2026-01-01", 1, {"leads": "5"}]
    type_in(owner, {"leads": ""}, shown=shown_on(answer))
    assert not KpiDraft.objects.exists()


def test_what_may_have_been_stored_is_sent_again(owner):
    """Empties a field whose 5 may have been stored: the page does not know."""
    type_in(owner, {"leads": "5"})
    unknown = json.dumps(["quarter", "2026-01-01", 0, {"leads": None}, True])
    type_in(owner, {"leads": ""}, shown=unknown)
    assert not KpiDraft.objects.exists()


def test_saving_the_period_ends_the_draft(owner):
    answer = type_in(owner, {"leads": "5"})
    assert owner.post({"leads": "6"}, shown=shown_on(answer)).status_code == 302
    assert KpiEntry.objects.get().leads == 6
    assert not KpiDraft.objects.exists()


def test_a_refused_save_is_kept_as_a_draft(owner):
    response = owner.post({"leads": "x", "hires": "3"})
    assert response.status_code == 422
    assert typed() == {"leads": ["x", "en"], "hires": ["3", "en"]}
    assert json.loads(shown_on(response))[3] == {"leads": "x", "hires": "3"}


def test_an_edit_has_a_draft_with_what_is_changed_alone(owner):
    entry = make_entry(owner.account, leads=500, hires=3)
    path = f"{entry.pk}/edit/"
    type_in(owner, {"leads": "600", "hires": "3"}, path=path, version="1")
    assert typed() == {"leads": ["600", "en"]}
    page = owner.client.get(f"/en/kpis/{path}")
    assert page.status_code == 200
    assert (value_of(page, "leads"), value_of(page, "hires")) == ("600", "3")
    assert "500" in re.search(r'id="leads-stored">([^<]*)', page.content.decode())[1]
    assert "was changed while" not in page.content.decode()
    again = {"leads": "500", "hires": "3", "version": value_of(page, "version")}
    type_in(owner, again, path=path, shown=shown_on(page))
    assert not KpiDraft.objects.exists()
    entry.refresh_from_db()
    assert entry.leads == 500


def test_a_draft_is_named_on_the_overview_with_a_link(owner):
    type_in(owner, {"leads": "5"})
    page = owner.client.get("/en/kpis/").content.decode()
    address = unescape(re.search(r'href="(/en/kpis/new/\?[^"]*)"', page)[1])
    assert value_of(owner.client.get(address), "leads") == "5"
    make_entry(owner.account)
    assert "Continue the draft" in owner.client.get("/en/kpis/").content.decode()


def test_a_viewer_and_another_company_see_nothing_of_a_draft(owner):
    type_in(owner, {"leads": "517"})
    viewer = client_of(add_member(owner.account, Role.VIEWER))
    assert "raft" not in viewer.get("/en/kpis/").content.decode()
    editor = client_of(add_member(owner.account, Role.EDITOR))
    assert value_of(editor.get(f"/en/kpis/{ADDRESS}"), "leads") == "517"
    other = type(owner)()
    assert value_of(other.client.get(f"/en/kpis/{ADDRESS}"), "leads") == ""


def test_a_draft_is_in_no_sheet(owner):
    make_entry(owner.account, leads=1)
    type_in(owner, {"leads": "517"}, period_start="2026-04-01")
    assert "517" not in owner.client.get("/en/kpis/export.csv").content.decode("utf-8-sig")


def test_discarding(owner):
    type_in(owner, {"leads": "5"})
    page = owner.client.get(f"/en/kpis/{ADDRESS}")
    response = owner.post({"leads": "5"}, draft="discard", shown=shown_on(page))
    assert response["Location"] == f"/en/kpis/{ADDRESS}"
    assert not KpiDraft.objects.exists()
    assert value_of(owner.client.get(response["Location"]), "leads") == ""


def test_a_draft_that_was_changed_since_is_not_discarded_unseen(owner):
    type_in(owner, {"leads": "5"})
    page = owner.client.get(f"/en/kpis/{ADDRESS}")
    type_in(owner, {"hires": "1"})
    response = owner.post({"leads": "5"}, draft="discard", shown=shown_on(page))
    assert (
        "has been changed in the meantime"
        in owner.client.get(response["Location"]).content.decode()
    )
    assert KpiDraft.objects.exists()


def test_without_script_a_button_keeps_the_draft(owner):
    assert owner.post({"leads": "5"}, draft="keep")["Location"] == "/en/kpis/"
    assert typed() == {"leads": ["5", "en"]}
    assert owner.post({"leads": "5"}, draft="keep", period_start="x").status_code == 422


def test_an_open_page_without_a_period_is_told(owner):
    answer = type_in(owner, {"leads": "5"}, period_start="")
    assert answer.status_code == 422
    assert "Choose a period first" in answer.content.decode()


@pytest.mark.parametrize(
    "shown",
    ["", "x", "[]", "5", '["quarter","2026-01-01",1e400,{},1]', '["quarter",7,1,{},1]',
     '["quarter","2026-01-01",99999999999999999999,{"leads":7},1]', '["week","2026-01-01",1,{},1]',
     "[" * 100_000],
)  # fmt: skip
def test_a_page_that_says_nothing_readable_has_shown_nothing(owner, shown):
    type_in(owner, {"leads": "5"}, shown=shown)
    assert typed() == {"leads": ["5", "en"]}


def test_what_no_database_can_hold_is_left_to_the_page(owner):
    answer = type_in(owner, {"leads": "5\x00", "hires": "1", "endpoints": "9" * 2001})
    assert typed() == {"hires": ["1", "en"]}
    assert json.loads(shown_on(answer))[3] == {"hires": "1"}


def test_a_draft_keeps_what_is_seen_of_a_figure(owner):
    type_in(owner, {"leads": "\u202d1,200\u202c", "hires": "\u200b"})
    assert typed() == {"leads": ["1,200", "en"]}
