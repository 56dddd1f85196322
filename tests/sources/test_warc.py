"""WARC archives: pages record by record; what is damaged is named and passed over."""

from __future__ import annotations

import gzip
import io
import random
import sys
from pathlib import Path

import pytest

from verbale.errors import EmptySource, LimitExceeded, SourceError
from verbale.model import Limits, Raw
from verbale.sources import open_sources


def page(number: int) -> bytes:
    """Text that does not pack to nothing, so that damage hits something."""
    words = random.Random(number).choices(["ferry", "quay", "Vestmar", "noon", "crew"], k=300)  # noqa: S311 - no secrets
    return f"<html><body><p>{number} {' '.join(words)}</p></body></html>".encode()


def record(
    number: int,
    *,
    status: str = "200 OK",
    media: str = "text/html; charset=utf-8",
    kind: str = "response",
    body: bytes | None = None,
    headers: str = "",
) -> bytes:
    body = page(number) if body is None else body
    answer = f"HTTP/1.1 {status}\r\nContent-Type: {media}\r\n{headers}\r\n".encode() + body
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{number}>\r\n"
        f"WARC-Date: 2031-06-0{number % 9 + 1}T10:00:00Z\r\n"
        f"WARC-Target-URI: https://news.example/{number}\r\n"
        f"Content-Type: application/http; msgtype={kind}\r\nContent-Length: {len(answer)}\r\n\r\n"
    )
    return head.encode() + answer + b"\r\n\r\n"


RECORDS = [record(number) for number in range(5)]
PACKED = [gzip.compress(one) for one in RECORDS]
PAGES = [page(number) for number in range(5)]


def read(path: Path, limits: Limits | None = None) -> list[Raw | SourceError]:
    return list(open_sources([str(path)], limits))


def pages(found: list[Raw | SourceError]) -> list[int]:
    """Which of the pages were found."""
    return [PAGES.index(item.data) for item in found if isinstance(item, Raw)]


def errors(found: list[Raw | SourceError]) -> list[SourceError]:
    return [item for item in found if isinstance(item, SourceError)]


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz", "unnamed", "whole.warc.gz", "unnamed.gz"])
def test_pages(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    packed = b"".join(PACKED if name in ("a.warc.gz", "unnamed.gz") else RECORDS)
    path.write_bytes(gzip.compress(packed) if name == "whole.warc.gz" else packed)
    found = read(path)
    assert (pages(found), errors(found)) == ([0, 1, 2, 3, 4], [])
    first = found[0]
    assert isinstance(first, Raw)
    assert (first.url, first.retrieved) == ("https://news.example/0", "2031-06-01T10:00:00Z")
    assert (first.media, first.path, first.fields) == ("html", str(path), {"charset": "utf-8"})
    assert first.place == f"{path}: https://news.example/0"


def test_only_pages(tmp_path: Path) -> None:
    path = tmp_path / "a.warc"
    path.write_bytes(
        record(1, kind="request")
        + record(1, status="404 Not Found")
        + record(1, media="image/png")
        + record(1, media="application/json")
        + record(2, media="application/xhtml+xml")
        + record(3, media="Text/HTML")
    )
    assert pages(read(path)) == [2, 3]


def test_packed_content(tmp_path: Path) -> None:
    path = tmp_path / "a.warc"
    coded = record(1, body=gzip.compress(page(1)), headers="Content-Encoding: gzip\r\n")
    path.write_bytes(coded + RECORDS[2])
    assert pages(read(path)) == [1, 2]


@pytest.mark.parametrize("at", [15, 60, 150, -20])
def test_damage_inside(tmp_path: Path, at: int) -> None:
    path = tmp_path / "a.warc.gz"
    broken = bytearray(PACKED[2])
    for place in range(at, at + 4):
        broken[place] ^= 0xFF
    path.write_bytes(PACKED[0] + PACKED[1] + bytes(broken) + PACKED[3] + PACKED[4])
    found = read(path)
    assert [number for number in pages(found) if number != 2] == [0, 1, 3, 4]
    (error,) = errors(found)
    assert "damaged record" in error.cause


@pytest.mark.parametrize("rest", [b"", PACKED[3] + PACKED[4]])
def test_broken_off(tmp_path: Path, rest: bytes) -> None:
    path = tmp_path / "a.warc.gz"
    path.write_bytes(PACKED[0] + PACKED[1][: len(PACKED[1]) // 2] + rest)
    found = read(path)
    assert pages(found) == ([0, 3, 4] if rest else [0])
    assert len(errors(found)) == 1


def test_broken_off_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "a.warc"
    path.write_bytes(RECORDS[0] + RECORDS[1][:900])
    found = read(path)
    assert pages(found) == [0]
    assert "broken off after" in errors(found)[0].cause


def test_rubbish_between(tmp_path: Path) -> None:
    path = tmp_path / "a.warc"
    path.write_bytes(RECORDS[0] + b"rubbish\r\n" * 9 + RECORDS[1] + RECORDS[2])
    found = read(path)
    assert (pages(found), len(errors(found))) == ([0, 1, 2], 1)


def test_damage_over_a_block(tmp_path: Path) -> None:
    """The next record is found where it begins at the edge of a block that is searched."""
    path = tmp_path / "a.warc"
    for gap in (2**20 - 5, 2**20, 2**20 + 7):
        path.write_bytes(RECORDS[0] + b"x" * (gap - len(RECORDS[0])) + b"\r\n" + RECORDS[1])
        assert pages(read(path)) == [0, 1]


def test_any_damage_ends_well(tmp_path: Path) -> None:
    chance = random.Random(5)  # noqa: S311 - no secrets
    path = tmp_path / "a.warc.gz"
    whole = b"".join(PACKED)
    for _ in range(60):
        broken = bytearray(whole)
        for _ in range(chance.randint(1, 8)):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
        del broken[chance.randrange(len(broken)) :]
        path.write_bytes(broken or b"x")
        for item in read(path):
            assert isinstance(item, Raw | SourceError)


def test_too_large_a_page(tmp_path: Path) -> None:
    path = tmp_path / "a.warc.gz"
    large = gzip.compress(record(1, body=b"x" * 500_000))
    path.write_bytes(PACKED[0] + large + PACKED[2])
    found = read(path, Limits(page_bytes=100_000))
    assert pages(found) == [0, 2]
    assert isinstance(errors(found)[0], LimitExceeded)


def test_nothing_in_it(tmp_path: Path) -> None:
    path = tmp_path / "a.warc"
    path.write_bytes(record(1, kind="request"))
    (found,) = read(path)
    assert isinstance(found, EmptySource)


@pytest.mark.parametrize("packed", [False, True])
def test_standard_input(monkeypatch: pytest.MonkeyPatch, packed: bool) -> None:
    data = b"".join(PACKED if packed else RECORDS)
    given = io.TextIOWrapper(io.BytesIO(data + (PACKED[0][:90] if packed else b"rubbish\r\n" * 3)))
    monkeypatch.setattr(sys, "stdin", given)
    found = list(open_sources(["-"]))
    assert pages(found) == [0, 1, 2, 3, 4]
    assert len(errors(found)) == 1
