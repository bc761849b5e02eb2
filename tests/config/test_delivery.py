"""Tests what is delivered: the compose file, locks without addresses, headers of every page."""

import re
from pathlib import Path

import pytest
import yaml
from django.test import Client

ROOT = Path(__file__).resolve().parents[2]


def compose() -> dict:
    return yaml.safe_load((ROOT / "docker-compose.yml").read_text())


def test_compose_has_a_checked_database_with_a_named_volume():
    services = compose()["services"]
    assert services["database"]["image"] == "postgres:18"
    assert "pg_isready" in services["database"]["healthcheck"]["test"][1]
    assert services["database"]["volumes"] == ["database:/var/lib/postgresql"]
    assert "database" in compose()["volumes"]
    assert services["web"]["depends_on"]["database"]["condition"] == "service_healthy"


def test_web_and_worker_share_the_exports_which_only_the_app_may_read():
    services, volume = compose()["services"], "exports:/app/var/exports"
    assert "exports" in compose()["volumes"]
    for name in ("web", "worker"):
        assert services[name]["volumes"] == [volume]
        assert volume.endswith(f":{services[name]['environment']['EXPORT_ROOT']}")
    folder = "install --directory --owner app --mode 700 /app/var/exports"
    assert folder in (ROOT / "Dockerfile").read_text()


def test_compose_passes_every_required_setting():
    needed = {"DATABASE_URL", "SECRET_KEY", "ALLOWED_HOSTS", "EMAIL_URL", "DEFAULT_FROM_EMAIL"}
    assert needed <= compose()["services"]["web"]["environment"].keys()


def test_compose_passes_on_what_the_readme_offers():
    readme = (ROOT / "README.md").read_text()
    offered = readme.partition("More settings:")[2].partition("\n\n")[0]
    assert (
        set(re.findall(r"`([A-Z_]{4,})`", offered))
        <= compose()["services"]["web"]["environment"].keys()
    )


def test_the_sample_of_settings_is_one_a_line():
    sample = (ROOT / "README.md").read_text().partition("into `.env`:\n\n")[2].partition("\n\n")[0]
    for line in sample.splitlines():
        assert re.fullmatch(r"    (#.*|[A-Z_]+=[^=(]+)", line), line
    required = {
        "POSTGRES_PASSWORD",
        "SECRET_KEY",
        "ALLOWED_HOSTS",
        "EMAIL_URL",
        "DEFAULT_FROM_EMAIL",
    }
    assert set(re.findall(r"^    ([A-Z_]+)=", sample, re.MULTILINE)) == required


@pytest.mark.parametrize("name", [".gitignore", ".dockerignore"])
def test_secrets_stay_out_of_the_history_and_of_the_image(name):
    assert {".env", "/.env"} & set((ROOT / name).read_text().splitlines())


def test_static_files_are_collected_beside_those_that_are_being_served():
    collect = [
        line for line in (ROOT / "Makefile").read_text().splitlines() if "collectstatic" in line
    ]
    assert len(collect) == 1
    assert "--clear" not in collect[0]


def test_the_images_build_step_has_settings_that_make_sense():
    key = re.search(r"SECRET_KEY=(\S+)", (ROOT / "Dockerfile").read_text())[1]
    assert len(key) >= 50


def test_the_image_runs_without_root_and_from_the_lock():
    text = (ROOT / "Dockerfile").read_text()
    assert "USER app" in text
    assert "--require-hashes" in text
    assert text.count("FROM ") == 2


@pytest.mark.parametrize("name", ["base.txt", "local.txt", "test.txt"])
def test_locks_pin_by_hash_and_name_no_host(name):
    text = (ROOT / "requirements" / name).read_text()
    assert "://" not in text
    packages = re.findall(r"^[a-z0-9][\w.\-\[\]]*==", text, re.MULTILINE)
    assert len(packages) > 15
    for block in re.split(r"^(?=[a-z0-9])", text, flags=re.MULTILINE)[1:]:
        assert "--hash=sha256:" in block


def test_vendored_assets_keep_their_licences():
    for folder in (ROOT / "static" / "vendor").iterdir():
        assert list(folder.glob("LICENSE*")), folder.name


def test_nothing_names_another_host():
    for file in [
        *ROOT.glob("templates/**/*.html"),
        *ROOT.glob("static/css/*.css"),
        *ROOT.glob("static/js/*.js"),
    ]:
        addresses = re.findall(r"https?://[\w.]+", file.read_text())
        assert [address for address in addresses if "w3.org" not in address] == [], file


@pytest.mark.django_db
def test_headers_of_a_page(content):
    response = Client().get("/en/")
    policy = response["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "img-src 'self' data:" in policy
    assert "unsafe" not in policy
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["X-Frame-Options"] == "DENY"
    assert response["Referrer-Policy"] == "same-origin"


def test_no_inline_script_or_style_in_templates():
    mail = ROOT / "templates" / "accounts" / "mail.html"  # mail programs load no stylesheet
    for file in set(ROOT.glob("templates/**/*.html")) - {mail}:
        text = file.read_text()
        assert not re.search(r"\sstyle=|<style|<script(?![^>]*\ssrc=)|\son\w+=", text), file
