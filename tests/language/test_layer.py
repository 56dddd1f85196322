"""The mention layer: titles beside names, actors joined by "and", cluster numbers, spans."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from verbale.model import Analysis
from verbale.views.layers import layers

Analyse = Callable[..., Analysis]


@pytest.mark.parametrize(
    ("text", "words", "actor"),
    [
        ("French President Emmanuel Macron left.", "French President", "person:emmanuel-macron"),
        ("Karl Lund, the Danish envoy, left.", "the Danish envoy", "person:karl-lund"),
        ("The Danish envoy, Karl Lund, left.", "The Danish envoy", "person:karl-lund"),
    ],
)
def test_a_title_is_a_mention_too(analyse: Analyse, text: str, words: str, actor: str) -> None:
    found = [m for m in analyse(text).mentions if m.reference.span.text == words]
    assert [m.reference.actor for m in found] == [actor]
    assert found[0].reference.via == "title"


def test_no_title_no_mention(analyse: Analyse) -> None:
    found = analyse("Mr. Macron left.")
    assert [m.reference.span.text for m in found.mentions] == ["Macron"]


@pytest.mark.parametrize(
    ("text", "words", "members"),
    [
        (
            "Mr. Macron and Mr. Scholz left.",
            "Macron and Mr. Scholz",
            ["person:emmanuel-macron", "person:olaf-scholz"],
        ),
        ("France and Spain left.", "France and Spain", ["country:FRA", "country:ESP"]),
        ("They met North and South Korea.", "North and South Korea", None),
    ],
)
def test_actors_joined(analyse: Analyse, text: str, words: str, members: list[str] | None) -> None:
    found = {m.reference.span.text: m for m in analyse(text).compounds}
    if members is None:
        assert words not in found
    else:
        assert [m.actor for m in found[words].reference.members] == members


@pytest.mark.parametrize(
    "text",
    ["France and a dog left.", "France or Spain left.", "France left and Spain stayed."],
)
def test_actors_not_joined(analyse: Analyse, text: str) -> None:
    assert not analyse(text).compounds


def test_one_number_for_one_actor(analyse: Analyse) -> None:
    found = analyse("French President Emmanuel Macron left. He was tired. France was not.")
    numbers = {m.cluster for m in found.mentions if m.reference.actor.startswith("person:")}
    assert len(numbers) == 1
    assert numbers.isdisjoint(m.cluster for m in found.mentions if m.reference.via == "demonym")


def test_a_dateline_is_no_part_of_a_mention(analyse: Analyse) -> None:
    found = analyse("WASHINGTON — American officials met the press.")
    spans = [m.reference.span.text for m in found.mentions]
    assert "American officials" in spans
    assert all(span == span.strip() and "—" not in span for span in spans)


def test_the_lines_have_members(analyse: Analyse) -> None:
    lines = [x for x in layers(analyse("France and Spain left.")) if x["layer"] == "mention"]
    assert [(x["text"], x["members"]) for x in lines] == [
        ("France and Spain", ["country:FRA", "country:ESP"]),
        ("France", []),
        ("Spain", []),
    ]


@pytest.mark.parametrize(
    ("text", "words", "actors"),
    [
        ("Mr. Macron, who left, was tired.", "who", ["person:emmanuel-macron"]),
        ("Iran, which denied it, is angry.", "which", ["country:IRN"]),
        ("Mr. Macron, whose wife left, was tired.", "whose", ["person:emmanuel-macron"]),
        ("Nobody knows who left France.", "who", []),
        ("France raised a tax which was dear.", "which", []),
    ],
)
def test_relative_pronouns(analyse: Analyse, text: str, words: str, actors: list[str]) -> None:
    found = [m for m in analyse(text).mentions if m.reference.span.text == words]
    assert [m.reference.actor for m in found] == actors


@pytest.mark.parametrize(
    "text", ["A decision by President Anna Lund surprised them.", "The report was long."]
)
def test_a_document_is_no_actor(analyse: Analyse, text: str) -> None:
    lines = [line for line in layers(analyse(text)) if line["layer"] == "mention"]
    assert not {"A decision", "The report"} & {line["text"] for line in lines}


def test_a_supplier_to_a_state_is_not_of_it(analyse: Analyse) -> None:
    (line,) = [
        line
        for line in layers(analyse("He named a major arms supplier to Iran."))
        if line["layer"] == "mention" and line["text"].startswith("a major")
    ]
    assert line["country"] is None
