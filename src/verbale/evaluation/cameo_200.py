"""Scoring on random news sentences with CAMEO roots: is there an event, and which.

A line is a sentence with what most of its coders say: whether it tells an event
(``relevant_majority``), and CAMEO roots, two digits each (``cameo_root_majority``).

*Event or not.* These coders took CAMEO's own events, to which public statements (01) and appeals
(02) belong. So a sentence of ours tells an event where the reading has an event record, or a
statement record with a public speaker: one with a country, a sector other than that of civilians,
criminals or the unknown, or a name. What a witness, a family or an unresolved "he" says counts
for nothing, as in CAMEO, whose sources are political actors. The status of an event is not asked.

*Roots* are compared, each once a sentence, where both sides see an event and the coders agree on
a root at all. Ours are the first two digits of an event's CAMEO code (that of its type where it has
none; 03 for what is only agreed or planned), and 01 for a statement whose cue is no event itself:
CAMEO keeps 01 for statements that no other root describes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from verbale.errors import SourceError
from verbale.evaluation.measures import (
    ROUNDS,
    Hits,
    Scores,
    f1,
    gold_lines,
    measured,
    write_report,
)
from verbale.model import ActorReference, Event, Record, Statement
from verbale.pipeline import Reader

_ROOTS = {
    "AGREE": "03",
    "CONSULT": "04",
    "SUPPORT": "05",
    "COOPERATE": "06",
    "AID": "07",
    "CONCEDE": "08",
    "RETREAT": "08",
    "REQUEST": "10",
    "ACCUSE": "11",
    "REJECT": "12",
    "THREATEN": "13",
    "PROTEST": "14",
    "MOBILIZE": "15",
    "SANCTION": "16",
    "COERCE": "17",
    "ASSAULT": "18",
}
"""CAMEO's root of each PLOVER type, where an event has no code of its own."""

_STATEMENT = "01"
_PRIVATE = frozenset({"CVL", "CRM", "UNK"})


@dataclass(frozen=True, slots=True)
class _Sentence:
    text: str
    gold: bool
    gold_roots: frozenset[str]
    found: bool
    found_roots: frozenset[str]
    read: tuple[str, ...] = ()

    @property
    def hits(self) -> Hits:
        """Event or not, for F1 of the sentences that tell one."""
        return Hits(self.gold, self.found, self.gold and self.found)

    @property
    def root_hits(self) -> Hits:
        """The roots, where both sides see an event and the coders agree on one."""
        if not (self.gold and self.found and self.gold_roots):
            return Hits()
        both = self.gold_roots & self.found_roots
        return Hits(len(self.gold_roots), len(self.found_roots), len(both))


def score(path: Path, reader: Reader, report: Path | None = None, rounds: int = ROUNDS) -> Scores:
    """The scorer of ``verbale score cameo-200``; ``report`` lists what differs."""
    rows = gold_lines(path, sentence=str, relevant_majority=bool, cameo_root_majority=[str])
    sentences = [_read(str(path), n, row, reader) for n, row in enumerate(rows, 1)]
    agreed = [s for s in sentences if s.root_hits.gold]
    result = Scores(
        "cameo-200",
        (
            measured("root_micro_f1", agreed, _root_f1, rounds),
            measured("event_precision", sentences, _precision, rounds),
            measured("event_recall", sentences, _recall, rounds),
            measured("event_f1", sentences, _event_f1, rounds),
        ),
        (
            f"sentences {len(sentences)}, with an event {sum(s.gold for s in sentences)}, "
            f"compared by root {len(agreed)}",
        ),
    )
    if report is not None:
        write_report(report, {"lines": result.lines(), "misses": _misses(sentences)})
    return result


def _read(path: str, number: int, row: dict[str, Any], reader: Reader) -> _Sentence:
    for root in row["cameo_root_majority"]:
        if len(root) != 2 or not root.isdigit():
            told = f"cameo_root_majority {root!r}: expected two digits"
            raise SourceError(f"{path}, sentence {number}", told)
    records = reader.read(row["sentence"]).records
    return _Sentence(
        row["sentence"],
        row["relevant_majority"],
        frozenset(row["cameo_root_majority"]),
        tells_event(records),
        roots(records),
        tuple(_shown(r) for r in records if isinstance(r, (Event, Statement))),
    )


def tells_event(records: Iterable[Record]) -> bool:
    """Whether records hold one of CAMEO's events, a public statement among them."""
    return any(isinstance(r, Event) or _public_statement(r) for r in records)


def roots(records: Sequence[Record]) -> frozenset[str]:
    """The CAMEO roots of records, each once."""
    events = [r for r in records if isinstance(r, Event)]
    found = {_root(event) for event in events}
    for record in records:
        if isinstance(record, Statement) and _public_statement(record):
            cue = record.cue
            if cue is None or not any(cue.overlaps(event.trigger) for event in events):
                found.add(_STATEMENT)
    return frozenset(found)


def _root(event: Event) -> str:
    if event.event_type == "AGREE" or not event.cameo:
        return _ROOTS[event.event_type]
    return event.cameo[:2]


def _public_statement(record: Record) -> bool:
    return isinstance(record, Statement) and any(map(_public, record.speakers))


def _public(speaker: ActorReference) -> bool:
    named = speaker.actor.startswith(("person:", "org:")) or speaker.via == "name"
    known = bool(speaker.country or set(speaker.sectors) - _PRIVATE)
    return named or known or any(map(_public, speaker.members))


def _event_f1(sentences: Sequence[_Sentence]) -> float:
    return f1(s.hits for s in sentences)


def _root_f1(sentences: Sequence[_Sentence]) -> float:
    return f1(s.root_hits for s in sentences)


def _precision(sentences: Sequence[_Sentence]) -> float:
    found = [s for s in sentences if s.found]
    return sum(s.gold for s in found) / len(found) if found else 0.0


def _recall(sentences: Sequence[_Sentence]) -> float:
    gold = [s for s in sentences if s.gold]
    return sum(s.found for s in gold) / len(gold) if gold else 0.0


def _shown(record: Event | Statement) -> str:
    if isinstance(record, Event):
        return f"{_root(record)} {record.event_type} “{record.trigger.text}”"
    cue = "" if record.cue is None else f" “{record.cue.text}”"
    return f"statement{cue} of {', '.join(s.name for s in record.speakers)}"


def _misses(sentences: Sequence[_Sentence]) -> list[dict[str, Any]]:
    return [
        {
            "text": s.text,
            "event": f"gold {s.gold}, read {s.found}",
            "gold": sorted(s.gold_roots),
            "roots": sorted(s.found_roots),
            "read": s.read,
        }
        for s in sentences
        if s.gold != s.found or (s.root_hits.gold and s.gold_roots != s.found_roots)
    ]
