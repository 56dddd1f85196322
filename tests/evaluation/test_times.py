"""The scorer of time expressions, on a file made by hand."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from verbale.evaluation.times import score, score_timex
from verbale.model import TimeExpression, span_of
from verbale.pipeline import Reader

TEXT = "They met on Sunday, July 21, and will meet again next week."


def expression(words: str, type_: str, value: str) -> TimeExpression:
    start = TEXT.index(words)
    return TimeExpression(0, 1, span_of(TEXT, start, start + len(words)), type_, value)


def gold(words: str, type_: str, value: str) -> dict[str, object]:
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words), "type": type_, "value": value}


@pytest.mark.parametrize("suffix", [".jsonl", ".jsonl.gz"])
def test_figures(tmp_path: Path, suffix: str) -> None:
    row = {
        "text": TEXT,
        "dct": "2024-07-24",
        "timex3": [
            gold("Sunday, July 21", "DATE", "2024-07-21"),
            gold("next week", "DATE", "2024-W31"),
        ],
    }
    line = (json.dumps(row) + "\n").encode()
    path = tmp_path / f"gold{suffix}"
    path.write_bytes(gzip.compress(line) if suffix.endswith("gz") else line)
    found = [
        expression("July 21", "DATE", "2024-07-21"),
        expression("next week", "DATE", "2024-W30"),
        expression("again", "SET", "P1D"),
    ]
    figures = score_timex(path, lambda text, published: found, rounds=20)
    assert figures.told == ("documents 1, expressions 2",)
    values = {measure.name: measure.value for measure in figures.measures}
    assert values == pytest.approx(
        {"strict_f1": 0.4, "relaxed_f1": 0.8, "type_f1": 0.8, "value_f1": 0.4}
    )
    assert all(m.low == m.high == m.value for m in figures.measures)
    assert figures.lines()[-1] == "timex value_f1 0.400"


def test_the_scorer_and_its_report(tmp_path: Path, reader: Reader) -> None:
    row = {"text": TEXT, "dct": "2024-07-24", "timex3": [gold("July 21", "DATE", "2024-07-21")]}
    (tmp_path / "gold.jsonl").write_text(json.dumps(row) + "\n")
    result = score(tmp_path / "gold.jsonl", reader, tmp_path / "report.json")
    assert result.lines()[-1].startswith("timex value_f1 ")
    assert json.loads((tmp_path / "report.json").read_text())["lines"] == result.lines()
