"""PLOVER 2.0: event types, modes, contexts, quad classes and conflict-cooperation scores.

Codebook: Open Event Data Alliance, "PLOVER: Political Language Ontology for
Verifiable Event Records", tables "PLOVER conflict-cooperation scores", "Summary of event
categories" and "General contexts". The values stand in ``data/plover/``; a user's own types,
modes and contexts are laid over them (``docs/vocabulary.md``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from verbale.matcher import cameo

if TYPE_CHECKING:
    from verbale.matcher.frames import Frame


@dataclass(frozen=True, slots=True)
class Confusable:
    """A sentence easily taken for an entry, what it is ``instead`` ("none": nothing), and why."""

    text: str
    instead: str
    why: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A word of the vocabulary: what it means, examples, and what is mistaken for it.

    ``origin`` is the file and line it was read from. A user's entry may lack the examples.
    """

    name: str
    definition: str
    examples: tuple[str, ...] = ()
    confusable: Confusable | None = None
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Mode(Entry):
    """A mode of one event type, with a score of its own."""

    score: float = 0.0


@dataclass(frozen=True, slots=True)
class EventType(Entry):
    """An event type. ``cameo`` is given by a user's types only."""

    quad: str = ""
    score: float = 0.0
    requires_recipient: bool = False
    modes: Mapping[str, Mode] = field(default_factory=dict)
    cameo: str | None = None


@dataclass(frozen=True)
class Vocabulary:
    """Event types and contexts: PLOVER's, and a user's own where there are any."""

    types: Mapping[str, EventType]
    contexts: Mapping[str, Entry]

    def modes(self, event_type: str) -> tuple[str, ...]:
        """The modes that a type may carry; none of an unknown type."""
        known = self.types.get(event_type)
        return tuple(known.modes) if known is not None else ()

    def quad(self, event_type: str) -> str:
        """Verbal or material, cooperation or conflict."""
        return self.types[event_type].quad

    def requires_recipient(self, event_type: str) -> bool:
        """Whether the codebook wants somebody to whom it is done."""
        return self.types[event_type].requires_recipient

    def score(self, event_type: str, modes: tuple[str, ...] = ()) -> float:
        """Conflict-cooperation score, -10 to 10; of several modes the most extreme."""
        entry = self.types[event_type]
        scores = [entry.modes[mode].score for mode in modes if mode in entry.modes]
        return max(scores, key=abs) if scores else entry.score

    def cameo(self, frame: Frame, event_type: str, modes: tuple[str, ...] = ()) -> str | None:
        """CAMEO code of an event found by a frame: the frame's, else the best for its type.

        Where the event's type is not the frame's (a visit still to come is AGREE), the code is
        that of the plan.
        """
        of = frame.label("event_type")
        if of == event_type and frame.label("cameo"):
            return frame.label("cameo")
        if event_type in self.types and self.types[event_type].cameo:
            return self.types[event_type].cameo
        planned = of if of != event_type else None
        return cameo.cameo_of(event_type, modes, frame.labelled("context"), planned)

    def keys(self) -> Iterator[str]:
        """All types and all modes, these written ``TYPE-mode``."""
        for name, entry in self.types.items():
            yield name
            yield from (f"{name}-{mode}" for mode in entry.modes)


@lru_cache(maxsize=1)
def plover() -> Vocabulary:
    """PLOVER's own vocabulary, read once a process."""
    from verbale.matcher.vocabulary_files import load_plover

    return load_plover()


EVENT_TYPES: tuple[str, ...] = tuple(plover().types)
"""The 16 PLOVER event types."""

MODES: Mapping[str, tuple[str, ...]] = {name: plover().modes(name) for name in EVENT_TYPES}
"""Modes that each event type may carry."""

QUADS: Mapping[str, str] = {name: plover().quad(name) for name in EVENT_TYPES}
"""Verbal or material, cooperation or conflict."""

CONTEXTS: tuple[str, ...] = tuple(plover().contexts)
"""The contexts that any event may carry."""


def score(event_type: str, modes: tuple[str, ...] = ()) -> float:
    """PLOVER's conflict-cooperation score, -10 to 10; of several modes the most extreme."""
    return plover().score(event_type, modes)


def requires_recipient(event_type: str) -> bool:
    """Whether PLOVER's codebook wants a recipient for events of this type."""
    return plover().requires_recipient(event_type)
