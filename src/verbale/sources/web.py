"""Reader of http and https addresses, bounded in size, redirects and total time."""

from __future__ import annotations

import datetime
import gzip
import http.client
import io
import ipaddress
import socket
import threading
import time
import urllib.error
import urllib.request
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, BinaryIO, cast
from urllib.parse import quote, urlsplit, urlunsplit

from verbale.errors import EmptySource, LimitExceeded, SourceError, UnsupportedSource
from verbale.model import Limits
from verbale.sources.kinds import by_content, by_type
from verbale.sources.origin import Origin

USER_AGENT = "verbale/0.1"
_MAX_REDIRECTS = 5
_REDIRECTS = (301, 302, 303, 307, 308)
_CHUNK = 64 * 1024


@dataclass(frozen=True, slots=True)
class Response:
    """What a server answered, whatever its status. ``data`` is unpacked, ``url`` the last one."""

    address: str
    status: int
    reason: str
    url: str
    headers: Mapping[str, str]
    data: bytes


@dataclass(frozen=True, slots=True)
class Answer:
    """What an address gave: bytes, their kind and whether they are gzipped."""

    data: bytes
    kind: str
    packed: bool
    origin: Origin


@dataclass(slots=True)
class _Exchange:
    """One exchange under way: its connections, so that it can be broken off, and its outcome."""

    deadline: float
    limit: int
    asked: Mapping[str, str]
    connections: list[http.client.HTTPConnection] = field(default_factory=list)
    data: bytes = b""
    url: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    status: int = 0
    reason: str = ""
    error: Exception | None = None

    def left(self) -> float:
        """Seconds left, at least a hundredth, since a timeout of nought means none."""
        return max(0.01, self.deadline - time.monotonic())

    def break_off(self) -> None:
        """Wake whatever waits on a connection of this exchange."""
        for connection in self.connections:
            if connection.sock is not None:
                try:
                    connection.sock.shutdown(socket.SHUT_RDWR)
                except OSError:
                    continue


def is_address(what: str) -> bool:
    """True for what names a scheme, ``https://…``; not all schemes are read."""
    scheme, mark, _ = what.partition("://")
    return bool(mark) and scheme.isalnum() and len(scheme) > 1


def fetch(address: str, limits: Limits) -> Answer:
    """Read one address.

    Raises `SourceError` as `ask` does, and for a status of 300 or more.
    """
    return answer_of(ask(address, limits), limits)


def ask(address: str, limits: Limits, headers: Mapping[str, str] | None = None) -> Response:
    """What the server says of an address, also where that is no page (304, 404, 429).

    Raises `SourceError` naming the address and the cause: another scheme than http
    and https, no connection, too many redirects, more than ``limits.file_bytes``, or
    ``limits.address_seconds`` spent in all, also where bytes keep trickling in.
    """
    place = without_credentials(address)
    address = _checked(address, place)
    exchange = _Exchange(
        time.monotonic() + limits.address_seconds, limits.file_bytes, headers or {}
    )
    # Name look-up knows no timeout and a socket's timeout starts anew with every byte:
    # only a thread that is not waited for longer bounds the whole.
    worker = threading.Thread(target=_run, args=(exchange, address), daemon=True)
    worker.start()
    worker.join(limits.address_seconds)
    if worker.is_alive():
        exchange.break_off()
        raise LimitExceeded(place, f"no full answer within {limits.address_seconds:g} seconds")
    if exchange.error is not None:
        raise _explained(exchange.error, place, limits) from exchange.error
    return Response(
        place,
        exchange.status,
        exchange.reason,
        without_credentials(exchange.url),
        exchange.headers,
        _unpacked(exchange, place, limits),
    )


def _checked(address: str, place: str) -> str:
    """The address with only the characters that HTTP allows; raises for what is not read."""
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").encode("idna")
    except ValueError as error:
        raise SourceError(place, f"not a valid address: {error}") from error
    if parts.scheme.lower() not in ("http", "https"):
        raise UnsupportedSource(place, "only http and https addresses are read")
    if not host:
        raise SourceError(place, "not a valid address: no host in it")
    if "@" in parts.netloc:
        raise UnsupportedSource(place, "addresses with a user name or password are not read")
    return quote(address, safe="%/:=&?~#+!$,;'@()*[]")


def is_inside(address: str) -> bool:
    """Whether an address leads into this machine or a private network, as far as it shows."""
    try:
        host = (urlsplit(address).hostname or "").rstrip(".")
        return not ipaddress.ip_address(host).is_global
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


def without_credentials(address: str) -> str:
    """The address without a user name and password."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return address
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))


def _run(exchange: _Exchange, address: str) -> None:
    request = urllib.request.Request(  # noqa: S310  `ask` lets http and https alone through
        address,
        headers={"User-Agent": USER_AGENT, "Accept-Encoding": "identity", **exchange.asked},
    )
    try:
        with _opener(exchange).open(request, timeout=exchange.left()) as response:
            _note(exchange, response.status, response.reason, response.geturl(), response.headers)
            exchange.data = _read(response, exchange)
    except urllib.error.HTTPError as refusal:
        if refusal.code in _REDIRECTS and refusal.headers.get("location"):
            exchange.error = refusal
        _note(exchange, refusal.code, refusal.reason, refusal.url, refusal.headers)
        refusal.close()
    except (OSError, ValueError, http.client.HTTPException, LimitExceeded) as error:
        exchange.error = error


def _note(exchange: _Exchange, status: int, reason: object, url: str | None, headers: Any) -> None:
    exchange.status = status
    exchange.reason = str(reason or http.client.responses.get(status, "")).split("\n")[0]
    exchange.url = url or ""
    exchange.headers = {name.lower(): value for name, value in headers.items()}


def _read(response: BinaryIO, exchange: _Exchange) -> bytes:
    parts = bytearray()
    while time.monotonic() < exchange.deadline:
        part = cast("io.BufferedReader", response).read1(_CHUNK)
        if not part:
            _check_length(len(parts), exchange)
            return bytes(parts)
        parts += part
        if len(parts) > exchange.limit:
            raise LimitExceeded("", f"larger than the limit of {exchange.limit:,} bytes")
    raise TimeoutError


def _check_length(found: int, exchange: _Exchange) -> None:
    declared = exchange.headers.get("content-length", "")
    if declared.isdigit() and found < int(declared):
        raise OSError(f"the answer broke off after {found:,} of {int(declared):,} bytes")


class _Redirects(urllib.request.HTTPRedirectHandler):
    max_redirections = _MAX_REDIRECTS

    def redirect_request(
        self, req: urllib.request.Request, fp: Any, code: int, msg: str, headers: Any, newurl: str
    ) -> urllib.request.Request | None:
        if urlsplit(newurl).scheme not in ("http", "https"):
            raise urllib.error.URLError(f"redirected to {newurl}, which is neither http nor https")
        if is_inside(newurl) and not is_inside(req.full_url):
            raise urllib.error.URLError(f"redirected to {newurl}, inside a private network")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _opener(exchange: _Exchange) -> urllib.request.OpenerDirector:
    """An opener of http and https alone; its connections are known to ``exchange``."""

    def noting(kind: Callable[..., http.client.HTTPConnection]) -> Any:
        def connect(*arguments: Any, **options: Any) -> http.client.HTTPConnection:
            connection = kind(*arguments, **options)
            exchange.connections.append(connection)
            return connection

        return connect

    class Http(urllib.request.HTTPHandler):
        def http_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
            return self.do_open(noting(http.client.HTTPConnection), req)

    class Https(urllib.request.HTTPSHandler):
        def https_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
            return self.do_open(noting(http.client.HTTPSConnection), req)

    opener = urllib.request.OpenerDirector()
    for handler in (
        urllib.request.ProxyHandler(),
        Http(),
        Https(),
        urllib.request.HTTPDefaultErrorHandler(),
        _Redirects(),
        urllib.request.HTTPErrorProcessor(),
        urllib.request.UnknownHandler(),
    ):
        opener.add_handler(handler)
    return opener


def _explained(error: Exception, place: str, limits: Limits) -> SourceError:
    if isinstance(error, LimitExceeded):
        return LimitExceeded(place, error.cause)
    if isinstance(error, urllib.error.HTTPError):
        reason = str(error.reason or http.client.responses.get(error.code, "")).split("\n")[0]
        return SourceError(place, f"the server answered {error.code} {reason}".rstrip())
    cause = error.reason if isinstance(error, urllib.error.URLError) else error
    if isinstance(cause, TimeoutError):
        return LimitExceeded(place, f"no answer within {limits.address_seconds:g} seconds")
    if isinstance(error, http.client.HTTPException):
        return SourceError(place, f"not a valid HTTP answer: {type(error).__name__} {error}")
    return SourceError(place, f"no connection or broken off: {cause}")


def answer_of(response: Response, limits: Limits) -> Answer:
    """The page that a server answered with; `SourceError` where there is none to read."""
    place, url = response.address, response.url
    if response.status >= 300:
        said = f"the server answered {response.status} {response.reason}".rstrip()
        raise SourceError(place, said)
    data = response.data
    if not data:
        raise EmptySource(place, "the answer is empty")
    content_type = response.headers.get("content-type", "")
    try:
        kind, packed = by_type(content_type, url)
    except LookupError as error:
        raise UnsupportedSource(place, f"no reader for content of type {error}") from error
    kind = kind or by_content(data[:4096])
    if kind is None or kind == "gzip":
        raise UnsupportedSource(place, "binary content of an unknown kind")
    charset = charset_of(content_type)
    origin = Origin(place, None, url, now(), {"charset": charset} if charset else {})
    return Answer(data, kind, packed, origin)


def _unpacked(exchange: _Exchange, place: str, limits: Limits) -> bytes:
    coding = exchange.headers.get("content-encoding", "identity").strip().lower()
    if coding in ("", "identity") or not exchange.data:
        return exchange.data
    if coding not in ("gzip", "x-gzip"):
        raise UnsupportedSource(place, f"content encoded as {coding}")
    try:
        data = gzip.GzipFile(fileobj=io.BytesIO(exchange.data)).read(limits.file_bytes + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise SourceError(place, f"not valid gzip data: {error}") from error
    if len(data) > limits.file_bytes:
        raise LimitExceeded(place, f"unpacks to more than {limits.file_bytes:,} bytes")
    return data


def charset_of(content_type: str) -> str:
    """The charset that a content type declares; empty for none."""
    for part in content_type.split(";")[1:]:
        name, _, value = part.partition("=")
        if name.strip().lower() == "charset":
            return value.strip().strip("\"'")
    return ""


def now() -> str:
    """The present moment as ISO 8601 in UTC, to the second."""
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
