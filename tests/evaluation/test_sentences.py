"""The scorer of labelled sentences, on a file made by hand."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from verbale.errors import SourceError
from verbale.evaluation.sentences import is_found, score
from verbale.pipeline import Reader


def at(text: str, *words: str) -> list[list[int]]:
    return [[text.index(w), text.index(w) + len(w)] for w in words]


def row(text: str, *events: dict[str, Any], split: str = "test") -> dict[str, Any]:
    """A line; the stretches of an event are given by their words."""
    roles = ("trigger", "actors", "recipients", "said_by")
    placed = [{k: at(text, *v) if k in roles else v for k, v in e.items()} for e in events]
    return {"text": text, "split": split, "events": placed}


def event(event_type: str, trigger: str, **more: Any) -> dict[str, Any]:
    return {"event_type": event_type, "trigger": [trigger], **more}


def gold(folder: Path, rows: Sequence[Any]) -> Path:
    path = folder / "sentences.jsonl"
    path.write_text("".join(json.dumps(r) + "\n" for r in rows), encoding="utf-8")
    return path


ROWS = [
    row(
        "France condemned Iran.",
        event("ACCUSE", "condemned", actors=["France"], recipients=["Iran"]),
    ),
    row(
        "Kenya bombed Chad.",  # found, not whole: another actor
        event("ASSAULT", "bombed", actors=["Chad"], recipients=["Kenya"]),
    ),
    row(
        "Norway did not attack Mali.",  # found, other status
        event("ASSAULT", "attack", actors=["Norway"], recipients=["Mali"]),
    ),
    row(
        "Peru met Chile in Lima.",  # another type at the trigger
        event("AGREE", "met", actors=["Peru", "Chile"]),
    ),
    row("The sky is blue over Rome."),
    row("Kenya denounced Uganda."),  # no event by the labels
    row("Malta accused Cyprus.", split="train"),
]


def test_figures(tmp_path: Path, reader: Reader) -> None:
    result = score(gold(tmp_path, ROWS), reader, tmp_path / "report.json", rounds=5)
    assert result.told == ("sentences 6, events 4",)
    figures = {m.name: m.value for m in result.measures}
    assert 0 <= figures.pop("calibration_error") <= 1
    assert figures == pytest.approx(
        {
            "quiet": 1 / 2,
            "said_by": 0,
            "status": 2 / 3,
            "type_given_trigger": 3 / 4,
            "precision_found": 3 / 5,
            "recall_found": 3 / 4,
            "f1_whole": 2 * 1 / 9,
            "f1_found": 2 * 3 / 9,
        }
    )
    assert result.lines()[-1] == "sentences f1_found 0.667"


def test_the_report_tells_missed_extra_and_not_whole(tmp_path: Path, reader: Reader) -> None:
    score(gold(tmp_path, ROWS), reader, tmp_path / "report.json", rounds=5)
    told = {s["text"]: s for s in json.loads((tmp_path / "report.json").read_text())["sentences"]}
    assert "France condemned Iran." not in told
    assert told["Kenya bombed Chad."]["not whole"] == ["ASSAULT “bombed”"]
    assert told["Peru met Chile in Lima."]["missed"] == ["AGREE “met”"]
    assert told["Peru met Chile in Lima."]["extra"][0].startswith("CONSULT “met” (")
    assert told["Kenya denounced Uganda."]["extra"][0].startswith("ACCUSE “denounced” (")


def test_whose_word_it_is(tmp_path: Path, reader: Reader) -> None:
    text = "Kenya said that Chad had bombed Mali."
    said = event("ASSAULT", "bombed", actors=["Chad"], recipients=["Mali"], said_by=["Kenya"])
    result = score(gold(tmp_path, [row(text, said)]), reader, rounds=5)
    assert {m.name: m.value for m in result.measures}["said_by"] == 1


def test_what_is_long_past_is_not_scored(tmp_path: Path, reader: Reader) -> None:
    told = event(
        "ACCUSE", "condemned", actors=["France"], recipients=["Iran"], auxiliary=["historical"]
    )
    result = score(gold(tmp_path, [row("France condemned Iran.", told)]), reader, rounds=5)
    assert {m.name: m.value for m in result.measures}["f1_whole"] == 1


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ({"event_type": "ACCUSE", "trigger": [[7, 16]]}, True),
        ({"event_type": "ACCUSE", "trigger": [[0, 6], [15, 30]]}, True),
        ({"event_type": "ACCUSE", "trigger": [[0, 6]]}, False),
        ({"event_type": "REJECT", "trigger": [[7, 16]]}, False),
    ],
)
def test_what_is_found(reader: Reader, given: dict[str, Any], found: bool) -> None:
    (read,) = [r for r in reader.read("France condemned Iran.").records if r.kind == "event"]
    assert is_found(given, read) is found


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"text": 3, "split": "test", "events": []}, "line 1: text: expected text, not 3"),
        ({"text": "A.", "split": "test"}, "missing: events"),
        (
            {
                "text": "A.",
                "split": "test",
                "events": [{"event_type": "AID", "trigger": [["0", 1]]}],
            },
            "line 1: events[0].trigger[0][0]: expected a whole number, not '0'",
        ),
        ({"text": "A.", "split": "test", "events": [{"trigger": []}]}, "missing: event_type"),
        ({"text": "A.", "split": "train", "events": []}, "no sentence with split 'test'"),
    ],
)
def test_faulty_files(tmp_path: Path, reader: Reader, given: Any, told: str) -> None:
    with pytest.raises(SourceError) as error:
        score(gold(tmp_path, [given]), reader)
    assert told in str(error.value)
