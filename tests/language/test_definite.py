"""Definite nominals: whom "the country", "the party", "the president", "the two" stand for."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from verbale.model import Analysis

Analyse = Callable[..., Analysis]


def stands_for(analysis: Analysis, words: str) -> list[str]:
    """The actor (or members) of the first mention of exactly these words."""
    for mention in analysis.mentions:
        if mention.reference.span.text == words:
            members = [m.actor for m in mention.reference.members]
            return members or [mention.reference.actor]
    return []


@pytest.mark.parametrize(
    ("text", "words", "actors"),
    [
        ("Iran built a plant. The country denied it.", "The country", ["country:IRN"]),
        ("Iran tested a rocket. That nation is poor.", "That nation", ["country:IRN"]),
        (
            "Leaders of the Labour Party met in Leeds. The party was split.",
            "The party",
            ["org:labour"],
        ),
        (
            "The French president, Emmanuel Macron, met the German chancellor, Olaf Scholz. "
            "Mr. Macron smiled. The president was glad.",
            "The president",
            ["person:emmanuel-macron"],
        ),
        (
            "Olaf Scholz, the chancellor, met Angela Merkel, the former chancellor, in Berlin. "
            "The former chancellor was calm.",
            "The former chancellor",
            ["person:angela-merkel"],
        ),
        (
            "Emmanuel Macron met Olaf Scholz in Paris. The two spoke for an hour.",
            "The two",
            ["person:emmanuel-macron", "person:olaf-scholz"],
        ),
        (
            "Iran attacked Israel. The two sides then talked.",
            "The two sides",
            ["country:IRN", "country:ISR"],
        ),
        (
            "Emmanuel Macron met Olaf Scholz. The two countries are friends.",
            "The two countries",
            ["country:FRA", "country:DEU"],
        ),
    ],
)
def test_right(analyse: Analyse, text: str, words: str, actors: list[str]) -> None:
    assert stands_for(analyse(text), words) == actors


@pytest.mark.parametrize(
    ("text", "words", "actors"),
    [
        ("A country needs friends. The party was loud.", "The party", ["nominal:party"]),
        ("Rain fell. The country was wet.", "The country", ["nominal:country"]),
        (
            "Emmanuel Macron spoke. The two sides of the coin are new.",
            "The two sides",
            ["nominal:the-two-sides"],
        ),
        ("Emmanuel Macron left. The two days were long.", "The two", []),
        ("Iran attacked Israel. Two countries protested.", "Two countries", []),
        ("Mr. Macron was glad. The minister was not.", "The minister", ["nominal:minister"]),
    ],
)
def test_wrong(analyse: Analyse, text: str, words: str, actors: list[str]) -> None:
    assert stands_for(analyse(text), words) == actors
