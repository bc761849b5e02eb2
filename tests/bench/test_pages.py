"""Measures the CPU time of a request for each page, as a ratio to a bare page.

A bare page is one view and a template of one line that names the user, behind the middleware of
sessions and sign-in. All are measured signed in and in the same run. The ratios are printed and
never fail a run, because the times depend on how busy the machine is.
"""

import time
from collections.abc import Callable

import pytest
from django.test import override_settings

from tests.bench.urls import BARE_MIDDLEWARE
from tests.factories import (
    BEFORE,
    WORKED_EXAMPLE,
    client_of,
    make_account,
    make_assessment,
    make_completed,
    make_user,
)
from tests.factories.kpis import YEAR_EXAMPLE, make_entry, quarters

pytestmark = [pytest.mark.bench, pytest.mark.django_db]
ROUNDS, REQUESTS = 40, 5
GROWTH = 1.3  # how much a page may cost beside the first measurement
# What this bench measured of each page at commit 3495af1. The pages hold more here than where the
# promises were measured, so their ratios are others; what may grow is the same share.
FIRST = {
    "empty": 2.87,
    "start": 6.60,
    "section": 5.66,
    "section, saving": 3.73,
    "section, saving one choice": 4.68,
    "review": 5.46,
    "result": 7.57,
    "list": 16.51,
    "comparison": 14.88,
    "KPI overview": 31.00,
    "one period": 22.07,
    "account": 68.87,
}
KPI_FORM = 5.15 * 10 / 4.3  # it was 4.3 where the promise was measured, and may be 10
BOUNDS = {name: ratio * GROWTH for name, ratio in FIRST.items()} | {"KPI form": KPI_FORM}
KEYS = ["client_onboarding", "sla_performance", "documentation", "workflow_review", "bottlenecks"]


def cpu(call: Callable) -> float:
    """Returns the processor time of a request in milliseconds, the mean of several."""
    begin = time.process_time()
    for _ in range(REQUESTS):
        call()
    return (time.process_time() - begin) / REQUESTS * 1000


@override_settings(ROOT_URLCONF="tests.bench.urls")
def test_pages(content, capsys):
    owner = make_user()
    account = make_account(owner)
    draft = make_assessment(content, WORKED_EXAMPLE, account=account)
    make_completed(content, BEFORE, account=account, assessed_on="2025-07-01")
    done = make_completed(content, account=account)
    entry, *_ = [make_entry(account, start, **YEAR_EXAMPLE) for start in quarters(8)]
    client, bare = client_of(owner), client_of(owner)
    with override_settings(MIDDLEWARE=BARE_MIDDLEWARE):
        assert owner.email in bare.get("/bare/").content.decode()  # the middleware is loaded once
    section = f"/fr/assessments/{draft.pk}/sections/process_operations/"
    values = dict.fromkeys(KEYS, "3") | {f"{key}__shown": "" for key in KEYS}
    pages = {
        "bare": lambda: bare.get("/bare/"),
        "empty": lambda: client.get("/fr/empty/"),
        "start": lambda: client.get("/fr/"),
        "section": lambda: client.get(section),
        "section, saving": lambda: client.post(section, values),
        "section, saving one choice": lambda: client.post(
            section, values, headers={"hx-request": "true"}
        ),
        "review": lambda: client.get(f"/fr/assessments/{draft.pk}/review/"),
        "result": lambda: client.get(f"/fr/assessments/{done.pk}/result/"),
        "result as PDF": lambda: client.get(f"/fr/assessments/{done.pk}/result.pdf"),
        "list": lambda: client.get("/fr/assessments/"),
        "comparison": lambda: client.get("/fr/assessments/compare/"),
        "KPI form": lambda: client.get("/fr/kpis/new/"),
        "KPI form, editing": lambda: client.get(f"/fr/kpis/{entry.pk}/edit/"),
        "KPI overview": lambda: client.get("/fr/kpis/"),
        "one period": lambda: client.get(f"/fr/kpis/{entry.pk}/"),
        "account": lambda: client.get("/fr/account/"),
    }
    for call in pages.values():
        assert call().status_code in (200, 302)
    times = {name: [] for name in pages}
    for _ in range(ROUNDS):
        for name, call in pages.items():
            times[name].append(cpu(call))
    # The least of all rounds: what else the machine does only adds to the others.
    least = {name: min(values) for name, values in times.items()}
    with capsys.disabled():
        print(f"\nbare page, signed in: {least['bare']:.2f} ms CPU a request")
        for name, value in least.items():
            bound = f", bound {BOUNDS[name]:.1f}" if name in BOUNDS else ""
            print(f"{name:>28}: {value / least['bare']:.2f}{bound}")
