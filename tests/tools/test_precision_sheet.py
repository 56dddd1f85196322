"""Sheets for judging records by hand: drawn alike every time, without text, and counted."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from types import ModuleType

import pytest

TEXT = (
    "Norway condemned Russia on Tuesday. The river is wide.\n\n"
    "Sweden said that it would send a ship to the strait. France supports the plan."
)


def drawing(tool: ModuleType, folder: Path, sentences: int) -> tuple[Path, Path]:
    corpus = folder / "corpus.jsonl"
    corpus.write_text(json.dumps({"id": "a1", "title": "Ships", "text": TEXT}) + "\n")
    form, sheet = folder / "form.jsonl", folder / "sheet.tsv"
    tool.draw(argparse.Namespace(
        corpus=corpus, form=form, sheet=sheet, sentences=sentences, least=0, seed=1
    ))  # fmt: skip
    return form, sheet


def test_form_and_sheet_have_the_same_records(tmp_path: Path, precision_sheet: ModuleType) -> None:
    form, sheet = drawing(precision_sheet, tmp_path, 10)
    shown = [json.loads(line) for line in form.read_text(encoding="utf-8").splitlines()]
    rows = precision_sheet.rows_of(sheet)
    assert [one["kind"] for one in shown] == [row["kind"] for row in rows]
    assert {"event", "statement", "stance"} <= {row["kind"] for row in rows}
    assert all("because" not in one["record"] for one in shown)
    assert all("[[" in one["passage"] for one in shown)
    assert "Norway" not in sheet.read_text(encoding="utf-8")


def test_only_so_many_sentences(tmp_path: Path, precision_sheet: ModuleType) -> None:
    _, sheet = drawing(precision_sheet, tmp_path, 1)
    assert len({row["sentence"] for row in precision_sheet.rows_of(sheet)}) == 1


def test_what_is_counted(tmp_path: Path, precision_sheet: ModuleType) -> None:
    sheet = tmp_path / "sheet.tsv"
    verdicts = ["right", "right", "wrong", "unclear", ""]
    lines = ["\t".join(precision_sheet.FIELDS)]
    lines += [f"{i}\td\t0-5\tr{i}\tstance\t{v}\t" for i, v in enumerate(verdicts)]
    sheet.write_text("\n".join(lines) + "\n", encoding="utf-8")
    (line,) = [one for one in precision_sheet.tally(sheet) if one.startswith("stance")]
    assert "judged    3 right    2 share 0.667" in line
    assert line.endswith("unclear 1")


def test_a_wrong_verdict_is_named(tmp_path: Path, precision_sheet: ModuleType) -> None:
    sheet = tmp_path / "sheet.tsv"
    sheet.write_text(
        "\t".join(precision_sheet.FIELDS) + "\n1\td\t0-5\tr\tstance\tmaybe\t\n", encoding="utf-8"
    )
    with pytest.raises(ValueError, match="line 2: 'stance', 'maybe'"):
        precision_sheet.rows_of(sheet)


def test_interval_of_a_share(precision_sheet: ModuleType) -> None:
    low, high = precision_sheet.wilson(8, 10)
    assert low == pytest.approx(0.490, abs=0.001)
    assert high == pytest.approx(0.943, abs=0.001)
    assert precision_sheet.wilson(0, 0) == (0.0, 1.0)
