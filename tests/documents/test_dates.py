"""Dates of publication: every way of writing that is read, and those that are left alone."""

from __future__ import annotations

import pytest

from verbale.documents.dates import from_dateline, from_url, normalised, too_late
from verbale.documents.metadata import published_of


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("2024-07-28", "2024-07-28"),
        ("20240728", "2024-07-28"),
        ("2024/7/28", "2024-07-28"),
        ("2024-07-28T10:00:00Z", "2024-07-28T10:00:00+00:00"),
        ("2024-07-28T10:00:00.123+09:00", "2024-07-28T10:00:00+09:00"),
        ("2024-07-28 10:00:00 +0900", "2024-07-28T10:00:00+09:00"),
        ("2024-07-28 10:00", "2024-07-28T10:00:00"),
        ("Sun, 28 Jul 2024 10:00:00 GMT", "2024-07-28T10:00:00+00:00"),
        ("Sun, 28 Jul 2024 10:00:00 -0400", "2024-07-28T10:00:00-04:00"),
        ("17-JUN-1991 08:15:42.30", "1991-06-17T08:15:42"),
        (" 4-SEP-1989 19:40:05.12", "1989-09-04T19:40:05"),
        ("July 28, 2024", "2024-07-28"),
        ("Sunday, July 28th, 2024", "2024-07-28"),
        ("28 July 2024", "2024-07-28"),
        ("Jul. 28, 2024 at 3:04 pm", "2024-07-28T15:04:00"),
        ("July 28, 2024 12:04 a.m. ET", "2024-07-28"),
        ("28/07/2024", "2024-07-28"),
        ("07/28/2024", "2024-07-28"),
        ("05/05/2024", "2024-05-05"),
    ],
)
def test_read(given: str, expected: str) -> None:
    assert normalised(given) == (expected, None)


@pytest.mark.parametrize(
    "given",
    [
        "03/04/2024",
        "2024-02-30",
        "July 28",
        "July 2024",
        "yesterday",
        "2024",
        "1722124800",
        "0001-01-01",
        "February 30, 2024",
        "31/31/2024",
        "2024-13-01T00:00:00Z",
        "x" * 10_000,
        "",
    ],
)
def test_not_read_and_noted(given: str) -> None:
    value, note = normalised(given)
    assert value is None
    assert note


def test_ambiguous_dates_name_both_readings() -> None:
    _, note = normalised("03/04/2024")
    assert note is not None
    assert "2024-03-04" in note
    assert "2024-04-03" in note


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://a.example/2024/07/28/world/x.html", "2024-07-28"),
        ("https://a.example/world/2024-07-28-x", "2024-07-28"),
        ("https://a.example/world/x-2024-07-28/", "2024-07-28"),
        ("https://a.example/20240728/x", "2024-07-28"),
        ("https://a.example/world/2024/jul/28/x", "2024-07-28"),
        ("https://a.example/2024/7/8/x", "2024-07-08"),
        ("https://a.example/2024/13/40/x", None),
        ("https://a.example/story-99999999", None),
        ("https://a.example/2024/07/x", None),
        ("https://a.example/x?d=/2024/07/28/", None),
        ("https://2024-07-28.example/x", None),
        ("https://a.example/12024/07/281", None),
    ],
)
def test_from_url(url: str, expected: str | None) -> None:
    assert from_url(url) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("TOKYO, July 28, 2024 (Reuters) - Japan said", "2024-07-28"),
        ("WASHINGTON, 28 July 2024 (AFP) – The", "2024-07-28"),
        ("NEW YORK (Kyodo), Aug. 1, 2023 -- The", "2023-08-01"),
        ("(Reuters) - PARIS, May 3, 2022 - The", "2022-05-03"),
        ("Geneva, Switzerland, March 4, 2021 — The", "2021-03-04"),
        ("WASHINGTON, July 28 (Reuters) - The", None),
        ("The talks began on July 28, 2024 - a Sunday - in Tokyo", None),
        ("Japan said on July 28, 2024, that", None),
        ("", None),
    ],
)
def test_from_dateline(text: str, expected: str | None) -> None:
    assert from_dateline(text) == expected


def test_order_of_bases() -> None:
    url, line = "https://a.example/2024/07/28/x", "TOKYO, July 27, 2024 (AP) - y"
    assert published_of("2024-07-29", "metadata", url, (line,), None).basis == "metadata"
    assert published_of("2024-07-29", "given", url, (line,), None).basis == "given"
    assert published_of(None, "metadata", url, (line,), None).basis == "url"
    assert published_of(None, "metadata", "https://a.example/x", (line,), None).basis == "dateline"
    none = published_of("03/04/2024", "metadata", None, (), None)
    assert (none.value, none.basis) == (None, None)
    assert none.notes


def test_never_after_retrieval() -> None:
    assert not too_late("2024-07-30", "2024-07-28T10:00:00+00:00")
    assert too_late("2024-07-31", "2024-07-28T10:00:00+00:00")
    later = published_of(
        "2025-01-01", "metadata", "https://a.example/2024/07/28/x", (), "2024-07-28"
    )
    assert (later.value, later.basis) == ("2024-07-28", "url")
    assert "after retrieval" in later.notes[0]
