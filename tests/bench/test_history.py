"""Measures the CPU time of list and comparison with few results and with hundreds, as a ratio.

The ratio is printed and never fails a run: on a busy machine it varies by half.
"""

import time

import pytest
from django.test import Client

from tests.factories import client_of, make_account, make_user
from tests.test_history_costs import fill

pytestmark = [pytest.mark.bench, pytest.mark.django_db]
MANY = 400
RUNS = 40
PROMISED = 1.5


def measure(clients: list[Client], path: str) -> list[float]:
    """Returns the CPU milliseconds of the page for each reader: the least of several requests."""
    times: list[list[float]] = [[] for _ in clients]
    for _ in range(RUNS):
        for client, taken in zip(clients, times, strict=True):
            begin = time.process_time()
            client.get(path)
            taken.append(time.process_time() - begin)
    return [min(taken) * 1000 for taken in times]


@pytest.mark.parametrize(
    ("path", "few"), [("/en/assessments/", 1), ("/en/assessments/compare/", 2)]
)
def test_history(content, capsys, path, few):
    clients = []
    for count in (few, MANY):
        owner = make_user()
        fill(make_account(owner), content, count)
        clients.append(client_of(owner))
    small, large = measure(clients, path)
    with capsys.disabled():
        print(
            f"\n{path} {few} results: {small:.1f} ms, {MANY}: {large:.1f} ms, "
            f"ratio {large / small:.2f}, promised at most {PROMISED}"
        )
