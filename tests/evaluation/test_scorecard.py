"""The log of figures only grows, and the page shows its latest beside others' figures."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from verbale.errors import FormatError
from verbale.evaluation.measures import Measure, Scores
from verbale.evaluation.scorecard import (
    Figure,
    add_figures,
    digest_of,
    figures_of,
    load_figures,
    scorecard,
    write_scorecard,
)

FIGURE = Figure("2026-11-22", "0.1.0", "documents", "macro_f1_whole", 0.3, "abc", 0.2, 0.4)


def test_the_log_grows_and_repeats_nothing(tmp_path: Path) -> None:
    log = tmp_path / "figures.json"
    better = replace(FIGURE, value=0.4, date="2026-11-23")
    assert add_figures(log, [FIGURE]) == [FIGURE]
    assert add_figures(log, [FIGURE, better]) == [FIGURE, better]
    assert load_figures(log) == [FIGURE, better]


def test_the_page_shows_the_latest_beside_people(tmp_path: Path) -> None:
    write_scorecard(tmp_path, [FIGURE, replace(FIGURE, value=0.45)])
    page = (tmp_path / "scorecard.md").read_text("utf-8")
    rows = [line for line in page.splitlines() if "macro_f1_whole" in line]
    assert "**0.450** | 0.200 – 0.400" in rows[0]
    assert "two human annotators | 0.829" in rows[1]
    assert "0.300" not in page


def test_no_log_no_figures(tmp_path: Path) -> None:
    assert load_figures(tmp_path / "figures.json") == []
    assert "verbale 0" not in scorecard([])


def test_a_broken_log_is_named(tmp_path: Path) -> None:
    log = tmp_path / "figures.json"
    log.write_text('[{"colour": "red"}]', encoding="utf-8")
    with pytest.raises(FormatError, match=r"figures\.json"):
        load_figures(log)


def test_digest_follows_names_and_bytes(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("1")
    (tmp_path / "b").write_text("2")
    first = digest_of([tmp_path / "a", tmp_path / "b"])
    assert digest_of([tmp_path / "b", tmp_path / "a"]) == first
    (tmp_path / "b").write_text("3")
    assert digest_of(tmp_path.iterdir()) != first


def test_the_page_of_the_repository_is_drawn_from_its_log(root: Path) -> None:
    page = root / "docs" / "scorecard.md"
    if not page.exists():
        pytest.skip("no figures kept yet")
    assert page.read_text("utf-8") == scorecard(load_figures(root / "docs" / "figures.json"))


def test_figures_of_a_folder_name_its_files(tmp_path: Path) -> None:
    result = Scores("leaders", (Measure("agreement", 0.9, 0.8, 1.0),))
    (tmp_path / "list.csv").write_text("a,b", encoding="utf-8")
    (first,) = figures_of(result, tmp_path)
    assert (first.set, first.metric, first.value) == ("leaders", "agreement", 0.9)
    (tmp_path / "list.csv").write_text("a,c", encoding="utf-8")
    assert figures_of(result, tmp_path)[0].digest != first.digest
