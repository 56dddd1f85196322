"""The scorer of attributions, on articles made by hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from verbale.errors import SourceError
from verbale.evaluation.attributed import said_words
from verbale.evaluation.polnear import quoted_places, score
from verbale.pipeline import Reader

TEXT = (
    "“We will not pay a single krone for that bridge,” Prime Minister Erik Holm said on Monday.\n\n"
    "Norway said that the bridge would be built. Some like the rain."
)
QUOTE = "We will not pay a single krone for that bridge"


def part(text: str, *stretches: str) -> list[dict[str, Any]]:
    return [{"spans": [[text.index(s), text.index(s) + len(s)]]} for s in stretches]


def article(text: str, *several: tuple[str, ...], annotator: str = "a") -> dict[str, Any]:
    made = [{"source": part(text, *one[:1]), "content": part(text, *one[1:])} for one in several]
    return {"annotator": annotator, "attributions": made}


def gold(folder: Path, *annotations: dict[str, Any], text: str = TEXT) -> Path:
    path = folder / "polnear.jsonl"
    row = {"id": "one", "date": "2025-03-04", "text": text, "annotations": list(annotations)}
    path.write_text(json.dumps(row) + "\n", encoding="utf-8")
    return path


def figures(path: Path, reader: Reader, report: Path | None = None) -> dict[str, float]:
    return {m.name: m.value for m in score(path, reader, report, rounds=10).measures}


def test_all_read_as_annotated(tmp_path: Path, reader: Reader) -> None:
    path = gold(
        tmp_path,
        article(
            TEXT,
            ("Prime Minister Erik Holm", f"“{QUOTE},”"),
            ("Norway", "that the bridge would be built"),
        ),
    )
    assert set(figures(path, reader).values()) == {1.0}


def test_what_is_missed_and_whose_it_is(tmp_path: Path, reader: Reader) -> None:
    path = gold(
        tmp_path,
        article(TEXT, ("Norway", f"“{QUOTE},”"), ("Some", "the rain")),
    )
    report = tmp_path / "report.json"
    found = figures(path, reader, report)
    assert found["direct_mixed_token_f1"] == 1.0
    assert found["speaker_given_content"] == 0.0
    assert found["all_token_recall"] == pytest.approx(10 / 12)
    assert found["all_token_precision"] == pytest.approx(10 / 15)
    told = json.loads(report.read_text(encoding="utf-8"))["articles"]["one"]
    assert told["other speaker"] == [f"Norway: {QUOTE} · read: Erik Holm"]


def test_the_first_annotator_is_taken_and_the_agreement_told(
    tmp_path: Path, reader: Reader
) -> None:
    first = article(TEXT, ("Norway", "that the bridge would be built"), annotator="a")
    other = article(TEXT, ("Some", "the rain"), annotator="b")
    result = score(gold(tmp_path, other, first), reader, rounds=10)
    assert result.told[0] == "articles 1, attributions 1 (0 direct or mixed), read 2"
    assert result.told[1].startswith("annotators agree by 0.000")


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("He said “we will go home” and left.", ["we will go home"]),
        ("The “peace plan” failed.", []),
        ("He said ''we will go home'' and left.", ["we will go home"]),
        ("It is ‘a bad day for all’, he said; it’s so.", ["a bad day for all"]),
        ("“One two three.\n\n“Four five six.”", ["One two three.", "Four five six."]),
        ('"One two three," he said.', ["One two three,"]),
    ],
)
def test_the_scorer_reads_marks_itself(text: str, quoted: list[str]) -> None:
    assert [text[start:end] for start, end in quoted_places(text)] == quoted


def test_a_that_counts_neither_way() -> None:
    text = "He said that it rained. Thatcher left."
    assert said_words(text, [(8, 22)]) == said_words(text, [(13, 22)])
    assert len(said_words(text, [(24, 37)])) == 2


@pytest.mark.parametrize(
    ("annotations", "told"),
    [
        ([], "one: annotations: expected at least one"),
        (
            [{"annotator": "a", "attributions": [{"source": [], "content": [{"spans": [[1]]}]}]}],
            "[1]: expected [start, end] in the text",
        ),
        ([{"annotator": "a"}], "attributions"),
    ],
)
def test_faults_are_named(
    tmp_path: Path, reader: Reader, annotations: list[dict[str, Any]], told: str
) -> None:
    with pytest.raises(SourceError) as raised:
        score(gold(tmp_path, *annotations), reader)
    assert told in str(raised.value)
