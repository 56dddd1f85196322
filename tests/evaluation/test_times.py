"""The scorer of time expressions, on a file made by hand."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from verbale.evaluation.times import main, score_timex
from verbale.model import TimeExpression, span_of

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
    assert figures.expressions == 2
    assert figures.documents == 1
    assert figures.relaxed.value == pytest.approx(0.8)
    assert figures.strict.value == pytest.approx(0.4)
    assert figures.value.value == pytest.approx(0.4)
    assert figures.type.value == pytest.approx(0.8)
    assert figures.relaxed.low == figures.relaxed.high == figures.relaxed.value


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    row = {"text": TEXT, "dct": "2024-07-24", "timex3": [gold("July 21", "DATE", "2024-07-21")]}
    (tmp_path / "gold.jsonl").write_text(json.dumps(row) + "\n")
    assert main([str(tmp_path / "gold.jsonl")]) == 0
    assert capsys.readouterr().out.splitlines()[-1].startswith("timex value_f1 ")
    assert main([]) == 2
