"""Reader of WARC archives: each HTML page that a server answered with, record by record."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any, BinaryIO, cast

from verbale.errors import EmptySource, LimitExceeded, SourceError
from verbale.model import Limits, Raw
from verbale.sources.kinds import is_packed_archive
from verbale.sources.origin import Origin, Read
from verbale.sources.web import charset_of

_PAGES = ("text/html", "application/xhtml+xml")
_CHUNK = 1024 * 1024
_PACKED_START = b"\x1f\x8b\x08"
_PLAIN_START = re.compile(rb"(?<=\r\n)WARC/1\.\d\r\n")
_OVERLAP = 32


def read_warc(stream: BinaryIO, origin: Origin, limits: Limits) -> Read:
    """The pages of an archive, plain or packed by record.

    A record that is broken off or damaged is named; reading goes on at the next one that
    can be found, which needs an archive that is a file.
    """
    start, found, quiet = 0, False, False
    while start >= 0:
        reached = start
        try:
            for record in records(stream, start):
                reached, found, quiet = start + record.stream_pos, True, False
                page = _page(record, origin, limits)
                if page is not None:
                    yield page
            break
        except (OSError, EOFError, ValueError, SourceError) as error:
            if not quiet:
                yield _damage(error, f"{origin.place} near byte {reached:,}")
            found = quiet = True
        start = _next_record(stream, reached + 1)
    if not found:
        yield EmptySource(origin.place, "an archive without answers of servers")


def _damage(error: Exception, place: str) -> SourceError:
    if isinstance(error, SourceError):
        return error
    return SourceError(place, f"a damaged record: {str(error).splitlines()[0]}")


class _Forward:
    """A stream that is only read on. fastwarc panics where one fails or cannot seek.

    A fault of the stream ends it and is kept in ``fault``.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._at = 0
        self.fault: Exception | None = None

    def read(self, size: int = -1) -> bytes:
        """The next bytes; none where the stream fails."""
        if self.fault is not None:
            return b""
        try:
            data = self._stream.read(size)
        except (OSError, SourceError, EOFError) as error:
            self.fault = error
            return b""
        self._at += len(data)
        return data

    def tell(self) -> int:
        """How many bytes were read."""
        return self._at

    def seekable(self) -> bool:
        """Never."""
        return False


def records(stream: BinaryIO, start: int = 0) -> Iterator[Any]:
    """The answers of servers in an archive; `OSError` or `SourceError` where it is damaged."""
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    if start:
        stream.seek(start)
    forward = _Forward(stream)
    try:
        yield from ArchiveIterator(
            cast("BinaryIO", forward),
            record_types=WarcRecordType.response,
            parse_http=True,
            auto_decode="all",
        )
    except BaseException as error:
        # A panic of fastwarc is no `Exception`; it ends this record, not the reading.
        if type(error).__module__ != "pyo3_runtime":
            raise
        raise OSError(f"not readable: {error}") from error
    if forward.fault is not None:
        raise forward.fault


def _page(record: Any, origin: Origin, limits: Limits) -> Raw | SourceError | None:
    """The page of a record; None where it holds none."""
    url = str(record.headers.get("WARC-Target-URI") or "").strip("<> ")
    place = f"{origin.place}: {url or f'byte {record.stream_pos:,}'}"
    if record.http_headers is None:
        return SourceError(place, "a record broken off, or without an HTTP answer")
    media = (record.http_content_type or "").lower()
    if record.http_headers.status_code != 200 or media not in _PAGES:
        return None
    declared = record.content_length
    data = record.reader.read(limits.page_bytes + 1)
    if len(data) > limits.page_bytes:
        return LimitExceeded(place, f"larger than the limit of {limits.page_bytes:,} bytes")
    if len(data) < declared and not _encoded(record):
        return SourceError(place, f"broken off after {len(data):,} of {declared:,} bytes")
    fields = {"charset": charset} if (charset := _charset(record)) else {}
    retrieved = record.headers.get("WARC-Date") or None
    return Raw(place, "html", data, origin.path, url or None, retrieved, fields)


def _encoded(record: Any) -> bool:
    headers = {str(name).lower() for name, _ in record.http_headers.items()}
    return bool(headers & {"content-encoding", "transfer-encoding"})


def _charset(record: Any) -> str:
    for name, value in record.http_headers.items():
        if str(name).lower() == "content-type":
            return charset_of(str(value))
    return ""


def _next_record(stream: BinaryIO, start: int) -> int:
    """Where the next whole-looking record begins; -1 at the end, and where one cannot seek."""
    if not (isinstance(stream, io.BufferedReader) and stream.seekable()):
        return -1
    for at, block in _blocks(stream, start):
        for offset in _candidates(block):
            if block[offset : offset + 1] == b"W" or _opens_record(stream, at + offset):
                return at + offset
    return -1


def _blocks(stream: BinaryIO, start: int) -> Iterator[tuple[int, bytes]]:
    while True:
        stream.seek(start)
        block = stream.read(_CHUNK)
        if not block:
            return
        yield start, block
        start += max(len(block) - _OVERLAP, 1) if len(block) == _CHUNK else len(block)


def _candidates(block: bytes) -> Iterator[int]:
    found = [match.start() for match in _PLAIN_START.finditer(block)]
    at = block.find(_PACKED_START)
    while at >= 0:
        found.append(at)
        at = block.find(_PACKED_START, at + 1)
    yield from sorted(found)


def _opens_record(stream: BinaryIO, at: int) -> bool:
    stream.seek(at)
    return is_packed_archive(stream.read(4096))
