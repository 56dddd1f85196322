"""Which record of a new reading stands in the place of which record of the old one."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from verbale.desk.rows import RecordRows

LEAST = 0.5
"""Part of the words of two sentences that both have, from which they may be one."""
SHARED = 0.5
"""Part of the runs of four words of the shorter text that a correction has in common."""
_RUN = 4
_PLACES = ("id", "document", "links", "start", "end")


@dataclass(frozen=True, slots=True)
class Kept:
    """What is compared of a record: its words, its actors, its place.

    ``told`` is all that is written of it, ``said`` the same without its places and ids.
    """

    id: str
    kind: str
    label: str
    sentence: str
    evidence: str
    start: int
    end: int
    actors: frozenset[str]
    told: str
    said: str
    json: str


def kept_of(rows: RecordRows) -> Kept:
    """The same of a record that is to be written."""
    row = rows.record
    return kept(row["id"], row["kind"], row["label"], row["sentence"], row["json"])


def kept(id_: str, kind: str, label: str, sentence: str, written: str) -> Kept:
    """What is compared of a record, from its JSON."""
    read = json.loads(written)
    first = (read.get("action") if kind == "undertaking" else None) or read["evidence"][0]
    told = {name: value for name, value in read.items() if name not in ("because", "confidence")}
    return Kept(
        id_, kind, label, sentence, first["text"], first["start"], first["end"],
        frozenset(_actors(read)), _written(told), _written(_without_places(told)), written,
    )  # fmt: skip


def _written(value: Any) -> str:
    return json.dumps(value, sort_keys=True)


def _without_places(value: Any) -> Any:
    if isinstance(value, dict):
        return {k: _without_places(v) for k, v in value.items() if k not in _PLACES}
    return [_without_places(one) for one in value] if isinstance(value, list) else value


def _actors(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if isinstance(value.get("actor"), str):
            yield value["actor"]
        for name, one in value.items():
            if name not in ("said_by", "because", "links"):
                yield from _actors(one)
    elif isinstance(value, list):
        for one in value:
            yield from _actors(one)


def successors(old: Sequence[Kept], new: Sequence[Kept]) -> dict[str, str]:
    """Ids of new records by those of the old ones whose place they take.

    A record that has kept its id is its own. Of the rest those of one kind are paired, the most
    alike first, where they share their sentence and either their words or an actor.
    """
    both = {one.id for one in old} & {one.id for one in new}
    found = {id_: id_ for id_ in both}
    rest = [one for one in new if one.id not in both]
    pairs = sorted(
        (-score, one.id, other.id)
        for one in old
        if one.id not in both
        for other in rest
        if one.kind == other.kind and (score := _alike(one, other))
    )
    taken: set[str] = set()
    for _, before, after in pairs:
        if before not in found and after not in taken:
            found[before] = after
            taken.add(after)
    return found


def _alike(one: Kept, other: Kept) -> float:
    """How much two records are one, 0 where they are not."""
    near = _part(_words(one.sentence), _words(other.sentence))
    evidence = _part(_words(one.evidence), _words(other.evidence))
    actors = _part(one.actors, other.actors)
    if near < LEAST or (evidence < LEAST and not actors):
        return 0.0
    return near + evidence + actors + (0.5 if one.label == other.label else 0.0)


def _part(one: frozenset[str], other: frozenset[str]) -> float:
    either = one | other
    return len(one & other) / len(either) if either else 0.0


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", text.casefold()))


def is_correction(old: str, new: str) -> bool:
    """Whether two texts of one address are one report; a list of news is another each day."""
    one, other = _runs(old), _runs(new)
    return len(one & other) >= SHARED * max(min(len(one), len(other)), 1)


def _runs(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.casefold())
    return {tuple(words[at : at + _RUN]) for at in range(max(len(words) - _RUN + 1, 1))}
