"""The scorer of annotated documents: its definitions, and the same figures as the shared one."""

from __future__ import annotations

import importlib.util
import json
import random
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from verbale.errors import SourceError
from verbale.evaluation.claims import claim_of, share
from verbale.evaluation.documents import score_documents, score_one
from verbale.model import KINDS, Document, Reading, Record
from verbale.model.codec import record_from_json, record_to_json

Obj = dict[str, Any]
Make = Callable[..., Reading]


def annotation_of(reading: Reading, **more: Any) -> Obj:
    """Annotations that agree with a reading in everything."""
    return {
        "id": reading.document.id,
        "records": [record_to_json(r) for r in reading.records],
    } | more


def write_set(folder: Path, readings: Iterable[Reading], annotations: Iterable[Obj]) -> Path:
    folder.mkdir(exist_ok=True)
    rows = [{"id": r.document.id, "text": r.document.text} for r in readings]
    (folder / "documents.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    for number, annotation in enumerate(annotations):
        (folder / f"d{number:02}.json").write_text(json.dumps(annotation), encoding="utf-8")
    return folder


def test_a_reading_agrees_with_itself(reading: Reading) -> None:
    score = score_one(reading, annotation_of(reading))
    for kind, count in score.tally.items():
        assert (count.gold, count.read, count.found, count.whole) == (1, 1, 1, 1), kind
    assert not score.missed
    assert not score.false
    assert score.misplaced == 0


def test_nothing_read(reading: Reading) -> None:
    score = score_one(replace(reading, records=()), annotation_of(reading))
    assert all(count.scores("found") == (0.0, 0.0, 0.0) for count in score.tally.values())
    assert len(score.missed) == 6


CHANGES: list[tuple[str, Obj, tuple[int, int]]] = [
    ("event", {"event_type": "REJECT"}, (0, 0)),
    ("event", {"recipients": []}, (1, 0)),
    ("event", {"auxiliary": ["negation"]}, (1, 0)),
    ("event", {"auxiliary": ["historical"]}, (1, 1)),
    ("statement", {"speakers": [{"name": "Wang Yi", "country": "CHN"}]}, (1, 0)),
    ("statement", {"speakers": [{"name": "Mr. Austin"}]}, (1, 1)),
    ("statement", {"content": [{"start": 0, "end": 5, "text": "TOKYO"}]}, (0, 0)),
    ("undertaking", {"status": "done"}, (1, 0)),
    ("expectation", {"attitude": "fear"}, (1, 0)),
    ("expectation", {"holders": []}, (1, 0)),
    ("stance", {"valence": "oppose"}, (1, 1)),
    ("stance", {"valence": "praise"}, (0, 0)),
    ("relation", {"relation": "held-office"}, (0, 0)),
    ("relation", {"object": {"name": "chancellor"}}, (1, 0)),
]


@pytest.mark.parametrize(("kind", "change", "expected"), CHANGES)
def test_what_is_found_and_whole(
    reading: Reading, kind: str, change: Obj, expected: tuple[int, int]
) -> None:
    annotation = annotation_of(reading)
    for one in annotation["records"]:
        if one["kind"] == kind:
            one.update(change)
    count = score_one(reading, annotation).tally[kind]
    assert (count.found, count.whole) == expected


def test_doubtful_passages_count_neither_way(reading: Reading) -> None:
    trigger = next(r for r in reading.records if r.kind == "event").evidence[0]
    doubtful = [{"start": trigger.start, "end": trigger.end}]
    annotation = annotation_of(reading) | {"records": [], "doubtful": doubtful}
    tally = score_one(reading, annotation).tally
    assert tally["event"].read == 0
    assert tally["statement"].read == 1


def test_actors_of_one_state_differ_by_role(reading: Reading) -> None:
    def who(**fields: str) -> Any:
        return claim_of({"kind": "statement", "speakers": [fields]}).who[0]

    president = who(name="Joe Biden", country="USA", role="president")
    assert president.is_same(who(name="Washington", country="USA"))
    assert not president.is_same(who(name="Lloyd Austin", country="USA", role="secretary"))
    assert president.is_same(who(name="President Biden"))
    assert not who(name="", country="").is_same(who(name="", country=""))


def test_share_of_places() -> None:
    assert share([(0, 10)], [(5, 15)]) == pytest.approx(1 / 3)
    assert share([], []) == 0.0


def test_a_set_from_its_folder(tmp_path: Path, make_reading: Make) -> None:
    readings = {r.document.id: r for r in (make_reading(1), make_reading(2))}
    folder = write_set(tmp_path / "set", readings.values(), map(annotation_of, readings.values()))
    report = tmp_path / "report.json"
    result = score_documents(folder, lambda ds: [readings[d.id] for d in ds], report)
    assert result.lines()[-1] == "documents macro_f1_whole 1.000"
    assert json.loads(report.read_text("utf-8"))["lines"] == result.lines()


@pytest.mark.parametrize("rows", [None, "", "{", '{"text": "a"}'])
def test_a_folder_that_is_no_set(tmp_path: Path, rows: str | None) -> None:
    if rows is not None:
        (tmp_path / "documents.jsonl").write_text(rows, encoding="utf-8")
    (tmp_path / "d01.json").write_text('{"id": "d01", "records": []}', encoding="utf-8")
    with pytest.raises(SourceError, match=r"annotated documents|documents\.jsonl"):
        score_documents(tmp_path, lambda _: [])


def test_a_document_that_was_not_read_has_no_records(tmp_path: Path, reading: Reading) -> None:
    folder = write_set(tmp_path / "set", [reading], [annotation_of(reading)])
    result = score_documents(folder, lambda _: [])
    assert result.lines()[-1] == "documents macro_f1_whole 0.000"
    assert result.lines()[0].split()[:3] == ["event", "gold", "1"]


def test_an_annotation_without_its_document(tmp_path: Path, reading: Reading) -> None:
    lone = annotation_of(reading, id="other")
    folder = write_set(tmp_path / "set", [reading], [annotation_of(reading), lone])
    with pytest.raises(SourceError, match=r"documents\.jsonl has no other"):
        score_documents(folder, lambda _: [])


LABELS = {"status": "done", "attitude": "hope", "valence": "praise", "event_type": "AID"}
WHO = ("actors", "recipients", "speakers", "parties", "holders")
PLACES = ("trigger", "action", "proposition")


def garbled(line: Obj, reading: Reading, chance: random.Random) -> Record:
    """A record near to an annotated one: moved, relabelled, with other actors."""
    event = next(record_to_json(r) for r in reading.records if r.kind == "event")
    text, start = reading.document.text, chance.randrange(len(reading.document.text) - 30)
    moved = {"start": start, "end": start + 25, "text": text[start : start + 25]}
    changes: Obj = dict(LABELS)
    changes |= dict.fromkeys(PLACES, moved)
    changes |= {name: chance.choice([[], event["actors"]]) for name in WHO}
    changes["auxiliary"] = [chance.choice(["negation", "historical"])]
    used = {key: new for key, new in changes.items() if key in line and chance.random() < 0.3}
    return record_from_json(line | used | {"id": ""}, reading.document)


def shared_figures(script: Path, folder: Path, lines: Path, capsys: Any) -> list[str]:
    spec = importlib.util.spec_from_file_location("shared_scorer", script)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.argv", ["score", str(folder), str(lines)])
        assert module.main() == 0
    return list(capsys.readouterr().out.splitlines())


@pytest.mark.shared
@pytest.mark.parametrize("seed", range(6))
def test_same_figures_as_the_shared_scorer(
    shared: Path, tmp_path: Path, make_reading: Make, capsys: Any, seed: int
) -> None:
    chance = random.Random(seed)  # noqa: S311 - made-up records, no secret
    originals = [make_reading(number) for number in range(5)]
    annotations = [annotation_of(r, doubtful=[{"start": 60, "end": 90}]) for r in originals]
    for annotation in annotations:
        annotation["records"] = [r for r in annotation["records"] if chance.random() < 0.8]
    read: dict[str, Reading] = {}
    for one in originals:
        kept = [r for r in one.records * 2 if chance.random() < 0.85]
        near = tuple(garbled(record_to_json(r), one, chance) for r in kept)
        read[one.document.id] = Reading(one.document, near)
    folder = write_set(tmp_path / "set", originals, annotations)
    lines = tmp_path / "records.jsonl"
    written = [json.dumps(record_to_json(r)) for one in read.values() for r in one.records]
    lines.write_text("\n".join(written), encoding="utf-8")
    theirs = shared_figures(shared / "gold" / "score_documents.py", folder, lines, capsys)
    ours = score_documents(folder, lambda ds: [read[d.id] for d in ds])
    expected = [
        " ".join(line.replace("predicted", "read").split()) for line in theirs[: len(KINDS)]
    ]
    assert [" ".join(line.split()) for line in ours.lines()[: len(KINDS)]] == expected
    found, whole = (f"{measure.value:.3f}" for measure in ours.measures[-2:])
    assert theirs[-1] == f"macro F1 found {found} whole {whole}"
    assert all(m.low <= m.value <= m.high for m in ours.measures)


def test_documents_carry_what_the_row_gives(tmp_path: Path, reading: Reading) -> None:
    folder = write_set(tmp_path / "set", [reading], [annotation_of(reading)])
    row = {"id": reading.document.id, "text": reading.document.text, "published": "2024-07-28"}
    (folder / "documents.jsonl").write_text(json.dumps(row), encoding="utf-8")
    seen: list[Document] = []

    def read(documents: Iterable[Document]) -> list[Reading]:
        seen.extend(documents)
        return [reading]

    score_documents(folder, read)
    assert (seen[0].published, seen[0].published_basis) == ("2024-07-28", "metadata")
