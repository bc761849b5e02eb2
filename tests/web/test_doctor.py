"""Tests that `doctor` names what an operator has to change."""

from io import StringIO

import pytest
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection
from django.test import Client

from web import deployment, proxy_check

pytestmark = pytest.mark.django_db
ADDRESS = "https://msp.example.com:8443"


@pytest.fixture(autouse=True)
def _production(settings, db):
    settings.ALLOWED_HOSTS = ["msp.example.com"]
    settings.CSRF_TRUSTED_ORIGINS = ["https://msp.example.com"]
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    note_worker("1 second")


def note_worker(ago: str) -> None:
    """Notes a worker in place of all others, with its last sign of life."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_workers")
        cursor.execute(
            "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - %s::interval)",
            [ago],
        )


def doctor(*arguments: str) -> str:
    """Returns what the command writes; an error's text stands at the end."""
    out = StringIO()
    try:
        call_command("doctor", *arguments, stdout=out, no_color=True)
    except CommandError as error:
        return f"{out.getvalue()}{error}"
    return out.getvalue()


def problems(written: str) -> list[str]:
    return [line for line in written.splitlines() if line.startswith("Problem: ")]


def proxy(monkeypatch, *, policy: str = "", **headers: str):
    """Puts a proxy before the site that passes on these headers, and may set Referrer-Policy."""

    def ask(parts, path, origin):
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        answer = Client(enforce_csrf_checks=True).post(path, headers={"origin": origin, **sent})
        location = answer.headers.get("Location", "")
        page = answer.content.decode()
        given = policy or answer.headers.get("Referrer-Policy", "")
        return proxy_check.Answer(answer.status_code, location, page, given)

    monkeypatch.setattr(proxy_check, "ask", ask)


def test_nothing_is_wrong(monkeypatch):
    proxy(monkeypatch, host="msp.example.com:8443", x_forwarded_proto="https")
    written = doctor(ADDRESS)
    assert problems(written) == []
    assert "PostgreSQL" in written
    assert "go to the database directly" in written
    assert f"Forms are accepted at {ADDRESS}" in written


@pytest.mark.parametrize(
    ("headers", "said"),
    [
        (
            {"host": "msp.example.com", "x_forwarded_proto": "https"},
            f"Forms are refused at {ADDRESS}: browsers send it as Origin, and the request arrives for https://msp.example.com.",
        ),
        ({"host": "msp.example.com:8443"}, "does not set X-Forwarded-Proto"),
        ({"host": "backend:8000", "x_forwarded_proto": "https"}, "ALLOWED_HOSTS"),
    ],
)
def test_what_the_proxy_changes_is_named(monkeypatch, headers, said):
    proxy(monkeypatch, **headers)
    written = doctor(ADDRESS)
    assert len(problems(written)) == 1
    assert said in problems(written)[0]
    assert "Problems found: 1" in written


def test_a_policy_that_hides_the_page_is_named(monkeypatch):
    policy = "same-origin, no-referrer"
    proxy(monkeypatch, policy=policy, host="msp.example.com:8443", x_forwarded_proto="https")
    assert "browsers then send Origin null" in problems(doctor(ADDRESS))[0]


def test_a_trusted_address_is_accepted(monkeypatch, settings):
    settings.CSRF_TRUSTED_ORIGINS = [ADDRESS]
    proxy(monkeypatch, host="msp.example.com", x_forwarded_proto="https")
    assert problems(doctor(ADDRESS)) == []


@pytest.mark.parametrize(
    ("address", "said"),
    [("msp.example.com", "is no address"), ("http://127.0.0.1:1", "does not answer")],
)
def test_an_address_that_cannot_be_asked(address, said):
    assert said in problems(doctor(address))[0]


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("ALLOWED_HOSTS", ["*"], "accepts every host"),
        ("ALLOWED_HOSTS", ["other.example.com"], "whose host ALLOWED_HOSTS lacks"),
        ("CSRF_TRUSTED_ORIGINS", ["http://msp.example.com"], "served by https alone"),
        ("SECURE_PROXY_SSL_HEADER", None, "BEHIND_PROXY=true"),
        ("ALLAUTH_TRUSTED_PROXY_COUNT", 0, "TRUSTED_PROXY_COUNT is 0"),
    ],
)
def test_settings_that_do_not_fit_are_named(settings, name, value, said):
    setattr(settings, name, value)
    assert any(said in line for line in problems(doctor()))


def test_a_mail_server_that_is_away_is_named(settings):
    settings.EMAIL_DELIVERY_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    assert "Check EMAIL_URL" in problems(doctor())[0]


def test_a_database_that_is_away_is_named(monkeypatch):
    def fail(*args, **kwargs):
        raise OperationalError("the database system is shutting down")

    monkeypatch.setattr(connection, "cursor", fail)
    assert "Check DATABASE_URL" in problems(doctor())[0]


def test_missing_migrations_and_a_cache_that_forgets_are_named(monkeypatch):
    plan = deployment.MigrationExecutor
    monkeypatch.setattr(plan, "migration_plan", lambda *_: [("accounts", "0001")])
    monkeypatch.setattr(cache, "get", lambda _: None)
    first, second = problems(doctor())
    assert "Run: manage.py release" in first
    assert "keeps nothing" in second


def test_a_missing_worker_is_named():
    assert "Workers for background jobs: 1." in doctor()
    note_worker("2 minutes")
    (line,) = problems(doctor())
    assert "No worker runs background jobs" in line


@pytest.mark.parametrize("writes", [True, False])
def test_exports_that_cannot_be_written_are_named(settings, tmp_path, writes):
    place = tmp_path / "exports"
    if not writes:
        place.write_text("")  # a file where the folder should be
    exports = {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(place)},
    }
    settings.STORAGES = settings.STORAGES | {"exports": exports}
    written = doctor()
    assert ("OK: Data exports can be written." in written) == writes
    assert len([line for line in problems(written) if "Check EXPORT_ROOT" in line]) == (not writes)
    assert not place.is_dir() or not list(place.iterdir())
