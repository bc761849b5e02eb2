"""Tests that two workers count attempts to sign in together, at both doors, behind a proxy."""

from concurrent.futures import ThreadPoolExecutor
from itertools import count

import pytest
import requests

from tests.factories import PASSWORD, make_account, make_user

pytestmark = pytest.mark.django_db(transaction=True)
SETTINGS = {"DJANGO_SETTINGS_MODULE": "tests.robustness.behind_a_proxy"}
DOORS = ["/en/accounts/login/", "/admin/login/"]
forged = count(1)


def attempt(server: str, door: str, email: str, password: str, peer: str) -> requests.Response:
    """Signs in as a browser does that comes through the proxy, which adds the address it sees."""
    session = requests.Session()
    # What stands before the proxy's own entry came from the client.
    headers = {"X-Forwarded-For": f"10.66.{next(forged) % 250}.{next(forged) % 250}, {peer}"}
    page = session.get(server + door, headers=headers)
    token = page.text.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
    data = {"login": email, "password": password, "csrfmiddlewaretoken": token}
    return session.post(page.url, data, headers=headers, allow_redirects=False)


@pytest.mark.parametrize("door", DOORS)
def test_the_sixth_try_is_too_many_for_two_workers_together(content, start_server, door):
    user = make_user("anna@example.com")
    make_account(user)
    server, _ = start_server(workers=2, **SETTINGS)
    with ThreadPoolExecutor(4) as pool:
        wrong = [
            pool.submit(attempt, server, door, user.email, "wrong", f"10.77.0.{number}")
            for number in range(5)
        ]
        assert {each.result().status_code for each in wrong} == {200}
    late = attempt(server, door, user.email, PASSWORD, "10.77.0.9")
    assert late.status_code == 200  # not signed in


@pytest.mark.parametrize("door", DOORS)
def test_one_address_tries_no_more_than_thirty_times_a_minute(content, start_server, door):
    server, _ = start_server(workers=2, **SETTINGS)

    def one(number: int) -> int:
        return attempt(server, door, f"u{number}@example.com", "w", "10.88.0.1").status_code

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(one, range(32)))
    assert answers.count(429) >= 2
    assert set(answers) == {200, 429}
    assert attempt(server, door, "v@example.com", "w", "10.88.0.2").status_code == 200
