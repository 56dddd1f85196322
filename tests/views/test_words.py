"""Records in words: what is shown of each kind, and that text cannot steer the terminal."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbale.model import Reading, Record
from verbale.views.words import HEADINGS, clean, fold, marked, ordered, shorten, summary

EXPECTED = {
    "event": ("ACCUSE", "France", "Iran", "2024-07"),
    "statement": ("indirect", "Lloyd J. Austin III (USA)", "", "2024-07-28"),
    "undertaking": ("announced", "Japan and the United States", "", ""),
    "expectation": ("expect", "Lloyd J. Austin III (USA)", "", ""),
    "stance": ("criticise", "France", "", ""),
    "relation": ("holds-office", "Lloyd J. Austin III (USA)", "secretary of defense", "2021-01/"),
}


def of_kind(reading: Reading, kind: str) -> Record:
    return next(record for record in reading.records if record.kind == kind)


@pytest.mark.parametrize("kind", EXPECTED)
def test_summary(reading: Reading, kind: str) -> None:
    line = summary(of_kind(reading, kind))
    assert (line.label, line.who, line.whom, line.when) == EXPECTED[kind]


def test_status(reading: Reading) -> None:
    assert summary(of_kind(reading, "event")).status == "in Paris"
    told = summary(of_kind(reading, "undertaking")).status
    assert told == "future, says Lloyd J. Austin III (USA)"
    assert summary(of_kind(reading, "expectation")).status == "likely"


def test_marked(reading: Reading) -> None:
    event = of_kind(reading, "event")
    assert marked(event) == ("France ", "condemned", " Iran over the launch in Paris.")
    elsewhere = of_kind(reading, "statement").evidence
    outside = dataclasses.replace(event, evidence=elsewhere)
    assert marked(outside) == ("France condemned Iran over the launch in Paris.", "", "")


def test_kinds_in_fixed_order(reading: Reading) -> None:
    titles = [title for title, _ in ordered(reading.records)]
    assert titles == list(HEADINGS.values())
    assert ordered(()) == []


@given(st.text())
def test_clean_is_one_line_that_steers_nothing(text: str) -> None:
    shown = clean(text)
    assert shown == shown.strip()
    assert clean(shown) == shown
    assert all(ord(character) >= 32 and not 127 <= ord(character) < 160 for character in shown)
    assert not set(shown) & set("\u202a\u202e\u2066\u2069\u2028\n")
    assert fold(text).strip() == shown


@given(st.text(min_size=1), st.integers(min_value=2, max_value=50))
def test_shorten(text: str, length: int) -> None:
    assert len(shorten(text, length)) <= length
