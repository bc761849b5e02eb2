"""Tests that a process reads one file at a time, and tells those whose turn does not come."""

import threading
from concurrent.futures import ThreadPoolExecutor, as_completed
from io import BytesIO

import pytest
from django import forms

from config import gunicorn
from spreadsheets import turns
from spreadsheets.limits import UnreadableFile
from spreadsheets.pending_imports import plan_upload


class Upload(forms.Form):
    """Stands for the form of an app."""

    file = forms.CharField()

    def clean_file(self):
        content = BytesIO(b"")
        content.name = "k.xlsx"
        return content


class Readers:
    """Reads files in threads, each until it is let go."""

    def __init__(self, pool: ThreadPoolExecutor):
        self.pool, self.lock = pool, threading.Lock()
        self.reading = self.most = 0
        self.started, self.let_go = threading.Semaphore(0), threading.Semaphore(0)

    def upload(self):
        form = Upload({"file": "k"})
        plan = plan_upload(form, self.read)
        return plan or str(form.errors["file"][0])

    def read(self, _name, _content) -> str:
        with self.lock:
            self.reading += 1
            self.most = max(self.most, self.reading)
        self.started.release()
        assert self.let_go.acquire(timeout=30)
        with self.lock:
            self.reading -= 1
        return "read"

    def begin(self, number: int) -> list:
        return [self.pool.submit(self.upload) for _file in range(number)]


@pytest.fixture
def readers():
    with ThreadPoolExecutor(gunicorn.threads) as pool:
        yield Readers(pool)


def test_files_are_read_one_after_the_other(readers):
    files = readers.begin(4)
    for _file in files:
        readers.let_go.release()
    assert [file.result(timeout=30) for file in files] == ["read"] * 4
    assert readers.most == 1


def test_more_files_than_may_wait_are_told_to_come_again(readers):
    files = readers.begin(turns.MOST_AT_ONCE + 1)
    told = next(as_completed(files, timeout=30))
    assert "Upload it again in a minute." in told.result()
    for _file in files:
        readers.let_go.release()
    assert sorted(file.result(timeout=30) for file in files)[1:] == ["read"] * turns.MOST_AT_ONCE


def test_a_file_whose_turn_does_not_come_is_told_so(readers, monkeypatch):
    (first,) = readers.begin(1)
    assert readers.started.acquire(timeout=30)
    monkeypatch.setattr(turns, "LONGEST_WAIT", 0.01)
    assert "Upload it again in a minute." in readers.upload()
    readers.let_go.release()
    assert first.result(timeout=30) == "read"


def test_the_turn_passes_on_when_a_file_cannot_be_read():
    for _file in range(turns.MOST_AT_ONCE + 1):
        with pytest.raises(UnreadableFile, match="broken"), turns.reading_turn():
            raise UnreadableFile("broken")
    with turns.reading_turn():
        pass


def test_files_that_wait_leave_threads_for_pages():
    assert gunicorn.threads - turns.MOST_AT_ONCE >= 4
