"""The registry: names of states, organisations, persons and places, titles and terms of office.

Read once a process from the tables in ``data/actors/`` (see ``data/SOURCES.md``
for where their facts come from); every lookup is exact and says nothing where
it does not know.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from verbale.matcher.entries import (
    Actor,
    Entry,
    NameHit,
    PersonMatch,
    PlaceEntry,
    State,
    Term,
    Title,
    TitleHit,
)
from verbale.matcher.names import NameIndex, plain, spellings
from verbale.matcher.persons import DateLike, PersonIndex, as_date
from verbale.matcher.resolving import Resolved, resolve
from verbale.matcher.tables import Faults
from verbale.matcher.titles import TitleIndex, localised
from verbale.matcher.world import World, read_world

DATA = Path(__file__).parent.parent / "data" / "actors"
_BIG_CITY = 1_000_000
"""Cities of so many inhabitants are also found written in capitals."""


class Registry:
    """Everything known about actors, titles and places. Build with `Registry.load`."""

    def __init__(self, world: World) -> None:
        """Index the tables of ``world``."""
        self.world = world
        self._names = NameIndex(named_entries(world))
        self._titles = TitleIndex(world.titles)
        self._persons = PersonIndex(world.persons, world.surnames, world.terms)
        self._demonyms = {
            word: entry
            for word, entry in (*_demonyms(world), *_collectives(world))
            if entry.kind == "demonym"
        }

    @staticmethod
    def load(extra: Path | None = None) -> Registry:
        """The registry of ``data/actors/``, with a user's folder of the same tables on top.

        Kept for the life of the process. Raises `DataError` with all faults of all tables.
        """
        return _load(extra)

    def names(self, text: str) -> list[NameHit]:
        """Known names in a text, in order, not overlapping; ``text[start:end]`` is the name.

        Case counts: "US" is found, "us" is not. An ambiguous name has several entries.
        """
        return self._names.find(text)

    def named(self, name: str) -> tuple[Entry, ...]:
        """What exactly this name stands for, likeliest first ("the" in front is ignored)."""
        bare = name.removeprefix("the ").removeprefix("The ")
        return self._names.get(bare) or self._names.get(name)

    def title(self, words: Sequence[str]) -> Title | None:
        """The longest title that ends with the last of ``words`` (tokens or lemmas, any case)."""
        return self._titles.ending(words)

    def titles_in(self, tokens: Sequence[str]) -> list[TitleHit]:
        """All titles in a token sequence, with their qualifiers, not overlapping."""
        return self._titles.found_in(tokens)

    def honorific(self, word: str) -> Title | None:
        """A form of address or rank before a name ("Mr.", "Gen."), with or without its point."""
        return self.world.honorifics.get(word.lower().rstrip("."))

    def honorific_gender(self, word: str) -> str | None:
        """``he`` or ``she`` where a form of address tells ("Mrs.", "King")."""
        return self.world.honorific_genders.get(word.lower().rstrip("."))

    def role_in(self, role: str, country: str | None) -> str:
        """A role in the form its country uses: minister of defense, USA → secretary of defense."""
        return localised(role, country, self.world.local_roles)

    def general_role(self, role: str, country: str | None) -> str:
        """The reverse of `role_in`: secretary of defense, USA → minister of defense."""
        for (where, general), local in self.world.local_roles.items():
            if where == country and local == role:
                return general
        return role

    def person(
        self, name: str, on: DateLike = None, country: str | None = None, role: str | None = None
    ) -> list[PersonMatch]:
        """Persons a full name or surname may stand for, those in office nearest to ``on`` first."""
        wanted = None if role is None else self.role_in(role, country)
        return self._persons.find(name, as_date(on), country, wanted)

    def holder(self, role: str, country: str | None, on: DateLike) -> Actor | None:
        """Who held an office on a day; None unless exactly one known term covers it.

        ``country`` is that of the office; for bodies without one, their id ("org:nato").
        """
        day = as_date(on)
        if day is None:
            return None
        return self._persons.holder(self.role_in(role, country), country, day)

    def role_of(self, actor_id: str, on: DateLike) -> Term | None:
        """The office a person is known to have held on a day."""
        return self._persons.term_on(actor_id, as_date(on))

    def terms_of(self, actor_id: str) -> tuple[Term, ...]:
        """All known terms of a person, the most telling first where they overlap."""
        return self._persons.terms(actor_id)

    def resolve(self, text: str, on: DateLike = None) -> Resolved:
        """Country, sectors, role and name of what a phrase names: "Japanese foreign minister"."""
        return resolve(self, text, on)

    def actor(self, actor_id: str) -> Actor | None:
        """A state, organisation or person by its id."""
        return (
            self.world.organisations.get(actor_id)
            or self.world.persons.get(actor_id)
            or self._collective_actor(actor_id)
            or self._state_actor(actor_id)
        )

    def country(self, code: str) -> State | None:
        """A state, territory or people by its ISO 3166-1 alpha-3 code."""
        return self.world.states.get(code)

    def demonym(self, word: str) -> Entry | None:
        """What "Iranian", "Iranians" or "British" stands for; ``form`` says which it may be."""
        return self._demonyms.get(word)

    def place(self, name: str, near_countries: Sequence[str] = ()) -> PlaceEntry | None:
        """The likeliest place of that name, one in ``near_countries`` (in that order) before all.

        Else the first by kind (capital, region, city) and by population.
        """
        found = [entry.place for entry in self.named(name) if entry.place is not None]
        for country in near_countries:
            for place in found:
                if place.country == country:
                    return place
        return max(found, key=_weight) if found else None

    def _collective_actor(self, actor_id: str) -> Actor | None:
        found = self.world.collectives.get(actor_id)
        return None if found is None else found.actor

    def _state_actor(self, actor_id: str) -> Actor | None:
        state = self.world.states.get(actor_id.removeprefix("country:"))
        if state is None or not actor_id.startswith("country:"):
            return None
        return Actor(actor_id, state.name, state.kind, state.names, state.code)


@lru_cache(maxsize=4)
def _load(extra: Path | None) -> Registry:
    faults = Faults()
    world = read_world([DATA] if extra is None else [DATA, extra], faults.found)
    faults.raise_if_any()
    return Registry(world)


def _weight(place: PlaceEntry) -> tuple[bool, bool, int]:
    return place.kind == "capital", place.kind in ("admin1", "region", "water"), place.population


def named_entries(world: World) -> Iterator[tuple[str, Entry]]:
    """Every spelling of every name with what it stands for."""
    yield from _states(world)
    yield from _demonyms(world)
    yield from _collectives(world)
    yield from _actors(world)
    yield from _places(world)


def _states(world: World) -> Iterator[tuple[str, Entry]]:
    for state in world.states.values():
        id_ = f"country:{state.code}"
        entry = Entry("state", state.name, id_, state.code)
        for name in (state.name, *state.names, *(old.partition(" (")[0] for old in state.former)):
            for spelling in spellings(name, capitals=True):
                yield spelling, entry
        for name in state.metonyms:
            metonym = Entry("metonym", name, id_, state.code, ("GOV",))
            for spelling in spellings(name, capitals=False):
                yield spelling, metonym


def _demonyms(world: World) -> Iterator[tuple[str, Entry]]:
    for state in world.states.values():
        id_ = f"country:{state.code}"
        people = set(state.people)
        for word in (*state.adjectives, *(p for p in state.people if p not in state.adjectives)):
            form = "people"
            if word in state.adjectives:
                form = "both" if word in people else "adjective"
            if word in state.names or word == state.name:
                continue
            entry = Entry("demonym", state.name, id_, state.code, form=form)
            for spelling in spellings(word, capitals=True):
                yield spelling, entry


def _collectives(world: World) -> Iterator[tuple[str, Entry]]:
    for found in world.collectives.values():
        actor = found.actor
        organisation = actor.id in world.organisations
        kind = "organisation" if organisation else "state"
        form = ""
        if actor.id.startswith("people:"):
            kind, form = "demonym", "people"
        named = Entry(kind, actor.name, actor.id, actor.country, actor.sectors, form=form)
        for name in () if organisation else (actor.name, *actor.names):
            alone = name in found.alone
            for spelling in spellings(name, capitals=False):
                yield spelling, replace(named, alone=alone)
        for name in found.alone:
            yield name, replace(named, alone=True)
            yield name.replace("the ", "The "), replace(named, alone=True)
        for word in found.people:
            yield word, replace(named, kind="demonym", form="people")
        for word in found.adjectives:
            yield word, replace(named, kind="demonym", form="adjective", alone=True)


def _actors(world: World) -> Iterator[tuple[str, Entry]]:
    for actor in world.organisations.values():
        entry = Entry("organisation", actor.name, actor.id, actor.country, actor.sectors)
        for name in (actor.name, *actor.names):
            for spelling in spellings(name, capitals=" " in name):
                yield spelling, entry
    for actor in world.persons.values():
        entry = Entry("person", actor.name, actor.id, actor.country, actor.sectors)
        for name in (actor.name, *actor.names):
            if " " in name or "-" in name:
                for spelling in spellings(name, capitals=False):
                    yield spelling, entry


def _places(world: World) -> Iterator[tuple[str, Entry]]:
    surnames = {surname for found in world.surnames.values() for surname in found}
    for place in world.places:
        big = place.kind == "capital" or place.population >= _BIG_CITY
        weak = place.weak or (not big and place.kind == "city" and plain(place.name) in surnames)
        entry = Entry(place.kind, place.name, None, place.country, place=place, weak=weak)
        for name in (place.name, *place.names):
            for spelling in spellings(plain(name) if not big else name, capitals=big):
                yield spelling, entry
            if not big and not name.isascii():
                yield name, entry
