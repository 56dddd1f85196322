"""The registry: names of states, organisations, persons and places, titles and terms of office.

Made once a process from ``data/registry.db``, compiled from the tables in ``data/actors/``
(where their facts come from: ``data/SOURCES.md``); every lookup is exact and says nothing
where it does not know.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from verbale.errors import SourceError
from verbale.matcher.bodies import Memberships
from verbale.matcher.compiling import load_tables
from verbale.matcher.dating import actor_at, entries_at, hits_at
from verbale.matcher.entries import (
    Actor,
    Body,
    Entry,
    NameHit,
    PersonMatch,
    PlaceEntry,
    State,
    StateCodes,
    Term,
    Title,
    TitleHit,
)
from verbale.matcher.indexes import Indexes
from verbale.matcher.misspelt import Slips, names_of
from verbale.matcher.names import NameIndex
from verbale.matcher.persons import LEADER, DateLike, PersonIndex, PersonTables, as_date
from verbale.matcher.resolving import Resolved, resolve
from verbale.matcher.titles import TitleIndex, localised
from verbale.matcher.world import World

if TYPE_CHECKING:
    from verbale.matcher.own import Addition


class Registry:
    """Everything known about actors, titles and places. Build with `Registry.load`."""

    def __init__(
        self,
        world: World,
        indexes: Indexes,
        persons: PersonTables,
        own: Mapping[str, Addition] | None = None,
    ) -> None:
        """Take the tables and what was derived from them; ``own`` are the user's in them, by id."""
        self.world = world
        self.own: Mapping[str, Addition] = own or {}
        self._names = NameIndex(indexes.names)
        self._demonyms = indexes.demonyms
        self._persons = PersonIndex(world.persons, persons)
        self._title_words = indexes.titles

    @cached_property
    def _titles(self) -> TitleIndex:
        return TitleIndex(self._title_words)

    @cached_property
    def _memberships(self) -> Memberships:
        return Memberships(self.world.memberships)

    @cached_property
    def slips(self) -> Slips:
        """Names of states, peoples and big cities, to be found by misspelt words."""
        return Slips(names_of(self.world))

    @cached_property
    def noun_slips(self) -> Slips:
        """Agent nouns of one word, to be found by misspelt words."""
        single = ((w, t.role) for w, t in self._title_words.items() if t.kind != "loose")
        return Slips(single)

    @staticmethod
    def load(actors: Path | None = None) -> Registry:
        """The registry of ``data/actors/``, with a user's file of actors on top.

        Kept for the life of the process, as long as the file stays the same. Raises
        `DataError` with all faults of the tables or of the file, `SourceError` where the
        file cannot be read.
        """
        return _load() if actors is None else _with_own(*file_state(actors))

    def names(self, text: str, on: DateLike = None) -> list[NameHit]:
        """Known names in a text, in order, not overlapping; ``text[start:end]`` is the name.

        Case counts: "US" is found, "us" is not. An ambiguous name has several entries: what it
        stood for on the day ``on`` (without one: stands for now) first, with the sectors of then.
        """
        return hits_at(self._names.find(text), as_date(on))

    def named(self, name: str, on: DateLike = None) -> tuple[Entry, ...]:
        """What exactly this name stands for, likeliest first ("the" in front is ignored)."""
        bare = name.removeprefix("the ").removeprefix("The ")
        return entries_at(self._names.get(bare) or self._names.get(name), as_date(on))

    def title(self, words: Sequence[str]) -> Title | None:
        """The longest title that ends with the last of ``words`` (tokens or lemmas, any case)."""
        title = self._titles.ending(words)
        return None if title is None or title.kind == "loose" else title

    def exact_title(self, words: str) -> Title | None:
        """The title of exactly these words, without qualifiers."""
        title = self._titles.get(words)
        return None if title is None or title.kind == "loose" else title

    def titles_in(self, tokens: Sequence[str], *, loose: bool = False) -> list[TitleHit]:
        """All titles in a token sequence, with their qualifiers, not overlapping.

        With ``loose`` also the words that name an actor only where one is meant ("base", "women").
        """
        hits = self._titles.found_in(tokens)
        return hits if loose else [hit for hit in hits if hit.title.kind != "loose"]

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
        """Who held an office on a day; None unless exactly one known person did.

        ``role`` may be ``head of state`` or ``head of government``, whatever the office is called
        there. ``country`` is that of the office; for bodies without one, their id ("org:nato").
        A state of before its successor's independence is found under both codes: SUN and RUS.
        """
        day = as_date(on)
        if day is None:
            return None
        wanted = self.role_in(role, country)
        for code in self._lines(country, day):
            if self._persons.held(wanted, code, day):
                return self._persons.holder(wanted, code, day)
        return None

    def leader(self, country: str, on: DateLike) -> Actor | None:
        """Who in effect led a state on a day; None where that is not known, or were several.

        The person, not the office: a king in one country, a prime minister or the general
        secretary of a party in another (see ``leads`` in ``data/README.md``). Codes as in `holder`.
        """
        return self.holder(LEADER, country, on)

    def _lines(self, country: str | None, day: date) -> list[str | None]:
        """The code asked for, then that of the state before or after it, where but one was."""
        codes = self.world.codes.get(country or "")
        if codes is None:
            return [country]
        if codes.successor is None:
            before = () if self._was(codes.code, day) else self._formers.get(codes.code, ())
            return [country, *(code for code in before if self._was(code, day))]
        alone = self._was(codes.code, day) and not self._was(codes.successor, day)
        return [country, codes.successor] if alone else [country]

    def _was(self, code: str, day: date) -> bool:
        codes = self.world.codes.get(code)
        return codes is not None and _existed(codes, day)

    @cached_property
    def _formers(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for code, codes in self.world.codes.items():
            if codes.successor is not None:
                found.setdefault(codes.successor, []).append(code)
        return found

    def role_of(self, actor_id: str, on: DateLike) -> Term | None:
        """The office a person is known to have held on a day."""
        return self._persons.term_on(actor_id, as_date(on))

    def terms_of(self, actor_id: str) -> tuple[Term, ...]:
        """All known terms of a person, the most telling first where they overlap."""
        return self._persons.terms(actor_id)

    def resolve(self, text: str, on: DateLike = None) -> Resolved:
        """Country, sectors, role and name of what a phrase names: "Japanese foreign minister"."""
        return resolve(self, text, on)

    def actor(self, actor_id: str, on: DateLike = None) -> Actor | None:
        """A state, organisation or person by its id, with its sectors on the day ``on``."""
        found = self.world.organisations.get(actor_id) or self.world.persons.get(actor_id)
        if found is not None:
            return actor_at(found, as_date(on))
        return self._collective_actor(actor_id) or self._state_actor(actor_id)

    def codes(self, code: str) -> StateCodes | None:
        """ISO, COW and GW codes of a state, and when it was a member of the state system."""
        return self.world.codes.get(code)

    def body(self, actor_id: str) -> Body | None:
        """What is known of an international body: its purpose, PLOVER code, first and last day."""
        return self.world.bodies.get(actor_id)

    def members(self, actor_id: str, on: DateLike = None) -> tuple[str, ...]:
        """Alpha-3 codes of the members of a body or group of states on a day (default: today).

        Empty where they are not known. "org:nato", "region:nordic-countries".
        """
        return self._memberships.members(actor_id, as_date(on))

    def memberships(self, country: str, on: DateLike = None) -> tuple[str, ...]:
        """Ids of the bodies and groups a state belongs to on a day (default: today)."""
        return self._memberships.of(country, as_date(on))

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


@lru_cache(maxsize=1)
def _load() -> Registry:
    return Registry(*load_tables())


@lru_cache(maxsize=2)
def _with_own(path: Path, _state: tuple[int, int]) -> Registry:
    from verbale.matcher.own.keeping import parts_with_own

    parts, own = parts_with_own(path, _load())
    return Registry(*parts, own=own.by_id)


def file_state(path: Path) -> tuple[Path, tuple[int, int]]:
    """A file's full path, with its time of change and size; raises `SourceError`."""
    try:
        stat = path.stat()
    except OSError as error:
        raise SourceError(str(path), error.strerror or str(error)) from error
    return path.resolve(), (stat.st_mtime_ns, stat.st_size)


def _existed(codes: StateCodes, day: date) -> bool:
    """Whether a state was a member of the state system on a day, in either list."""
    return any(
        (spell.start is None or spell.start <= day) and (spell.end is None or day <= spell.end)
        for spell in (*codes.cow, *codes.gw)
    )


def _weight(place: PlaceEntry) -> tuple[bool, bool, int]:
    return place.kind == "capital", place.kind in ("admin1", "region", "water"), place.population
