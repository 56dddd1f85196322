"""Merged events: in any order, by degrees, reversible, with persons' decisions standing."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from tests.stories.told import (
    ALL,
    COPY,
    DENIED,
    ELSEWHERE,
    KNOWN,
    NEXT_DAY,
    STRIKE,
    THREE,
    both,
    told,
)

from verbale.desk import Desk as BareDesk
from verbale.errors import UnknownId
from verbale.keeping import Desk
from verbale.model import Event, Reading

Groups = set[frozenset[str]]


def groups(desk: BareDesk) -> Groups:
    """The merged events, each as the documents of its mentions."""
    return {
        frozenset(f"{one.record.document}:{one.record.trigger.text}" for one in event.mentions)
        for event in desk.merged_events()
    }


def read(path: str, *readings: Reading) -> Desk:
    desk = Desk(path)
    for reading in readings:
        desk.write(reading)
    desk.settle()
    return desk


TYRE = frozenset({"a:hit", "b:struck", "c:hit", "f:hit"})
EXPECTED: Groups = {TYRE, frozenset({"d:hit"}), frozenset({"e:hit"})}


def test_reports_of_one_event_are_merged_and_others_are_not(path: str) -> None:
    with read(path, *ALL) as desk:
        assert groups(desk) == EXPECTED


@pytest.mark.parametrize("seed", range(25))
def test_any_order_of_reading_and_settling(path: str, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - shuffling, no secret
    readings = list(ALL)
    chance.shuffle(readings)
    with Desk(path) as desk:
        for reading in readings:
            desk.write(reading)
            if chance.random() < 0.4:
                desk.settle()
        desk.settle()
        assert groups(desk) == EXPECTED
        assert desk.merged_event(STRIKE.records[0].id).id == merged_id(STRIKE)


def merged_id(reading: Reading) -> str:
    return f"merged-{reading.records[0].id.removeprefix('event-')}"


def test_rows_events_and_sources_are_three_numbers(path: str) -> None:
    with read(path, *ALL) as desk:
        event = desk.merged_event(merged_id(STRIKE))
    assert len(event.mentions) == 4
    assert len(event.documents) == 4
    assert event.wordings == 3, "the copy is folded"
    assert event.sources == 3
    assert event.stages == ("happened", "denied")


def test_why_is_kept_with_weights(path: str) -> None:
    with read(path, STRIKE, THREE) as desk:
        event = desk.merged_event(merged_id(STRIKE))
    tie = event.mentions[0].tie
    assert tie is not None
    found = {one.feature: one for one in tie.agreements}
    assert found["actor: state"].note == "ISR"
    assert found["trigger: same"].weight > 0
    assert found["day: same"].note == "2031-05-06"
    assert tie.score == pytest.approx(sum(one.weight for one in tie.agreements), abs=1e-3)


def test_an_id_of_any_mention_leads_to_the_event(path: str) -> None:
    with read(path, THREE) as desk:
        before = desk.merged_events()[0].id
        desk.write(STRIKE)
        desk.settle()
        assert desk.merged_event(before).id == merged_id(STRIKE)
        with pytest.raises(UnknownId):
            desk.merged_event("merged-zz")


def test_a_document_that_goes_lets_the_rest_fall_apart(path: str) -> None:
    with read(path, STRIKE, THREE) as desk:
        assert len(groups(desk)) == 1
        desk.write(Reading(STRIKE.document, ()))
        desk.settle()
        assert groups(desk) == {frozenset({"b:struck"})}


def test_what_is_told_again_in_one_document(path: str) -> None:
    first = told(
        "g", "{trigger:Shelling} of the port of Nordvik killed six on 6 May.", date="2031-05-06"
    )
    again = told(
        "h",
        "The {trigger:shelling} of the port of Nordvik on 6 May cut the power.",
        date="2031-05-06",
    )
    other = told("i", "The {trigger:shelling} of Ostby on 2 May cut the water.", date="2031-05-02")
    with read(path, both(first, again, other)) as desk:
        assert groups(desk) == {frozenset({"g:Shelling", "g:shelling"}), frozenset({"g:shelling"})}


def test_a_person_merges_and_takes_it_back(path: str) -> None:
    with read(path, *ALL) as desk:
        (number,) = desk.merge_events(merged_id(STRIKE), merged_id(NEXT_DAY), note="same convoy")
        assert TYRE | {"d:hit"} in groups(desk)
        event = desk.merged_event(merged_id(STRIKE))
        assert {one.decision for one in event.mentions} == {number}
        desk.take_back(number)
        assert groups(desk) == EXPECTED
        with pytest.raises(UnknownId, match="none of that number stands"):
            desk.take_back(number)
        (kept,) = desk.decisions()
        assert (kept.verb, kept.note) == ("merge", "same convoy")
        assert kept.withdrawn is not None


def test_a_person_splits_and_takes_it_back(path: str) -> None:
    with read(path, *ALL) as desk:
        number = desk.split_event(merged_id(STRIKE), DENIED.records[0].id)
        assert TYRE - {"c:hit"} in groups(desk)
        assert frozenset({"c:hit"}) in groups(desk)
        desk.take_back(number)
        assert groups(desk) == EXPECTED


def test_a_record_alone_is_taken_out_and_a_whole_event_apart(path: str) -> None:
    with read(path, *ALL) as desk:
        desk.split_event(THREE.records[0].id)
        assert TYRE - {"b:struck"} in groups(desk)
        desk.split_event(merged_id(STRIKE))
        assert all(len(group) == 1 for group in groups(desk))


def test_the_later_decision_goes(path: str) -> None:
    with read(path, STRIKE, NEXT_DAY) as desk:
        desk.merge_events(merged_id(STRIKE), merged_id(NEXT_DAY))
        desk.split_event(NEXT_DAY.records[0].id)
        assert len(groups(desk)) == 2
        desk.merge_events(merged_id(STRIKE), merged_id(NEXT_DAY))
        assert len(groups(desk)) == 1


def test_decisions_stand_when_a_text_is_read_anew(path: str) -> None:
    event = NEXT_DAY.records[0]
    assert isinstance(event, Event)
    anew = replace(event, actors=(), id="")
    assert anew.id != event.id
    with read(path, STRIKE, NEXT_DAY) as desk:
        desk.merge_events(merged_id(STRIKE), merged_id(NEXT_DAY))
        desk.write(Reading(NEXT_DAY.document, (anew,)))
        desk.settle()
        assert groups(desk) == {frozenset({"a:hit", "d:hit"})}
        desk.write(Reading(NEXT_DAY.document, ()))
        desk.settle()
        desk.write(NEXT_DAY)
        desk.settle()
        assert groups(desk) == {frozenset({"a:hit", "d:hit"})}


def test_decisions_stand_when_a_text_is_corrected(path: str) -> None:
    marked = "An {actor:Israeli} drone {trigger:hit} a bridge on Wednesday."
    url = "https://post.example/bridge"
    first = told("g", marked, "2031-05-07", actors=KNOWN, date="2031-05-07", url=url)
    corrected = told(
        "h", marked, "2031-05-07", actors=KNOWN, date="2031-05-07", url=url, tail=" Corrected."
    )
    with read(path, STRIKE, first) as desk:
        desk.merge_events(merged_id(STRIKE), merged_id(first))
        desk.write(Reading(first.document, ()))
        desk.write(corrected)
        desk.settle()
        assert groups(desk) == {frozenset({"a:hit", "h:hit"})}


def test_a_corrected_text_leaves_its_event_and_comes_again(path: str) -> None:
    marked = "An {actor:Israeli} drone {trigger:hit} a car near {place:Tyre} on Tuesday."
    url = "https://post.example/car"
    first = told("g", marked, "2031-05-07", actors=KNOWN, date="2031-05-06", url=url)
    corrected = told(
        "h", marked, "2031-05-07", actors=KNOWN, date="2031-05-06", url=url, tail=" Corrected."
    )
    with read(path, STRIKE, first) as desk:
        assert groups(desk) == {frozenset({"a:hit", "g:hit"})}
        number = desk.split_event(first.records[0].id)
        desk.write(corrected)
        desk.settle()
        assert [one.id for one in desk.documents()] == ["a", "h"]
        assert groups(desk) == {frozenset({"a:hit"}), frozenset({"h:hit"})}
        desk.take_back(number)
        assert groups(desk) == {frozenset({"a:hit", "h:hit"})}


def test_events_and_undertakings_are_decided_apart(path: str) -> None:
    with read(path, STRIKE, NEXT_DAY) as desk:
        assert desk.merge_events(merged_id(STRIKE), merged_id(NEXT_DAY)) == [1]
        assert desk.split_event(NEXT_DAY.records[0].id) == 2
        assert [one.verb for one in desk.decisions()] == ["merge", "split"]
        assert desk.threads(least=1) == []


def test_a_split_stands_against_what_comes_later(path: str) -> None:
    with read(path, STRIKE, THREE) as desk:
        desk.split_event(THREE.records[0].id)
        for reading in (COPY, DENIED, ELSEWHERE):
            desk.write(reading)
            desk.settle()
        found = groups(desk)
        assert not any({"a:hit", "b:struck"} <= group for group in found)


def test_allusions_are_shown_but_are_no_records(path: str) -> None:
    later = told(
        "g",
        "{actor:France} {trigger:urged} calm.",
        "2031-05-07",
        kind="REQUEST",
        actors={"France": "country:FRA"},
        tail=" Paris spoke after Tuesday's Israeli strike on a car near Tyre.",
    )
    with read(path, STRIKE, later) as desk:
        event = desk.merged_event(merged_id(STRIKE))
        (allusion,) = event.allusions
        assert allusion.telling.document == "g"
        assert allusion.sentence.startswith("Paris spoke")
        assert later.document.text[allusion.start :].startswith("strike")
        assert len(event.mentions) == event.sources == 1
        assert len(desk.merged_events()) == 2


def test_questions(path: str) -> None:
    with read(path, *ALL) as desk:
        assert [e.id for e in desk.merged_events(least=2)] == [merged_id(STRIKE)]
        assert len(desk.merged_events(actor="ISR")) == 3
        assert desk.merged_events(actor="FRA") == []
        assert len(desk.merged_events(event_type="ASSAULT")) == 3
        assert desk.merged_events(since="2032") == []
        assert len(desk.merged_events(until="2031-05-06")) == 2
        assert desk.merged_events(1, 1)[0].id != desk.merged_events(1)[0].id
        story = desk.stories()[0]
        assert desk.merged_events(story=story.id)
        told = [(len(s.documents), s.records) for s in desk.stories()]
        assert all(records == documents for documents, records in told)
        assert sum(s.events for s in desk.stories()) >= 3
        with pytest.raises(UnknownId):
            BareDesk(path).merged_event("event-none")


def test_a_desk_without_a_merger_keeps_records_only(path: str) -> None:
    with BareDesk(path) as desk:
        desk.write(STRIKE)
        desk.settle()
        assert desk.merged_events() == []
        with pytest.raises(UnknownId, match="not yet compared"):
            desk.merged_event(STRIKE.records[0].id)
    with read(path, THREE) as desk:
        assert groups(desk) == {frozenset({"a:hit", "b:struck"})}
