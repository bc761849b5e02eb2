"""Tests what the real server answers to requests that it cannot read, or does not want to."""

import re
import socket
from urllib.parse import urlsplit

import pytest

from localization.languages import CODES

pytestmark = pytest.mark.django_db(transaction=True)

HOST = "Host: 127.0.0.1"
ITALIAN = "Accept-Language: it"
REFUSED = {
    "a long address": (414, f"GET /en/?{'x' * 9000} HTTP/1.1", HOST),
    "a bad header": (400, "GET /en/ HTTP/1.1", HOST, "Bad Header: x"),
    "a long header": (431, "GET /en/ HTTP/1.1", HOST, f"X-A: {'x' * 9000}"),
    "many headers": (431, "GET /en/ HTTP/1.1", HOST, *(f"X-{n}: 1" for n in range(200))),
    "a bad line": (400, "GET", HOST),
    "a bad method": (400, "get / HTTP/1.1", HOST),
    "a bad version": (400, "GET / HTTP/9.1", HOST),
    "a bad length": (400, "POST /en/ HTTP/1.1", HOST, "Content-Length: x"),
    "an unknown coding": (501, "POST /en/ HTTP/1.1", HOST, "Transfer-Encoding: x"),
    "an expectation": (417, "POST /en/ HTTP/1.1", HOST, "Expect: x"),
    "another host": (400, "GET / HTTP/1.1", "Host: evil.example", "Accept-Language: x"),
    "a host of two words": (400, "GET / HTTP/1.1", "Host: a b", "Accept-Language: x"),
}
IN_ITALIAN = [
    ("POST /en/ HTTP/1.1", HOST, ITALIAN, "Content-Length: x"),
    ("GET /healthy HTTP/1.1", "Host: evil.example", ITALIAN),
]
SENTENCE = {414: "This address is too long", 431: "Your browser sent more than"}
UPLOAD = "Content-Type: multipart/form-data; boundary=x"
MEGABYTE = 1024 * 1024


def send(address: str, *lines: str, body: bytes = b"") -> tuple[int, str, str]:
    """Sends the lines as they are; returns status, head and body of the answer."""
    parts = urlsplit(address)
    with socket.create_connection((parts.hostname, parts.port), timeout=20) as connection:
        connection.sendall("\r\n".join([*lines, "Connection: close", "", ""]).encode())
        connection.sendall(body)
        answer = b"".join(iter(lambda: connection.recv(65536), b""))
    head, _, page = answer.decode().partition("\r\n\r\n")
    return int(head.split()[1]), head, page


def test_every_refusal_is_a_page_of_the_site(content, start_server, subtests):
    address, _ = start_server()
    for name, (status, *lines) in REFUSED.items():
        with subtests.test(name):
            got, head, page = send(address, *lines)
            assert got == status
            assert SENTENCE.get(status, "Your browser sent something") in page
            assert '<html lang="en"' in page
            assert "default-src 'none'" in head
            if not any(line.startswith("Accept-Language") for line in lines):
                assert set(re.findall(r'<div lang="([\w-]+)"', page)) == {*CODES} - {"en"}
    for lines in IN_ITALIAN:
        with subtests.test("in the language of the browser, where it can be read"):
            status, _, page = send(address, *lines)
            assert status == 400
            assert '<html lang="it"' in page
            assert "<div lang=" not in page
    with subtests.test("a header sets no prefix"):
        status, _, page = send(address, "GET /en/ HTTP/1.1", HOST, "Script_Name: /en")
        assert status == 200
        assert 'href="/en/privacy/"' in page
    with subtests.test("a body that no page sends, before it arrives"):
        head = ("POST /it/accounts/login/ HTTP/1.1", HOST, UPLOAD, "Cookie: csrftoken=" + "a" * 32)
        status, _, page = send(address, *head, f"Content-Length: {200 * MEGABYTE}", body=b"--x\r\n")
        assert status == 413
        assert '<html lang="it"' in page


def test_below_a_path_the_server_keeps_it(content, start_server):
    address, _ = start_server(SCRIPT_NAME="/maturity")
    status, head, _ = send(address, "GET /maturity/ HTTP/1.1", HOST, ITALIAN)
    assert status == 302
    assert "Location: /maturity/it/\r\n" in head
    status, head, page = send(address, "GET /maturity/it/ HTTP/1.1", HOST)
    assert "Path=/maturity/" in head
    style = re.search(r'href="(/maturity/static/[^"]+\.css)"', page)[1]
    assert send(address, f"GET {style} HTTP/1.1", HOST)[0] == 200
    assert send(address, "GET /maturity/healthz HTTP/1.1", HOST)[0] == 200
    status, _, page = send(address, "GET /it/ HTTP/1.1", HOST, ITALIAN)
    assert status == 404
    assert '<html lang="it"' in page
    assert 'href="/maturity/it/"' in page
