"""Whose office is meant by a pronoun or nominal before it, and places the tagger took for people."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from verbale.model import Analysis

Analyse = Callable[..., Analysis]


def references(analysis: Analysis, words: str) -> set[tuple[str, str | None]]:
    found = [m.reference for m in analysis.mentions if m.reference.span.text == words]
    return {(one.actor, one.country) for one in found}


@pytest.mark.parametrize(
    ("text", "words", "country"),
    [
        (
            "Chad is in debt, the country's finance minister said on Monday.",
            "the country's finance minister",
            "TCD",
        ),
        ("Chad waited. Its finance minister left on Monday.", "Its finance minister", "TCD"),
        ("Boeing waited. Its finance chief left on Monday.", "Its finance chief", None),
        ("Anna Lund waited. Her spokesman left on Monday.", "Her spokesman", None),
    ],
)
def test_whose_office(analyse: Analyse, text: str, words: str, country: str | None) -> None:
    ((_, found),) = references(analyse(text, published="2016-02-01"), words)
    assert found == country


def test_a_place_is_no_person(analyse: Analyse) -> None:
    analysis = analyse(
        "Samples came from the Boende region of Congo. Boende is far from the capital, Kinshasa."
    )
    assert {p.place.name for p in analysis.places} >= {"Boende", "Kinshasa"}
    assert not [m for m in analysis.mentions if m.reference.actor == "person:boende"]


def test_a_person_whose_name_is_a_place_stays(analyse: Analyse) -> None:
    analysis = analyse("Mr. London resigned. London said he was tired. Later London left London.")
    assert [m for m in analysis.mentions if m.reference.actor.startswith("person:london")]
