"""A site on this machine whose pages can be changed while it is asked."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from verbale.errors import DocumentError, SourceError
from verbale.model import Limits, Raw
from verbale.sources.courtesy import Manners
from verbale.watching import Round, State, Summary, Wishes

Answer = tuple[int, dict[str, str], bytes]


def page(number: int | str, more: str = "") -> bytes:
    """A page with an article, no two alike."""
    paragraphs = "".join(
        f"<p>Paragraph {part} of report {number}: the harbour master of Vestmar said that the "
        f"ferry had left at {part} o'clock with {number} passengers on board.{more}</p>"
        for part in range(1, 5)
    )
    return (
        f"<html><head><title>Report {number}</title></head><body><article>"
        f"<h1>Report {number}</h1>{paragraphs}</article></body></html>"
    ).encode()


def rss(*links: str, more: str = "") -> bytes:
    items = "".join(
        f"<item><title>About {link}</title><link>{link}</link></item>" for link in links
    )
    return f'<rss version="2.0"><channel><title>News</title>{items}{more}</channel></rss>'.encode()


@dataclass
class Site:
    """``pages`` by path: bytes, an answer, or a function that gives one from the headers."""

    address: str = ""
    pages: dict[str, Any] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    times: list[float] = field(default_factory=list)

    def link(self, path: str) -> str:
        return self.address + path

    def of(self, path: str) -> int:
        return self.asked.count(path)

    def answer(self, path: str, headers: dict[str, str]) -> Answer:
        self.asked.append(path)
        self.headers.append(headers)
        self.times.append(time.monotonic())
        found = self.pages.get(path, (404, {}, b"none"))
        if callable(found):
            found = found(headers)
        if isinstance(found, bytes):
            kind = "application/xml" if found[:4] in (b"<rss", b"<?xm", b"<url") else "text/html"
            return 200, {"Content-Type": f"{kind}; charset=utf-8"}, found
        return found

    def tagged(self, tag: str, body: bytes) -> Callable[[dict[str, str]], Answer]:
        """A page that the server sends only where the tag is not known."""

        def give(headers: dict[str, str]) -> Answer:
            if headers.get("if-none-match") == tag:
                return 304, {"ETag": tag}, b""
            return 200, {"ETag": tag, "Content-Type": "text/html"}, body

        return give

    def busy(self, times: int, seconds: str, body: bytes, status: int = 429) -> Any:
        """A page that is given only after ``times`` refusals."""
        left = [times]

        def give(_: dict[str, str]) -> Answer:
            if left[0] > 0:
                left[0] -= 1
                return status, ({"Retry-After": seconds} if seconds else {}), b"busy"
            return 200, {"Content-Type": "text/html"}, body

        return give


def serve(site: Site) -> ThreadingHTTPServer:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.0"

        def do_GET(self) -> None:
            headers = {name.lower(): value for name, value in self.headers.items()}
            status, told, body = site.answer(self.path, headers)
            try:
                self.send_response(status)
                for name, value in told.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)
            except OSError:
                return

        def log_message(self, *_: object) -> None:
            return

    running = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    running.daemon_threads = True
    running.block_on_close = False
    threading.Thread(target=running.serve_forever, daemon=True).start()
    site.address = f"http://127.0.0.1:{running.server_address[1]}"
    return running


QUICK = Wishes(manners=Manners(delay=0, patience=3), limits=Limits(address_seconds=2))


class Reader:
    """Takes pages as the desk would, and counts them."""

    def __init__(self) -> None:
        self.taken: list[Raw] = []
        self.refuse: Callable[[Raw], bool] = lambda _: False

    def __call__(self, raw: Raw) -> int:
        if self.refuse(raw):
            raise DocumentError(raw.place, "no article in the page")
        self.taken.append(raw)
        return 1

    @property
    def urls(self) -> list[str]:
        return [raw.url or "" for raw in self.taken]


class Watch:
    """A state that lasts over several rounds, each as in a process of its own."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.reader = Reader()
        self.faults: list[SourceError] = []

    def round(self, *what: str, wishes: Wishes = QUICK) -> Summary:
        self.faults = []
        state = State(self.path)
        try:
            return Round(state, wishes, self.faults.append).run(what, self.reader)
        finally:
            state.close()

    def counts(self) -> dict[str, int]:
        state = State(self.path)
        try:
            return state.counts()
        finally:
            state.close()

    def wake(self) -> None:
        """As if all rests were over."""
        state = State(self.path)
        state._do(("UPDATE lists SET due = 0", ()), ("UPDATE articles SET due = 0", ()))
        state._do(("UPDATE hosts SET not_before = 0", ()))
        state.close()


@pytest.fixture
def watch(tmp_path: Path) -> Watch:
    return Watch(tmp_path / "verbale.watch.db")


@pytest.fixture
def site() -> Iterator[Site]:
    made = Site()
    running = serve(made)
    yield made
    running.shutdown()
    running.server_close()


@pytest.fixture
def other_site() -> Iterator[Site]:
    made = Site()
    running = serve(made)
    yield made
    running.shutdown()
    running.server_close()


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY"):
        monkeypatch.delenv(name, raising=False)
