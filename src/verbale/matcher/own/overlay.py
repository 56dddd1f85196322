"""A user's actors put on top of the registry's tables; of two with a name, theirs goes first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from verbale.matcher.entries import Actor, Entry, Spell, Term, Title
from verbale.matcher.indexes import Indexes
from verbale.matcher.names import spellings
from verbale.matcher.own.addition import TITLE, Addition, Holding
from verbale.matcher.persons import (
    PersonTables,
    name_key,
    office_key,
    office_keys,
    surname_keys,
    surname_of,
)
from verbale.matcher.tables import first_day, last_day
from verbale.matcher.titles import localised, plural_of
from verbale.matcher.world import World


def put_on_top(
    world: World, indexes: Indexes, persons: PersonTables, additions: Iterable[Addition]
) -> None:
    """Change the tables so that they hold the additions, each with its id."""
    top = _Top(world, indexes, persons)
    for one in additions:
        if one.kind == TITLE:
            top.title(one)
        elif one.id.startswith("country:"):
            top.state(one)
        elif one.id.startswith("person:"):
            top.person(one)
        else:
            top.organisation(one)
    top.finish()


class _Top:
    def __init__(self, world: World, indexes: Indexes, persons: PersonTables) -> None:
        self._world = world
        self._indexes = indexes
        self._persons = persons
        self._ids: dict[str, dict[str, list[str]]] = {"full": {}, "family": {}}
        self._held: dict[str, list[Term]] = {}
        self._offices: dict[tuple[str, bool], list[Term]] = {}

    def finish(self) -> None:
        """Put ids and terms, gathered so far, before those that are in the tables."""
        for table in ("full", "family"):
            known = getattr(self._persons, table)
            for key, ids in self._ids[table].items():
                known[key] = tuple(dict.fromkeys((*ids, *known.get(key, ()))))
        terms, offices = self._persons.terms, self._persons.offices
        for person, held in self._held.items():
            terms[person] = tuple(dict.fromkeys((*held, *terms.get(person, ()))))
        for (key, single), held in self._offices.items():
            others = list(offices.get(key, ()))
            if single and others:
                for term in held:
                    others = [cut for other in others if (cut := _beside(other, term))]
            offices[key] = (*held, *others)

    def title(self, one: Addition) -> None:
        """A title: a new one, or other sectors for one that is known."""
        titles = self._indexes.titles
        for number, name in enumerate(one.spelled):
            words = " ".join(name.lower().split())
            known = titles.get(words)
            made = known or Title(words, one.name.lower(), "person-noun")
            titles[words] = replace(made, sectors=one.sectors)
            if one.plural != "-" and known is None:
                many = one.plural.lower() if one.plural and number == 0 else plural_of(words)
                titles.setdefault(many, replace(titles[words], plural=True))

    def state(self, one: Addition) -> None:
        """More names for a state."""
        code = one.id.removeprefix("country:")
        state = self._world.states.get(code)
        if state is None:
            return
        entry = Entry("state", state.name, one.id, code)
        self._names(one.spelled, entry)
        fresh = tuple(n for n in one.spelled if n != state.name and n not in state.names)
        self._world.states[code] = replace(state, names=(*state.names, *fresh))

    def organisation(self, one: Addition) -> None:
        """An organisation or any other actor that is no person and no state."""
        actor = _actor(one, self._world.organisations.get(one.id))
        self._world.organisations[one.id] = actor
        entry = Entry(
            "organisation", actor.name, actor.id, actor.country, actor.sectors, spells=actor.spells
        )
        self._names((actor.name, *one.spelled), entry)

    def person(self, one: Addition) -> None:
        """A person with what it held."""
        known = self._world.persons.get(one.id)
        actor = _actor(one, known)
        self._world.persons[one.id] = actor
        entry = Entry(
            "person", actor.name, actor.id, actor.country, actor.sectors, spells=actor.spells
        )
        names = (actor.name, *one.spelled) if known else one.spelled
        self._names([n for n in names if " " in n or "-" in n], entry)
        families = {n if " " not in n else surname_of(n, actor.country) for n in names}
        surnames = (*self._world.surnames.get(one.id, ()), *sorted(families))
        self._world.surnames[one.id] = tuple(dict.fromkeys(surnames))
        for name in names:
            self._ids["full"].setdefault(name_key(name), []).append(one.id)
        for surname in families:
            for key in surname_keys(surname):
                self._ids["family"].setdefault(key, []).append(one.id)
        for held in one.held:
            if held.role:
                self._term(one, held)

    def _names(self, names: Iterable[str], entry: Entry) -> None:
        index = self._indexes.names
        for name in dict.fromkeys(names):
            for spelling in spellings(name, capitals=" " in name):
                others = [e for e in index.get(spelling, ()) if e.actor_id != entry.actor_id]
                index[spelling] = (entry, *others)

    def _term(self, one: Addition, held: Holding) -> None:
        country = held.of or one.country or None
        title = self._indexes.titles.get(held.role.lower())
        role = localised(title.role if title else held.role, country, self._world.local_roles)
        term = self._heading(Term(one.id, role, country, *_days(held)))
        single = title is not None and title.kind == "office"
        self._held.setdefault(one.id, []).append(term)
        for key in office_keys(term):
            self._offices.setdefault((key, single), []).append(term)

    def _heading(self, term: Term) -> Term:
        """The term as head of state or government, where the office was that when last known."""
        known = self._persons.offices.get(office_key(term.role, term.country), ())
        dated = [other for other in known if other.start is not None]
        if not dated:
            return term
        last = max(dated, key=lambda other: other.start or date.min)
        return replace(term, heads=last.heads, leads=last.leads)


def _actor(one: Addition, known: Actor | None) -> Actor:
    spells = tuple(Spell(sector, *_days(held)) for held in one.held for sector in held.sectors)
    if known is None:
        country, gender = one.country or None, one.gender or None
        kind = one.kind
        return Actor(one.id, one.name, kind, one.names, country, one.sectors, gender, spells)
    names = dict.fromkeys((*known.names, *one.spelled))
    names.pop(known.name, None)
    return replace(
        known,
        names=tuple(names),
        country=one.country or known.country,
        sectors=one.sectors or known.sectors,
        gender=one.gender or known.gender,
        spells=(*spells, *known.spells),
    )


def _days(held: Holding) -> tuple[date | None, date | None]:
    start = first_day(held.start) if held.start else None
    return start, last_day(held.end) if held.end else None


def _beside(other: Term, term: Term) -> Term | None:
    """What remains of another's term in an office that only one can hold, beside ``term``."""
    if other.person == term.person or term.start is None or other.start is None:
        return other
    if other.start >= term.start:
        later = term.end is not None and other.start > term.end
        return other if later else None
    if other.end is None or other.end >= term.start:
        return replace(other, end=term.start - timedelta(days=1))
    return other
