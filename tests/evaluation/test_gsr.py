"""The scorer of PLOVER's gold standard records, on a file made by hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from verbale.errors import SourceError
from verbale.evaluation.gsr import Told, score, whole
from verbale.pipeline import Reader


def record(text: str, event: str, source: Any, target: Any = None) -> dict[str, Any]:
    def side(codes: Any) -> Any:
        if not isinstance(codes, list):
            return codes
        return [{"actorText": code, "code": code} for code in codes]

    return {"text": text, "event": event, "source": side(source), "target": side(target)}


def gold(folder: Path, *records: Any) -> Path:
    path = folder / "gsr.json"
    path.write_text(json.dumps(list(records)), encoding="utf-8")
    return path


def told(type_: str, actors: str, recipients: str = "") -> Told:
    return Told(type_, frozenset(actors.split()), frozenset(recipients.split()))


@pytest.mark.parametrize(
    ("expected", "found", "holds"),
    [
        (told("ACCUSE", "FRA", "IRN"), told("ACCUSE", "FRA", "IRN"), True),
        (told("ACCUSE", "FRA", "IRN"), told("REJECT", "FRA", "IRN"), False),
        (told("ACCUSE", "FRA", "IRN"), told("ACCUSE", "IRN", "FRA"), False),
        (told("ACCUSE", "FRA", "IRN"), told("ACCUSE", "FRA"), False),
        (told("ACCUSE", "FRA"), told("ACCUSE", "FRA", "IRN"), True),
        (told("ACCUSE", "", "IRN"), told("ACCUSE", "FRA", "IRN"), True),
        (told("CONSULT", "FRA", "IRN"), told("CONSULT", "FRA IRN"), True),
        (told("CONSULT", "FRA IRN"), told("CONSULT", "IRN", "FRA"), True),
        (told("CONSULT", "FRA IRN"), told("CONSULT", "FRA"), False),
        (told("REJECT", "NGA", "NGA"), told("REJECT", "NGA"), False),
    ],
)
def test_whole(expected: Told, found: Told, holds: bool) -> None:
    assert whole(expected, found) is holds


def test_figures(tmp_path: Path, reader: Reader) -> None:
    condemned = "France condemned Iran on Monday."
    path = gold(
        tmp_path,
        record(condemned, "DISAPPROVE", ["FRA"], ["IRN"]),
        record(condemned, "THREATEN", ["FRA"], "diplomatic"),
        record("Italy condemned Norway on Monday.", "INVESTIGATE", ["ITL", "UNK"], ["SWE"]),
        record("Nobody came, and nothing was heard of it.", "AID", None),
    )
    result = score(path, reader, tmp_path / "report.json", rounds=20)
    assert result.told == ("sentences 3, records 4",)
    values = {m.name: m.value for m in result.measures}
    assert values == pytest.approx(
        {"events_a_sentence": 2 / 3, "recall_type": 0.5, "recall_whole": 0.25}
    )
    assert result.lines()[-1] == "gsr recall_whole 0.250"
    report = json.loads((tmp_path / "report.json").read_text())
    assert [m["why"] for m in report["misses"]] == ["type", "parties", "nothing found"]
    assert report["misses"][1]["read"] == ["ACCUSE ITA → NOR “condemned”"]


@pytest.mark.parametrize(
    ("records", "fault"),
    [
        ([], "an empty list"),
        ([{"text": "A."}], "[0]: expected an object with text, event, source"),
        ([{"text": 1, "event": "AID", "source": []}], "[0].text: expected text"),
        ([record(" ", "AID", ["FRA"])], "record 1: text: empty"),
        (
            [record("A.", "AID", ["FRA"]), {"text": "A.", "event": "AID", "source": [{}]}],
            "record 2: source[0]: expected an object with code",
        ),
    ],
)
def test_faulty_files(tmp_path: Path, reader: Reader, records: list[Any], fault: str) -> None:
    with pytest.raises(SourceError) as error:
        score(gold(tmp_path, *records), reader)
    assert fault in str(error.value)
