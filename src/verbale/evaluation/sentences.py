"""Scoring events against labelled sentences of our own (``training/sentences.jsonl``).

Only the sentences kept for testing are read; ``verbale`` is never trained on them. Each is read
by itself. A labelled event is

- *found* where an event of ours has its type and a trigger that shares a word with its own;
- *whole* where in addition every actor and recipient of ours overlaps a labelled one and the
  other way round, and the auxiliary modes but ``historical`` agree.

Of two events at one trigger the one with the labelled type counts. A pronoun and the name it
stands for are told apart by their words, so that a reading which resolves "it" to a name is
right here only where the labels name the same words; the true figure is a little higher.
Among the found ones, ``type_given_trigger`` is the share of labelled triggers we have with
their type, ``status`` of the found ones that have the right auxiliary modes, ``said_by``
of the found ones said by somebody that have a source of ours. ``quiet`` is the share
of sentences without an event in which we find none. ``calibration_error`` is that of the events'
``confidence`` as the probability of being found.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from verbale.errors import SourceError
from verbale.evaluation.measures import (
    ROUNDS,
    Hits,
    Scores,
    calibration_error,
    f1,
    gold_lines,
    measured,
    write_report,
)
from verbale.model import ActorReference, Event
from verbale.pipeline import Reader

Stretch = tuple[int, int]

_STRETCHES = [[int]]
_EVENT = {
    "event_type": str,
    "trigger": _STRETCHES,
    "actors?": _STRETCHES,
    "recipients?": _STRETCHES,
    "said_by?": _STRETCHES,
    "auxiliary?": [str],
    "mode?": [str],
}
_SHAPE = {"text": str, "split": str, "events": [_EVENT]}
_UNSCORED = frozenset({"historical"})


@dataclass(slots=True)
class _Sentence:
    text: str
    gold: list[dict[str, Any]]
    found: list[Event]
    pairs: list[tuple[dict[str, Any], Event]]


def score(path: Path, reader: Reader, report: Path | None = None, rounds: int = ROUNDS) -> Scores:
    """The scorer of ``verbale score sentences``; ``report`` lists what is missed and extra."""
    sentences = [_read(row, reader) for row in _rows(path)]
    events = sum(len(s.gold) for s in sentences)
    result = Scores(
        "sentences",
        (
            measured("calibration_error", sentences, _calibration, rounds),
            measured("quiet", sentences, _quiet, rounds),
            measured("said_by", sentences, _said, rounds),
            measured("status", sentences, _status, rounds),
            measured("type_given_trigger", sentences, _typed, rounds),
            measured("precision_found", sentences, partial(_share, of="found"), rounds),
            measured("recall_found", sentences, partial(_share, of="gold"), rounds),
            measured("f1_whole", sentences, partial(_f1, whole=True), rounds),
            measured("f1_found", sentences, partial(_f1, whole=False), rounds),
        ),
        (f"sentences {len(sentences)}, events {events}",),
    )
    if report is not None:
        write_report(report, {"lines": result.lines(), "sentences": _report(sentences)})
    return result


def _rows(path: Path) -> list[dict[str, Any]]:
    rows = [row for row in gold_lines(path, **_SHAPE) if row["split"] == "test"]
    if not rows:
        raise SourceError(str(path), "no sentence with split 'test'")
    return rows


def _read(row: dict[str, Any], reader: Reader) -> _Sentence:
    records = reader.read(row["text"]).records
    found = [record for record in records if isinstance(record, Event)]
    pairs, taken = [], set()
    for gold in row["events"]:
        for event in found:
            if event.id not in taken and is_found(gold, event):
                pairs.append((gold, event))
                taken.add(event.id)
                break
    return _Sentence(row["text"], row["events"], found, pairs)


def _shares(one: Sequence[Sequence[int]], two: Sequence[Sequence[int]]) -> bool:
    return any(a < d and c < b for a, b in one for c, d in two)


def _triggers(event: Event) -> list[Stretch]:
    return [(span.start, span.end) for span in (event.trigger, *event.also)]


def is_found(gold: dict[str, Any], event: Event) -> bool:
    """Whether an event has the type of a labelled one and shares a word of its trigger."""
    return gold["event_type"] == event.event_type and _shares(gold["trigger"], _triggers(event))


def _is_whole(gold: dict[str, Any], event: Event) -> bool:
    sides = (("actors", event.actors), ("recipients", event.recipients))
    return all(_same(gold.get(name, []), ours) for name, ours in sides) and _same_status(
        gold, event
    )


def _same(gold: Sequence[Sequence[int]], ours: Sequence[ActorReference]) -> bool:
    """Every party on either side overlaps one on the other."""
    places = [_stretches(reference) for reference in ours]
    return all(any(_shares([g], p) for p in places) for g in gold) and all(
        _shares(gold, p) for p in places
    )


def _stretches(reference: ActorReference) -> list[Stretch]:
    spans = [reference.span, *(member.span for member in reference.members)]
    return [(span.start, span.end) for span in spans]


def _same_status(gold: dict[str, Any], event: Event) -> bool:
    return set(gold.get("auxiliary", [])) - _UNSCORED == set(event.auxiliary) - _UNSCORED


def _f1(sentences: Sequence[_Sentence], whole: bool) -> float:
    return f1(
        Hits(
            len(s.gold),
            len(s.found),
            sum(not whole or _is_whole(gold, event) for gold, event in s.pairs),
        )
        for s in sentences
    )


def _share(sentences: Sequence[_Sentence], of: str) -> float:
    total = sum(len(s.gold if of == "gold" else s.found) for s in sentences)
    return sum(len(s.pairs) for s in sentences) / total if total else 0.0


def _mean(right: Sequence[bool]) -> float:
    return sum(right) / len(right) if right else 0.0


def _calibration(sentences: Sequence[_Sentence]) -> float:
    """How far the confidence of events lies from the share of them that are found."""
    return calibration_error(
        [
            (event.confidence, any(event is pair[1] for pair in s.pairs))
            for s in sentences
            for event in s.found
        ]
    )


def _quiet(sentences: Sequence[_Sentence]) -> float:
    return _mean([not s.found for s in sentences if not s.gold])


def _status(sentences: Sequence[_Sentence]) -> float:
    return _mean([_same_status(gold, event) for s in sentences for gold, event in s.pairs])


def _said(sentences: Sequence[_Sentence]) -> float:
    said = [pair for s in sentences for pair in s.pairs if pair[0].get("said_by")]
    return _mean([_same(gold["said_by"], event.said_by[:1]) for gold, event in said])


def _typed(sentences: Sequence[_Sentence]) -> float:
    """Of the labelled triggers at which we have an event, how many have their type."""
    right = []
    for s in sentences:
        for gold in s.gold:
            here = [e for e in s.found if _shares(gold["trigger"], _triggers(e))]
            if here:
                right.append(any(e.event_type == gold["event_type"] for e in here))
    return _mean(right)


def _report(sentences: Sequence[_Sentence]) -> list[dict[str, Any]]:
    return [
        {
            "text": s.text,
            "missed": [
                _shown(g, s.text) for g in s.gold if not any(g is pair[0] for pair in s.pairs)
            ],
            "extra": [
                f"{e.event_type} “{e.trigger.text}” ({e.because[0].rule})"
                for e in s.found
                if not any(e is pair[1] for pair in s.pairs)
            ],
            "not whole": [_shown(g, s.text) for g, e in s.pairs if not _is_whole(g, e)],
        }
        for s in sentences
        if len(s.pairs) < max(len(s.gold), len(s.found))
        or not all(_is_whole(g, e) for g, e in s.pairs)
    ]


def _shown(gold: dict[str, Any], text: str) -> str:
    words = " .. ".join(text[a:b] for a, b in gold["trigger"])
    return f"{gold['event_type']} “{words}”"
