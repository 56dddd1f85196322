"""Events as event data sets have them: who counts, which pairs, on which day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from itertools import combinations, product
from typing import Any

from verbale.model import ActorReference, Event, Reading, Record
from verbale.model.document import Document

NOT_TAKEN_PLACE = frozenset({"future", "hypothetical", "negation"})
"""Auxiliaries of what did not, or not yet, take place."""


MUTUAL = frozenset({"AGREE", "CONSULT", "COOPERATE"})
"""Types whose events several parties do with one another; of others each does its own."""


@dataclass(frozen=True, slots=True)
class Pair:
    """One row of an event data set: an event between a source and a target."""

    id: str
    event: Event
    document: Document
    number: int
    source: ActorReference | None
    target: ActorReference | None
    mutual: bool

    @property
    def day(self) -> str | None:
        """The day (YYYY-MM-DD) of the event; None where the text gives no day."""
        value = self.event.date.value if self.event.date else None
        return value[:10] if value and is_day(value) else None


def is_day(value: str) -> bool:
    """Whether an EDTF date names one day, without doubt."""
    return (
        len(value) >= 10
        and value[4] == value[7] == "-"
        and value[:10].replace("-", "").isdigit()
        and (len(value) == 10 or value[10] == "T")
    )


def taken_place(event: Event) -> bool:
    """Whether an event is told as something that took place."""
    return not NOT_TAKEN_PLACE.intersection(event.auxiliary)


def pairs(readings: Iterable[Reading]) -> Iterator[Pair]:
    """The rows of all events that took place; those of copies are left to their originals.

    One row for each source and target; the parties of a mutual event (a meeting, an accord) are
    paired among themselves, each two once, in the order of the text.
    """
    for reading in readings:
        if reading.document.copy_of is not None:
            continue
        for number, event in enumerate(
            record for record in reading.records if isinstance(record, Event)
        ):
            if taken_place(event):
                yield from _of_event(event, reading.document, number)


def _of_event(event: Event, document: Document, number: int) -> Iterator[Pair]:
    together = event.event_type in MUTUAL and not event.recipients
    mutual = together and len(members(event.actors)) > 1
    ties: list[tuple[ActorReference | None, ActorReference | None]]
    if mutual:
        ties = [*combinations(members(event.actors), 2)]
    else:
        sources: list[ActorReference | None] = [*members(event.actors)] or [None]
        targets: list[ActorReference | None] = [*members(event.recipients)] or [None]
        ties = list(product(sources, targets))
    for at, (source, target) in enumerate(ties, 1):
        id_ = event.id if len(ties) == 1 else f"{event.id}.{at}"
        yield Pair(id_, event, document, number, source, target, mutual)


def members(actors: Iterable[ActorReference]) -> list[ActorReference]:
    """The actors, collectives with known members as those; each once."""
    found: dict[str, ActorReference] = {}
    for actor in actors:
        for one in members(actor.members) if actor.members else [actor]:
            found.setdefault(one.actor, one)
    return list(found.values())


def everybody(record: Record) -> Iterator[ActorReference]:
    """All actors of a record, in whatever part, with the members of collectives."""
    for part in fields(record):
        yield from _in(getattr(record, part.name))


def _in(value: Any) -> Iterator[ActorReference]:
    if isinstance(value, ActorReference):
        yield value
        yield from _in(value.members)
    elif isinstance(value, tuple):
        for one in value:
            yield from _in(one)
