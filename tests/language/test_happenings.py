"""Which words are predicates of the layer."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from verbale.language.happenings import Happenings
from verbale.matcher import default_lexicon
from verbale.model import Analysis
from verbale.pipeline import Reader

Analyse = Callable[[str], Analysis]


@pytest.mark.parametrize(
    ("text", "held", "left"),
    [
        ("The funeral filled the apartment.", {"funeral"}, {"apartment"}),
        ("The restructuring of the airline took years.", {"restructuring"}, {"airline", "years"}),
        ("Inspections of the building began on Monday.", {"Inspections"}, {"building", "Monday"}),
        ("The earthquake followed an outage in the city.", {"earthquake", "outage"}, {"city"}),
        (
            "Growth in the nation raised the government's mood.",
            {"Growth"},
            {"nation", "government"},
        ),
    ],
)
def test_nouns_of_what_happens_are_predicates(
    analyse: Analyse, text: str, held: set[str], left: set[str]
) -> None:
    analysis = analyse(text)
    found = {analysis.parse[number].text for number in analysis.predicates}
    assert held <= found
    assert not left & found


def test_what_the_noun_tells_is_scored(analyse: Analyse) -> None:
    analysis = analyse("There was no repatriation. The ceremony went ahead.")
    status = {p.lemma: p.factuality for p in analysis.predicates.values()}
    assert status["repatriation"] == "did-not"
    assert status["ceremony"] == "happened"


def test_a_noun_of_the_layer_makes_no_record(reader: Reader) -> None:
    assert not reader.read("The earthquake and the restructuring were a tragedy.").records


def test_the_lists_do_not_overlap() -> None:
    lists = Happenings(default_lexicon())
    assert not lists.nouns & lists.things
