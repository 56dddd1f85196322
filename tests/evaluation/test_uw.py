"""The scorer of factuality, on a file made by hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from verbale.errors import SourceError
from verbale.evaluation.uw import cut, joined, score
from verbale.pipeline import Reader


def gold(folder: Path, *rows: tuple[Any, list[Any]]) -> Path:
    path = folder / "uw.jsonl"
    lines = [
        json.dumps({"text": text, "targets": [{"span1": s, "label": v} for s, v in targets]})
        for text, targets in rows
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("tokens", "text"),
    [
        ("He did n't leave .", "He didn't leave."),
        ("`` We won , '' he said .", '"We won," he said.'),
        ("' ' We won , ' ' he said .", '"We won," he said.'),
        ("Oslo - based firms paid $ 5 -LRB- net -RRB- .", "Oslo-based firms paid $5 (net)."),
        ("The boy 's dog left .", "The boy's dog left."),
    ],
)
def test_tokens_are_joined_as_in_print(tokens: str, text: str) -> None:
    made, starts = joined(tokens.split())
    assert made == text
    assert len(starts) == len(tokens.split())
    for token, start in zip(tokens.split(), starts, strict=True):
        if token.isalpha():
            assert made[start : start + len(token)] == token


def test_where_the_scale_is_cut() -> None:
    assert [cut(v) for v in (3.0, 1.5, 1.4, -1.4, -1.5)] == [
        *("happened", "happened"),
        *("uncertain", "uncertain"),
        "did-not",
    ]


def test_figures(tmp_path: Path, reader: Reader) -> None:
    path = gold(
        tmp_path,
        ("Chad bombed Mali .", [([1, 2], 3.0), ([2, 3], 3.0)]),
        ("Norway did n't leave .", [([3, 4], -2.8)]),
        ("Norway may leave .", [([2, 3], 0.0)]),
    )
    result = score(path, reader, tmp_path / "report.json", rounds=20)
    assert result.told[0] == "sentences 3, predicates 4, the layer lacks 1"
    values = {m.name: m.value for m in result.measures}
    assert values["factuality_macro_f1"] == pytest.approx(1.0)
    assert values["score_macro_f1"] == pytest.approx(1.0)
    assert values["mae"] < 1
    assert values["pearson_r"] > 0.9
    assert result.lines()[-1] == "uw score_macro_f1 1.000"
    assert json.loads((tmp_path / "report.json").read_text())["lines"] == result.lines()


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (("A b .", [([2, 4], 1.0)]), "line 1: targets[0].span1 [2, 4]: expected [first, end]"),
        (("A b .", [([2], 1.0)]), "targets[0].span1 [2]"),
        (("A b .", [([0, 1], 4.0)]), "targets[0].label 4.0: expected -3 to 3"),
        (("A b .", [([0, 1], "x")]), "line 1: targets[0].label: expected a number, not 'x'"),
        ((1, []), "line 1: text: expected text, not 1"),
    ],
)
def test_faulty_files(tmp_path: Path, reader: Reader, row: Any, told: str) -> None:
    with pytest.raises(SourceError) as error:
        score(gold(tmp_path, row), reader)
    assert told in str(error.value)
