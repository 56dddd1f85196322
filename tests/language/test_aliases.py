"""Abbreviations the text introduces, and names met again."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from verbale.model import Analysis

Analyse = Callable[..., Analysis]


def actors(analysis: Analysis, words: str) -> list[str]:
    return [m.reference.actor for m in analysis.mentions if m.reference.span.text == words]


def test_an_abbreviation_in_brackets(analyse: Analyse) -> None:
    found = analyse(
        "The Baltic Fisheries Council (BFQ) met in Riga on Monday. The BFQ said it was glad."
    )
    assert actors(found, "The BFQ") == ["organisation:baltic-fisheries-council"]
    assert actors(found, "it") == ["organisation:baltic-fisheries-council"]


def test_an_abbreviation_of_a_known_body(analyse: Analyse) -> None:
    found = analyse("The North Atlantic Treaty Organization (NATO) met. NATO was glad.")
    assert set(actors(found, "NATO")) == {"org:nato"}


@pytest.mark.parametrize(
    "text",
    [
        "The Baltic Fisheries Council (Monday) met in Riga. Monday was cold.",
        "The Baltic Fisheries Council met in Riga. The BFQ was silent.",
        "The minister (BFQ) spoke. BFQ was silent.",
    ],
)
def test_no_abbreviation(analyse: Analyse, text: str) -> None:
    council = "organisation:baltic-fisheries-council"
    for words in ("Monday", "BFQ", "The BFQ"):
        assert council not in actors(analyse(text), words)


def test_a_name_met_again(analyse: Analyse) -> None:
    found = analyse("Officials of Vostok Shipping left. Nobody at Vostok Shipping answered.")
    assert len(set(actors(found, "Vostok Shipping"))) == 1


def test_a_capital_in_anothers_name_is_no_government(analyse: Analyse) -> None:
    found = analyse("The team of Real Madrid beat Arsenal in London on Sunday.")
    assert "country:ESP" not in {m.reference.actor for m in found.mentions}
    assert actors(analyse("Madrid rejected the plan."), "Madrid") == ["country:ESP"]


@pytest.mark.parametrize(
    ("text", "actor", "holds"),
    [
        ("The U.S. Senate met on Monday.", "org:us-senate", True),
        ("The Brazilian Senate met on Monday.", "org:us-senate", False),
        ("Brazil's Supreme Court rejected the appeal.", "org:us-supreme-court", False),
        ("The Supreme Court of Brazil rejected the appeal.", "org:us-supreme-court", False),
    ],
)
def test_the_body_of_another_state(analyse: Analyse, text: str, actor: str, holds: bool) -> None:
    assert (actor in {m.reference.actor for m in analyse(text).mentions}) is holds


def test_letters_of_a_name_given_before(analyse: Analyse) -> None:
    found = analyse("The Congressional Black Caucus met. The CBC was split.")
    assert actors(found, "The CBC") == actors(found, "The Congressional Black Caucus")
    assert actors(analyse("The CBC was split."), "The CBC") != actors(found, "The CBC")
