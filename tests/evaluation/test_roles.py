"""The scorer of offices, on documents made by hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from verbale.errors import SourceError
from verbale.evaluation.roles import expected, plain, score, text_of
from verbale.pipeline import Reader

TOKENS = (
    'Talks \n Danish Prime Minister Anna Lund met Jan Kolar , who spoke of " non - stop " talks .'
    " Denmark 's envoy ( Ib Holm ) left ."
)


def vertex(*names: str) -> list[dict[str, Any]]:
    return [{"name": name, "pos": [0, 1], "sent_id": 0, "type": "x"} for name in names]


def document(**changed: Any) -> dict[str, Any]:
    row = {
        "title": "A",
        "sents": [TOKENS.split(" ")],
        "vertexSet": [vertex("Anna Lund", "Lund"), vertex("Denmark"), vertex("Danish")],
        "labels": [
            {"r": "gpe0", "h": 2, "t": 1, "evidence": [0]},
            {"r": "head_of_gov", "h": 0, "t": 1, "evidence": [0]},
            {"r": "head_of_gov-x", "h": 0, "t": 2, "evidence": [0]},
            {"r": "citizen_of", "h": 0, "t": 1, "evidence": [0]},
        ],
    }
    return row | changed


def test_a_country_and_its_adjective_are_one_pair() -> None:
    (pair,) = expected(document())
    assert (pair.kind, pair.person, pair.body) == (
        "head_of_gov",
        {"anna lund", "lund"},
        {"denmark", "danish"},
    )


def test_an_adjective_alone_is_a_pair_too() -> None:
    labels = [{"r": "head_of_gov-x", "h": 0, "t": 2, "evidence": [0]}]
    (pair,) = expected(document(labels=labels))
    assert pair.body == {"danish"}


def test_the_text_is_set_as_printed() -> None:
    assert text_of(document()) == (
        "Talks\nDanish Prime Minister Anna Lund met Jan Kolar, who spoke of"
        ' "non-stop" talks. Denmark\'s envoy (Ib Holm) left.\n'
    )


def test_names_are_compared_plainly() -> None:
    assert plain("The U.S.") == plain("US").replace("us", "u s")
    assert plain("Gerhard Schröder's") == "gerhard schroder"


def test_figures_and_report(tmp_path: Path, reader: Reader) -> None:
    wrong = document(title="B", labels=[])
    missed = document(title="C", sents=[["Anna", "Lund", "left", "Denmark", "."]])
    path = tmp_path / "gold.json"
    path.write_text(json.dumps([document(), wrong, missed]))
    result = score(path, reader, tmp_path / "report.json")
    values = {measure.name: measure.value for measure in result.measures}
    assert values == pytest.approx({"text_f1": 0.5, "precision": 0.5, "recall": 0.5, "f1": 0.5})
    assert result.lines()[-1] == "roles f1 0.500"
    assert "head_of_gov 1 right of 2 found, 2 expected" in result.told
    report = json.loads((tmp_path / "report.json").read_text())
    assert report["documents"][2]["missed"] == ["Anna Lund head_of_gov Denmark"]
    assert report["documents"][1]["wrong"][0].startswith("Anna Lund head_of_gov Denmark")


@pytest.mark.parametrize("content", ["{", "[{}]", '{"title": 1}'])
def test_what_is_no_such_set(tmp_path: Path, reader: Reader, content: str) -> None:
    path = tmp_path / "gold.json"
    path.write_text(content)
    with pytest.raises(SourceError):
        score(path, reader)
