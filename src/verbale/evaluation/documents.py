"""Scores readings against annotated documents.

A set is a folder with ``documents.jsonl`` (one document a line) and one JSON file an
annotated document: ``{"id", "records", "doubtful"}``. Per kind, a record is *found* where
kind, place and label agree with an annotation, and *whole* where those who act agree too;
a record on a ``doubtful`` passage counts neither way.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from verbale.errors import SourceError
from verbale.evaluation.claims import Claim, claim_of, overlap, ranges, share
from verbale.evaluation.measures import (
    ROUNDS,
    Scores,
    gold_bytes,
    gold_lines,
    gold_value,
    measured,
    write_report,
)
from verbale.model import KINDS, Document, Reading
from verbale.model.codec import record_to_json
from verbale.pipeline import Reader

Read = Callable[[Iterable[Document]], Iterable[Reading]]

LEVELS = ("found", "whole")
_SENTENCE_END = re.compile(r"[.!?][\"”’']?\s+|\n+")
_SHARE = {"statement": 0.5, "undertaking": 0.3, "expectation": 0.3}


@dataclass(slots=True)
class Count:
    """How many records of a kind were annotated, read, found and whole."""

    gold: int = 0
    read: int = 0
    found: int = 0
    whole: int = 0

    def add(self, other: Count) -> None:
        """Add the figures of another count to this one."""
        self.gold += other.gold
        self.read += other.read
        self.found += other.found
        self.whole += other.whole

    def scores(self, level: str) -> tuple[float, float, float]:
        """Precision, recall and F1 of ``found`` or ``whole`` records."""
        hits = self.whole if level == "whole" else self.found
        precision = hits / self.read if self.read else 0.0
        recall = hits / self.gold if self.gold else 0.0
        total = precision + recall
        return precision, recall, 2 * precision * recall / total if total else 0.0


Tally = dict[str, Count]
"""Counts by kind."""


@dataclass(slots=True)
class DocumentScore:
    """One document's counts, and what was missed and wrongly read in it."""

    tally: Tally = field(default_factory=lambda: {kind: Count() for kind in KINDS})
    misplaced: int = 0
    missed: list[dict[str, Any]] = field(default_factory=list)
    false: list[dict[str, Any]] = field(default_factory=list)


def score_documents(path: str | Path, read: Read, report: str | Path | None = None) -> Scores:
    """Score what ``read`` makes of the documents of the folder ``path``.

    A document that ``read`` leaves out counts as one without records.
    ``report`` names a JSON file for the figures and, by document, what was missed or
    wrongly read. Raises `SourceError` where the folder is not such a set.
    """
    folder = Path(path)
    documents, annotations = _load(folder)
    readings = {document.id: Reading(document, ()) for document in documents}
    readings |= {reading.document.id: reading for reading in read(documents)}
    scores = {id_: score_one(readings[id_], annotation) for id_, annotation in annotations.items()}
    result = summed(list(scores.values()))
    if report is not None:
        write_report(Path(report), _report(result, scores))
    return result


def _load(folder: Path) -> tuple[list[Document], dict[str, dict[str, Any]]]:
    source = folder / "documents.jsonl"
    if not source.is_file():
        raise SourceError(
            str(folder), "not a set of annotated documents: expected documents.jsonl in it"
        )
    files = sorted(folder.glob("*.json"))
    several = [_annotation(path) for path in files]
    annotations = {one["id"]: one for one in several}
    rows = gold_lines(source, **_FIELDS)
    documents = [_document(source, row) for row in rows if row["id"] in annotations]
    if not documents:
        raise SourceError(
            str(folder), "no annotated documents: expected documents.jsonl and *.json"
        )
    lost = annotations.keys() - {document.id for document in documents}
    if lost:
        raise SourceError(str(folder), f"documents.jsonl has no {', '.join(sorted(lost))}")
    return documents, annotations


_TEXT = (str, None)
_FIELDS = {
    "id": str,
    "text": str,
    "title?": _TEXT,
    "url?": _TEXT,
    "outlet?": _TEXT,
    "published?": _TEXT,
}
_DOUBT = {"start?": int, "end?": int}
_ANNOTATION = {"id": str, "records": [{"kind": str}], "doubtful?": ([_DOUBT], None)}


def _annotation(path: Path) -> dict[str, Any]:
    """One document's annotation, each record of it in the form of a claim."""
    one: dict[str, Any] = gold_value(str(path), gold_bytes(path), _ANNOTATION)
    for number, record in enumerate(one["records"]):
        try:
            claim_of(record)
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            place = f"{path}, records[{number}]"
            raise SourceError(place, f"expected a record as in docs/records.md: {error}") from error
    return one


def _document(source: Path, row: Mapping[str, Any]) -> Document:
    names = ("id", "text", "title", "url", "outlet", "published")
    given = {name: row[name] for name in names if row.get(name)}
    basis = "metadata" if given.get("published") else None
    try:
        return Document(**given, published_basis=basis, language="en")
    except ValueError as error:
        raise SourceError(f"{source}, document {row['id']}", str(error)) from error


def score_one(reading: Reading, annotation: Mapping[str, Any]) -> DocumentScore:
    """One document's score against ``{"records", "doubtful"}``."""
    text = reading.document.text
    ends = [match.end() for match in _SENTENCE_END.finditer(text)]
    doubtful = ranges(annotation.get("doubtful"))
    score = DocumentScore(
        misplaced=sum(
            text[span.start : span.end] != span.text
            for record in reading.records
            for span in record.evidence
        )
    )
    for kind in KINDS:
        gold = [one for one in annotation["records"] if one["kind"] == kind]
        lines = [record_to_json(one) for one in reading.records if one.kind == kind]
        _score_kind(score, kind, (gold, lines), ends, doubtful)
    return score


def _score_kind(
    score: DocumentScore,
    kind: str,
    sides: tuple[Sequence[dict[str, Any]], Sequence[dict[str, Any]]],
    ends: Sequence[int],
    doubtful: Sequence[tuple[int, int]],
) -> None:
    read = [claim_of(one) for one in sides[1]]
    pairs = pairs_of(sides[1], sides[0], ends)
    matched = {i for i, _, _ in pairs}
    hit = {j for _, j, _ in pairs}
    false = [
        i
        for i, claim in enumerate(read)
        if i not in matched and not overlap(claim.places, doubtful)
    ]
    score.tally[kind] = Count(
        len(sides[0]), len(matched) + len(false), len(pairs), sum(whole for _, _, whole in pairs)
    )
    score.missed += [one for j, one in enumerate(sides[0]) if j not in hit]
    score.false += [sides[1][i] for i in false]


def pairs_of(
    lines: Sequence[Mapping[str, Any]], annotated: Sequence[Mapping[str, Any]], ends: Sequence[int]
) -> list[tuple[int, int, bool]]:
    """One-to-one pairs (number read, number annotated, whole), whole matches before found ones.

    Both sides are records of one kind in JSON; ``ends`` are where the text's sentences end.
    """
    read, gold = ([claim_of(one) for one in side] for side in (lines, annotated))
    fits = {
        (i, j): is_whole(one, other)
        for j, other in enumerate(gold)
        for i, one in enumerate(read)
        if is_found(one, other, ends)
    }
    pairs: list[tuple[int, int, bool]] = []
    used_read: set[int] = set()
    used_gold: set[int] = set()
    for only_whole in (True, False):
        for (i, j), whole in fits.items():
            if i not in used_read and j not in used_gold and (whole or not only_whole):
                pairs.append((i, j, whole))
                used_read.add(i)
                used_gold.add(j)
    return pairs


def is_found(read: Claim, gold: Claim, ends: Sequence[int]) -> bool:
    """Whether the two agree in place and label; ``ends`` are where the text's sentences end."""
    if gold.kind in _SHARE:
        return share(read.places, gold.places) >= _SHARE[gold.kind]
    if read.label != gold.label:
        return False
    if gold.kind == "relation":
        return _is_same(read.subject, gold.subject)
    if overlap(read.places, gold.places) > 0:
        return True
    if gold.kind == "stance":
        return gold.named and _is_same(read.target, gold.target)
    near = any(
        bisect_right(ends, a[0]) == bisect_right(ends, b[0])
        for a in read.places
        for b in gold.places
    )
    return near and _agree(read, gold, "who")


def _is_same(a: Any, b: Any) -> bool:
    return a is not None and b is not None and bool(a.is_same(b))


def is_whole(read: Claim, gold: Claim) -> bool:
    """Whether, besides, those who act agree, and for some kinds the status or modes."""
    if gold.kind == "relation":
        return bool(read.who and gold.who) and read.who[0].is_same(gold.who[0])
    if read.finer != gold.finer or not _agree(read, gold, "who"):
        return False
    return gold.kind != "event" or (_agree(read, gold, "to") and read.modes == gold.modes)


def _agree(read: Claim, gold: Claim, side: str) -> bool:
    """At least half of either side's actors stand on the other; both may be empty."""
    ours, theirs = getattr(read, side), getattr(gold, side)
    if not ours or not theirs:
        return not ours and not theirs
    known = sum(any(one.is_same(other) for one in ours) for other in theirs)
    right = sum(any(one.is_same(other) for other in theirs) for one in ours)
    return known / len(theirs) >= 0.5 and right / len(ours) >= 0.5


def macro_f1(tally: Tally, level: str) -> float:
    """Mean F1 over the six kinds."""
    return sum(count.scores(level)[2] for count in tally.values()) / len(tally)


def _sum(scores: Iterable[DocumentScore]) -> Tally:
    total: Tally = {kind: Count() for kind in KINDS}
    for score in scores:
        for kind, count in score.tally.items():
            total[kind].add(count)
    return total


def summed(scores: Sequence[DocumentScore], rounds: int = ROUNDS) -> Scores:
    """Figures over all documents, with bootstrap intervals (the same at every run)."""
    kinds = tuple(
        measured(f"{kind}_f1_{level}", scores, partial(_kind_f1, kind=kind, level=level), rounds)
        for kind in KINDS
        for level in LEVELS
    )
    macro = tuple(
        measured(f"macro_f1_{level}", scores, partial(_macro_f1, level=level), rounds)
        for level in LEVELS
    )
    measures = (*kinds, *macro)
    return Scores("documents", measures, tuple(_told(scores)))


def _kind_f1(scores: Sequence[DocumentScore], kind: str, level: str) -> float:
    total = Count()
    for score in scores:
        total.add(score.tally[kind])
    return total.scores(level)[2]


def _macro_f1(scores: Sequence[DocumentScore], level: str) -> float:
    return macro_f1(_sum(scores), level)


def _told(scores: Sequence[DocumentScore]) -> Iterator[str]:
    for kind, count in _sum(scores).items():
        row = [f"{kind:12} gold {count.gold:4} read {count.read:4}"]
        for level in LEVELS:
            precision, recall, f1 = count.scores(level)
            row.append(f"{level} P {precision:.3f} R {recall:.3f} F1 {f1:.3f}")
        yield "  ".join(row)
    misplaced = sum(score.misplaced for score in scores)
    yield f"evidence spans that do not match the text: {misplaced}"


def _report(result: Scores, scores: Mapping[str, DocumentScore]) -> dict[str, Any]:
    return {
        "lines": result.lines(),
        "documents": {
            id_: {"missed": score.missed, "false": score.false} for id_, score in scores.items()
        },
    }


def score(path: Path, reader: Reader, report: Path | None = None) -> Scores:
    """The scorer of ``verbale score documents``."""
    return score_documents(path, reader.read_many, report)
