"""What a paper is about: everything, an actor, or two and what is between them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Any

from verbale.desk.dates import EARLIEST, LATEST, bounds
from verbale.desk.rows import fold
from verbale.errors import QuestionError
from verbale.model import ActorReference, Reading, Record


@dataclass(frozen=True, slots=True)
class Side:
    """An actor as it is asked for: a state with all who act for it, or one actor, or words.

    ``country`` is an ISO 3166-1 alpha-3 code, ``actor`` an id, ``words`` those of a name.
    """

    name: str
    country: str | None = None
    actor: str | None = None
    words: str | None = None

    def holds(self, actor: ActorReference) -> bool:
        """Whether an actor, or a member of it, is or acts for this side."""
        if self.country is not None and actor.country == self.country:
            return True
        if self.actor is not None and actor.actor == self.actor:
            return True
        if self.words is not None and fold(self.words) in fold(actor.name):
            return True
        return any(self.holds(member) for member in actor.members)

    def any_of(self, actors: Iterable[ActorReference]) -> bool:
        """Whether one of the actors is or acts for this side."""
        return any(self.holds(actor) for actor in actors)


def everybody(record: Record) -> list[ActorReference]:
    """All actors of a record, in whatever part, but for those who only report it."""
    return [
        actor
        for part in fields(record)
        if part.name != "said_by"
        for actor in _in(getattr(record, part.name))
    ]


def _in(value: Any) -> list[ActorReference]:
    if isinstance(value, ActorReference):
        return [value]
    return [one for item in value for one in _in(item)] if isinstance(value, tuple) else []


@dataclass(frozen=True, slots=True)
class Scope:
    """What is asked for. With two sides only what involves both is in.

    ``since`` and ``until`` are EDTF dates; a record without a date has that of its publication.
    """

    title: str
    sides: tuple[Side, ...] = ()
    since: str | None = None
    until: str | None = None

    def records(self, readings: Iterable[Reading]) -> list[Record]:
        """The records in scope, by publication and place; copies are left to their originals."""
        return [
            record
            for reading in readings
            if reading.document.copy_of is None
            for record in reading.records
            if self.takes(record)
        ]

    def takes(self, record: Record) -> bool:
        """Whether a record is in scope; who says what it tells counts as involved."""
        if not self._in_time(record):
            return False
        present = [*everybody(record), *record.said_by]
        return all(side.any_of(present) for side in self.sides)

    def _in_time(self, record: Record) -> bool:
        if self.since is None and self.until is None:
            return True
        days = bounds(when_of(record))
        first, last = _edge(self.since, 0, EARLIEST), _edge(self.until, 1, LATEST)
        return days is not None and days[1] >= first and days[0] <= last


def when_of(record: Record) -> str:
    """The day of a record: its own, else that of publication; empty where neither is known."""
    return record.date.value if record.date else (record.source.published or "")[:10]


def _edge(value: str | None, side: int, otherwise: str) -> str:
    if value is None:
        return otherwise
    days = bounds(value)
    if days is None:
        raise QuestionError(
            f"{value!r} is no date: expected EDTF such as 2024-07-28, 2024-07 or 2024"
        )
    return days[side]
