"""Records that say the same, put together: one line with all its notes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from verbale.desk.rows import fold
from verbale.model import (
    ActorReference,
    Event,
    Expectation,
    Record,
    Relation,
    Stance,
    Statement,
    Undertaking,
)


@dataclass(frozen=True, slots=True)
class Group:
    """Records that say the same; the first stands for them."""

    records: tuple[Record, ...]

    @property
    def first(self) -> Record:
        """The earliest told."""
        return self.records[0]

    @property
    def outlets(self) -> int:
        """How many outlets tell it (documents of no known outlet count as one each)."""
        return len({record.source.outlet or record.document for record in self.records})


def grouped(records: Iterable[Record]) -> list[Group]:
    """The records in groups, in the order of their firsts."""
    found: dict[object, list[Record]] = {}
    for record in records:
        found.setdefault(_key(record), []).append(record)
    return [Group(tuple(several)) for several in found.values()]


def _key(record: Record) -> object:
    """What must be the same: kind, label, who, whom, words, day, status and whose word it is."""
    shared = (record.kind, record.auxiliary, ids(record.said_by))
    day = record.date.value if record.date else record.source.published
    match record:
        case Event():
            told = (record.event_type, ids(record.actors), ids(record.recipients), day)
            return (*shared, *told, record.place and record.place.name)
        case Statement():
            return (*shared, ids(record.speakers), fold(" ".join(s.text for s in record.content)))
        case Undertaking():
            return (*shared, record.status, ids(record.parties), fold(record.action.text))
        case Expectation():
            return (*shared, record.attitude, ids(record.holders), fold(record.proposition.text))
        case Stance():
            aim = record.target
            words = aim.actor if isinstance(aim, ActorReference) else fold(aim.text)
            return (*shared, record.valence, ids(record.holders), words)
        case Relation():
            ends = (record.subject.actor, record.object.actor)
            return (record.kind, record.relation, ends)
    return record.id


def ids(actors: tuple[ActorReference, ...]) -> frozenset[str]:
    """The ids of actors; a nominal that means its members is its members."""
    found: set[str] = set()
    for actor in actors:
        found |= ids(actor.members) if actor.members else {actor.actor}
    return frozenset(found)
