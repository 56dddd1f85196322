"""Merged events: what several records tell of one event, and why they are one.

A *mention* is an event record with what tells its event from others (`Trace`). What two
mentions agree and differ in is a tuple of `Agreement`, with weights. `MergedEvent` is the event
with all its mentions, as people and programs are shown it.
"""

from __future__ import annotations

from dataclasses import dataclass

from verbale.model.record import Event
from verbale.model.story import Telling

DECIDED = ("merge", "split")
"""What a person may decide of two mentions."""
STAGES = ("happened", "planned", "denied")
"""How a mention tells its event: as done, as to come or only possible, as not done."""


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody on one side of an event.

    ``generic`` for nominals and collectives that name nobody ("gunmen"); ``words`` are the
    stems of its name, by which those are compared that no registry knows.
    """

    actor: str
    country: str | None
    generic: bool
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Where:
    """A place: its name folded, with country and division where they are known."""

    name: str
    country: str | None = None
    admin1: str | None = None
    sure: bool = False
    """True for the place that the record itself has, not one that stands in its sentence."""


@dataclass(frozen=True, slots=True)
class Trace:
    """What is kept of an event record so that it can be compared with others.

    ``first`` and ``last`` bound the event by the text's own date ("" where it gives none for
    it); ``days`` are those that its sentence names otherwise. ``day`` is that of publication.
    ``words`` are the words around the trigger with weights, ``order`` words such as "second".
    """

    record: str
    document: str
    position: int
    start: int
    day: str
    event_type: str
    modes: tuple[str, ...]
    stage: str
    trigger: tuple[str, ...]
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    where: tuple[Where, ...]
    first: str
    last: str
    days: tuple[str, ...]
    words: tuple[tuple[int, float], ...]
    names: tuple[str, ...]
    numbers: tuple[tuple[str, float], ...]
    order: tuple[str, ...]
    sentence: str
    historical: bool = False
    quote: str = ""
    """The sentence of an allusion, which has no record; its parties stand on both sides."""

    @property
    def allusion(self) -> bool:
        """Whether this is a sentence that only speaks of an event."""
        return bool(self.quote)


@dataclass(frozen=True, slots=True)
class Kept:
    """A mention as the desk keeps it: its trace as text, and what it is found by.

    That are its ``keys`` in a ``window`` of time; ``sentence``, the same for the same words; and
    for decisions ``start`` and the words of its ``trigger``.
    """

    record: str
    document: str
    trace: str
    keys: tuple[int, ...]
    window: int
    sentence: str
    start: int
    trigger: str
    allusion: bool = False


@dataclass(frozen=True, slots=True)
class Agreement:
    """One respect in which two mentions agree or differ, its weight, and the words it is in."""

    feature: str
    weight: float
    note: str = ""


@dataclass(frozen=True, slots=True)
class Tie:
    """Two mentions that tell of one event, the lower id first: the sum, and what it is made of."""

    low: str
    high: str
    score: float
    agreements: tuple[Agreement, ...] = ()


@dataclass(frozen=True, slots=True)
class Anchor:
    """A mention as a person saw it, so that it is found again when its text is read anew."""

    record: str
    document: str
    url: str | None
    event_type: str
    start: int
    trigger: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided: each of ``ones`` with each of ``others`` one event, or not.

    ``withdrawn`` is when it was taken back, None while it stands.
    """

    number: int
    verb: str
    made: str
    ones: tuple[Anchor, ...]
    others: tuple[Anchor, ...]
    note: str | None = None
    withdrawn: str | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """A record in a merged event, with the document it is from and the tie that holds it there.

    ``tie`` is the strongest one to another mention of the event; ``decision`` the number of the
    person's decision that holds it, where there is one.
    """

    record: Event
    telling: Telling
    stage: str
    tie: Tie | None = None
    decision: int | None = None


@dataclass(frozen=True, slots=True)
class Allusion:
    """A sentence that speaks of an event without a record, and how it goes with one.

    ``start`` is where the word for the event stands in the document.
    """

    id: str
    telling: Telling
    start: int
    sentence: str
    tie: Tie


@dataclass(frozen=True, slots=True)
class MergedEvent:
    """One event with all its mentions, the first told first.

    Records (rows), sources and this one event are three numbers: ``sources`` are outlets with a
    wording of their own, as in a `Story`. ``allusions`` are counted in none of them.
    """

    id: str
    mentions: tuple[Mention, ...]
    allusions: tuple[Allusion, ...] = ()

    @property
    def documents(self) -> tuple[Telling, ...]:
        """The documents that tell of it, each once."""
        return tuple({one.telling.document: one.telling for one in self.mentions}.values())

    @property
    def originals(self) -> tuple[Telling, ...]:
        """One document for each wording: the original where it is among them, else a copy."""
        found: dict[str, Telling] = {}
        for one in sorted(self.documents, key=lambda one: (one.copy_of is not None, one.document)):
            found.setdefault(one.copy_of or one.document, one)
        return tuple(found.values())

    @property
    def wordings(self) -> int:
        """How many documents tell of it, those that are one another's copies counted once."""
        return len(self.originals)

    @property
    def sources(self) -> int:
        """Outlets with a wording of their own. All that name no outlet count as one."""
        return len({one.outlet for one in self.originals})

    @property
    def stages(self) -> tuple[str, ...]:
        """How it is told of: only what some mention tells as done has ``happened``."""
        told = {one.stage for one in self.mentions}
        return tuple(stage for stage in STAGES if stage in told)
