"""Persons and their dated terms of office."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, MutableMapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TypeVar

from verbale.matcher.dating import actor_at
from verbale.matcher.entries import Actor, PersonMatch, Term
from verbale.matcher.folding import plain
from verbale.matcher.spelling import LANDS, alike, consonants, spelt
from verbale.matcher.tables import first_day

T = TypeVar("T")
DateLike = date | str | None
_FAMILY_FIRST = frozenset({"CHN", "KOR", "PRK", "TWN", "VNM", "HKG", "KHM"})
_GENERATION = frozenset({"jr", "sr", "ii", "iii", "iv"})
_ARTICLES = ("al-", "el-", "bin ", "al ", "ar-", "as-")
_YEAR = 366
_REMEMBERED = 40 * _YEAR
"""How many days from an office a surname alone may still stand for who held it."""
_SINCE = date(1985, 1, 1)
"""Asked without a day, a surname alone stands for those in office since then."""
_KEPT = 4096
"""Names whose bearers are kept, those asked for last."""
LEADER = "*"
"""The office of who in effect leads a country, whatever its name."""


def as_date(on: DateLike) -> date | None:
    """A date from ISO 8601 text (a year or month gives its first day) or from a date."""
    if on is None or isinstance(on, date):
        return on
    try:
        return first_day(on.strip()[:10])
    except ValueError:
        return None


def name_key(name: str) -> str:
    """A name as it is compared: no accents, case, points, hyphens or initials between names."""
    bare = plain(name).casefold().replace("-", " ").replace(".", " ").replace("’", "'")
    words = [word for word in bare.split() if word not in _GENERATION]
    if len(words) > 2:
        words = [words[0], *(word for word in words[1:-1] if len(word) > 1), words[-1]]
    return " ".join(words)


def surname_of(name: str, country: str | None) -> str:
    """The family name: the first word where families stand first, else the last."""
    words = [word for word in name.split() if word.rstrip(".").casefold() not in _GENERATION]
    if not words:
        return name
    if country in _FAMILY_FIRST and len(words) > 1:
        return words[0]
    return words[-1]


def surname_keys(surname: str) -> set[str]:
    """A surname as compared, with and without its article ("al-Assad", "Assad")."""
    lowered = plain(surname).casefold()
    keys = {name_key(surname)}
    for article in _ARTICLES:
        if lowered.startswith(article):
            keys.add(name_key(lowered.removeprefix(article)))
    return keys


@dataclass(slots=True)
class PersonTables:
    """Ids of persons by name and surname as compared; terms by person and by office."""

    full: MutableMapping[str, tuple[str, ...]]
    family: MutableMapping[str, tuple[str, ...]]
    terms: MutableMapping[str, tuple[Term, ...]]
    offices: MutableMapping[str, tuple[Term, ...]]


def person_tables(
    persons: Mapping[str, Actor], surnames: Mapping[str, tuple[str, ...]], terms: Iterable[Term]
) -> PersonTables:
    """The look-up tables of persons by id, their surnames by id, and all terms."""
    full: dict[str, list[str]] = {}
    family: dict[str, list[str]] = {}
    for id_, actor in persons.items():
        for key in dict.fromkeys(name_key(name) for name in (actor.name, *actor.names)):
            full.setdefault(key, []).append(id_)
        for bones in _bones(actor):
            full.setdefault(bones, []).append(id_)
        for surname in surnames[id_]:
            for key in sorted(surname_keys(surname)):
                family.setdefault(key, []).append(id_)
    held: dict[str, list[Term]] = {}
    offices: dict[str, list[Term]] = {}
    for term in terms:
        held.setdefault(term.person, []).append(term)
        for key in office_keys(term):
            offices.setdefault(key, []).append(term)
    return PersonTables(_fixed(full), _fixed(family), _fixed(held), _fixed(offices))


def office_keys(term: Term) -> list[str]:
    """All that a term is kept under: its office, what that heads, and the leading of the state."""
    offices = [term.role, *(f"head of {what}" for what in term.heads)]
    return [office_key(office, term.country) for office in offices + [LEADER] * term.leads]


def _bones(actor: Actor) -> list[str]:
    """What other spellings of a person's names share with them, where there may be any."""
    if actor.country not in LANDS:
        return []
    found = (consonants(spelt(name_key(name))) for name in (actor.name, *actor.names))
    return [each for each in dict.fromkeys(found) if each is not None]


def office_key(role: str, country: str | None) -> str:
    """What the terms of an office are kept under."""
    return f"{country or ''} {role}"


def _fixed(lists: Mapping[str, list[T]]) -> dict[str, tuple[T, ...]]:
    return {key: tuple(values) for key, values in lists.items()}


class PersonIndex:
    """Persons by full name and by surname, and the terms of every office."""

    def __init__(self, persons: Mapping[str, Actor], tables: PersonTables) -> None:
        """Take persons by id, and their tables."""
        self._persons = persons
        self._full = tables.full
        self._family = tables.family
        self._terms = tables.terms
        self._offices = tables.offices
        self._found = lru_cache(maxsize=_KEPT)(self._find)

    def find(
        self, name: str, on: date | None, country: str | None, role: str | None
    ) -> list[PersonMatch]:
        """Persons of that full name, else of that surname; those in office that day first.

        A surname without a country means no one who held office only long before or after.
        """
        return list(self._found(name, on, country, role))

    def _find(
        self, name: str, on: date | None, country: str | None, role: str | None
    ) -> tuple[PersonMatch, ...]:
        key = name_key(name)
        ids = self._full.get(key) or self._other_spelling(key)
        by = "name" if ids else "surname"
        ids = ids or self._family.get(key, ())
        ids = self._of_initials(name, ids) if by == "name" else ids
        matches = [self._match(id_, on, role, by) for id_ in dict.fromkeys(ids)]
        if country is not None:
            matches = [match for match in matches if self._belongs(match, country)]
        elif by == "surname":
            matches = [match for match in matches if _remembered(match)]
        if role is not None:
            matches = [match for match in matches if match.term is not None]
        return tuple(sorted(matches, key=_distance))

    def _other_spelling(self, key: str) -> tuple[str, ...]:
        """The one person whose name is the same in another spelling ("Moammar Qaddafi")."""
        words = spelt(key)
        bones = consonants(words)
        found = tuple(
            id_
            for id_ in dict.fromkeys(self._full.get(bones, ()) if bones else ())
            for actor in (self._persons[id_],)
            if any(alike(words, spelt(name_key(each))) for each in (actor.name, *actor.names))
        )
        return found if len(found) == 1 else ()

    def _of_initials(self, name: str, ids: tuple[str, ...]) -> tuple[str, ...]:
        """Of namesakes those with the very initials asked for ("George W. Bush"), if any."""
        words = _initialled(name)
        if len(ids) < 2 or not any(len(word) == 1 for word in words):
            return ids
        called = {id_: (self._persons[id_].name, *self._persons[id_].names) for id_ in ids}
        exact = tuple(id_ for id_ in ids if any(_initialled(each) == words for each in called[id_]))
        return exact or ids

    def terms(self, person: str) -> tuple[Term, ...]:
        """All known terms of a person."""
        return self._terms.get(person, ())

    def term_on(self, person: str, on: date | None) -> Term | None:
        """The office a person held that day; the weightiest (first listed) where there are two."""
        if on is None:
            return None
        return next((term for term in self._terms.get(person, ()) if term.covers(on)), None)

    def holder(self, role: str, country: str | None, on: date) -> Actor | None:
        """Who held the office that day; None unless exactly one known person did.

        On a day of change that is the one who came in.
        """
        terms = self.held(role, country, on)
        fresh = [term for term in terms if term.end != on] or terms
        holders = {term.person for term in fresh}
        return self._persons[holders.pop()] if len(holders) == 1 else None

    def held(self, role: str, country: str | None, on: date) -> list[Term]:
        """The terms of an office that cover the day."""
        return [t for t in self._offices.get(office_key(role, country), ()) if t.covers(on)]

    def _belongs(self, match: PersonMatch, country: str) -> bool:
        return match.actor.country == country or (
            match.term is not None and match.term.country == country
        )

    def _match(self, id_: str, on: date | None, role: str | None, by: str) -> PersonMatch:
        actor = actor_at(self._persons[id_], on)
        terms = [term for term in self._terms.get(id_, ()) if role in (None, term.role)]
        if on is None or not terms:
            latest = max(terms, key=lambda each: each.start or date.min, default=None)
            return PersonMatch(actor, latest, None, by)
        term = min(terms, key=lambda each: abs(each.distance(on)) if each.start else 10 * _YEAR)
        return PersonMatch(actor, term, term.distance(on), by)


def _initialled(name: str) -> list[str]:
    return plain(name).casefold().replace(".", " ").split()


def _remembered(match: PersonMatch) -> bool:
    """Whether a surname alone may mean this person: "Paris" is no Colombian of 1957."""
    if match.days is not None:
        return abs(match.days) <= _REMEMBERED
    return match.term is None or match.term.end is None or match.term.end >= _SINCE


def _distance(match: PersonMatch) -> tuple[int, int]:
    """In office first, then lately out of office, then soon in office, then undated."""
    if match.days is None:
        return (2, 0)
    return (0 if match.days == 0 else 1, abs(match.days))
