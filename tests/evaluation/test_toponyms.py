"""The scorer of names of places, on files made by hand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from verbale.errors import SourceError
from verbale.evaluation.toponyms import Toponym, distance, match, score, toponyms_of
from verbale.model import Place, span_of
from verbale.pipeline import Reader

TEXT = "Troops from Norway trained near Tromso. French ships waited in Bergen."


def gold(phrase: str, lat: float | None, lon: float | None, type_: str | None) -> dict[str, object]:
    start = TEXT.index(phrase)
    end = start + len(phrase)
    return {"start": start, "end": end, "phrase": phrase, "lat": lat, "lon": lon, "type": type_}


ROW = {
    "id": "1",
    "text": TEXT,
    "toponyms": [
        gold("Norway", 62.0, 10.0, "Literal"),
        gold("Tromso", 69.65, 18.96, "Literal"),
        gold("French", 46.0, 2.0, "Non_Literal_Modifier"),
        gold("Bergen", 40.0, -74.0, "Literal"),
        gold("ships", None, None, "Non_Lit_Expression"),
    ],
}


def test_only_names_with_a_point_count() -> None:
    broken = {
        "text": "Oslo",
        "toponyms": [{"start": -3, "end": 1, "phrase": "x", "lat": 1, "lon": 1}],
    }
    assert [t.phrase for t in toponyms_of(ROW)] == ["Norway", "Tromso", "French", "Bergen"]
    assert toponyms_of(broken) == []


def test_equal_spans_go_before_overlapping_ones() -> None:
    assert match([(0, 5), (3, 9)], [(3, 9), (4, 6)]) == {(3, 9): (3, 9), (0, 5): (4, 6)}
    assert match([(0, 5), (5, 9)], [(2, 7)]) == {(0, 5): (2, 7)}


def test_distance_on_a_great_circle() -> None:
    span = span_of("Quito", 0, 5)
    here = Toponym(0, 5, "Quito", 0.0, 90.0)
    assert distance(Place("x", span, lat=0.0, lon=0.0), here) == pytest.approx(10_007.5, abs=1)
    assert distance(Place("x", span), here) == 20_038.0


def test_figures_and_report(tmp_path: Path, reader: Reader) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps(ROW) + "\n")
    result = score(tmp_path, reader, tmp_path / "report.json")
    values = {measure.name: measure.value for measure in result.measures}
    assert values["acc161"] == pytest.approx(0.75)
    assert values["recall"] == pytest.approx(0.75)
    assert values["noun_f1"] == pytest.approx(1.0)
    assert values["exact_f1"] == pytest.approx(6 / 7)
    assert result.lines()[-1] == "toponyms f1 0.857"
    assert "recall of Literal: 1.000 (3 of 3)" in result.told
    report = json.loads((tmp_path / "report.json").read_text())
    assert report["documents"][0]["missed"] == ["French"]
    assert report["documents"][0]["far"][0][0] == "Bergen"


def test_a_folder_without_files_is_named(tmp_path: Path, reader: Reader) -> None:
    with pytest.raises(SourceError, match=r"no \.jsonl"):
        score(tmp_path, reader)
