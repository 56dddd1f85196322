"""Figures with intervals, and how gold files are read."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbale.errors import SourceError
from verbale.evaluation.measures import Hits, Scores, calibration_error, f1, gold_lines, measured


def test_f1_is_micro() -> None:
    assert f1([Hits(2, 2, 1), Hits(0, 1, 0)]) == pytest.approx(0.4)
    assert f1([]) == 0.0


def test_an_interval_holds_its_value_and_is_the_same_at_every_run() -> None:
    units = [Hits(1, 1, number % 2) for number in range(40)]
    one = measured("f1", units, f1, 200)
    assert one.low < one.value < one.high
    assert one == measured("f1", units, f1, 200)
    assert measured("f1", [], f1).value == 0.0


@pytest.mark.parametrize(
    ("units", "error"),
    [
        ([], 0.0),
        ([(1.0, True), (0.0, False)], 0.0),
        ([(0.5, True), (0.5, False)], 0.0),
        ([(0.9, False)], 0.9),
        ([(0.9, True), (0.9, True), (0.1, False), (0.1, True)], (2 * 0.1 + 2 * 0.4) / 4),
    ],
)
def test_calibration_error(units: list[tuple[float, bool]], error: float) -> None:
    assert calibration_error(units) == pytest.approx(error)


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1), st.integers(1, 20))
def test_the_calibration_error_is_a_share(units: list[tuple[float, bool]], bins: int) -> None:
    assert -1e-9 <= calibration_error(units, bins) <= 1 + 1e-9
    assert calibration_error(units, bins) == pytest.approx(calibration_error(units[::-1], bins))


def test_the_last_line_names_the_last_figure() -> None:
    scores = Scores("set", (measured("a", [Hits(1, 1, 1)], f1, 5),), ("told",))
    assert scores.lines() == ["told", "a 1.000 [1.000, 1.000]", "set a 1.000"]


@pytest.mark.parametrize("packed", [True, False])
def test_gold_lines(tmp_path: Path, packed: bool) -> None:
    path = tmp_path / ("gold.jsonl.gz" if packed else "gold.jsonl")
    content = b'{"text": "a"}\n\n{"text": "b"}\n'
    path.write_bytes(gzip.compress(content) if packed else content)
    assert [row["text"] for row in gold_lines(path, text=str)] == ["a", "b"]


@pytest.mark.parametrize("line", ["{", "[]", '{"other": 1}'])
def test_a_wrong_line_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text('{"text": "a"}\n' + line)
    with pytest.raises(SourceError, match="line 2"):
        list(gold_lines(path, text=str))


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ({"text": 3}, "line 1: text: expected text, not 3"),
        ({"text": "a", "marks": "b"}, "line 1: marks: expected a list, not 'b'"),
        ({"text": "a", "marks": [{"at": "b"}]}, r"line 1: marks\[0\].at: expected a whole number"),
        ({"text": "a", "marks": [{"at": True}]}, "expected a whole number, not True"),
        ({"text": "a", "marks": [{}]}, r"marks\[0\]: expected an object with at; missing: at"),
        ({"text": "a", "marks": [], "more": 1}, "more: expected text or null, not 1"),
    ],
)
def test_a_field_of_another_type_is_named(
    tmp_path: Path, line: dict[str, object], told: str
) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(line))
    with pytest.raises(SourceError, match=told):
        list(gold_lines(path, text=str, **{"marks?": [{"at": int}], "more?": (str, None)}))


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("gold.jsonl", b"", "nothing in it"),
        ("gold.jsonl", b"\n\n", "nothing in it"),
        ("gold.jsonl", b'{"text": "\xe9"}', "line 1: byte 11: expected UTF-8"),
        ("gold.jsonl", b"[" * 100_000, "line 1: not JSON"),
        ("gold.jsonl.gz", b"plain", "cannot be read"),
        ("gold.jsonl.gz", gzip.compress(b'{"text": "a"}\n' * 9)[:-9], "cannot be read"),
    ],
)
def test_a_file_that_is_no_set(tmp_path: Path, name: str, content: bytes, told: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(SourceError, match=told):
        list(gold_lines(tmp_path / name, text=str))


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="missing"):
        list(gold_lines(tmp_path / "missing.jsonl"))
