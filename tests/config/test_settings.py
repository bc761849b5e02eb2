"""Missing or malformed settings stop the start with a sentence that says what to set."""

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
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "LANG")}
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env={**kept, **environment},
        capture_output=True,
        text=True,
    )


def test_deployment_check_is_clean():
    done = manage("check", "--deploy", "--fail-level", "WARNING", **PRODUCTION)
    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout


@pytest.mark.parametrize("name", [name for name in PRODUCTION if name != "DJANGO_SETTINGS_MODULE"])
def test_a_missing_setting_is_named(name):
    environment = {key: value for key, value in PRODUCTION.items() if key != name}
    done = manage("check", **environment)
    assert done.returncode != 0
    assert f"Set {name}" in done.stderr


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("DATABASE_URL", "sqlite:///x", "must name a PostgreSQL"),
        ("CONN_MAX_AGE", "soon", "CONN_MAX_AGE to a whole number"),
        ("SECURE_HSTS_SECONDS", "-1", "SECURE_HSTS_SECONDS to a whole number"),
        ("SECURE_SSL_REDIRECT", "perhaps", "SECURE_SSL_REDIRECT to true or false"),
    ],
)
def test_nonsense_is_named(name, value, told):
    done = manage("check", **{**PRODUCTION, name: value})
    assert done.returncode != 0
    assert told in done.stderr
