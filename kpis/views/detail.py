"""Shows the overview of an account's KPIs, and one period as a page or as JSON."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse, JsonResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from accounts.access import AuthenticatedRequest, member_required
from content.selectors.texts import Text
from kpis.access import entry_required, today_of
from kpis.domain.inputs import CLTV_METHOD, INPUTS
from kpis.domain.periods import Period
from kpis.domain.targets import Target
from kpis.exports.json import entry_data
from kpis.models import KpiEntry
from kpis.presenters import formatting
from kpis.presenters.benchmark import extra_lines
from kpis.presenters.calculation import to_steps
from kpis.presenters.card import Card, compute_results, to_cards
from kpis.presenters.deletion import list_deleted_rows
from kpis.presenters.draft import list_draft_rows
from kpis.presenters.formatting import StatusWords
from kpis.presenters.history import time_table
from kpis.selectors.content import Content, kpi_content
from kpis.selectors.draft import list_drafts
from kpis.selectors.entry import (
    EntryAccess,
    Overview,
    deleted_entries,
    overview_of,
    previous_entry,
)
from kpis.selectors.target import targets_of
from localization.languages import current_language
from web.request_data import HtmxRequest

PAGE = 12
IN_TABLE = 4
LOOK_FIRST = 3
READABLE = {"ensure_ascii": False, "indent": 2}


@require_safe
@member_required
def overview(request: AuthenticatedRequest) -> HttpResponse:
    """Renders the latest period as cards, and the list of all periods."""
    membership = request.membership
    entries = overview_of(membership.account)
    context = {
        "account": membership.account,
        "may_edit": membership.may_edit,
        "entry": entries.entry,
    }
    if membership.may_edit:
        drafts = list_drafts(membership.account)
        context["drafts"] = list_draft_rows(drafts, current_language())
    if entries.entry is not None:
        content = kpi_content(current_language(), membership.content_revision)
        today, number = today_of(membership.account), request.GET.get("page")
        targets = targets_of(membership.account)
        context |= _overview_context(entries.entry, entries, content, today, number, targets)
    if membership.may_edit:
        context["deleted"] = list_deleted_rows(
            deleted_entries(membership.account), current_language()
        )
    return TemplateResponse(request, "kpis/entry_list.html", context)


def _overview_context(
    entry: KpiEntry,
    entries: Overview,
    content: Content,
    today: date,
    number: str | None,
    targets: Iterable[Target],
) -> dict[str, Any]:
    language = content.language
    cards = to_cards(entry, entries.earlier, content, today, targets)
    page = Paginator(entries.periods, PAGE).get_page(number)
    return {
        "label": formatting.period_label(entry.period, language),
        "days": _days(entry.period, today, language),
        "cards": cards,
        "tally": _tally(cards),
        "look_first": [card for card in cards if card.counted_key == "off_target"][:LOOK_FIRST],
        "table": time_table((entry, *entries.earlier)[:IN_TABLE], content, today),
        "page": page,
        "periods": [
            (
                row,
                formatting.period_label(row.period, language),
                _days(row.period, today, language),
            )
            for row in page
        ],
    }


def _days(period: Period, today: date, language: str) -> str:
    return formatting.marked_if_running(formatting.period_days(period, language), period, today)


def _tally(cards: list[Card]) -> list[tuple[StatusWords, int]]:
    counts = Counter(card.counted_key for card in cards)
    return [
        (words, counts[key])
        for key, words in formatting.STATUSES.items()
        if key != "not_yet" or counts[key]
    ]


@require_safe
@entry_required
def entry_detail(request: HtmxRequest, access: EntryAccess) -> HttpResponse:
    """Renders one period: every value with its calculation, its conversion and its benchmark."""
    entry, content = access.entry, access.content
    previous = previous_entry(entry.account, entry.period)
    today = today_of(entry.account)
    targets = targets_of(entry.account)
    cards = to_cards(entry, [previous] if previous else [], content, today, targets)
    language = content.language
    context = {
        "access": access,
        "entry": entry,
        "label": formatting.period_label(entry.period, language),
        "days": _days(entry.period, today, language),
        "tally": _tally(cards),
        "rows": [
            {
                "card": card,
                "steps": to_steps(card.result, entry, language),
                "extra": extra_lines(card.result.key, card.result.bounds, language, entry.currency),
            }
            for card in cards
        ],
        "inputs": _inputs(access),
        "terms": {term.key: term for card in cards for term in card.content.terms}.values(),
    }
    return TemplateResponse(request, "kpis/entry_detail.html", context)


def _inputs(access: EntryAccess) -> list[tuple[Text, str]]:
    """Lists (label, figure) of every input; a blank one has an empty figure."""
    entry, content = access.entry, access.content
    method = content.choices.get(entry.cltv_method, "")
    rows = [(content.inputs[CLTV_METHOD].label, str(method))]
    for field in INPUTS:
        value, text = getattr(entry, field.name), ""
        if value is not None:
            text = formatting.input_figure(value, field.name, content.language, entry.currency)
        rows.append((content.inputs[field.name].label, text))
    return rows


@require_safe
@entry_required
def entry_json(request: HtmxRequest, access: EntryAccess) -> HttpResponse:
    entry = access.entry
    previous = previous_entry(entry.account, entry.period)
    targets = targets_of(entry.account)
    results = compute_results(entry, previous, access.content, today_of(entry.account), targets)
    return JsonResponse(entry_data(entry, results), json_dumps_params=READABLE)
