"""Measures whether sign-in, sign-up and reset take as long for an address with an account as without.

With the real password hash and the real queue of emails. The medians of alternated tries are printed
and never fail a run, because the times depend on how busy the machine is.
"""

import time
from collections.abc import Callable
from statistics import median

import pytest
from django.contrib.postgres.functions import TransactionNow
from django.core.cache import cache
from django.test import Client, override_settings

from accounts.models import Account, User
from tests.accounts.sign_up import FIELDS, begin
from tests.factories import make_account, make_user

pytestmark = [pytest.mark.bench, pytest.mark.django_db]
TRIES = 50
KNOWN = "known@example.com"
REAL = override_settings(
    PASSWORD_HASHERS=["django.contrib.auth.hashers.PBKDF2PasswordHasher"],
    EMAIL_BACKEND="jobs.backends.QueueBackend",
)
DOORS: dict[str, Callable[[str], dict[str, str]]] = {
    "login/": lambda email: {"login": email, "password": "not this one"},
    "password/reset/": lambda email: {"email": email},
    "signup/": lambda email: FIELDS | {"email": email},
}


def duration(door: str, data: dict[str, str], *, guest: bool) -> tuple[float, float]:
    """Returns the time on the clock and that of the processor, in milliseconds."""
    cache.clear()  # the limits would answer
    client = Client()
    if guest:
        begin(client)
    started, begun = time.perf_counter(), time.thread_time()
    client.post(f"/en/accounts/{door}", data)
    return (time.perf_counter() - started) * 1000, (time.thread_time() - begun) * 1000


@REAL
@pytest.mark.parametrize("guest", [False, True], ids=["without claim", "claiming"])
@pytest.mark.parametrize("door", DOORS)
def test_existing_and_unknown_addresses_take_the_same_time(content, capsys, door, guest):
    make_account(make_user(KNOWN))
    measured: dict[bool, list[tuple[float, float]]] = {True: [], False: []}
    for number in range(-2, TRIES):  # the first warm up
        for known in (True, False) if number % 2 else (False, True):
            email = KNOWN if known else f"unknown{number}@example.com"
            took = duration(door, DOORS[door](email), guest=guest)
            if number >= 0:
                measured[known].append(took)
        others = Account.objects.exclude(users__email=KNOWN)
        # Only of what is due the database lets the last owner and the activities go.
        others.update(deletion_due_at=TransactionNow())
        others.delete()
        User.objects.exclude(email=KNOWN).delete()
    lines = []
    for place, unit in enumerate(("clock", "processor")):
        known, unknown = (median(each[place] for each in measured[key]) for key in (True, False))
        share = (known / unknown - 1) * 100
        lines.append(f"{unit} known {known:6.1f} ms, unknown {unknown:6.1f} ms: {share:+.1f}%")
    with capsys.disabled():
        print(f"\n{door:16} {'claiming' if guest else '':9}", "; ".join(lines))
