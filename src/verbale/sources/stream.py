"""Streams of bytes with bounds: unpacking, reading whole, reading line by line."""

from __future__ import annotations

import codecs
import gzip
import io
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, cast

from verbale.errors import EmptySource, LimitExceeded, SourceError
from verbale.model import Limits

_CHUNK = 64 * 1024
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class _Source(io.RawIOBase):
    """A stream whose bytes come from `some`."""

    def readable(self) -> bool:
        """Always true."""
        return True

    def readinto(self, buffer: object) -> int:
        """Fill ``buffer``; 0 at the end."""
        view = memoryview(buffer).cast("B")  # type: ignore[arg-type]  # no public type before 3.12
        data = self.some(len(view))
        view[: len(data)] = data
        return len(data)

    def some(self, most: int) -> bytes:
        """Up to ``most`` bytes, none at the end."""
        raise NotImplementedError


class Unpacked(_Source):
    """The unpacked bytes of a gzip stream; more than ``limit`` of them are refused."""

    def __init__(self, packed: BinaryIO, place: str, limit: int) -> None:
        super().__init__()
        self._inner = gzip.GzipFile(fileobj=packed)
        self._place = place
        self._limit = limit
        self._count = 0

    def some(self, most: int) -> bytes:
        """Raises `LimitExceeded` and, for broken data, `SourceError`."""
        try:
            data = self._inner.read1(most)
        except EOFError as error:
            raise SourceError(self._place, "the gzip data ends too early (truncated)") from error
        except (gzip.BadGzipFile, zlib.error) as error:
            raise SourceError(self._place, f"not valid gzip data: {error}") from error
        self._count += len(data)
        if self._count > self._limit:
            raise LimitExceeded(self._place, f"unpacks to more than {self._limit:,} bytes")
        return data


class Transcoded(_Source):
    """A UTF-16 stream as UTF-8, so that lines can be read from it."""

    def __init__(self, inner: BinaryIO) -> None:
        super().__init__()
        self._inner = inner
        self._decoder = codecs.getincrementaldecoder("utf-16")(errors="replace")
        self._ready = b""

    def some(self, most: int) -> bytes:
        """The next bytes; what is no UTF-16 becomes U+FFFD."""
        while not self._ready:
            data = self._inner.read(_CHUNK)
            self._ready = self._decoder.decode(data, final=not data).encode("utf-8", "replace")
            if not data:
                break
        data, self._ready = self._ready[:most], self._ready[most:]
        return data


def unpack(stream: BinaryIO, place: str, limits: Limits) -> io.BufferedReader:
    """The unpacked bytes of a gzip ``stream``, read as they are asked for."""
    return io.BufferedReader(Unpacked(stream, place, limits.unpacked_bytes), _CHUNK)


def buffered(stream: BinaryIO) -> io.BufferedReader:
    """``stream`` with a look ahead."""
    if isinstance(stream, io.BufferedReader):
        return stream
    return io.BufferedReader(cast("io.RawIOBase", stream), _CHUNK)


def read_whole(stream: BinaryIO, place: str, limit: int) -> bytes:
    """All of ``stream``. Raises `LimitExceeded` beyond ``limit`` bytes, `EmptySource` at none."""
    data = stream.read(limit + 1)
    if len(data) > limit:
        raise LimitExceeded(place, f"larger than the limit of {limit:,} bytes")
    if not data:
        raise EmptySource(place, "empty: nothing to read")
    return data


@dataclass(frozen=True, slots=True)
class Line:
    """One line, numbered from 1. ``data`` is None where it is longer than allowed."""

    number: int
    data: bytes | None
    size: int


def lines(stream: BinaryIO, limit: int) -> Iterator[Line]:
    """The lines of ``stream`` with their ends; a line over ``limit`` bytes is passed over.

    Memory stays bounded by ``limit`` whatever the length of a line.
    """
    reader = as_utf8(buffered(stream))
    number = 0
    while data := reader.readline(limit + 1):
        number += 1
        if len(data) <= limit or data.endswith(b"\n"):
            yield Line(number, data, len(data))
        else:
            yield Line(number, None, len(data) + _pass_over(reader))


def as_utf8(reader: io.BufferedReader) -> io.BufferedReader:
    """``reader`` without its byte order mark, UTF-16 turned into UTF-8."""
    head = reader.peek(3)
    if head[:2] in _UTF16:
        return io.BufferedReader(Transcoded(cast("BinaryIO", reader)), _CHUNK)
    if head[:3] == codecs.BOM_UTF8:
        reader.read(3)
    return reader


def _pass_over(reader: io.BufferedReader) -> int:
    """Read to the end of the line and say how many bytes that was."""
    size = 0
    while part := reader.readline(_CHUNK):
        size += len(part)
        if part.endswith(b"\n"):
            break
    return size
