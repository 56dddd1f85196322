"""Scoring records on turns of phrase: passages composed for this project (``training/turns``).

A set is a JSON Lines file, or a folder of them. A line is a passage (``id``, ``text``, where it
matters ``published``) with all ``records`` of one ``kind`` that a careful reader finds in it; a
passage that has none says so by an empty list. Records are written as in ``docs/records.md``, but
in words: a span is the text that stands there once (else ``[start, end]``), an actor its name.

Records are found and whole as in `verbale.evaluation.documents`, each passage read by itself. Of
the records found, the finer fields that a line gives (``due``, ``condition``, ``likelihood`` …)
are compared too: equal values, or spans with half of their words in common. ``quiet`` is the
share of passages without a record in which none is read.

The passages were written while the rules were made, by people who knew them: the figures say what
is covered and keep it so, not how good reading is elsewhere. Passages are resampled.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from verbale.errors import SourceError
from verbale.evaluation.claims import WHO, claim_of
from verbale.evaluation.documents import Count, DocumentScore, pairs_of, score_one
from verbale.evaluation.measures import (
    ROUNDS,
    Measure,
    Scores,
    gold_lines,
    measured,
    write_report,
)
from verbale.model import KINDS, Document, Reading
from verbale.model.codec import record_to_json
from verbale.pipeline import Reader

_SHAPE = {
    "id": str,
    "text": str,
    "kind": str,
    "published?": (str, None),
    "records": [{}],
}
_SPANS = frozenset({"content", "action", "proposition", "occasion", "condition", "grounds"})
_ACTORS = frozenset({"speakers", "addressees", "parties", "counterparties", "holders"})
_ONE = frozenset({"subject", "object"})
_COMPARED = frozenset(
    {
        *("status", "attitude", "valence", "relation", "kind", "subject", "target", "evidence"),
        *("content", "action", "proposition", *WHO.values()),
    }
)
"""Fields that already decide whether a record is found and whole."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One passage's score; ``finer`` counts by field how many were asked and how many right."""

    id: str
    text: str
    kind: str
    silent: bool
    score: DocumentScore
    finer: Mapping[str, tuple[int, int]]

    @property
    def count(self) -> Count:
        """The figures of its kind."""
        return self.score.tally[self.kind]


def score(path: Path, reader: Reader, report: Path | None = None, rounds: int = ROUNDS) -> Scores:
    """The scorer of ``verbale score turns``; ``report`` lists what was missed or wrongly read."""
    turns = [_turn(place, row, reader) for place, row in _rows(path)]
    result = Scores("turns", tuple(_measures(turns, rounds)), tuple(_told(turns)))
    if report is not None:
        differ = [
            {"id": t.id, "text": t.text, "missed": t.score.missed, "false": t.score.false}
            for t in turns
            if t.score.missed or t.score.false
        ]
        write_report(report, {"lines": result.lines(), "passages": differ})
    return result


def _rows(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    files = sorted(path.glob("*.jsonl")) if path.is_dir() else [path]
    if not files:
        raise SourceError(str(path), "expected a file in JSON Lines, or a folder with some")
    for file in files:
        for row in gold_lines(file, **_SHAPE):
            if row["kind"] not in KINDS:
                kinds = ", ".join(KINDS)
                raise SourceError(f"{file}, {row['id']}", f"kind {row['kind']!r}: none of {kinds}")
            yield f"{file}, {row['id']}", row


def _turn(place: str, row: dict[str, Any], reader: Reader) -> Turn:
    text, kind = row["text"], row["kind"]
    gold = [_record(place, text, kind, one) for one in row["records"]]
    document = Document(
        text=text,
        published=row.get("published") or None,
        published_basis="metadata" if row.get("published") else None,
        language="en",
    )
    reading = reader.read_document(document)
    read = [record for record in reading.records if record.kind == kind]
    result = score_one(Reading(document, tuple(read)), {"records": gold})
    return Turn(
        row["id"], text, kind, not gold, result, _finer([record_to_json(r) for r in read], gold)
    )


def _record(place: str, text: str, kind: str, given: Mapping[str, Any]) -> dict[str, Any]:
    """An expected record with its words turned into spans and its names into actors."""
    made: dict[str, Any] = {"kind": kind}
    for name, value in given.items():
        made[name] = _field(f"{place}, {name}", text, name, value)
    if kind == "stance":
        made.setdefault("evidence", [])
    try:
        claim_of(made)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise SourceError(place, f"expected a record in words: {error}") from error
    return made


def _field(place: str, text: str, name: str, value: Any) -> Any:
    if value is None:
        return None
    if name in _ACTORS:
        return [{"name": one} for one in value]
    if name in _ONE:
        return {"name": value}
    if name == "target":
        spans = _spans(place, text, [value]) if text.count(str(value)) == 1 else []
        return {"name": value, **(spans[0] if spans else {})}
    if name in _SPANS:
        several = value if isinstance(value, list) and not _pair(value) else [value]
        spans = _spans(place, text, several)
        return spans if name == "content" else spans[0]
    return value


def _pair(value: Any) -> bool:
    return isinstance(value, list) and len(value) == 2 and all(isinstance(v, int) for v in value)


def _spans(place: str, text: str, several: Sequence[Any]) -> list[dict[str, Any]]:
    found = []
    for one in several:
        if _pair(one):
            start, end = one
        else:
            if not isinstance(one, str) or text.count(one) != 1:
                raise SourceError(place, f"{one!r}: expected words that stand in the text once")
            start = text.index(one)
            end = start + len(one)
        if not 0 <= start < end <= len(text):
            raise SourceError(place, f"{one!r}: expected a place in the text")
        found.append({"start": start, "end": end, "text": text[start:end]})
    return found


def _finer(
    read: Sequence[dict[str, Any]], gold: Sequence[dict[str, Any]]
) -> dict[str, tuple[int, int]]:
    """By field: of the records found, how many give it and how many of these have it right."""
    asked: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for i, j, _ in pairs_of(read, gold, ()):
        for name in gold[j].keys() - _COMPARED:
            asked[name] += 1
            right[name] += _alike(_plain(read[i].get(name)), _plain(gold[j][name]))
    return {name: (asked[name], right[name]) for name in asked}


def _plain(value: Any) -> Any:
    """What is compared of a value: text of a span, name of an actor, value of a date, rank."""
    if isinstance(value, Mapping):
        for name in ("rank", "name", "text"):
            if value.get(name) is not None:
                return value[name]
        unit = value.get("currency") or value.get("unit")
        return (value.get("value"), unit) if unit else value.get("value")
    if isinstance(value, (list, tuple)):
        return [_plain(one) for one in value]
    return value


def _alike(read: Any, gold: Any) -> bool:
    if isinstance(gold, list):
        given = read if isinstance(read, list) else []
        return len(given) == len(gold) and all(any(_alike(r, g) for r in given) for g in gold)
    if isinstance(gold, str) and isinstance(read, str):
        ours, theirs = set(read.lower().split()), set(gold.lower().split())
        return bool(ours & theirs) and len(ours & theirs) * 2 >= len(ours | theirs)
    return bool((read or None) == (gold or None))


def _measures(turns: Sequence[Turn], rounds: int) -> Iterator[Measure]:
    for level in ("found", "whole"):
        for kind in [kind for kind in KINDS if any(turn.kind == kind for turn in turns)]:
            own = [turn for turn in turns if turn.kind == kind]
            yield measured(f"{kind}_f1_{level}", own, partial(_f1, level=level), rounds)
    silent = [turn for turn in turns if turn.silent]
    if silent:
        yield measured("quiet", silent, _quiet, rounds)
    yield measured("f1_whole", turns, partial(_f1, level="whole"), rounds)


def _f1(turns: Sequence[Turn], level: str) -> float:
    total = Count()
    for turn in turns:
        total.add(turn.count)
    return total.scores(level)[2]


def _quiet(turns: Sequence[Turn]) -> float:
    return sum(not turn.count.read for turn in turns) / len(turns) if turns else 0.0


def _told(turns: Sequence[Turn]) -> Iterator[str]:
    for kind in [kind for kind in KINDS if any(turn.kind == kind for turn in turns)]:
        own = [turn for turn in turns if turn.kind == kind]
        total = Count()
        asked: Counter[str] = Counter()
        right: Counter[str] = Counter()
        for turn in own:
            total.add(turn.count)
            asked.update({name: n for name, (n, _) in turn.finer.items()})
            right.update({name: n for name, (_, n) in turn.finer.items()})
        fields = ", ".join(f"{name} {right[name]}/{asked[name]}" for name in sorted(asked))
        yield f"{kind}: passages {len(own)}, records {total.gold}, read {total.read}; {fields}"
