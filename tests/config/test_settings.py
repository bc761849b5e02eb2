"""Tests that missing or malformed settings stop the start and say what to set."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "config.settings.production",
    "DATABASE_URL": "postgres://msp:secret@db.example.com:5432/msp",
    "SECRET_KEY": "k7#Qz!v9mPx2Lw8Rt4Yb6Nc1Jd3Hf5Gs0Aq-Ue_Wi+Oy=Tz~Xv",
    "ALLOWED_HOSTS": "msp.example.com",
    "EMAIL_URL": "smtp+tls://user:password@mail.example.com:587",
    "DEFAULT_FROM_EMAIL": "MSP Maturity <noreply@example.com>",
}


def manage(*arguments: str, **environment: str) -> subprocess.CompletedProcess:
    inherited = {
        name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "LANG")
    }
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env={**inherited, **environment},
        capture_output=True,
        text=True,
    )


def test_deployment_check_is_clean():
    done = manage("check", "--deploy", "--fail-level", "WARNING", **PRODUCTION)
    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout


def test_health_is_told_without_https_to_any_host_below_a_path_too():
    """Asks as an orchestrator does, by address; the database of these settings is away."""
    ask = (
        "from django.test import Client\n"
        "for path in ('/healthz', '/readyz'):\n"
        "    answer = Client().get(path, headers={'host': '10.0.0.7:8000'})\n"
        "    print(path, answer.status_code, answer['Content-Type'], len(answer.cookies))"
    )
    away = {**PRODUCTION, "DATABASE_URL": "postgres://msp:secret@127.0.0.1:1/msp"}
    done = manage("shell", "--verbosity", "0", "-c", ask, SCRIPT_NAME="/maturity", **away)
    assert done.stdout.splitlines() == [
        "/healthz 200 text/plain 0",
        "/readyz 503 text/plain 0",
    ], done.stderr


@pytest.mark.parametrize("name", [name for name in PRODUCTION if name != "DJANGO_SETTINGS_MODULE"])
def test_a_missing_setting_is_named(name):
    environment = {key: value for key, value in PRODUCTION.items() if key != name}
    done = manage("check", **environment)
    assert done.returncode != 0
    assert f"Set {name}" in done.stderr


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("DATABASE_URL", "sqlite:///x", "must name a PostgreSQL"),
        ("DATABASE_URL", "postgres://msp:secret@db:port/msp", "Set DATABASE_URL to an address"),
        ("DATABASE_URL", "postgres://msp:se/cret@db:5432/msp", "Set DATABASE_URL to an address"),
        ("DATABASE_URL", "postgres://msp:secret@db:5432/", "with the name of a database"),
        ("DATABASE_URL", "postgres://msp:secret@db:5432", "with the name of a database"),
        ("EMAIL_URL", "mail.example.com", "Set EMAIL_URL to an address"),
        ("EMAIL_URL", "smtp://mail.example.com:mail", "Set EMAIL_URL to an address"),
        ("EMAIL_URL", "smtp://", "Set EMAIL_URL with the host"),
        ("SCRIPT_NAME", "maturity", "Set SCRIPT_NAME to a path"),
        ("SCRIPT_NAME", "/maturity/", "Set SCRIPT_NAME to a path"),
        ("SCRIPT_NAME", "https://example.com/maturity", "Set SCRIPT_NAME to a path"),
        ("REDIS_URL", "cache.example.com:6379", "Set REDIS_URL to an address"),
        ("REDIS_URL", "redis://cache:port/0", "Set REDIS_URL to an address"),
        ("CSRF_TRUSTED_ORIGINS", "msp.example.com", "Set CSRF_TRUSTED_ORIGINS to origins"),
        ("CSRF_TRUSTED_ORIGINS", "https://msp.example.com/", "Set CSRF_TRUSTED_ORIGINS to origins"),
        ("ALLOWED_HOSTS", "https://msp.example.com", "Set ALLOWED_HOSTS to host names alone"),
        ("ALLOWED_HOSTS", "msp.example.com:8000", "Set ALLOWED_HOSTS to host names alone"),
        ("SECRET_KEY", "k7#Qz!v9mPx2Lw8Rt4Yb6Nc1", "SECRET_KEY to a random text of 50"),
        ("CONN_MAX_AGE", "soon", "CONN_MAX_AGE to a whole number"),
        ("SECURE_HSTS_SECONDS", "-1", "SECURE_HSTS_SECONDS to a whole number"),
        ("SECURE_SSL_REDIRECT", "perhaps", "SECURE_SSL_REDIRECT to true or false"),
        ("STAFF_TWO_FACTOR", "perhaps", "STAFF_TWO_FACTOR to true or false"),
        ("MFA_ENCRYPTION_KEYS", "short", "Set MFA_ENCRYPTION_KEYS to random texts of 50"),
        ("OIDC_NAME", "Example ID", "Set OIDC_ISSUER: the address of the provider"),
        ("OIDC_ISSUER", "https://id.example.com", "Set OIDC_NAME: the name that people know"),
        ("OIDC_TRUSTED", "perhaps", "OIDC_TRUSTED to true or false"),
        ("EXPORT_ROOT", "exports", "Set EXPORT_ROOT to the absolute path of a folder outside"),
        ("EXPORT_ROOT", f"{ROOT}/var/static/x", "Set EXPORT_ROOT to the absolute path of a folder"),
    ],
)
def test_malformed_settings_are_named(name, value, message):
    done = manage("check", **{**PRODUCTION, name: value})
    assert done.returncode != 0
    assert "ImproperlyConfigured: " in done.stderr
    assert message in done.stderr.splitlines()[-1]
    assert "cret" not in done.stderr.splitlines()[-1].replace("SECRET_KEY", "")


def eval_production_setting(expression: str, **environment: str) -> str:
    """Evaluates an expression under the production settings, and returns what it prints."""
    code = f"from django.conf import settings; print({expression})"
    inherited = {
        name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "LANG")
    }
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={**inherited, **PRODUCTION, **environment},
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()


def test_a_value_that_begins_with_a_dollar_is_a_value():
    key = "$HOME" + PRODUCTION["SECRET_KEY"]
    assert eval_production_setting("settings.SECRET_KEY", SECRET_KEY=key) == key


def test_an_empty_value_is_the_default():
    names = ["CSRF_TRUSTED_ORIGINS", "SECURE_HSTS_SECONDS", "BEHIND_PROXY", "CONN_MAX_AGE"]
    names += ["SECURE_SSL_REDIRECT", "TRUSTED_PROXY_COUNT", "REDIS_URL", "STATIC_ROOT"]
    values = (
        "settings.CSRF_TRUSTED_ORIGINS, settings.SECURE_HSTS_SECONDS, settings.SECURE_SSL_REDIRECT, "
        "settings.SECURE_PROXY_SSL_HEADER, settings.DATABASES['default']['CONN_MAX_AGE'], "
        "settings.CACHES, settings.STATIC_ROOT"
    )
    empty = eval_production_setting(values, **dict.fromkeys(names, ""))
    assert empty == eval_production_setting(values)
    assert "['https://msp.example.com'] 31536000 True" in empty


def test_staff_need_a_second_factor_in_production_unless_it_is_taken_back():
    assert eval_production_setting("settings.STAFF_TWO_FACTOR") == "True"
    assert eval_production_setting("settings.STAFF_TWO_FACTOR", STAFF_TWO_FACTOR="false") == "False"


OIDC = {
    "OIDC_NAME": "Example ID",
    "OIDC_ISSUER": "https://id.example.com/",
    "OIDC_CLIENT_ID": "msp",
}


def test_a_provider_is_named_by_four_settings():
    assert eval_production_setting("settings.OIDC_PROVIDER") == "{}"
    done = manage("check", **PRODUCTION, **OIDC)
    assert "Set OIDC_CLIENT_SECRET: the client secret" in done.stderr.splitlines()[-1]
    whole = OIDC | {"OIDC_CLIENT_SECRET": "s3cret"}
    provider = eval_production_setting("settings.OIDC_PROVIDER", **whole)
    assert "'server_url': 'https://id.example.com', 'email_authentication': False" in provider
    done = manage("check", **PRODUCTION, **(whole | {"OIDC_ISSUER": "http://id.example.com"}))
    assert "Set OIDC_ISSUER to an https address" in done.stderr.splitlines()[-1]


def test_several_hosts_may_share_a_database():
    url = "postgres://msp:s,ecret@one:5432,two:5433/msp"
    assert (
        eval_production_setting("settings.DATABASES['default']['HOST']", DATABASE_URL=url)
        == "one,two"
    )


def test_a_database_that_is_away_is_soon_noticed():
    options = "settings.DATABASES['default']['OPTIONS']"
    assert eval_production_setting(options) == "{'connect_timeout': 3}"
    url = f"{PRODUCTION['DATABASE_URL']}?connect_timeout=9"
    assert eval_production_setting(options, DATABASE_URL=url) == "{'connect_timeout': 9}"
