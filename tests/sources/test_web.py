"""Addresses: answers of every kind from a server on this machine."""

from __future__ import annotations

import gzip
import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from verbale.errors import EmptySource, LimitExceeded, SourceError, UnsupportedSource
from verbale.model import Limits, Raw
from verbale.sources import open_sources

PAGE = b"<html><head><title>x</title></head><body><p>Text.</p></body></html>"
ROWS = b'{"text": "one"}\n{"text": "two"}\n'
QUICK = Limits(address_seconds=0.6, file_bytes=10_000)

ANSWERS: dict[str, tuple[int, dict[str, str], bytes]] = {
    "/page": (200, {"Content-Type": "text/html; charset=utf-8"}, PAGE),
    "/plain": (200, {"Content-Type": "text/plain; charset=iso-8859-1"}, b"caf\xe9"),
    "/feed.jsonl": (200, {"Content-Type": "application/octet-stream"}, ROWS),
    "/feed.jsonl.gz": (200, {"Content-Type": "application/gzip"}, gzip.compress(ROWS)),
    "/unnamed": (200, {}, PAGE),
    "/coded": (200, {"Content-Type": "text/html", "Content-Encoding": "gzip"}, gzip.compress(PAGE)),
    "/bomb": (
        200,
        {"Content-Type": "text/html", "Content-Encoding": "gzip"},
        gzip.compress(b"x" * 1_000_000),
    ),
    "/image": (200, {"Content-Type": "image/png"}, b"\x89PNG"),
    "/binary": (200, {"Content-Type": "application/octet-stream"}, b"\x00\x01"),
    "/empty": (200, {"Content-Type": "text/html"}, b""),
    "/large": (200, {"Content-Type": "text/html"}, b"x" * 20_000),
    "/moved": (302, {"Location": "/page"}, b""),
    "/round": (302, {"Location": "/round"}, b""),
    "/to-file": (302, {"Location": "file:///etc/hostname"}, b""),
    "/to-ftp": (302, {"Location": "ftp://127.0.0.1/x"}, b""),
    "/short": (200, {"Content-Type": "text/html", "Content-Length": "5000"}, b"x"),
    "/broken": (500, {}, b""),
}


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path == "/trickle":
            self.trickle(b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n" + b"x" * 1000)
        elif self.path == "/trickling-head":
            self.trickle(b"HTTP/1.0 200 OK\r\n" + b"X-A: " + b"x" * 1000)
        elif self.path == "/rubbish":
            self.wfile.write(b"SSH-2.0 hello\r\n\r\n")
        elif self.path in ANSWERS:
            status, headers, body = ANSWERS[self.path]
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)
        else:
            self.send_error(404)

    def trickle(self, data: bytes) -> None:
        try:
            for byte in data:
                self.wfile.write(bytes([byte]))
                time.sleep(0.05)
        except OSError:
            return

    def log_message(self, *_: object) -> None:
        return


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as running:
        running.daemon_threads = True
        running.block_on_close = False
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_address[1]}"
        running.shutdown()


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY"):
        monkeypatch.delenv(name, raising=False)


def read(address: str, limits: Limits = QUICK) -> list[Raw | SourceError]:
    return list(open_sources([address], limits))


def error_of(address: str, limits: Limits = QUICK) -> SourceError:
    (found,) = read(address, limits)
    assert isinstance(found, SourceError)
    assert found.place == address
    return found


@pytest.mark.parametrize("path", ["/page", "/unnamed", "/coded", "/moved"])
def test_pages(server: str, path: str) -> None:
    (found,) = read(server + path)
    assert isinstance(found, Raw)
    assert (found.media, found.data) == ("html", PAGE)
    assert found.url == server + ("/page" if path == "/moved" else path)
    assert found.place == server + path
    assert found.retrieved is not None


def test_charset_of_the_server(server: str) -> None:
    (found,) = read(server + "/plain")
    assert isinstance(found, Raw)
    assert found.fields["charset"] == "iso-8859-1"


@pytest.mark.parametrize("path", ["/feed.jsonl", "/feed.jsonl.gz"])
def test_feeds(server: str, path: str) -> None:
    assert [raw.data for raw in read(server + path) if isinstance(raw, Raw)] == ["one", "two"]


@pytest.mark.parametrize(
    ("path", "kind", "cause"),
    [
        ("/missing", SourceError, "404"),
        ("/broken", SourceError, "500"),
        ("/image", UnsupportedSource, "image/png"),
        ("/binary", UnsupportedSource, "binary"),
        ("/empty", EmptySource, "empty"),
        ("/large", LimitExceeded, "10,000 bytes"),
        ("/bomb", LimitExceeded, "10,000 bytes"),
        ("/round", SourceError, "redirect"),
        ("/to-file", SourceError, "not allowed"),
        ("/to-ftp", SourceError, "neither http nor https"),
        ("/short", SourceError, "broke off"),
        ("/rubbish", SourceError, ""),
    ],
)
def test_answers_that_cannot_be_read(
    server: str, path: str, kind: type[SourceError], cause: str
) -> None:
    error = error_of(server + path)
    assert type(error) is kind
    assert cause in error.cause


@pytest.mark.parametrize("path", ["/trickle", "/trickling-head"])
def test_a_trickling_host_ends_in_time(server: str, path: str) -> None:
    started = time.monotonic()
    error = error_of(server + path)
    assert isinstance(error, LimitExceeded)
    assert "0.6 seconds" in error.cause
    assert time.monotonic() - started < 15


def test_a_host_that_never_answers() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        started = time.monotonic()
        error = error_of(f"http://127.0.0.1:{silent.getsockname()[1]}/")
        assert "0.6 seconds" in error.cause
        assert time.monotonic() - started < 15


def test_nobody_listens() -> None:
    with socket.create_server(("127.0.0.1", 0)) as gone:
        port = gone.getsockname()[1]
    assert "refused" in error_of(f"http://127.0.0.1:{port}/").cause


@pytest.mark.parametrize(
    "address",
    ["ftp://127.0.0.1/x", "file:///etc/hostname", "http://", "http://[::1", "http://127.0.0.1:x/"],
)
def test_other_addresses(address: str) -> None:
    error_of(address)


def test_a_password_is_never_shown() -> None:
    (found,) = read("http://user:secret@127.0.0.1:1/")
    assert isinstance(found, SourceError)
    assert "secret" not in str(found)


def test_the_next_input_is_read(server: str) -> None:
    found = list(open_sources([server + "/missing", server + "/page"], QUICK))
    assert [type(item) for item in found] == [SourceError, Raw]


@pytest.mark.parametrize(
    ("start", "target", "refused"),
    [
        ("https://news.example/a", "http://127.0.0.1/", True),
        ("https://news.example/a", "http://169.254.169.254/latest", True),
        ("https://news.example/a", "https://other.example/", False),
        ("http://127.0.0.1/a", "http://localhost/b", False),
    ],
)
def test_redirects_into_the_own_network(start: str, target: str, refused: bool) -> None:
    import urllib.error
    import urllib.request

    from verbale.sources.web import _Redirects

    asked = urllib.request.Request(start)  # noqa: S310 - nothing is asked
    if refused:
        with pytest.raises(urllib.error.URLError, match="inside a private network"):
            _Redirects().redirect_request(asked, None, 302, "Found", {}, target)
    else:
        followed = _Redirects().redirect_request(asked, None, 302, "Found", {}, target)
        assert followed is not None
        assert followed.full_url == target
