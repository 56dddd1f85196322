"""The scorer of random news sentences by CAMEO roots, on a file made by hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from verbale.errors import SourceError
from verbale.evaluation.cameo_200 import roots, score, tells_event
from verbale.pipeline import Reader


def gold(folder: Path, *rows: tuple[str, Any, Any]) -> Path:
    names = ("sentence", "relevant_majority", "cameo_root_majority")
    path = folder / "cameo.jsonl"
    lines = [json.dumps(dict(zip(names, row, strict=True))) for row in rows]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("text", "event", "found"),
    [
        ("France condemned Iran.", True, {"11"}),
        ("French Foreign Minister Jean Morel said that prices were high.", True, {"01"}),
        ("A witness said that the road was wet.", False, set()),
        ("Norway will hold talks with Sweden.", True, {"03"}),
        ("The painting shows a lake.", False, set()),
    ],
)
def test_what_counts_as_an_event(reader: Reader, text: str, event: bool, found: set[str]) -> None:
    records = reader.read(text).records
    assert tells_event(records) is event
    assert roots(records) == found


def test_figures(tmp_path: Path, reader: Reader) -> None:
    path = gold(
        tmp_path,
        ("France condemned Iran.", True, ["11", "12"]),
        ("Chad bombed Mali.", False, []),
        ("The painting shows a lake.", True, ["01"]),
        ("Norway blamed Sweden.", True, []),
    )
    result = score(path, reader, tmp_path / "report.json", rounds=20)
    assert result.told == ("sentences 4, with an event 3, compared by root 1",)
    values = {m.name: m.value for m in result.measures}
    assert values == pytest.approx(
        {
            "root_micro_f1": 2 / 3,
            "event_precision": 2 / 3,
            "event_recall": 2 / 3,
            "event_f1": 2 / 3,
        }
    )
    assert result.lines()[-1] == "cameo-200 event_f1 0.667"
    assert len(json.loads((tmp_path / "report.json").read_text())["misses"]) == 3


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (("A.", "yes", []), "line 1: relevant_majority: expected true or false, not 'yes'"),
        (("A.", True, ["1"]), "sentence 1: cameo_root_majority '1': expected two digits"),
        (("A.", True, [1]), "line 1: cameo_root_majority[0]: expected text, not 1"),
        ((None, True, []), "line 1: sentence: expected text, not None"),
    ],
)
def test_faulty_files(tmp_path: Path, reader: Reader, row: Any, told: str) -> None:
    with pytest.raises(SourceError) as error:
        score(gold(tmp_path, row), reader)
    assert told in str(error.value)
