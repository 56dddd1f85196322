"""Sentences labelled by hand: the marked form, its faults, and the JSON made of it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType

import pytest

LINE = "{a1:France} {t1:condemned} {r1:Iran} for the launch. || 1:ACCUSE/disapprove"


def test_a_sentence(labelled: ModuleType) -> None:
    item = labelled.sentence(LINE, "active")
    assert item.text == "France condemned Iran for the launch."
    (event,) = item.events
    assert (event.event_type, event.mode, event.auxiliary) == ("ACCUSE", ["disapprove"], [])
    stretches = (event.actors, event.trigger, event.recipients)
    assert [item.text[a:b] for s in stretches for a, b in s] == ["France", "condemned", "Iran"]


def test_several_events_share_a_stretch(labelled: ModuleType) -> None:
    item = labelled.sentence(
        "{s1,a2:Kyiv} said {a1:the army} had {t1:moved} tanks and {t2:called} the talks {t2:off}, "
        "{ss1:agencies} wrote. || 1:MOBILIZE/weapons aux=negation,future 2:REJECT",
        "quoted",
    )
    one, two = item.events
    assert item.text[slice(*one.said_by[0])] == "Kyiv" == item.text[slice(*two.actors[0])]
    assert [item.text[a:b] for a, b in two.trigger] == ["called", "off"]
    assert [item.text[a:b] for a, b in one.relayed_by] == ["agencies"]
    assert one.auxiliary == ["negation", "future"]


def test_no_event(labelled: ModuleType) -> None:
    assert labelled.sentence("It rained. || -", "none").events == []


def test_a_mark_that_carries_no_role(labelled: ModuleType) -> None:
    item = labelled.sentence("{a1:Chad} {t1:agreed} to {x:reopen} it. || 1:AGREE", "control")
    assert item.text == "Chad agreed to reopen it."


def test_the_split_follows_from_the_text(labelled: ModuleType) -> None:
    items = [labelled.sentence(f"Sentence {n}. || -", "none") for n in range(500)]
    test = [item for item in items if item.split == "test"]
    assert 70 < len(test) < 130
    assert all(int(i.id[:8], 16) % 5 == 0 for i in test)
    assert len({i.id for i in items}) == 500


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("France condemned Iran.", "expected ' || ' before the labels"),
        ("{a1:France condemned Iran. || 1:ACCUSE", "braces do not match"),
        ("{b1:France} condemned Iran. || 1:ACCUSE", "mark 'b1': expected a, r, t, s or ss"),
        ("{a2:France} {t1:condemned} Iran. || 1:ACCUSE", "mark a2: there is no such label"),
        ("{a1:France} condemned Iran. || 1:ACCUSE", "event 1: expected a trigger and an actor"),
        ("France {t1:condemned} it. || 1:ACCUSE", "event 1: expected a trigger and an actor"),
        ("{a1:France} {t1:acted}. || 1:ACTION", "event type 'ACTION'"),
        ("{a1:France} {t1:acted}. || 1:ACCUSE/visit", "mode 'visit' of ACCUSE"),
        ("{a1:France} {t1:acted}. || 1:ACCUSE aux=past", "auxiliary 'past'"),
        ("{a1:France} {t1:acted}. || ACCUSE", "expected N:TYPE/mode aux=…, or -"),
        ("{a1:France} {t1:acted}. || what 1:ACCUSE", "not understood at 0"),
        ("{a1:France} {t1:acted}. || 1:ACCUSE rest", "expected N:TYPE/mode aux=…, or -"),
        ("## construction=odd", "construction 'odd'"),
        ("##", "construction ''"),
        ("## construction=", "construction ''"),
    ],
)
def test_every_fault_is_named_with_file_and_line(
    labelled: ModuleType, line: str, fault: str
) -> None:
    with pytest.raises(ValueError, match=r"own\.txt:3: ") as error:
        list(labelled.read_marked(["# a note", LINE, line], "own.txt"))
    assert fault in str(error.value)


def test_the_construction_holds_for_the_lines_below(labelled: ModuleType) -> None:
    lines = [LINE, "## construction=headline", "", LINE.replace("Iran", "Mali"), "Rain falls. || -"]
    found = [item.construction for item in labelled.read_marked(lines, "own.txt")]
    assert found == ["active", "headline", "headline"]


def written(folder: Path, labelled: ModuleType, lines: Sequence[str]) -> Path:
    path = folder / "own.jsonl"
    items = labelled.read_marked(lines, "own.txt")
    path.write_text("\n".join(json.dumps(labelled.to_json(i)) for i in items), encoding="utf-8")
    return path


def test_what_is_written_is_read(tmp_path: Path, labelled: ModuleType) -> None:
    lines = [LINE, "It rained. || -", "{r1:Two men} were {t1:held}. || 1:COERCE/arrest aux=future"]
    read = labelled.read_json(written(tmp_path, labelled, lines))
    assert read == list(labelled.read_marked(lines, "own.txt"))
    assert "recipients" not in labelled.to_json(read[1])
