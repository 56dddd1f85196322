"""The scorer of stories: B-cubed over documents."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from tests.stories.conftest import BUDGET, FERRY, FERRY_TOLD_ELSEWHERE

from verbale.errors import SourceError
from verbale.evaluation.stories import as_document, judge, score, summed

READER: Any = None
"""Stories need no language model."""


def test_judge_by_hand() -> None:
    gold = {"a": "1", "b": "1", "c": "1", "d": "2"}
    found = {"a": "x", "b": "x", "c": "y", "d": "y"}
    judged = judge(gold, found)
    assert [one.precision for one in judged] == [1.0, 1.0, 0.5, 0.5]
    assert [one.recall for one in judged] == pytest.approx([2 / 3, 2 / 3, 1 / 3, 1.0])
    result = summed([judged[:3], judged[3:]])
    assert [m.value for m in result.measures] == pytest.approx([0.75, 2 / 3, 12 / 17])


def test_an_address_in_the_first_line_is_no_text() -> None:
    document = as_document("a", "http : / / news . example / ferry\nA ferry ran aground .\n")
    assert document.url == "http://news.example/ferry"
    assert document.text == "A ferry ran aground .\n"
    assert as_document("a", "A ferry .\n").url is None


def test_a_set_and_its_report(tmp_path: Path) -> None:
    rows = [
        {"id": "a", "topic": "1", "story_cluster": "1_ferry", "text": FERRY},
        {"id": "b", "topic": "1", "story_cluster": "1_ferry", "text": FERRY_TOLD_ELSEWHERE},
        {"id": "c", "topic": "2", "story_cluster": "2_budget", "text": BUDGET},
    ]
    path = tmp_path / "set.jsonl.gz"
    path.write_bytes(gzip.compress("\n".join(map(json.dumps, rows)).encode()))
    result = score(path, READER, tmp_path / "report.json")
    assert result.lines()[-1] == "stories bcubed_f1 1.000"
    report = json.loads((tmp_path / "report.json").read_text())
    assert report["stories"]["1_ferry"] == {"story-a": ["a", "b"]}


def test_a_line_without_its_story_is_named(tmp_path: Path) -> None:
    path = tmp_path / "set.jsonl"
    path.write_text('{"id": "a", "text": "A ferry."}\n')
    with pytest.raises(SourceError, match=r"line 1"):
        score(path, READER)
