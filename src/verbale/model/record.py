"""Records: the sourced statements of fact that verbale writes, in six kinds.

``records.md`` of the design is the contract; `verbale.model.schema` prints it as
JSON Schema. A record holds the document it was read from and cannot be built
with a span that does not match that document's text.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field, fields, is_dataclass
from functools import cache
from typing import Any, ClassVar

from verbale.model.actor import ActorReference
from verbale.model.document import Document
from verbale.model.span import Span

AUXILIARY = ("historical", "future", "hypothetical", "negation")
MANNERS = ("direct", "indirect", "mixed")
STATUSES = (
    *("proposed", "announced", "agreed", "begun"),
    *("done", "delayed", "abandoned", "rejected"),
)
ATTITUDES = ("expect", "assume", "hope", "fear", "doubt", "predict", "unknown")
RANKS = ("certain", "likely", "possible", "unlikely")
VALENCES = ("support", "oppose", "praise", "criticise", "concern")
RELATIONS = (
    *("holds-office", "held-office", "candidate-for", "commands", "part-of"),
    *("member-of", "ally-of", "party-to", "counterpart-of", "based-in"),
)
LINKS = ("part-of", "because-of", "content-of", "same-as")

Target = ActorReference | Span
Identity = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a record stands: ``rule`` names the entry or pattern, ``note`` says it in words."""

    rule: str
    note: str


@dataclass(frozen=True, slots=True)
class Date:
    """A date in EDTF; ``basis`` is ``text`` (``span`` says it) or ``published``."""

    value: str
    span: Span | None = None
    basis: str = "text"


@dataclass(frozen=True, slots=True)
class Place:
    """A place with country (ISO alpha-3), first-level division, WGS84 degrees, GeoNames id."""

    name: str
    span: Span
    country: str | None = None
    admin1: str | None = None
    lat: float | None = None
    lon: float | None = None
    geonames: int | None = None


@dataclass(frozen=True, slots=True)
class Magnitude:
    """A number the text gives: ``what`` is dead, injured, participants, money …

    ``value`` is None where the words name no number ("dozens").
    """

    what: str
    value: float | None
    span: Span
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Likelihood:
    """Words of likelihood and their rank (see `RANKS`)."""

    rank: str
    span: Span


@dataclass(frozen=True, slots=True)
class Link:
    """A tie to another record of the desk, by id (see `LINKS`)."""

    type: str
    record: str


@cache
def _parts(kind: Any) -> tuple[str, ...]:
    """The names of the fields of a type that may hold spans."""
    held = is_dataclass(kind) and kind is not Document
    return tuple(part.name for part in fields(kind)) if held else ()


def spans_in(value: object) -> Iterator[Span]:
    """Every span held anywhere in a record's field value."""
    if isinstance(value, Span):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from spans_in(item)
    else:
        kind: Any = type(value)
        for name in _parts(kind):
            yield from spans_in(getattr(value, name))


def _one_of(name: str, value: str, allowed: tuple[str, ...]) -> None:
    if value not in allowed:
        raise ValueError(f"{name} {value!r}: expected one of {', '.join(allowed)}")


@dataclass(frozen=True, kw_only=True)
class Record:
    """What all six kinds share. ``id`` follows from the document, kind, label and place."""

    kind: ClassVar[str] = ""

    source: Document = field(repr=False, compare=False)
    sentence: Span
    evidence: tuple[Span, ...]
    said_by: tuple[ActorReference, ...] = ()
    auxiliary: tuple[str, ...] = ()
    date: Date | None = None
    place: Place | None = None
    confidence: float = 0.5
    because: tuple[Reason, ...] = ()
    links: tuple[Link, ...] = ()
    id: str = ""

    def __post_init__(self) -> None:
        if not self.evidence:
            raise ValueError(f"a {self.kind} without evidence: expected at least one span")
        if not 0.0 <= self.confidence <= 1.0:
            raise ValueError(f"confidence {self.confidence}: expected 0 to 1")
        for mode in self.auxiliary:
            _one_of("auxiliary", mode, AUXILIARY)
        for link in self.links:
            _one_of("link", link.type, LINKS)
        self._check_labels()
        self._check_spans()
        if not self.id:
            object.__setattr__(self, "id", self._make_id())

    def _check_spans(self) -> None:
        kind: Any = type(self)
        for name in _parts(kind):
            if name != "source":
                for span in spans_in(getattr(self, name)):
                    self.source.check(span)

    @property
    def document(self) -> str:
        """Id of the document the record was read from."""
        return self.source.id

    def _check_labels(self) -> None:
        """Raise `ValueError` where a label is none of the kind's own."""

    def _identity(self) -> Identity:
        """What tells this record from others of its kind in the same document."""
        raise NotImplementedError

    def _make_id(self) -> str:
        parts: list[object] = [self.source.id, self.kind]
        for value in self._identity():
            places = [f"{s.start}:{s.end}" for s in spans_in(value)]
            parts.extend(places or [value])
        raw = "\x1f".join(str(p) for p in parts)
        return f"{self.kind}-{hashlib.sha256(raw.encode()).hexdigest()[:16]}"


@dataclass(frozen=True, kw_only=True)
class Event(Record):
    """Who did what to whom: a PLOVER 2.0 event record."""

    kind: ClassVar[str] = "event"

    event_type: str
    trigger: Span
    mode: tuple[str, ...] = ()
    context: tuple[str, ...] = ()
    actors: tuple[ActorReference, ...] = ()
    recipients: tuple[ActorReference, ...] = ()
    score: float | None = None
    quad: str | None = None
    cameo: str | None = None
    magnitude: tuple[Magnitude, ...] = ()
    occasion: Span | None = None
    also: tuple[Span, ...] = ()

    def _identity(self) -> Identity:
        return (self.event_type, self.trigger, self.actors, "|", self.recipients)


@dataclass(frozen=True, kw_only=True)
class Statement(Record):
    """Who said what, to whom, where. ``content`` is empty where only the topic is told."""

    kind: ClassVar[str] = "statement"

    speakers: tuple[ActorReference, ...]
    cue: Span | None
    manner: str
    content: tuple[Span, ...] = ()
    addressees: tuple[ActorReference, ...] = ()
    occasion: Span | None = None
    about: tuple[Target, ...] = ()

    def _check_labels(self) -> None:
        _one_of("manner", self.manner, MANNERS)

    def _identity(self) -> Identity:
        return (self.evidence[0], self.content)


@dataclass(frozen=True, kw_only=True)
class Undertaking(Record):
    """What was promised or set going, and how far it is."""

    kind: ClassVar[str] = "undertaking"

    parties: tuple[ActorReference, ...]
    action: Span
    status: str
    head: str
    counterparties: tuple[ActorReference, ...] = ()
    object: Span | None = None
    due: Date | None = None
    condition: Span | None = None
    money: Magnitude | None = None

    def _check_labels(self) -> None:
        _one_of("status", self.status, STATUSES)

    def _identity(self) -> Identity:
        return (self.status, self.action)


@dataclass(frozen=True, kw_only=True)
class Expectation(Record):
    """Who expects, fears, assumes or doubts what. No holders: the document's own voice."""

    kind: ClassVar[str] = "expectation"

    holders: tuple[ActorReference, ...]
    attitude: str
    proposition: Span
    about: tuple[ActorReference, ...] = ()
    likelihood: Likelihood | None = None
    alternatives: tuple[Target, ...] = ()

    def _check_labels(self) -> None:
        _one_of("attitude", self.attitude, ATTITUDES)
        if self.likelihood is not None:
            _one_of("likelihood rank", self.likelihood.rank, RANKS)

    def _identity(self) -> Identity:
        return (self.attitude, self.evidence[0], self.proposition)


@dataclass(frozen=True, kw_only=True)
class Stance(Record):
    """Who is for or against whom or what."""

    kind: ClassVar[str] = "stance"

    holders: tuple[ActorReference, ...]
    target: Target
    valence: str
    grounds: Span | None = None
    habitual: bool = False

    def _check_labels(self) -> None:
        _one_of("valence", self.valence, VALENCES)

    def _identity(self) -> Identity:
        return (self.valence, self.evidence[0], self.target)


@dataclass(frozen=True, kw_only=True)
class Relation(Record):
    """What holds between two actors. ``since`` and ``until`` are ``from`` and ``to`` in JSON."""

    kind: ClassVar[str] = "relation"

    subject: ActorReference
    relation: str
    object: ActorReference
    since: Date | None = field(default=None, metadata={"json": "from"})
    until: Date | None = field(default=None, metadata={"json": "to"})

    def _check_labels(self) -> None:
        _one_of("relation", self.relation, RELATIONS)

    def _identity(self) -> Identity:
        return (self.relation, self.subject, "|", self.object)


KINDS: dict[str, type[Record]] = {
    cls.kind: cls for cls in (Event, Statement, Undertaking, Expectation, Stance, Relation)
}


@dataclass(frozen=True, slots=True)
class Reading:
    """A document and the records read from it, in the order of the text."""

    document: Document
    records: tuple[Record, ...]
