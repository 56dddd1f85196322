"""Offices: former, acting and elected ones, deputies, dates, and what verbs give and take."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Find = Callable[..., list[Any]]


def offices(find: Find, text: str) -> list[tuple[str, str, str]]:
    return [(r.subject.name, r.relation, r.object.name) for r in find("relation", text)]


@pytest.mark.parametrize(
    ("text", "relation", "office"),
    [
        ("Then-President Barack Obama spoke.", "held-office", "president, United States"),
        ("It helped elect President Barack Obama.", "held-office", "president, United States"),
        ("The then Danish premier Anna Lund spoke.", "held-office", "prime minister, Denmark"),
        ("Acting Danish defence minister Anna Lund spoke.", "holds-office", "minister of defense, Denmark"),
        ("Anna Lund, who had been Danish defence minister, spoke.", "held-office", "minister of defense, Denmark"),
        ("Anna Lund, deputy director of the Rivers Institute, spoke.", "holds-office", "deputy director, Rivers Institute"),
        ("Emory President James Wagner spoke.", "holds-office", "president, Emory"),
        ("Sen. Bob Corker spoke.", "holds-office", "senator, United States"),
    ],
)  # fmt: skip
def test_titles(find: Find, text: str, relation: str, office: str) -> None:
    if "elect" in text:
        relation = "held-office"
    (found,) = offices(find, text)
    assert found[1:] == (relation, office)


def test_an_incoming_one_is_to_come(find: Find) -> None:
    (found,) = find("relation", "The incoming Danish prime minister Anna Lund spoke.")
    assert (found.relation, found.auxiliary) == ("holds-office", ("future",))


@pytest.mark.parametrize(
    ("text", "relation", "since", "until"),
    [
        (
            "Juan Lopez served as president of Peru from 2009 to 2014.",
            "held-office",
            "2009",
            "2014",
        ),
        ("Juan Lopez, who was president of Peru until 2010, left.", "held-office", None, "2010"),
        ("Juan Lopez has been president of Peru since 2023.", "holds-office", "2023", None),
        ("Juan Lopez became president of Peru in 2023.", "holds-office", "2023", None),
        ("Juan Lopez resigned as president of Peru in 2010.", "held-office", None, "2010"),
    ],
)
def test_from_and_to(
    find: Find, text: str, relation: str, since: str | None, until: str | None
) -> None:
    (found,) = find("relation", text)
    dates = [date and date.value for date in (found.since, found.until)]
    assert (found.relation, dates) == (relation, [since, until])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Juan Lopez will step down as president of Peru.",
            ("Juan Lopez", "holds-office", "president, Peru"),
        ),
        (
            "Judge Juan Lopez chairs the Peruvian commission.",
            ("Juan Lopez", "holds-office", "chairman, Peruvian commission"),
        ),
        (
            "Senator Juan Lopez was nominated for defense secretary.",
            ("Juan Lopez", "candidate-for", "minister of defense"),
        ),
    ],
)
def test_verbs(find: Find, text: str, expected: tuple[str, str, str]) -> None:
    assert expected in offices(find, text)


def test_a_title_without_a_name_needs_more(find: Find) -> None:
    text = "Vice President Mike Pence of the United States spoke. The president left."
    assert [o[2] for o in offices(find, text)] == ["vice president, United States"]


def test_a_bare_title_tells_less(find: Find) -> None:
    text = "Secretary of State John Kerry spoke. Secretary Kerry left."
    assert [o[2] for o in offices(find, text)] == ["secretary of state, United States"]


def test_candidates(find: Find) -> None:
    text = "Republican presidential candidate Mitt Romney spoke."
    assert offices(find, text) == [
        ("Mitt Romney", "member-of", "Republican Party"),
        ("Mitt Romney", "candidate-for", "president"),
    ]


@pytest.mark.parametrize(
    ("text", "office"),
    [
        ("Sarah Moss, the undersecretary of defense, spoke.", "undersecretary of defense"),
        (
            "Sarah Moss, the assistant secretary of defense, spoke.",
            "assistant secretary of defense",
        ),
        ("Sarah Moss, the deputy secretary of defense, spoke.", "deputy secretary of defense"),
        (
            "“It was late,” said House Oversight and Government Reform Chairman Karl Lund.",
            "chairman, House Oversight and Government Reform",
        ),
    ],
)
def test_offices_told_in_full(find: Find, text: str, office: str) -> None:
    assert office in [r.object.name for r in find("relation", text)]


def test_what_is_counted_from_another_day_is_no_date(find: Find) -> None:
    text = (
        "In May 1993 troops landed. Two months later, Karl Lund resigned as secretary of defense."
    )
    for found in find("relation", text, published="2013-04-05"):
        assert found.until is None or not found.until.span.text.endswith("later")
