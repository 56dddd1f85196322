"""What the registry holds: actors, titles, dated terms of office, places, names."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

ACTOR_KINDS = (
    *("state", "territory", "population", "igo", "government", "legislature", "court"),
    *("party", "armed-group", "military-command", "agency", "media", "company"),
    *("organisation", "religious", "university", "person"),
)
"""Kinds of actors. ``population``: a people or a de facto entity without general recognition."""

ENTRY_KINDS = (
    *("state", "person", "organisation", "metonym", "demonym", "capital"),
    *("admin1", "region", "water", "city"),
)
"""Kinds of named things, in the order in which an ambiguous name prefers them."""

Span = tuple[date | None, date | None]
"""First and last day; None: no bound, or none known."""

TITLE_KINDS = ("office", "post", "person-noun", "collective", "body", "honorific", "loose")
"""``office``: one holder per state at a time. ``post``: several holders at once. ``loose``: a
place, a thing or a word of many senses, an actor only where the phrase is known to name one."""


@dataclass(frozen=True, slots=True)
class Spell:
    """A PLOVER sector an actor had from ``start`` to ``end``; None: always before, or still."""

    sector: str
    start: date | None
    end: date | None

    def covers(self, on: date) -> bool:
        """Whether the day lies within."""
        return (self.start is None or self.start <= on) and (self.end is None or on <= self.end)


@dataclass(frozen=True, slots=True)
class Actor:
    """An actor of the registry. ``country`` is ISO 3166-1 alpha-3 (XKX for Kosovo).

    ``sectors`` hold where no spell of ``spells`` covers the day asked about.
    """

    id: str
    name: str
    kind: str
    names: tuple[str, ...] = ()
    country: str | None = None
    sectors: tuple[str, ...] = ()
    gender: str | None = None
    """``he`` or ``she``; None where not known or not a person."""
    spells: tuple[Spell, ...] = ()


@dataclass(frozen=True, slots=True)
class State:
    """A state, territory or people with what its inhabitants and its seat are called.

    A value of ``former``, ``capitals`` and ``metonyms`` may carry the dates of its use:
    "Zaire (1971-10-27/1997-05-17)".
    """

    code: str
    kind: str
    name: str
    names: tuple[str, ...]
    former: tuple[str, ...]
    adjectives: tuple[str, ...]
    people: tuple[str, ...]
    capitals: tuple[str, ...]
    metonyms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Numbered:
    """A state's number in a list of the state system, and its first and last day there."""

    number: int
    start: date | None
    end: date | None


@dataclass(frozen=True, slots=True)
class StateCodes:
    """What lists of states call a state, and when it was a member of the state system.

    ``successor``: the state whose code events of a former state carry (SUN: RUS).
    """

    code: str
    iso2: str | None = None
    numeric: str | None = None
    former: str | None = None
    """ISO 3166-3, four letters."""
    cow_name: str | None = None
    """Abbreviation in Correlates of War."""
    cow: tuple[Numbered, ...] = ()
    gw: tuple[Numbered, ...] = ()
    successor: str | None = None


@dataclass(frozen=True, slots=True)
class Body:
    """What is known of an international body.

    ``plover``: its code in place of a country's (UNO, EUR, IGO); ``cameo``: CAMEO's own code.
    """

    id: str
    purpose: str
    plover: str
    cameo: str | None = None
    part_of: str | None = None
    start: date | None = None
    end: date | None = None


@dataclass(frozen=True, slots=True)
class Membership:
    """A state's membership in a body or group; ``end`` None: not ended.

    ``seen``: where the first day is not known, a day on which it was a member.
    """

    body: str
    country: str
    start: date | None
    end: date | None
    seen: date | None = None

    def covers(self, on: date) -> bool:
        """Whether the state is known to have been a member on the day."""
        first = self.start or self.seen
        return first is not None and first <= on and (self.end is None or on <= self.end)


@dataclass(frozen=True, slots=True)
class Collective:
    """A part of the world, territory, people or faith, or what an organisation's people are called.

    ``alone`` and the adjectives count only where no capitalised word follows:
    "the West" but not "the West Wing".
    """

    actor: Actor
    adjectives: tuple[str, ...]
    people: tuple[str, ...]
    alone: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Title:
    """A title or agent noun as found: what it makes of the one who bears it.

    ``role`` is the office in its normal form ("minister of foreign affairs");
    ``head_of`` what the office leads (state, government, foreign, defence …).
    ``former`` is set by "former", "ex-", "late"; ``acting`` by "acting",
    "interim", "caretaker"; ``elect`` by "-elect", "-designate", "incoming";
    ``deputy`` where "deputy", "assistant" or "vice" stands before the title.
    ``yields``: one who takes the sector of the body it belongs to ("official", "leader").
    """

    words: str
    role: str
    kind: str
    sectors: tuple[str, ...] = ()
    head_of: str | None = None
    plural: bool = False
    former: bool = False
    acting: bool = False
    elect: bool = False
    deputy: bool = False
    yields: bool = False


@dataclass(frozen=True, slots=True)
class TitleHit:
    """A title in a token sequence: tokens ``first`` up to (not with) ``last``."""

    first: int
    last: int
    title: Title


@dataclass(frozen=True, slots=True)
class Term:
    """A dated term of office. ``start`` or ``end`` None: not known, or not ended.

    ``heads``: ``state``, ``government``, both or neither. ``leads``: the one who in effect led
    the country, of whom each state has one at a time.
    """

    person: str
    role: str
    country: str | None
    start: date | None
    end: date | None
    heads: tuple[str, ...] = ()
    leads: bool = False

    def covers(self, on: date) -> bool:
        """Whether the term is known to cover the day."""
        return self.start is not None and self.start <= on and (self.end is None or on <= self.end)

    def distance(self, on: date) -> int:
        """Days from ``on`` to the term: 0 within, positive after its end, negative before it."""
        if self.start is not None and on < self.start:
            return (on - self.start).days
        if self.end is not None and on > self.end:
            return (on - self.end).days
        return 0


@dataclass(frozen=True, slots=True)
class PersonMatch:
    """A person a name may stand for. ``days`` as `Term.distance`, None without a date."""

    actor: Actor
    term: Term | None
    days: int | None
    by: str
    """``name`` (a full name) or ``surname``."""

    @property
    def in_office(self) -> bool:
        """Whether the term covers the day asked about."""
        return self.days == 0 and self.term is not None


@dataclass(frozen=True, slots=True)
class PlaceEntry:
    """A place. ``kind`` as in `ENTRY_KINDS`; degrees are WGS84; ``geonames`` its GeoNames id."""

    name: str
    kind: str
    names: tuple[str, ...] = ()
    country: str | None = None
    admin1: str | None = None
    lat: float | None = None
    lon: float | None = None
    geonames: int | None = None
    population: int = 0
    weak: bool = False
    """The name is also an ordinary word or a personal name, so that the context must decide."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing a name stands for. ``form`` of a demonym: ``adjective``, ``people`` or ``both``."""

    kind: str
    name: str
    actor_id: str | None = None
    country: str | None = None
    sectors: tuple[str, ...] = ()
    form: str = ""
    place: PlaceEntry | None = None
    weak: bool = False
    alone: bool = False
    """The name counts only where no capitalised word follows."""
    since: date | None = None
    until: date | None = None
    """First and last day on which the name stood for this; None: no bound known."""
    spells: tuple[Spell, ...] = ()


@dataclass(frozen=True, slots=True)
class NameHit:
    """A known name in a text: ``text[start:end]``, with all it may stand for, likeliest first."""

    start: int
    end: int
    entries: tuple[Entry, ...]

    @property
    def entry(self) -> Entry:
        """The likeliest of `entries` where nothing else is known."""
        return self.entries[0]
