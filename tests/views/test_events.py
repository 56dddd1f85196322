"""Merged events as they are shown."""

from __future__ import annotations

import io
import json

import pytest
from rich.console import Console
from tests.stories.told import COPY, DENIED, STRIKE, THREE

from verbale.model import Event, Reading, Telling
from verbale.model.merging import Agreement, Anchor, Decision, Mention, MergedEvent, Tie
from verbale.views.events import (
    EventTable,
    counted,
    decision_line,
    details,
    event_json,
    why,
)

TIE = Tie("event-1", "event-2", 1.25, (Agreement("day: same", 2.2, "2031-05-06"),))


def mention(reading: Reading, stage: str = "happened", copy_of: str | None = None) -> Mention:
    record, document = reading.records[0], reading.document
    assert isinstance(record, Event)
    telling = Telling(
        document.id, document.title, document.url, document.outlet, document.published, copy_of
    )
    return Mention(record, telling, stage, TIE)


EVENT = MergedEvent(
    "merged-a",
    (mention(STRIKE), mention(COPY, copy_of="a"), mention(THREE), mention(DENIED, "denied")),
)


def shown(what: object, width: int) -> str:
    console = Console(width=width, file=io.StringIO(), force_terminal=False)
    console.print(what)
    file = console.file
    assert isinstance(file, io.StringIO)
    return file.getvalue()


@pytest.mark.parametrize("width", [80, 200])
def test_an_event_with_differing_details_side_by_side(width: int) -> None:
    text = shown(EventTable(EVENT), width)
    assert max(map(len, text.splitlines())) <= width
    lines = " ".join(text.split())
    for words in (
        "━━ ASSAULT: Israeli ━",
        "2031-05-06 to 2031-05-08 · 4 records · 4 documents · 3 wordings · 3 sources",
        "happened, denied · merged-a",
        "dead: 2 (Agency, Morning Post) | 3 (Harbour Post)",
        "denied by: Israel (Southern Wire)",
        "Morning Post · copy",
        "«struck»",
        "day: same +2.2 (2031-05-06); together +1.25",
    ):
        assert words in lines


def test_three_numbers() -> None:
    assert counted([EVENT]) == "events: 1, records: 4, sources: 3"
    assert {one.what for one in details(EVENT) if one.differs} == {"dead"}


def test_an_event_as_json() -> None:
    found = json.loads(json.dumps(event_json(EVENT)))
    assert {k: found[k] for k in ("kind", "id", "records", "documents", "wordings", "sources")} == {
        "kind": "merged-event", "id": "merged-a", "records": 4, "documents": 4, "wordings": 3,
        "sources": 3,
    }  # fmt: skip
    assert [one["value"] for one in found["details"]["dead"]] == ["2", "3"]
    assert found["mentions"][1]["copy_of"] == "a"
    assert found["mentions"][0]["tie"]["agreements"][0]["weight"] == 2.2


def test_why_a_mention_is_in_an_event() -> None:
    first = EVENT.mentions[0]
    assert why(Mention(first.record, first.telling, "happened", None, 3)) == "by decision 3"
    assert why(Mention(first.record, first.telling, "happened")) == "by itself"


def test_a_decision_in_a_line() -> None:
    anchors = [Anchor(f"event-{n}", "d", None, "ASSAULT", 0, "hit", "s") for n in range(5)]
    decision = Decision(
        2, "split", "2031-05-09T10:00:00+00:00", (anchors[0],), tuple(anchors[1:]), "two\ncars"
    )
    assert decision_line(decision) == (
        "2  2031-05-09T10:00:00+00:00  split event-0 from event-1, event-2, event-3, … (two cars)"
    )
