"""What names and titles stand for, made ready for look-up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, MutableMapping, Sequence
from dataclasses import dataclass, replace

from verbale.matcher.dating import dated_name
from verbale.matcher.entries import Actor, Entry, State, Title
from verbale.matcher.folding import plain
from verbale.matcher.names import preference, spellings
from verbale.matcher.world import World

_BIG_CITY = 1_000_000
"""Cities of so many inhabitants are also found written in capitals."""


@dataclass(slots=True)
class Indexes:
    """Names, demonyms and titles, each by its words as written."""

    names: MutableMapping[str, tuple[Entry, ...]]
    """All that a name may stand for, likeliest first."""
    demonyms: MutableMapping[str, Entry]
    titles: MutableMapping[str, Title]
    """Titles by their words, in lower case and joined by single spaces."""


def index_world(world: World) -> Indexes:
    """The indexes of the tables."""
    demonyms = {
        word: entry
        for word, entry in (*_demonyms(world), *_collectives(world))
        if entry.kind == "demonym"
    }
    titles: dict[str, Title] = {}
    for words, title in world.titles:
        titles.setdefault(" ".join(words.split()), title)
    return Indexes(entries_by_name(named_entries(world)), demonyms, titles)


def entries_by_name(named: Iterable[tuple[str, Entry]]) -> dict[str, tuple[Entry, ...]]:
    """Pairs of a name and what it stands for by name; the likeliest first, each thing once."""
    gathered: dict[str, dict[object, Entry]] = {}
    for name, entry in named:
        things = gathered.setdefault(name, {})
        thing = (entry.kind, entry.actor_id, entry.place, entry.since)
        if not (entry.alone and thing in things):
            things[thing] = entry
    return {
        name: tuple(sorted(things.values(), key=preference)) for name, things in gathered.items()
    }


def named_entries(world: World) -> Iterator[tuple[str, Entry]]:
    """Every spelling of every name with what it stands for."""
    yield from _states(world)
    yield from _demonyms(world)
    yield from _collectives(world)
    yield from _actors(world)
    yield from _places(world)


def _states(world: World) -> Iterator[tuple[str, Entry]]:
    for state in (each for each in world.states.values() if each.kind != "uninhabited"):
        entry = _state_entry(world, state)
        for name in (state.name, *state.names):
            for spelling in spellings(name, capitals=True):
                yield spelling, replace(entry, weak=name in world.weak)
        for kind, value in (*_of("state", state.former), *_of("metonym", state.metonyms)):
            yield from _dated(kind, value, entry)
        for value in state.capitals:
            yield from (pair for pair in _dated("capital", value, entry) if pair[1].until)


def _of(kind: str, values: Sequence[str]) -> list[tuple[str, str]]:
    return [(kind, value) for value in values]


def _state_entry(world: World, state: State) -> Entry:
    """The state itself; one of the past counts as its successor and ends with its last day."""
    codes = world.codes.get(state.code)
    id_ = f"country:{state.code}"
    if codes is None or codes.successor is None:
        return Entry("state", state.name, id_, state.code)
    until = codes.gw[-1].end if codes.gw else None
    return Entry("state", state.name, id_, codes.successor, until=until)


def _dated(kind: str, value: str, entry: Entry) -> Iterator[tuple[str, Entry]]:
    """The spellings of a name that may carry the dates of its use, and the entry within them."""
    name, (since, until) = dated_name(value)
    dated = replace(entry, kind=kind, since=since or entry.since, until=until or entry.until)
    if kind != "state":
        dated = replace(dated, name=name, sectors=("GOV",) if kind == "metonym" else ())
    for spelling in spellings(name, capitals=kind != "metonym"):
        yield spelling, dated


def _demonyms(world: World) -> Iterator[tuple[str, Entry]]:
    for state in world.states.values():
        named = _state_entry(world, state)
        people = set(state.people)
        for word in (*state.adjectives, *(p for p in state.people if p not in state.adjectives)):
            form = "people"
            if word in state.adjectives:
                form = "both" if word in people else "adjective"
            if word in state.names or word == state.name:
                continue
            entry = replace(named, kind="demonym", form=form)
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
        named = replace(_entry(kind, actor), form=form)
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


def _entry(kind: str, actor: Actor) -> Entry:
    country, sectors = actor.country, actor.sectors
    return Entry(kind, actor.name, actor.id, country, sectors, spells=actor.spells)


def _actors(world: World) -> Iterator[tuple[str, Entry]]:
    for actor in world.organisations.values():
        entry = _entry("organisation", actor)
        for name in (actor.name, *actor.names):
            for spelling in spellings(name, capitals=" " in name):
                yield spelling, replace(entry, weak=True) if name in world.weak else entry
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
