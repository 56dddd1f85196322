"""The scorer of actor strings, on lines made by hand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from verbale.errors import SourceError
from verbale.evaluation.actor_tests import check, score
from verbale.pipeline import Reader

READER = Reader()


def row(text: str, *expect: list[object], on: str | None = None) -> dict[str, object]:
    return {"input": text, "kwargs": {"query_date": on} if on else {}, "expect": list(expect)}


def test_figures(tmp_path: Path) -> None:
    rows = [
        row("Danish soldiers", ["country", "Eq", "DNK"], ["code_1", "Eq", "MIL"]),
        row("soldiers", ["country", "Eq", ""], ["code_1", "Eq", "COP"]),
        row("police in Oslo", ["country", "Eq", "SWE"], ["code_1", "Eq", "COP"]),
        row("Norway", ["country", "Eq", "NOR"]),
        row("the Arab League", ["title", "Eq", "Arab League"]),
    ]
    path = tmp_path / "gold.jsonl"
    path.write_text("\n".join(json.dumps(each) for each in rows))
    result = score(path, READER, tmp_path / "report.json")
    assert result.told == ("strings 5, with country and sector expected 3",)
    values = {measure.name: round(measure.value, 3) for measure in result.measures}
    assert values == {
        "name": 1.0,
        "country": 0.75,
        "sector": 0.667,
        "second_sector": 0.0,
        "both_of_both": 0.333,
        "country_and_sector": 0.5,
    }
    assert result.lines()[-1] == "actor-tests country_and_sector 0.500"
    report = json.loads((tmp_path / "report.json").read_text())
    assert [miss["input"] for miss in report["misses"]] == ["soldiers", "police in Oslo"]


@pytest.mark.parametrize(
    ("text", "expect", "right"),
    [
        ("Spanish judges", ["code_1", "In", ["JUD", "GOV"]], True),
        ("Spanish judges", ["country", "NotEq", "PRT"], True),
        ("Spanish judges", ["country", "NotIn", ["ESP"]], False),
        # the second sector counts wherever it stands among the others
        ("an opposition senator", ["code_2", "Eq", "OPP"], True),
        ("Spanish judges", ["code_2", "Eq", ""], True),
        # codes of older systems are read as PLOVER's
        ("a nurse", ["code_1", "Eq", "HLH"], True),
        ("two monks", ["code_1", "Eq", "BUD"], True),
        # a state or place has no sector, someone unknown has UNK
        ("Norway", ["code_1", "Eq", ""], True),
        ("he", ["code_1", "Eq", "UNK"], True),
        ("he", ["code_1", "Eq", ""], False),
        # bodies between states
        ("the UN refugee agency", ["country", "Eq", "UNO"], True),
        ("NATO", ["country", "Eq", "IGO"], True),
        ("European Commission", ["country", "Eq", "EUR"], True),
    ],
)
def test_one_expectation(text: str, expect: list[object], right: bool) -> None:
    assert check(row(text, expect), READER).right == {expect[0]: right}


def test_what_says_nothing_of_ours_is_passed_over() -> None:
    found = check(row("a nurse", ["pattern", "Eq", "nurse"], ["wiki", "Eq", ""]), READER)
    assert found.right == {}


def test_the_day_counts() -> None:
    expect = ["code_1", "Eq", "ELI"]
    assert check(row("John Major", expect, on="2012-01-01"), READER).right == {"code_1": True}
    assert check(row("John Major", expect, on="1995-01-01"), READER).right == {"code_1": False}


def test_an_unknown_operator_is_named() -> None:
    with pytest.raises(SourceError, match="Like"):
        check(row("a nurse", ["country", "Like", "x"]), READER)
