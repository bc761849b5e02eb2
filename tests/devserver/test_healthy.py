import pytest

from devserver.healthy import host


@pytest.mark.parametrize(
    ("allowed", "asked"),
    [
        ("*", "localhost"),
        ("", "localhost"),
        (".example.com", "example.com"),
        ("one.example.com, two.example.com", "one.example.com"),
    ],
)
def test_asks_for_a_host_that_the_server_answers_to(monkeypatch, allowed, asked):
    monkeypatch.setenv("ALLOWED_HOSTS", allowed)
    assert host() == asked
