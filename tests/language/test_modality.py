"""Status of predicates: did it, did it not, will it, might it, and on whose word."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from verbale.errors import DataError
from verbale.language import factuality
from verbale.matcher import weights
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
        ("Instead of leaving Mali, France sent troops.", "leaving", "did-not", ("negation",)),
        ("Rather than leave Mali, France sent troops.", "leave", "did-not", ("negation",)),
        ("France stopped short of condemning Iran.", "condemning", "did-not", ("negation",)),
        ("France ruled out sending troops.", "sending", "did-not", ("negation",)),
        ("France has yet to leave Mali.", "leave", "did-not", ("negation",)),
        ("It is too early to lift the sanctions.", "lift", "did-not", ("negation",)),
        ("France should have left Mali.", "left", "did-not", ("negation",)),
        ("France denied attacking Israel.", "attacking", "did-not", ("negation",)),
        ("France could not leave Mali.", "leave", "did-not", ("negation",)),
        ("France was not allowed to leave Mali.", "leave", "did-not", ("negation",)),
        ("France does not want to leave Mali.", "leave", "did-not", ("negation",)),
        ("No attack had begun.", "attack", "did-not", ("negation",)),
        ("The two sides reached no agreement.", "reached", "did-not", ("negation",)),
        ("Neither Iran nor Israel attacked Syria.", "attacked", "did-not", ("negation",)),
        # questions, commands, conditions without "if", hearsay
        ("Will France attack Mali?", "attack", "uncertain", ("future", "hypothetical")),
        ("Why did France leave Mali?", "leave", "happened", ()),
        ("“Stop the killing,” the president said.", "Stop", "uncertain", ("hypothetical",)),
        (
            "Had France attacked Mali, Iran would respond.",
            "attacked",
            "uncertain",
            ("hypothetical",),
        ),
        ("Iran is said to have attacked Israel.", "attacked", "uncertain", ("hypothetical",)),
        (
            "It was unclear whether Iran attacked Israel.",
            "attacked",
            "uncertain",
            ("hypothetical",),
        ),
        ("France will visit Mali and sign a deal.", "sign", "uncertain", ("future",)),
        # what negates a negation
        ("France did not refuse to leave Mali.", "leave", "uncertain", ("hypothetical",)),
        ("France did not deny that it attacked Mali.", "attacked", "uncertain", ("hypothetical",)),
        # the predicates above stay what they are
        ("France refused to leave Mali.", "refused", "happened", ()),
        ("France cancelled the visit.", "cancelled", "happened", ()),
        # what is already there is not denied with what is said of it
        ("France did not mention the attack.", "attack", "happened", ()),
        ("France denied the allegation.", "allegation", "happened", ()),
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
        ("France denied attacking Israel.", "attacking", ["country:FRA"]),
        ("France's claim that Iran attacked Israel angered Oman.", "attacked", ["country:FRA"]),
        (
            "“Iran told us that Israel attacked Syria,” Mr. Macron said.",
            "attacked",
            ["country:IRN", "person:emmanuel-macron"],
        ),
        (
            "Officials said the Kremlin had told Iran that Israel attacked Syria.",
            "attacked",
            ["country:RUS", "nominal:officials"],
        ),
        (
            "According to Spain, France said that Iran attacked Israel.",
            "attacked",
            ["country:FRA", "country:ESP"],
        ),
        (
            "Iran attacked Israel, France said, according to Spain.",
            "attacked",
            ["country:FRA", "country:ESP"],
        ),
        ("According to Spain, France said that Iran attacked Israel.", "said", ["country:ESP"]),
        (
            "Spain said that, according to France, Iran attacked Israel.",
            "attacked",
            ["country:FRA", "country:ESP"],
        ),
    ],
)
def test_whose_word_it_is(analyse: Analyse, text: str, word: str, sources: list[str]) -> None:
    assert [s.actor for s in predicate(analyse(text), word).sources] == sources


def test_the_words_that_decided_are_told(analyse: Analyse) -> None:
    assert predicate(analyse("France may leave."), "leave").why == ("uncertain: “may”",)


@pytest.mark.parametrize(
    ("text", "word", "cause"),
    [
        ("In 1998, France attacked Mali.", "attacked", "“1998”, 27 years before publication"),
        ("France condemned the 1998 attack.", "attack", "“1998”, 27 years before publication"),
        ("Iran attacked during the 1973 war.", "attacked", "“1973”, 52 years before publication"),
        ("During the Cold War, France attacked Mali.", "attacked", "“cold war”"),
        ("Decades ago, France left Mali.", "left", "“decades ago”"),
        ("France attacked Mali in 2024.", "attacked", ""),
        ("France condemned the 1998 attack.", "condemned", ""),
    ],
)
def test_what_is_long_past(analyse: Analyse, text: str, word: str, cause: str) -> None:
    found = predicate(analyse(text), word)
    assert ("historical" in found.auxiliary) == bool(cause)
    assert not cause or f"historical: {cause}" in found.why


def test_scores_are_in_order(analyse: Analyse) -> None:
    texts = ("France did not leave Mali.", "France may leave Mali.", "France left Mali.")
    words = ("leave", "leave", "left")
    low, middle, high = (
        predicate(analyse(text), word).score for text, word in zip(texts, words, strict=True)
    )
    assert low < -1.5 < middle < high
    assert high > 2.5


def test_scores_do_not_hang_on_what_else_the_text_holds(analyse: Analyse) -> None:
    alone = predicate(analyse("France may leave Mali."), "leave")
    among = predicate(
        analyse("Iran will not attack, Oman said.\n\nFrance may leave Mali."), "leave"
    )
    assert alone.score == among.score


def test_a_damaged_model_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "models").mkdir()
    (tmp_path / "models/models.yaml").write_text("factuality.npz: 00\n")
    (tmp_path / "models/factuality.npz").write_bytes(b"none")
    monkeypatch.setattr(weights, "data_folder", lambda: tmp_path)
    with pytest.raises(DataError, match=r"factuality.npz: its SHA-256 is"):
        factuality.load_factuality()
