"""Tests how long sessions last, and the list of them from which the others are signed out."""

from datetime import timedelta
from importlib import import_module

import pytest
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from accounts.presenters.devices import device_name
from accounts.services.sessions import SESSION_SEEN
from tests.accounts.sign_up import FIELDS, begin
from tests.factories import PASSWORD, client_of, make_account, make_user

pytestmark = pytest.mark.django_db
SESSIONS = "/en/accounts/sessions/"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0"
SAFARI = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1"


@pytest.fixture
def user(content):
    user = make_user("anna@example.com")
    make_account(user)
    return user


def signed_in(user, agent: str = FIREFOX, **choice) -> Client:
    client = Client(headers={"user-agent": agent})
    data = {"login": user.email, "password": PASSWORD, **choice}
    assert client.post("/en/accounts/login/", data).status_code == 302
    return client


def row(client: Client) -> Session:
    return Session.objects.get(session_key=client.session.session_key)


def left(client: Client) -> timedelta:
    """Returns how long the session lasts from now on, if nothing happens."""
    return row(client).expire_date - timezone.now()


def age_of_cookie(client: Client) -> int | str:
    return client.cookies[settings.SESSION_COOKIE_NAME]["max-age"]


def is_signed_in(client: Client) -> bool:
    return client.get("/en/account/").status_code == 200


def rest(client: Client, time: timedelta) -> None:
    """Lets the client do nothing for a time, by what the server has stored of its session."""
    session = row(client)
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    data = session.get_decoded()
    data[SESSION_SEEN] -= int(time.total_seconds())
    session.session_data = store.encode(data)
    session.expire_date -= time
    session.save()


@pytest.mark.parametrize(
    ("staff", "choice", "idle", "cookie"),
    [
        (False, {}, timedelta(hours=12), ""),
        (False, {"remember": "on"}, timedelta(days=14), 14 * 86400),
        (True, {}, timedelta(hours=1), 3600),
        (True, {"remember": "on"}, timedelta(hours=1), 3600),
    ],
)
def test_a_session_ends_after_a_time_without_activity(user, staff, choice, idle, cookie):
    user.is_staff = staff
    user.save()
    client = signed_in(user, **choice)
    assert age_of_cookie(client) == cookie
    assert abs(left(client) - idle) < timedelta(minutes=1)
    rest(client, idle - timedelta(minutes=10))
    assert is_signed_in(client)  # and begins anew
    assert abs(left(client) - idle) < timedelta(minutes=1)
    rest(client, idle + timedelta(minutes=1))
    assert not is_signed_in(client)


def test_activity_is_not_written_at_every_request(user):
    client = signed_in(user)
    rest(client, timedelta(minutes=4))
    before = row(client).expire_date
    assert is_signed_in(client)
    assert row(client).expire_date == before
    rest(client, timedelta(minutes=2))
    assert is_signed_in(client)
    assert row(client).expire_date > before


def test_who_becomes_staff_has_a_short_session_soon(user):
    client = signed_in(user, remember="on")
    user.is_staff = True
    user.save()
    rest(client, timedelta(minutes=6))
    assert is_signed_in(client)
    assert left(client) <= timedelta(hours=1)


def test_a_guests_session_keeps_its_month(content):
    """Checks it after a sign-up and a sign-in that wait for the confirmation of the address."""
    guest = Client()
    begin(guest)
    for path, data in (
        ("signup/", FIELDS),
        ("login/", {"login": FIELDS["email"], "password": PASSWORD}),
    ):
        assert guest.post(f"/en/accounts/{path}", data).status_code == 302
        assert left(guest) > timedelta(days=30, hours=23)
        assert age_of_cookie(guest) == 31 * 86400


def test_the_others_are_signed_out_and_this_one_stays(user):
    phone, laptop = signed_in(user, SAFARI), signed_in(user)
    page = laptop.get(SESSIONS).content.decode()
    assert page.index("Firefox on Windows") < page.index("This device") < page.index("Safari on iP")
    assert page.count("This device") == 1
    assert "127.0.0.1" not in page
    other = signed_in(make_user())
    response = laptop.post(SESSIONS, follow=True)
    assert "The other devices have been signed out." in response.content.decode()
    assert "You are not signed in anywhere else." in response.content.decode()
    assert [is_signed_in(phone), is_signed_in(laptop)] == [False, True]
    assert is_signed_in(other)


def test_a_session_of_before_the_list_is_listed(user):
    """Checks one that no sign-in has put into the list."""
    client = client_of(user)
    rest(client, timedelta(hours=1))
    assert is_signed_in(client)
    assert UserSession.objects.get().user == user


def test_the_list_needs_a_sign_in_and_shows_ones_own_alone(user):
    signed_in(user, SAFARI)
    assert Client().get(SESSIONS)["Location"].startswith("/en/accounts/login/")
    assert "Safari" not in signed_in(make_user()).get(SESSIONS).content.decode()


def test_nothing_is_kept_of_sessions_that_have_ended(user):
    ended, running = signed_in(user), signed_in(make_user())
    rest(ended, timedelta(hours=13))
    call_command("delete_old_data", verbosity=0)
    assert UserSession.objects.get().session_key == running.session.session_key


def test_the_privacy_page_states_when_sessions_end(content):
    page = Client().get("/en/privacy/").content.decode()
    hours = settings.SESSION_IDLE.total_seconds() / 3600
    assert f"time without activity: {hours:.0f} hours, or when you close the browser" in page
    assert f"{settings.SESSION_IDLE_KEPT.days} days if you chose to stay signed in" in page
    assert timedelta(hours=1) == settings.SESSION_IDLE_STAFF
    assert "1 hour for our staff" in page


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        (FIREFOX, "Firefox on Windows"),
        (SAFARI, "Safari on iPhone"),
        (
            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36",
            "Chrome on Linux",
        ),
        (
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0",
            "Edge on Windows",
        ),
        (
            "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/605.1.15",
            "Safari on macOS",
        ),
        (
            "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36",
            "Chrome on Android",
        ),
        ("curl/8.1", "Unknown device"),
        ("", "Unknown device"),
    ],
)
def test_a_device_is_named_in_plain_words(agent, name):
    assert device_name(agent) == name
