"""Who acts for a state, and who does not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from verbale.model import ActorReference, Analysis

Analyse = Callable[..., Analysis]


def stands_for(analysis: Analysis, words: str) -> ActorReference:
    found = [m.reference for m in analysis.mentions if m.reference.span.text == words]
    assert found, [m.reference.span.text for m in analysis.mentions]
    return found[0]


@pytest.mark.parametrize(
    ("text", "words", "actor", "sectors"),
    [
        ("Norwegian officials met the press.", "Norwegian officials", "country:NOR", ("GOV",)),
        ("The Syrian regime fell.", "The Syrian regime", "country:SYR", ("GOV",)),
        ("Officials from Japan left.", "Officials from Japan", "country:JPN", ("GOV",)),
        ("Israeli troops left Gaza.", "Israeli troops", "country:ISR", ("MIL",)),
        ("The White House was silent.", "The White House", "country:USA", ("GOV",)),
        ("White House officials spoke.", "White House officials", "country:USA", ("GOV",)),
        ("Emmanuel Macron praised his government.", "his government", "country:FRA", ("GOV",)),
        ("Iran said its military was ready.", "its military", "country:IRN", ("MIL",)),
        ("Olaf Scholz praised his country.", "his country", "country:DEU", ()),
    ],
)
def test_acting_for_the_state(
    analyse: Analyse, text: str, words: str, actor: str, sectors: tuple[str, ...]
) -> None:
    found = stands_for(analyse(text), words)
    assert found.actor == actor
    assert set(sectors) <= set(found.sectors)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("A senior Norwegian official spoke.", "A senior Norwegian official"),
        ("Former Norwegian officials spoke.", "Former Norwegian officials"),
        ("Sacked Norwegian officials spoke.", "Sacked Norwegian officials"),
        ("Norwegian lawmakers met.", "Norwegian lawmakers"),
        ("Norwegian fishermen struck.", "Norwegian fishermen"),
        ("Mr. Macron praised his aides.", "his aides"),
        ("The officials left.", "The officials"),
    ],
)
def test_not_acting_for_a_state(analyse: Analyse, text: str, words: str) -> None:
    assert not stands_for(analyse(text), words).actor.startswith("country:")


def test_officials_of_a_body_stand_for_it(analyse: Analyse) -> None:
    assert stands_for(analyse("Pentagon officials spoke."), "Pentagon officials").actor == (
        "org:pentagon"
    )


def test_officials_of_two_states(analyse: Analyse) -> None:
    found = stands_for(analyse("Danish and Swedish officials met."), "Danish and Swedish officials")
    assert [m.actor for m in found.members] == ["country:DNK", "country:SWE"]


def test_the_words_of_the_text_stay_the_name(analyse: Analyse) -> None:
    found = stands_for(analyse("Norwegian officials met the press."), "Norwegian officials")
    assert (found.name, found.via) == ("Norwegian officials", "nominal")


def test_the_speakers_own(analyse: Analyse) -> None:
    found = analyse("“Our country is ready,” Emmanuel Macron said on Monday.")
    assert stands_for(found, "Our country").actor == "country:FRA"
    found = analyse("“My government is ready,” Emmanuel Macron said on Monday.")
    assert stands_for(found, "My government").actor == "country:FRA"
    found = analyse("“Our friends are ready,” Emmanuel Macron said on Monday.")
    actors = {m.reference.actor for m in found.mentions}
    assert "person:emmanuel-macron" in actors
    assert "country:FRA" not in actors
