"""Measures the CPU time of a request for each page, as a ratio to an empty page.

Both are measured signed in and in the same run. The ratios are printed and never fail a run,
because the times depend on how busy the machine is.
"""

import statistics
import time

import pytest
from django.test import override_settings

from tests.factories import (
    WORKED_EXAMPLE,
    client_of,
    make_account,
    make_assessment,
    make_completed,
    make_user,
)
from tests.factories.kpis import YEAR_EXAMPLE, make_entry, quarters

pytestmark = [pytest.mark.bench, pytest.mark.django_db]
ROUNDS, REQUESTS = 15, 20
PROMISED = {
    "section": 2,
    "section, saving": 2,
    "section, saving one choice": 2,
    "result": 3,
    "KPI form": 2,
}
KEYS = ["client_onboarding", "sla_performance", "documentation", "workflow_review", "bottlenecks"]


def cpu(call) -> float:
    """Measures the processor time of a request in milliseconds."""
    begin = time.process_time()
    for _ in range(REQUESTS):
        call()
    return (time.process_time() - begin) / REQUESTS * 1000


@override_settings(ROOT_URLCONF="tests.bench.urls")
def test_pages(content, capsys):
    owner = make_user()
    account = make_account(owner)
    draft = make_assessment(content, WORKED_EXAMPLE, account=account)
    done = make_completed(content, account=account)
    entry, *_ = [make_entry(account, start, **YEAR_EXAMPLE) for start in quarters(8)]
    client = client_of(owner)
    section = f"/fr/assessments/{draft.pk}/sections/process_operations/"
    values = dict.fromkeys(KEYS, "3") | {f"{key}__shown": "" for key in KEYS}
    pages = {
        "empty": lambda: client.get("/fr/empty/"),
        "start": lambda: client.get("/fr/"),
        "section": lambda: client.get(section),
        "section, saving": lambda: client.post(section, values),
        "section, saving one choice": lambda: client.post(
            section, values, headers={"hx-request": "true"}
        ),
        "review": lambda: client.get(f"/fr/assessments/{draft.pk}/review/"),
        "result": lambda: client.get(f"/fr/assessments/{done.pk}/result/"),
        "list": lambda: client.get("/fr/assessments/"),
        "KPI form": lambda: client.get("/fr/kpis/new/"),
        "KPI form, editing": lambda: client.get(f"/fr/kpis/{entry.pk}/edit/"),
        "KPI overview": lambda: client.get("/fr/kpis/"),
        "KPI period": lambda: client.get(f"/fr/kpis/{entry.pk}/"),
    }
    for call in pages.values():
        assert call().status_code in (200, 302)
    ratios, times = {name: [] for name in pages}, []
    for _ in range(ROUNDS):
        base = cpu(pages["empty"])
        times.append(base)
        for name, call in pages.items():
            ratios[name].append(cpu(call) / base)
    with capsys.disabled():
        print(
            f"\nempty page, signed in: {statistics.median(times):.2f} ms CPU a request (median of {ROUNDS} rounds)"
        )
        for name, values in ratios.items():
            promise = f", promised at most {PROMISED[name]}" if name in PROMISED else ""
            print(
                f"{name:>28}: {statistics.median(values):.2f} ({min(values):.2f} to {max(values):.2f}){promise}"
            )
