"""The scorer of merged events, on pairs made by hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from verbale.errors import SourceError
from verbale.evaluation.pairs import score
from verbale.pipeline import Reader


def report(marked: str, day: str, outlet: str = "Agency") -> dict[str, Any]:
    before, word, after = marked.split("|")
    return {
        "text": before + word + after,
        "published": day,
        "outlet": outlet,
        "event": [[len(before), len(before) + len(word)]],
    }


MET = "The presidents of Egypt and Sudan |met| in Cairo on Tuesday to discuss a dam."
AGAIN = "Egypt's president |met| his Sudanese counterpart in Cairo on Tuesday over the dam."
OTHER = "The presidents of Egypt and Sudan |met| in Khartoum on Thursday to discuss a railway."
UNREAD = "The river is |wide| in Cairo."


def pair(id_: str, same: bool, *reports: dict[str, Any]) -> dict[str, Any]:
    return {"id": id_, "same": same, "sort": "hand", "reports": list(reports)}


def gold(folder: Path, *rows: dict[str, Any]) -> Path:
    path = folder / "pairs.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def test_figures(tmp_path: Path, reader: Reader) -> None:
    path = gold(
        tmp_path,
        pair("one", True, report(MET, "2024-08-14"), report(AGAIN, "2024-08-14", "Post")),
        pair("two", False, report(MET, "2024-08-14"), report(OTHER, "2024-08-16", "Post")),
        pair("three", True, report(MET, "2024-08-14"), report(UNREAD, "2024-08-14", "Post")),
    )
    out = tmp_path / "report.json"
    result = score(path, reader, out)
    found = {measure.name: round(measure.value, 3) for measure in result.measures}
    assert found == {
        "read": 0.667,
        "right_same": 0.5,
        "right_other": 1.0,
        "right_of_read": 1.0,
        "right": 0.667,
    }
    assert result.lines()[-1] == "pairs right 0.667"
    assert json.loads(out.read_text())["wrong"] == [{"id": "three", "sort": "hand", "read": False}]
    assert score(tmp_path, reader).measures == result.measures, "a folder of sets"


def test_faults(tmp_path: Path, reader: Reader) -> None:
    one = pair("one", True, report(MET, "2024-08-14"))
    with pytest.raises(SourceError, match="pair one: expected two reports"):
        score(gold(tmp_path, one), reader)
    (tmp_path / "empty").mkdir()
    with pytest.raises(SourceError, match="expected pairs of reports"):
        score(tmp_path / "empty", reader)
