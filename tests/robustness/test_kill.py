"""Tests that an acknowledged answer is stored, while workers are killed at random."""

import os
import random
import re
import signal
import threading
import time
import urllib.parse
import urllib.request
from http.client import HTTPException
from http.cookiejar import CookieJar

import psutil
import pytest

from assessments.models import Response

SECONDS = 8
PATIENCE = 60
WRITERS = 3


class Writer(threading.Thread):
    """Represents a browser that answers one section repeatedly and records acknowledged answers."""

    KEYS = (
        "client_onboarding",
        "sla_performance",
        "documentation",
        "workflow_review",
        "bottlenecks",
    )

    def __init__(self, address: str, stop: threading.Event):
        super().__init__()
        self.address, self.stop_now = address, stop
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
        self.acknowledged: dict[str, str] = {}
        self.unknown: dict[str, set[str]] = {}
        self.refused = 0
        page = self.opener.open(f"{address}/en/").read().decode()
        self.token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[1]
        answer = self.post("/en/assessments/start/", {})
        self.section = urllib.parse.urlsplit(answer.url).path
        self.key = self.section.split("/")[3]

    def post(self, path: str, data: dict, **headers):
        body = urllib.parse.urlencode({"csrfmiddlewaretoken": self.token, **data}).encode()
        request = urllib.request.Request(self.address + path, body, headers)
        return self.opener.open(request, timeout=10)

    def has_answered_all(self) -> bool:
        return self.acknowledged.keys() == set(self.KEYS)

    def run(self) -> None:
        source = random.Random(self.key)
        while not self.stop_now.is_set():
            key, value = source.choice(self.KEYS), source.choice("12345")
            try:
                answer = self.post(self.section, {key: value}, **{"HX-Request": "true"})
                if answer.status == 200 and "saved--failed" not in answer.read().decode():
                    self.acknowledged[key] = value
                    self.unknown.pop(key, None)
            except (OSError, HTTPException):  # the worker died: the answer may be stored or not
                self.refused += 1
                self.unknown.setdefault(key, set()).add(value)


@pytest.mark.django_db(transaction=True)
def test_no_acknowledged_answer_is_lost_when_workers_are_killed(content, server):
    address, process = server
    stop = threading.Event()
    writers = [Writer(address, stop) for _ in range(WRITERS)]
    for writer in writers:
        writer.start()
    source, killed, end = random.Random(7), 0, time.monotonic() + SECONDS
    # Until each writer has answered everything once, which takes longer on a busy machine.
    while time.monotonic() < end or not all(map(Writer.has_answered_all, writers)):
        assert time.monotonic() < end + PATIENCE
        time.sleep(source.uniform(0.3, 0.9))
        workers = psutil.Process(process.pid).children()
        if workers:
            os.kill(source.choice(workers).pid, signal.SIGKILL)
            killed += 1
    stop.set()
    for writer in writers:
        writer.join()
    assert killed >= 5
    for writer in writers:
        rows = Response.objects.filter(assessment=writer.key)
        stored = {key: str(value) for key, value in rows.values_list("statement__key", "value")}
        for key, value in writer.acknowledged.items():
            assert stored.get(key) in {value} | writer.unknown.get(key, set())
