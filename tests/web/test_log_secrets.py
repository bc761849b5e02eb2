"""Tests that no token of a link or a mail stands in a log, whoever writes it, on whatever path."""

import io
import logging
import sys

import pytest
from django.core import mail
from django.test import Client, RequestFactory
from django.utils.log import AdminEmailHandler

from web.log_secrets import mask_secrets

TOKEN = "9gro5E98vcmcGq7BAss4evD0w8LAh-g-yOKnvMsFzlg"
PATHS = [
    f"/en/shared/{TOKEN}/",
    f"/shared/{TOKEN}/",
    f"/en/shared/{TOKEN}",
    f"/en/shared/{TOKEN}/deeper/still/",
    f"/en/shared/{TOKEN}x/",
    f"/xx/shared/{TOKEN}/",
    f"/en/Shared//{TOKEN}/",
    f"/en/share/{TOKEN}/",
    f"/en/{TOKEN}",
    f"/en/%73hared/{TOKEN}/",
    f"/en/shared%2F{TOKEN}/",
    f"/en/shared/{TOKEN[:20]}/",
    f"/plan/calendar/{TOKEN}.ics",
    f"/en/accounts/confirm-email/{TOKEN[:12]}:1t:{TOKEN[12:]}/more/",
    f"/en/accounts/password/reset/key/1-{TOKEN[:30]}/x/",
    f"/en/account/invitations/accept/{TOKEN}/",
    f"/en/account/invitations/accept/{TOKEN[:30]}/",
    f"/en/accounts/login/?next=/en/account/invitations/accept/{TOKEN[:30]}/",
    f"/en/accounts/login/?next=%2Fen%2Faccount%2Finvitations%2Faccept%2F{TOKEN[:30]}%2F",
]


@pytest.fixture
def log():
    """Returns what a handler writes that knows nothing of masking, with all loggers on."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(logging.Formatter("%(message)s"))
    root = logging.getLogger()
    root.addHandler(handler)
    yield stream
    root.removeHandler(handler)


def assert_no_part(text: str) -> None:
    assert TOKEN[:12] not in text
    assert TOKEN[12:24] not in text


@pytest.mark.django_db
@pytest.mark.parametrize("path", PATHS)
def test_a_warning_of_django_masks_the_path(content, log, caplog, path):
    Client().get(path)
    Client(enforce_csrf_checks=True).post(path, {"a": "b"})
    Client(headers={"host": "elsewhere.example"}).get(path)
    assert log.getvalue()
    assert_no_part(log.getvalue())
    assert_no_part(caplog.text)


@pytest.mark.parametrize("path", PATHS)
def test_any_loggers_line_is_masked(log, path):
    logger = logging.getLogger("gunicorn.error")
    logger.error("Error handling request %s", path)
    logger.error("%(r)s %(f)s", {"r": f"GET {path} HTTP/1.1", "f": f"http://testserver{path}?a=b"})
    logger.error(f"next=%2Fen%2Fshared%2F{TOKEN}%2F&a=b")
    try:
        raise ValueError(path)
    except ValueError:
        logger.exception("It failed")
    assert_no_part(log.getvalue())
    assert "It failed" in log.getvalue()
    assert "HTTP/1.1" in log.getvalue()
    assert "&a=b" in log.getvalue()


def test_a_mailed_report_is_masked(settings):
    settings.ADMINS = [("Admin", "admin@example.com")]
    request = RequestFactory().get(PATHS[0], headers={"referer": f"http://testserver{PATHS[3]}"})
    try:
        token = TOKEN
        raise ValueError(token)
    except ValueError:
        error = sys.exc_info()
    logger = logging.getLogger("django.request")
    record = logger.makeRecord("", logging.ERROR, "", 1, "Internal Server Error: %s", (PATHS[0],), error, extra={"request": request})  # fmt: skip
    AdminEmailHandler(include_html=True).emit(record)
    [message] = mail.outbox
    assert "ValueError" in message.body
    assert_no_part(message.subject + message.body + message.alternatives[0][0])


def test_other_lines_stay_as_they_are():
    line = "GET /en/assessments/5f0c8a52-6d0e-4a63-9a55-1f7f6d0f1f3a/result/?a=b «shared» 200"
    assert mask_secrets(line) == line
    record = logging.getLogger("x").makeRecord("x", 20, "", 1, "%s of %s", (1, 2), None)
    assert (record.msg, record.args) == ("%s of %s", (1, 2))
