"""A report of two states, their measures and what others expect: every kind of record, once each.

The text is made up, and so are its politicians.
"""

from __future__ import annotations

from typing import Any

import pytest

from verbale.model import (
    ActorReference,
    Event,
    Expectation,
    Reading,
    Relation,
    Span,
    Stance,
    Statement,
    Undertaking,
)
from verbale.pipeline import Reader

BODY = """\
Ms. Lund and Erik Holm, the Danish foreign minister, were in Warsaw on Saturday to hold talks \
with their Polish counterparts in what is usually called a quadriga. These talks happen often, \
but the last ones were important because Henrik Dahl stepped down as prime minister, so Denmark \
would have a new leader, most likely Jonas Berg or Mette Krogh. European diplomats do not know \
how the new government might deal with the treaties.
The diplomats know little about Krogh, but they assume she would keep Dahl’s policies. However, \
the diplomats are worried about power going back to Berg, who has repeatedly called the naval \
partnership a waste of money.
Source:
https://www.example.org/2024/04/14/europe/denmark-poland-navy.html
"""
TEXT = f"""\
Denmark and Poland announced that they are going to take measures to deepen their naval \
partnership. Those measures include creating a common training school that would report to the \
Danish admiral in the Baltic and a growing joint production of sea mines. “The school will give \
our crews a common language in peace and in a crisis,” said Anna Lund, the Danish defense \
minister, at a press briefing on Saturday. “And that will help us to answer much faster \
together.” The declaration concentrates on Russia’s activities in the Baltic Sea, the Gulf of \
Finland and beyond, while also citing hostile activity by Belarus and Iran.
{BODY}{BODY}"""


@pytest.fixture(scope="module")
def reading(reader: Reader) -> Reading:
    return reader.read(TEXT)


def words(value: object) -> object:
    """What stands in the text, or the actor's id."""
    if isinstance(value, Span):
        return value.text
    if isinstance(value, ActorReference):
        return value.actor
    return [words(item) for item in value] if isinstance(value, tuple) else value


def only(reading: Reading, kind: type[Any], **fields: object) -> Any:
    """The one record of a kind with these fields (text containing, else equal)."""
    found = [
        r
        for r in reading.records
        if isinstance(r, kind) and all(_fits(getattr(r, k), v) for k, v in fields.items())
    ]
    assert len(found) == 1, [r for r in reading.records if isinstance(r, kind)]
    return found[0]


def _fits(value: object, wanted: object) -> bool:
    if isinstance(value, Span) and isinstance(wanted, str):
        return wanted in value.text
    return words(value) == wanted


def test_document(reading: Reading) -> None:
    document = reading.document
    assert document.url == "https://www.example.org/2024/04/14/europe/denmark-poland-navy.html"
    assert (document.published, document.published_basis) == ("2024-04-14", "url")
    repeated = " ".join(document.text[r.start : r.end] for r in document.repeats)
    assert "Ms. Lund and Erik Holm" in repeated
    assert "a waste of money" in repeated


def test_nothing_comes_from_the_second_copy(reading: Reading) -> None:
    first = min(r.start for r in reading.document.repeats)
    assert all(r.sentence.end <= first for r in reading.records)


def test_undertakings(reading: Reading) -> None:
    umbrella = only(reading, Undertaking, action="take measures to deepen their naval partnership")
    assert words(umbrella.parties) == ["country:DNK", "country:POL"]
    assert umbrella.status == "announced"
    for action in ("creating a common training school", "growing joint production of sea mines"):
        part = only(reading, Undertaking, action=action)
        assert words(part.parties) == ["country:DNK", "country:POL"]
        assert part.status == "announced"
        assert [(k.type, k.record) for k in part.links if k.type == "part-of"] == [
            ("part-of", umbrella.id)
        ]


def test_the_parts_are_two(reading: Reading) -> None:
    parts = [r for r in reading.records if any(k.type == "part-of" for k in r.links)]
    assert len(parts) == 2
    assert "sea mines" not in parts[0].evidence[1].text


def test_who_commands_the_school(reading: Reading) -> None:
    relation = only(reading, Relation, relation="commands")
    assert "Danish admiral" in relation.subject.span.text
    assert relation.subject.country == "DNK"
    assert "common training school" in relation.object.span.text
    assert relation.auxiliary == ("future",)


def test_statement_of_the_minister(reading: Reading) -> None:
    said = only(reading, Statement, speakers=["person:anna-lund"])
    assert said.manner == "direct"
    assert words(said.content) == [
        "The school will give our crews a common language in peace and in a crisis",
        "And that will help us to answer much faster together.",
    ]
    assert "press briefing" in said.occasion.text
    assert said.date.value == "2024-04-13"
    assert (said.speakers[0].country, said.speakers[0].role) == ("DNK", "minister of defense")


@pytest.mark.parametrize("person", ["person:anna-lund", "person:erik-holm"])
def test_offices(reading: Reading, person: str) -> None:
    held = [
        r
        for r in reading.records
        if isinstance(r, Relation) and r.subject.actor == person and r.relation == "holds-office"
    ]
    assert len(held) == 1


def test_statement_of_the_document(reading: Reading) -> None:
    said = [
        r
        for r in reading.records
        if isinstance(r, Statement) and r.speakers and r.speakers[0].actor.startswith("document:")
    ]
    assert len(said) == 1
    about = [str(words(item)) for item in said[0].about]
    assert any("activities in the Baltic Sea" in item for item in about)
    assert {"country:RUS", "country:BLR", "country:IRN"} <= set(about)


def test_consultation(reading: Reading) -> None:
    event = only(reading, Event, event_type="CONSULT")
    actors = words(event.actors)
    assert isinstance(actors, list)
    assert {"person:anna-lund", "person:erik-holm"} <= set(actors)
    others = next(a for a in event.actors if "counterparts" in a.span.text)
    assert [(m.role, m.country) for m in others.members] == [
        ("minister of defense", "POL"),
        ("minister of foreign affairs", "POL"),
    ]
    assert event.place.name == "Warsaw"
    assert event.date.value == "2024-04-13"
    assert "quadriga" in event.occasion.text


def test_who_stepped_down_and_what_follows(reading: Reading) -> None:
    event = only(reading, Event, event_type="RETREAT")
    assert words(event.actors) == ["person:henrik-dahl"]
    expected = only(reading, Expectation, proposition="Denmark would have a new leader")
    assert expected.likelihood.rank == "likely"
    assert expected.likelihood.span.text == "most likely"
    assert words(expected.alternatives) == ["person:jonas-berg", "person:mette-krogh"]
    assert ("because-of", event.id) in [(k.type, k.record) for k in expected.links]
    talks = only(reading, Event, event_type="CONSULT")
    assert ("because-of", event.id) in [(k.type, k.record) for k in talks.links]


@pytest.mark.parametrize(
    ("attitude", "proposition", "holder"),
    [
        ("unknown", "how the new government might deal with the treaties", "European diplomats"),
        ("unknown", "Krogh", "The diplomats"),
        ("assume", "she would keep Dahl’s policies", "they"),
    ],
)
def test_expectations(reading: Reading, attitude: str, proposition: str, holder: str) -> None:
    found = only(reading, Expectation, attitude=attitude, proposition=proposition)
    assert [h.span.text for h in found.holders] == [holder]


def test_the_diplomats_are_the_same_everywhere(reading: Reading) -> None:
    assumed = only(reading, Expectation, attitude="assume")
    worried = only(reading, Stance, valence="concern")
    assert words(assumed.holders) == words(worried.holders)
    assert "person:mette-krogh" in [a.actor for a in assumed.about]


def test_stances(reading: Reading) -> None:
    worried = only(reading, Stance, valence="concern")
    assert "diplomats" in worried.holders[0].span.text
    assert "power going back to Berg" in str(words(worried.target))
    against = only(reading, Stance, valence="criticise")
    assert words(against.holders) == ["person:jonas-berg"]
    target = against.target if isinstance(against.target, Span) else against.target.span
    assert "naval partnership" in target.text
    assert against.habitual
    assert "waste of money" in against.grounds.text
