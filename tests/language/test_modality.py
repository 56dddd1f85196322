"""Status of predicates: did it, did it not, will it, might it, and on whose word."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from verbale.model import Analysis, Predicate

Analyse = Callable[..., Analysis]


def predicate(analysis: Analysis, word: str) -> Predicate:
    found = [p for i, p in analysis.predicates.items() if analysis.parse[i].text == word]
    assert found, f"no predicate {word!r}"
    return found[0]


@pytest.mark.parametrize(
    ("text", "word", "factuality", "auxiliary"),
    [
        ("France left Mali.", "left", "happened", ()),
        ("France has left Mali.", "left", "happened", ()),
        ("France managed to leave Mali.", "leave", "happened", ()),
        ("France said that Iran attacked Israel.", "attacked", "happened", ()),
        # the future
        ("France will leave Mali.", "leave", "uncertain", ("future",)),
        ("France is going to leave Mali.", "leave", "uncertain", ("future",)),
        ("France planned to leave Mali.", "leave", "uncertain", ("future",)),
        ("France threatened to attack Israel.", "attack", "uncertain", ("future",)),
        ("France said it would leave Mali.", "leave", "uncertain", ("future",)),
        # suppositions
        ("France may leave Mali.", "leave", "uncertain", ("hypothetical",)),
        ("France could have left.", "left", "uncertain", ("hypothetical",)),
        ("France would leave Mali if rebels attacked.", "leave", "uncertain", ("hypothetical",)),
        ("France would leave Mali if rebels attacked.", "attacked", "uncertain", ("hypothetical",)),
        ("If Iran attacks Israel, France will leave.", "attacks", "uncertain", ("hypothetical",)),
        ("France wants to leave Mali.", "leave", "uncertain", ("hypothetical",)),
        ("France urged Iran to leave Mali.", "leave", "uncertain", ("hypothetical",)),
        ("France allegedly attacked Mali.", "attacked", "uncertain", ("hypothetical",)),
        ("France has to leave Mali.", "leave", "uncertain", ("hypothetical",)),
        ("France doubts that Iran attacked Israel.", "attacked", "uncertain", ("hypothetical",)),
        # negation
        ("France did not leave Mali.", "leave", "did-not", ("negation",)),
        ("France never attacked Israel.", "attacked", "did-not", ("negation",)),
        ("Nobody attacked Israel.", "attacked", "did-not", ("negation",)),
        ("France left Mali without attacking Iran.", "attacking", "did-not", ("negation",)),
        ("France refused to leave Mali.", "leave", "did-not", ("negation",)),
        ("France failed to leave Mali.", "leave", "did-not", ("negation",)),
        ("France denied that it attacked Mali.", "attacked", "did-not", ("negation",)),
        ("France cancelled the visit.", "visit", "did-not", ("negation",)),
        # what negates a negation
        ("France did not refuse to leave Mali.", "leave", "uncertain", ("hypothetical",)),
        ("France did not deny that it attacked Mali.", "attacked", "uncertain", ("hypothetical",)),
        # the predicates above stay what they are
        ("France refused to leave Mali.", "refused", "happened", ()),
        ("France cancelled the visit.", "cancelled", "happened", ()),
    ],
)
def test_status(
    analyse: Analyse, text: str, word: str, factuality: str, auxiliary: tuple[str, ...]
) -> None:
    found = predicate(analyse(text), word)
    assert (found.factuality, found.auxiliary) == (factuality, auxiliary)
    assert -3 <= found.score <= 3


def test_a_planned_thing_that_was_cancelled(analyse: Analyse) -> None:
    found = predicate(analyse("The planned visit was cancelled."), "visit")
    assert found.factuality == "did-not"
    assert "negation" in found.auxiliary


@pytest.mark.parametrize(
    ("text", "word", "sources"),
    [
        ("Iran attacked Israel.", "attacked", []),
        ("France said that Iran attacked Israel.", "attacked", ["country:FRA"]),
        ("Iran attacked Israel, France said.", "attacked", ["country:FRA"]),
        ("According to France, Iran attacked Israel.", "attacked", ["country:FRA"]),
        ("“Iran attacked Israel,” Mr. Macron said.", "attacked", ["person:emmanuel-macron"]),
        (
            "France said that Spain claimed that Iran attacked Israel.",
            "attacked",
            ["country:ESP", "country:FRA"],
        ),
        ("France said that Spain claimed that Iran attacked Israel.", "claimed", ["country:FRA"]),
        ("France said that Iran attacked Israel.", "said", []),
    ],
)
def test_whose_word_it_is(analyse: Analyse, text: str, word: str, sources: list[str]) -> None:
    assert [s.actor for s in predicate(analyse(text), word).sources] == sources


def test_the_words_that_decided_are_told(analyse: Analyse) -> None:
    assert predicate(analyse("France may leave."), "leave").why == ("uncertain: “may”",)
