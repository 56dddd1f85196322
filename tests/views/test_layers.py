"""The layers of an analysis as JSON lines; the analysis is built by hand."""

from __future__ import annotations

from typing import Any

import spacy

from verbale.model import (
    ActorReference,
    Analysis,
    Document,
    Mention,
    Place,
    PlaceMention,
    Predicate,
    Quotation,
    Sentence,
    TimeExpression,
)
from verbale.views.layers import layers

TEXT = "France said in Oslo on Friday: “We wait.”"


def build() -> Analysis:
    document = Document(TEXT)
    parse = spacy.blank("en")(TEXT)

    def span(words: str) -> Any:
        return document.span(TEXT.index(words), TEXT.index(words) + len(words))

    france = ActorReference("country:FRA", "France", span("France"), country="FRA")
    return Analysis(
        document,
        parse,
        sentences=(Sentence(0, len(parse), span(TEXT)),),
        mentions=(Mention(0, 1, 0, france, 3),),
        places=(PlaceMention(3, 4, 3, Place("Oslo", span("Oslo"), country="NOR")),),
        times=(TimeExpression(5, 6, span("Friday"), "DATE", "2025-03-07", "2025-03-07"),),
        quotations=(Quotation((span("We"), span("wait")), "direct", (france,), span("said")),),
        predicates={1: Predicate(1, "say", 3.0, "happened")},
    )


def test_layers() -> None:
    found = list(layers(build()))
    names = [line["layer"] for line in found]
    assert names == [
        *("sentence", "mention", "place", "time", "quotation", "quotation", "predicate"),
    ]
    for line in found:
        assert TEXT[line["start"] : line["end"]] == line["text"]
        assert line["document"] == Document(TEXT).id
    by_name = dict(zip(names, found, strict=True))
    assert by_name["mention"]["cluster"] == 3
    assert by_name["place"]["country"] == "NOR"
    assert by_name["time"]["edtf"] == "2025-03-07"
    assert by_name["quotation"]["statement"] == 0
    assert by_name["quotation"]["cue"]["text"] == "said"
    assert by_name["predicate"]["factuality"] == "happened"
