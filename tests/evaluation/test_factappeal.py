"""The scorer of sources, on passages made by hand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from verbale.errors import SourceError
from verbale.evaluation.factappeal import score
from verbale.pipeline import Reader


def gold(folder: Path, *rows: tuple[str, list[tuple[str, str]]]) -> Path:
    path = folder / "facts.jsonl"
    lines = []
    for number, (text, spans) in enumerate(rows):
        placed = [
            {"tag": tag, "start": text.index(words), "end": text.index(words) + len(words)}
            for tag, words in spans
        ]
        lines.append(json.dumps({"id": f"p{number}", "text": text, "spans": placed}))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


CLAIM = "the dam had burst"


def test_figures(tmp_path: Path, reader: Reader) -> None:
    sourced = [("Source:Named:Official", "Norway"), ("Fact_Appeal:Indirect_Quote", CLAIM)]
    path = gold(
        tmp_path,
        (f"Norway said that {CLAIM}.", sourced),
        ("The dam burst at noon.", [("Fact_Appeal:Direct_Quote", "The dam burst")]),
        ("The river is wide.", [("Fact_No_Appeal", "The river is wide.")]),
        ("Sweden said that the river was wide.", []),
    )
    report = tmp_path / "report.json"
    result = score(path, reader, report, rounds=10)
    assert result.told == ("passages 4, sourced 2, read as sourced 2",)
    found = {m.name: m.value for m in result.measures}
    assert found["sourced_precision"] == found["sourced_recall"] == 0.5
    assert found["source_token_recall"] == 1.0
    assert found["source_token_precision"] == 0.5
    assert found["claim_token_recall"] == pytest.approx(4 / 7)
    assert result.lines()[-1] == "factappeal sourced_f1 0.500"
    told = json.loads(report.read_text(encoding="utf-8"))
    assert told["missed"] == ["The dam burst at noon."]
    assert told["wrong"] == ["Sweden said that the river was wide."]


def test_a_span_outside_the_text_is_named(tmp_path: Path, reader: Reader) -> None:
    path = tmp_path / "facts.jsonl"
    row = {"id": "p0", "text": "Short.", "spans": [{"tag": "Source:x", "start": 2, "end": 9}]}
    path.write_text(json.dumps(row), encoding="utf-8")
    with pytest.raises(SourceError) as raised:
        score(path, reader)
    assert "p0, spans[0]: expected 0 <= start <= end <= 6" in str(raised.value)
