"""The scorer of copies: families of articles and the copies made of them."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random
from typing import Any

import pytest
from tests.stories.conftest import BUDGET, FERRY

from verbale.evaluation.copies import judge, overlapping, score, summed
from verbale.evaluation.edits import EDITS, cut, drop, exchange, paragraphs, redate, reorder
from verbale.model import Document

READER: Any = None
"""Copies need no language model."""


def test_two_articles_and_their_copies(tmp_path: Path) -> None:
    path = tmp_path / "corpus.jsonl"
    rows = [{"id": "f", "text": FERRY}, {"id": "b", "text": BUDGET}, {"id": "s", "text": "Short."}]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    result = score(path, READER, tmp_path / "report.json")
    assert result.told[0] == f"articles 2, copies {2 * len(EDITS)}"
    assert [measure.value for measure in result.measures] == [1.0, 1.0, 1.0]
    assert json.loads((tmp_path / "report.json").read_text())["across articles"] == []


def test_pairs_by_hand() -> None:
    size = len(EDITS) + 1
    expected = size * (size - 1) // 2
    groups = [{"a", "a~cut", "b"}, {"c", "c~cut"}, {"d", "e"}]
    families = judge(list("abcde"), groups, {frozenset("de")})
    assert [one.right for one in families] == [1, 0, 1, 0, 0]
    assert [one.strange for one in families] == [1, 1, 0, 0, 0]
    assert [one.strict for one in families] == [1, 1, 0, 0.5, 0.5]
    strict, recall, precision = summed(families, ()).measures
    assert strict.value == pytest.approx(2 / 5)
    assert recall.value == pytest.approx(2 / (5 * expected))
    assert precision.value == pytest.approx(2 / 4)


def test_articles_that_share_half_their_runs_overlap() -> None:
    half = Document(FERRY + "\n\n" + BUDGET, id="both")
    several = [Document(FERRY, id="f"), Document(BUDGET, id="b"), half]
    assert overlapping(several) == {frozenset(("f", "both")), frozenset(("b", "both"))}


def test_the_edits_do_what_they_say() -> None:
    chance = Random(1)  # noqa: S311 - drawing, no secret
    words = len(FERRY.split())
    for edit in (cut, drop):
        assert len(edit(FERRY, chance).split()) < words
        assert 0.2 * words < len(edit(FERRY, chance).split())
    assert FERRY.startswith(cut(FERRY, chance))
    assert sorted(paragraphs(reorder(FERRY, chance))) == sorted(paragraphs(FERRY))
    changed = exchange(FERRY, chance).split()
    differing = sum(one != other for one, other in zip(changed, FERRY.split(), strict=True))
    assert 0 < differing <= round(words * 0.05)
    dated = redate("OSLO (Agency) - " + FERRY, chance)
    assert dated.endswith(FERRY)
    assert "OSLO (Agency)" not in dated
