"""Scoring events against gold standard records of PLOVER: type, actors and recipients by country.

The file is a JSON list of records, each with the sentence it was coded from; the raw sentence is
read. A record is recalled whole where one event of the reading has its type and its parties.

*Type.* The records follow PLOVER 0.5: DEMAND is today's REQUEST, DISAPPROVE and INVESTIGATE are
ACCUSE, FIGHT is ASSAULT; CONCEDE and RETREAT were drawn otherwise then and count as one, as does
YIELD, which some versions have for both.

*Parties.* Actors and recipients are compared as sets of codes: countries, and for bodies without
one a code of their kind, in which UNO and EUR count as IGO. What the record leaves open (no
target, a blank, UNK) is not asked. Parties of ours without a code do not count. Where the record
has all parties as actors, or our event is symmetric, all parties are compared together.
Codes that are no country (ITL, JAP, VTN …) count as the country they were meant for.

Sentences are resampled for the intervals; a sentence may have several records.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from verbale.errors import SourceError
from verbale.evaluation.measures import (
    ROUNDS,
    Scores,
    gold_bytes,
    gold_value,
    measured,
    write_report,
)
from verbale.model import ActorReference, Event
from verbale.pipeline import Reader

_TYPES = {
    "DEMAND": "REQUEST",
    "DISAPPROVE": "ACCUSE",
    "INVESTIGATE": "ACCUSE",
    "FIGHT": "ASSAULT",
    "CONCEDE": "YIELD",
    "RETREAT": "YIELD",
}
_CODES = {"UNO": "IGO", "EUR": "IGO", "ITL": "ITA", "JAP": "JPN", "VTN": "VNM", "ROM": "ROU"}
_OPEN = frozenset({"", "UNK", "---"})
_SHAPE = [{"text": str, "event": str, "source": (list, str, None), "target?": (list, str, None)}]


@dataclass(frozen=True, slots=True)
class Told:
    """Who did what to whom, in codes; ``trigger`` are the words of the event."""

    type: str
    actors: frozenset[str]
    recipients: frozenset[str]
    trigger: str = ""


@dataclass(slots=True)
class _Sentence:
    """One sentence: its records, and the events read from it."""

    text: str
    gold: list[Told] = field(default_factory=list)
    found: list[Told] = field(default_factory=list)


def score(path: Path, reader: Reader, report: Path | None = None, rounds: int = ROUNDS) -> Scores:
    """The scorer of ``verbale score gsr``; ``report`` lists the records not recalled."""
    sentences = _sentences(path)
    for sentence in sentences:
        records = reader.read(sentence.text).records
        sentence.found = [told(reader, r) for r in records if isinstance(r, Event)]
    result = Scores(
        "gsr",
        (
            measured("events_a_sentence", sentences, _events, rounds),
            measured("recall_type", sentences, partial(_recall, holds=same_type), rounds),
            measured("recall_whole", sentences, partial(_recall, holds=whole), rounds),
        ),
        (f"sentences {len(sentences)}, records {sum(len(s.gold) for s in sentences)}",),
    )
    if report is not None:
        misses = [_miss(s, g) for s in sentences for g in s.gold if not _any(whole, g, s.found)]
        write_report(report, {"lines": result.lines(), "misses": misses})
    return result


def told(reader: Reader, event: Event) -> Told:
    """An event of ours as it is compared."""
    return Told(
        _TYPES.get(event.event_type, event.event_type),
        _ours(reader, event.actors),
        _ours(reader, event.recipients),
        event.trigger.text,
    )


def same_type(gold: Told, found: Told) -> bool:
    """Whether an event has the type of a record."""
    return gold.type == found.type


def whole(gold: Told, found: Told) -> bool:
    """Whether an event has the type and the parties of a record."""
    if gold.type != found.type:
        return False
    if gold.recipients and found.recipients:
        return gold.actors in (frozenset(), found.actors) and gold.recipients == found.recipients
    if gold.recipients and len(found.actors) < 2:
        return False
    if gold.recipients or len(gold.actors) > 1:
        return gold.actors | gold.recipients == found.actors | found.recipients
    return not gold.actors or gold.actors == found.actors


def _ours(reader: Reader, references: Iterable[ActorReference]) -> frozenset[str]:
    codes: set[str] = set()
    for reference in references:
        code = reader.plover_codes(reference)[0]
        codes |= {_code(code)} if code else _ours(reader, reference.members)
    return frozenset(codes)


def _code(code: str) -> str:
    return _CODES.get(code, code)


def _sentences(path: Path) -> list[_Sentence]:
    """The sentences of a file with their records; `SourceError` names record and field."""
    records = gold_value(str(path), gold_bytes(path), _SHAPE)
    if not records:
        raise SourceError(str(path), "an empty list; expected a record or more")
    found: dict[str, _Sentence] = {}
    for number, record in enumerate(records):
        text = record["text"]
        sentence = found.setdefault(text, _Sentence(text))
        sentence.gold.append(_gold(f"{path}, record {number + 1}", record))
    return list(found.values())


def _gold(place: str, record: dict[str, Any]) -> Told:
    event = record["event"]
    if not record["text"].strip():
        raise SourceError(place, "text: empty; expected a sentence")
    actors, recipients = (_side(place, name, record.get(name)) for name in ("source", "target"))
    words = str(record.get("eventText", ""))
    return Told(_TYPES.get(event, event), actors, recipients, words)


def _side(place: str, name: str, value: Any) -> frozenset[str]:
    """The codes of one side; a text in place of a list says nothing of it."""
    if not isinstance(value, list):
        return frozenset()
    codes = set()
    for number, actor in enumerate(value):
        if not isinstance(actor, dict) or not isinstance(actor.get("code"), str):
            raise SourceError(place, f"{name}[{number}]: expected an object with code, a text")
        codes.add(_code(actor["code"]))
    return frozenset(codes - _OPEN)


def _any(holds: Any, gold: Told, found: Sequence[Told]) -> bool:
    return any(holds(gold, each) for each in found)


def _recall(sentences: Sequence[_Sentence], holds: Any) -> float:
    """The share of records for which one event of the sentence holds."""
    pairs = [(g, s.found) for s in sentences for g in s.gold]
    return sum(_any(holds, g, found) for g, found in pairs) / len(pairs) if pairs else 0.0


def _events(sentences: Sequence[_Sentence]) -> float:
    return sum(len(s.found) for s in sentences) / len(sentences) if sentences else 0.0


def _miss(sentence: _Sentence, gold: Told) -> dict[str, Any]:
    found = sentence.found
    why = "parties" if _any(same_type, gold, found) else "type" if found else "nothing found"
    return {
        "text": sentence.text,
        "why": why,
        "gold": _shown(gold),
        "read": [_shown(each) for each in found],
    }


def _shown(event: Told) -> str:
    actors, recipients = ("+".join(sorted(c)) or "–" for c in (event.actors, event.recipients))
    return f"{event.type} {actors} → {recipients} “{event.trigger}”"
