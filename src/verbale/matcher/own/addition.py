"""One actor or title of a user's own, and the rules it must keep."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from verbale.matcher.entries import ACTOR_KINDS
from verbale.matcher.tables import first_day, last_day
from verbale.model import SECTORS

TITLE = "title"
"""The kind of an addition that is no actor but what some are called ("muezzin")."""
KINDS = (*ACTOR_KINDS, TITLE)
KEYS = (
    *("id", "name", "names", "kind", "country", "sectors"),
    *("terms", "role", "of", "from", "to", "gender", "plural", "source"),
)
TERM_KEYS = ("role", "of", "sectors", "from", "to")
LONGEST = 300
"""Most characters a name may have."""
MOST_NAMES = 500


@dataclass(frozen=True, slots=True)
class Holding:
    """What an actor was for a time: an office (``role``), sectors, or both.

    ``of`` is the country or body of the office where it is not the actor's country; the
    dates are as written, ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``, empty: not known or no end.
    """

    role: str = ""
    of: str = ""
    sectors: tuple[str, ...] = ()
    start: str = ""
    end: str = ""


@dataclass(frozen=True, slots=True)
class Addition:
    """An actor of a user's own. ``source`` says where it was imported from ("wikidata:Q64")."""

    name: str
    kind: str
    id: str = ""
    names: tuple[str, ...] = ()
    country: str = ""
    sectors: tuple[str, ...] = ()
    held: tuple[Holding, ...] = ()
    gender: str = ""
    plural: str = ""
    source: str = ""
    place: str = field(default="", compare=False)

    @property
    def spelled(self) -> tuple[str, ...]:
        """All its names."""
        return (self.name, *self.names)


@dataclass(slots=True)
class Rules:
    """What values may be. ``countries`` and ``bodies`` tell whether a code or an id is known."""

    countries: Callable[[str], bool]
    bodies: Callable[[str], bool]
    faults: list[str]

    def addition(self, cells: Mapping[str, Any], place: str) -> Addition | None:
        """The addition that one entry of a file describes, or None with faults named."""
        before = len(self.faults)
        for key in cells:
            if key not in KEYS:
                self.fault(place, f"unknown key {_short(key)}; expected {', '.join(KEYS)}")
        lasting = bool(cells.get("role")) or not (cells.get("from") or cells.get("to"))
        made = Addition(
            name=self.text(cells, "name", place),
            kind=self.text(cells, "kind", place) or "organisation",
            id=self.text(cells, "id", place),
            names=self.texts(cells, "names", place),
            country=self.text(cells, "country", place),
            sectors=self.texts(cells, "sectors", place) if lasting else (),
            held=tuple(self._held(cells, place)),
            gender=self.text(cells, "gender", place),
            plural=self.text(cells, "plural", place),
            source=self.text(cells, "source", place),
            place=place,
        )
        if len(self.faults) == before:
            self.check(made)
        return made if len(self.faults) == before else None

    def check(self, made: Addition) -> bool:
        """Whether an addition keeps the rules; what it breaks goes into ``faults``."""
        before = len(self.faults)
        place = made.place
        for name in made.spelled:
            if why := misspelled(name):
                self.fault(place, f"name {_short(name)}: {why}")
        if len(made.names) > MOST_NAMES:
            self.fault(place, f"{len(made.names)} names: expected {MOST_NAMES} at most")
        self._one_of(place, "kind", made.kind, KINDS)
        self._one_of(place, "gender", made.gender, ("", "he", "she"))
        self._country(place, "country", made.country)
        self._sectors(place, made.sectors)
        if made.kind in ("state", "territory") and not made.country:
            self.fault(place, f"a {made.kind} needs a country code, such as FRA")
        if made.id and not _is_id(made.id):
            self.fault(place, f"id {_short(made.id)}: expected such as person:jane-roe or org:un")
        for held in made.held:
            self._holding(place, held)
        return len(self.faults) == before

    def text(self, cells: Mapping[str, Any], key: str, place: str) -> str:
        """A cell that holds one text."""
        value = cells.get(key)
        if value is None:
            return ""
        if isinstance(value, (dict, list, bool)):
            self.fault(place, f"{key}: expected one text")
            return ""
        text = " ".join(str(value).split())
        return "" if text in ("null", "~") else text

    def texts(self, cells: Mapping[str, Any], key: str, place: str) -> tuple[str, ...]:
        """A cell that holds several texts: a list, or one text with semicolons."""
        value = cells.get(key)
        if value is None:
            return ()
        if isinstance(value, list):
            if any(not isinstance(each, (str, int, float)) for each in value):
                self.fault(place, f"{key}: expected a list of texts")
                return ()
            parts = [" ".join(str(each).split()) for each in value]
        else:
            parts = self.text(cells, key, place).split(";")
        return tuple(dict.fromkeys(part.strip() for part in parts if part.strip()))

    def fault(self, place: str, what: str) -> None:
        """Note what is wrong, and where."""
        self.faults.append(f"{place}: {what}")

    def _held(self, cells: Mapping[str, Any], place: str) -> Iterable[Holding]:
        if any(cells.get(key) for key in ("role", "from", "to", "of")):
            first = {key: cells.get(key) for key in ("role", "of", "from", "to")}
            yield self._one_holding(
                first if first["role"] else first | {"sectors": cells.get("sectors")}, place
            )
        terms = cells.get("terms") or ()
        if not isinstance(terms, (list, tuple)):
            self.fault(place, "terms: expected a list")
            return
        for term in terms:
            if not isinstance(term, dict) or set(term) - set(TERM_KEYS):
                self.fault(place, f"terms: expected mappings of {', '.join(TERM_KEYS)}")
                return
            yield self._one_holding(term, place)

    def _one_holding(self, cells: Mapping[str, Any], place: str) -> Holding:
        return Holding(
            role=self.text(cells, "role", place),
            of=self.text(cells, "of", place),
            sectors=self.texts(cells, "sectors", place),
            start=self.text(cells, "from", place),
            end=self.text(cells, "to", place),
        )

    def _holding(self, place: str, held: Holding) -> None:
        if not held.role and not held.sectors:
            self.fault(place, "a term needs a role or sectors")
        if held.role and (why := misspelled(held.role)):
            self.fault(place, f"role {_short(held.role)}: {why}")
        self._sectors(place, held.sectors)
        if ":" not in held.of:
            self._country(place, "of", held.of)
        if not (_is_date(held.start) and _is_date(held.end)):
            wrong = held.end if _is_date(held.start) else held.start
            self.fault(place, f"date {_short(wrong)}: expected YYYY, YYYY-MM or YYYY-MM-DD")
        elif held.start and held.end and last_day(held.end) < first_day(held.start):
            self.fault(place, f"from {held.start} to {held.end}: expected an end after the start")

    def _one_of(self, place: str, key: str, value: str, allowed: Iterable[str]) -> None:
        if value not in allowed:
            self.fault(place, f"{key} {_short(value)}: expected one of {', '.join(allowed)}")

    def _sectors(self, place: str, sectors: Iterable[str]) -> None:
        for sector in sectors:
            self._one_of(place, "sector", sector, SECTORS)

    def _country(self, place: str, key: str, code: str) -> None:
        if code and not self.countries(code):
            what = "expected an ISO 3166-1 alpha-3 code, such as FRA"
            self.fault(place, f"{key} {_short(code)}: {what}")


def misspelled(name: str) -> str:
    """Why a text cannot serve as a name; empty where it can."""
    if not name:
        return "expected a name"
    if len(name) > LONGEST:
        return f"{len(name):,} characters; expected {LONGEST} at most"
    if not name.isprintable():
        return "expected no line breaks, control characters or marks of direction"
    if not _LETTERS.search(name):
        return "expected a letter, and two letters or digits at least"
    return ""


_LETTERS = re.compile(r"[^\W\d_].*[^\W_]|[^\W_].*[^\W\d_]")


def _is_id(text: str) -> bool:
    head, _, tail = text.partition(":")
    known = head in ("person", "org", "country", "region", "people", TITLE)
    return known and bool(tail) and len(text) <= LONGEST and not any(s.isspace() for s in tail)


def _is_date(text: str) -> bool:
    if not text:
        return True
    try:
        first_day(text)
    except ValueError:
        return False
    return len(text) in (4, 7, 10)


def _short(value: object) -> str:
    shown = repr(value)
    return shown if len(shown) <= 60 else shown[:50] + "…" + shown[-1]
