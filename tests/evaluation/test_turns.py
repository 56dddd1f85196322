"""The scorer of turns of phrase, on passages made by hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from verbale.errors import SourceError
from verbale.evaluation.turns import score
from verbale.pipeline import Reader


def row(kind: str, text: str, *records: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"id": f"{kind}-1", "kind": kind, "text": text, "records": list(records), **more}


def gold(folder: Path, *rows: dict[str, Any]) -> Path:
    path = folder / "turns.jsonl"
    path.write_text("".join(json.dumps(r) + "\n" for r in rows), encoding="utf-8")
    return path


STATEMENT = row(
    "statement",
    "Norway said that the bridge would be built.",
    {"speakers": ["Norway"], "content": ["the bridge would be built"], "manner": "indirect"},
)
UNDERTAKING = row(
    "undertaking",
    "Norway plans to send two frigates to the strait in June.",
    {
        "parties": ["Norway"],
        "action": "send two frigates to the strait in June",
        "status": "announced",
        "due": "2025-06",
        "condition": None,
    },
    published="2025-03-04",
)
QUIET = row("stance", "The river is wide.")
RELATION = row(
    "relation",
    "Ingrid Solheim, the foreign minister of Norway, left.",
    {
        "subject": "Ingrid Solheim",
        "relation": "holds-office",
        "object": "minister of foreign affairs",
    },
)


def test_figures(tmp_path: Path, reader: Reader) -> None:
    result = score(gold(tmp_path, STATEMENT, UNDERTAKING, QUIET, RELATION), reader, rounds=10)
    found = {m.name: m.value for m in result.measures}
    assert found["statement_f1_whole"] == found["undertaking_f1_whole"] == 1.0
    assert found["relation_f1_whole"] == 1.0
    assert found["quiet"] == 1.0
    assert "undertaking: passages 1, records 1, read 1; condition 1/1, due 1/1" in result.told
    assert result.lines()[-1] == "turns f1_whole 1.000"


def test_what_differs_is_told(tmp_path: Path, reader: Reader) -> None:
    wrong = row(
        "statement",
        "Norway said that the bridge would be built.",
        {"speakers": ["Sweden"], "content": ["Norway said"], "manner": "direct"},
    )
    result = score(gold(tmp_path, wrong), reader, tmp_path / "report.json", rounds=10)
    assert result.measures[-1].value == 0.0
    told = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))["passages"]
    assert len(told[0]["missed"]) == len(told[0]["false"]) == 1


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"kind": "thought"}, "kind 'thought': none of event, statement"),
        (
            {"records": [{"speakers": ["Norway"], "content": ["the tunnel"]}]},
            "content: 'the tunnel': expected words that stand in the text once",
        ),
        ({"records": [{"content": [[3, 200]]}]}, "[3, 200]: expected a place in the text"),
        ({"text": 4}, "text: expected text, not 4"),
    ],
)
def test_faults_are_named(
    tmp_path: Path, reader: Reader, change: dict[str, Any], told: str
) -> None:
    with pytest.raises(SourceError) as raised:
        score(gold(tmp_path, STATEMENT | change), reader)
    assert told in str(raised.value)
