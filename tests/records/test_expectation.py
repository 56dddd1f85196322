"""Expectations: who expects, hopes, fears, assumes, doubts or does not know what."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Find = Callable[..., list[Any]]


@pytest.mark.parametrize(
    ("text", "holder", "attitude", "proposition"),
    [
        (
            "The officials expect that prices will rise.",
            "The officials",
            "expect",
            "prices will rise",
        ),
        ("Investors fear a war.", "Investors", "fear", "a war"),
        ("Residents fear that the dam will break.", "Residents", "fear", "the dam will break"),
        ("Analysts doubt that the truce will hold.", "Analysts", "doubt", "the truce will hold"),
        ("Diplomats hope for a deal.", "Diplomats", "hope", "a deal"),
        (
            "The minister assumed that the king would go.",
            "The minister",
            "assume",
            "the king would go",
        ),
        (
            "Experts do not know whether the bank will survive.",
            "Experts",
            "unknown",
            "whether the bank will survive",
        ),
        (
            "Foreign diplomats don’t know how the king might act.",
            "Foreign diplomats",
            "unknown",
            "how the king might act",
        ),
        ("The officials know little about Mr. Berg.", "The officials", "unknown", "Mr. Berg"),
    ],
)
def test_who_expects_what(
    find: Find, text: str, holder: str, attitude: str, proposition: str
) -> None:
    (found,) = find("expectation", text)
    assert [h.span.text for h in found.holders] == [holder]
    assert (found.attitude, found.proposition.text) == (attitude, proposition)
    assert "future" not in found.auxiliary


@pytest.mark.parametrize(
    ("text", "rank", "words"),
    [
        ("The vote will probably be delayed.", "likely", "probably"),
        ("It is likely that France will win.", "likely", "likely"),
        ("France is likely to win.", "likely", "likely"),
        ("France is unlikely to win.", "unlikely", "unlikely"),
        (
            "France will have a new leader, most likely Jonas Berg or Mette Krogh.",
            "likely",
            "most likely",
        ),
        (
            "Spain would get a new premier, perhaps Jonas Berg or Mette Krogh.",
            "possible",
            "perhaps",
        ),
    ],
)
def test_how_likely(find: Find, text: str, rank: str, words: str) -> None:
    (found,) = find("expectation", text)
    assert found.holders == ()
    assert (found.likelihood.rank, found.likelihood.span.text) == (rank, words)


@pytest.mark.parametrize(
    "text",
    [
        "France will have a new leader, most likely Jonas Berg or Mette Krogh.",
        "France would have a new leader, probably Jonas Berg or Mette Krogh.",
    ],
)
def test_alternatives(find: Find, text: str) -> None:
    (found,) = find("expectation", text)
    assert [a.actor for a in found.alternatives] == ["person:jonas-berg", "person:mette-krogh"]
    assert "country:FRA" in {a.actor for a in found.about}


@pytest.mark.parametrize(
    "text",
    [
        "Talks were held because Henrik Dahl stepped down so Denmark would have a new leader, most "
        "likely Jonas Berg or Mette Krogh.",
        "Henrik Dahl stepped down as prime minister, so Denmark would have a new leader, most likely "
        "Jonas Berg or Mette Krogh.",
    ],
)
def test_because_of_what(find: Find, text: str) -> None:
    (found,) = find("expectation", text)
    (event,) = [e for e in find("event", text) if e.event_type == "RETREAT"]
    assert ("because-of", event.id) in [(link.type, link.record) for link in found.links]
    assert found.proposition.text.startswith("Denmark")


def test_whom_she_stands_for(find: Find) -> None:
    text = "The officials know little about Kamala Harris but they assume she would continue."
    unknown, assumed = find("expectation", text)
    assert [h.actor for h in assumed.holders] == [h.actor for h in unknown.holders]
    assert "person:kamala-harris" in {a.actor for a in assumed.about}


@pytest.mark.parametrize(
    ("text", "attitude", "proposition"),
    [
        ("The envoy expects Chile to sign the pact.", "expect", "Chile to sign the pact"),
        ("Officials warned tariffs would rise.", "predict", "tariffs would rise"),
        ("The senator forecast the success of a drive to win the north.", "predict",
         "the success of a drive to win the north"),
        ("The minister suggested the talks might fail and took the credit.", "predict", "the talks might fail"),
        ("The Iranian crew probably drowned.", "assume", "The Iranian crew probably drowned"),
        ("It is likely that the ship hit a mine.", "assume", "the ship hit a mine"),
        ("Peru stands to lose more than Chile.", "predict", "Peru stands to lose more than Chile"),
        ("There is a risk of a recession and a default.", "predict", "a recession and a default"),
    ],
)  # fmt: skip
def test_what_is_expected(find: Find, text: str, attitude: str, proposition: str) -> None:
    (found,) = find("expectation", text)
    assert (found.attitude, found.proposition.text) == (attitude, proposition)


@pytest.mark.parametrize(
    "text",
    [
        "Nobody expects a war.",
        "The plan assumes a price of ten euros.",
        "France left on Monday.",
        "She is expecting her second child.",
    ],
)
def test_no_expectation(find: Find, text: str) -> None:
    assert [e for e in find("expectation", text) if e.holders] == []
