"""The seed case: what must be found in the report on the alliance of Japan and the U.S."""

from __future__ import annotations

from pathlib import Path
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

pytestmark = pytest.mark.shared

NAME = "seed-us-japan-alliance.txt"


@pytest.fixture(scope="module")
def reading(reader: Reader, shared: Path) -> Reading:
    return reader.read((shared / NAME).read_text(encoding="utf-8"))


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
    address = "https://www.nytimes.com/2024/07/28/world/asia/us-japan-military-alliance.html"
    assert document.url == address
    assert (document.published, document.published_basis) == ("2024-07-28", "url")
    assert document.outlet


def test_the_second_copy_is_a_repeat_and_makes_no_record(reading: Reading) -> None:
    document = reading.document
    repeated = " ".join(document.text[r.start : r.end] for r in document.repeats)
    assert repeated.startswith("Mr. Austin and Antony J. Blinken")
    assert "as being costly" in repeated
    first = min(r.start for r in document.repeats)
    assert all(r.sentence.end <= first for r in reading.records)
    assert len({r.id for r in reading.records}) == len(reading.records)


def test_undertakings(reading: Reading) -> None:
    umbrella = only(reading, Undertaking, action="take steps to strengthen their military alliance")
    actions = (
        "establishing a joint force headquarters",
        "co-production of different types of missiles",
    )
    for part in [only(reading, Undertaking, action=action) for action in actions]:
        assert [k.record for k in part.links if k.type == "part-of"] == [umbrella.id]
        assert words(part.parties) == ["country:USA", "country:JPN"]
        assert part.status == "announced"
    assert words(umbrella.parties) == ["country:USA", "country:JPN"]
    assert umbrella.status == "announced"
    assert len([r for r in reading.records if any(k.type == "part-of" for k in r.links)]) == 2


def test_who_commands_the_headquarters(reading: Reading) -> None:
    relation = only(reading, Relation, relation="commands")
    assert "American commander" in relation.subject.span.text
    assert relation.subject.country == "USA"
    assert "joint force headquarters" in relation.object.span.text
    assert relation.auxiliary == ("future",)


def test_statement_of_the_secretary(reading: Reading) -> None:
    said = only(reading, Statement, speakers=["person:lloyd-austin"])
    assert said.manner == "direct"
    assert len(said.content) == 2
    assert said.content[0].text.startswith("The U.S. will have a direct leadership role")
    assert said.content[1].text.startswith("And that will give us an opportunity")
    assert "news conference" in said.occasion.text
    assert said.date.value == "2024-07-28"
    assert (said.speakers[0].country, said.speakers[0].role) == ("USA", "secretary of defense")


@pytest.mark.parametrize("person", ["person:lloyd-austin", "person:antony-blinken"])
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
    assert any("activities in the East China Sea, South China Sea" in item for item in about)
    assert {"country:CHN", "country:PRK", "country:RUS"} <= set(about)


def test_consultation(reading: Reading) -> None:
    event = only(reading, Event, event_type="CONSULT")
    assert {"person:lloyd-austin", "person:antony-blinken"} <= {a.actor for a in event.actors}
    others = next(a for a in event.actors if "counterparts" in a.span.text)
    assert [(m.role, m.country) for m in others.members] == [
        ("minister of defense", "JPN"),
        ("minister of foreign affairs", "JPN"),
    ]
    assert event.place.name == "Tokyo"
    assert event.date.value == "2024-07-28"
    assert "2+2 dialogue" in event.occasion.text


def test_who_stepped_out_and_what_follows(reading: Reading) -> None:
    event = only(reading, Event, event_type="RETREAT")
    assert words(event.actors) == ["person:joe-biden"]
    expected = only(reading, Expectation, proposition="America would have a new leader")
    assert (expected.likelihood.rank, expected.likelihood.span.text) == ("likely", "most likely")
    assert words(expected.alternatives) == ["person:kamala-harris", "person:donald-trump"]
    meeting = only(reading, Event, event_type="CONSULT")
    for record in (expected, meeting):
        assert ("because-of", event.id) in [(k.type, k.record) for k in record.links]


@pytest.mark.parametrize(
    ("attitude", "proposition", "holder"),
    [
        (
            "unknown",
            "how the new leaders might act towards the policies and alliances",
            "Foreign leaders",
        ),
        ("unknown", "Harris", "The officials"),
        ("assume", "she would continue with Biden’s policies", "they"),
    ],
)
def test_expectations(reading: Reading, attitude: str, proposition: str, holder: str) -> None:
    found = only(reading, Expectation, attitude=attitude, proposition=proposition)
    assert [h.span.text for h in found.holders] == [holder]


def test_she_is_kamala_harris(reading: Reading) -> None:
    assumed = only(reading, Expectation, attitude="assume")
    assert "person:kamala-harris" in [a.actor for a in assumed.about]
    assert "officials" in assumed.holders[0].actor


def test_stances(reading: Reading) -> None:
    worried = only(reading, Stance, valence="concern")
    assert "officials" in worried.holders[0].span.text
    target = worried.target if isinstance(worried.target, Span) else worried.target.span
    assert "power returning to Trump" in target.text
    against = only(reading, Stance, valence="criticise")
    assert words(against.holders) == ["person:donald-trump"]
    target = against.target if isinstance(against.target, Span) else against.target.span
    assert "military alliance" in target.text
    assert against.grounds.text == "as being costly"
    assert against.habitual
