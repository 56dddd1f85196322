"""The command that shows merged events and takes decisions on them."""

from __future__ import annotations

import json
from pathlib import Path

from tests.test_cli import GOOD, _fake, lines_of, run

__all__ = ["_fake"]


def test_merged_events_and_what_a_person_decides() -> None:
    rows = [
        {"id": "m-1", "text": GOOD, "published": "2031-05-06", "outlet": "A"},
        {"id": "m-2", "text": f"{GOOD}More follows.", "published": "2031-05-06", "outlet": "B"},
        {"id": "m-3", "text": "Chad condemned Mali on Friday.", "published": "2031-05-09"},
    ]
    Path("three.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    assert run("read", "three.jsonl").exit_code == 0
    shown = run("events", "--least", "2")
    assert "2 records · 2 documents" in shown.stdout
    assert shown.stderr == "verbale: events: 1, records: 2, sources: 2\n"
    events = lines_of(run("events", "--format", "jsonl"))
    assert [event["records"] for event in events] == [1, 2]
    alone, together = (event["id"] for event in events)
    second = events[1]["mentions"][1]["record"]
    assert run("events", together, second, "--split", "--note", "no").stderr.startswith(
        "verbale: decided: 1\n"
    )
    assert len(lines_of(run("events", "--format", "jsonl"))) == 3
    assert "split" in run("events", "--decisions").stdout
    run("events", "--undo", "1")
    assert "taken back" in run("events", "--decisions").stdout
    assert "decided: 2" in run("events", alone, together, "--merge").stderr
    (merged,) = lines_of(run("events", "--format", "jsonl"))
    assert merged["records"] == 3
    assert run("events", alone).stdout.count("by decision 2") == 3


def test_events_asked_for_wrongly() -> None:
    assert run("events", "--desk", "none.db").exit_code == 2
    run("read", "good.txt")
    for wrong in (("--merge", "a"), ("--split",), ("--merge", "--split", "a", "b"), ("nothing",)):
        assert run("events", *wrong).exit_code == 2
    assert run("events", "--undo", "7").exit_code == 2
    assert run("events", "--from", "2100").stderr == "verbale: no events\n"
    assert run("events", "--decisions").stderr == "verbale: no decisions\n"
