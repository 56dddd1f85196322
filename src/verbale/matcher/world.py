"""Reading the tables of ``data/actors/``: strictly, all faults at once."""

from __future__ import annotations

from collections.abc import Callable, MutableMapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from verbale.matcher.bodies import (
    BODIES,
    CODES,
    MEMBERSHIPS,
    read_body,
    read_codes,
    read_membership,
)
from verbale.matcher.dating import dated_name, span_of
from verbale.matcher.entries import (
    ACTOR_KINDS,
    ENTRY_KINDS,
    TITLE_KINDS,
    Actor,
    Body,
    Collective,
    Membership,
    PlaceEntry,
    Spell,
    State,
    StateCodes,
    Term,
    Title,
)
from verbale.matcher.persons import surname_of
from verbale.matcher.tables import Row, read_table
from verbale.matcher.titles import plural_of
from verbale.model import SECTORS

HEADS = (
    *("", "state", "government", "foreign", "defence", "interior", "finance", "justice"),
    *("legislature", "court", "military", "police", "intelligence", "party", "organisation"),
    *("spokesperson", "trade", "ministry"),
)
"""What an office leads (column ``head_of``); empty: nothing."""

STATE_KINDS = ("state", "territory", "population", "uninhabited")
"""Kinds of rows of states.tsv. ``uninhabited``: a code for places only, no actor by its name."""

STATES = ("code", "kind", "name", "names", "former", "adjectives", "people", "capital", "metonyms")
ORGANISATIONS = ("id", "kind", "name", "names", "country", "sectors")
COLLECTIVES = (
    *("id", "kind", "name", "names", "adjectives", "people", "alone", "country", "sectors"),
)
TITLES = ("role", "kind", "sectors", "head_of", "words", "plural", "yields")
LOCAL_ROLES = ("country", "role", "local")
HONORIFICS = ("word", "role", "kind", "sectors", "gender")
PERSONS = ("id", "name", "names", "surname", "gender", "country", "office", "of", "from", "to")
LEADERS = (*PERSONS, "heads", "leads")
PLACES = (
    *("name", "kind", "names", "country", "admin1", "lat", "lon"),
    *("geonames", "population", "weak"),
)
AMBIGUOUS = ("name", "why", "weak")


@dataclass(slots=True)
class World:
    """The tables, read. The compiled registry keeps each field by its type, see `stored`."""

    states: MutableMapping[str, State] = field(default_factory=dict)
    organisations: MutableMapping[str, Actor] = field(default_factory=dict)
    collectives: MutableMapping[str, Collective] = field(default_factory=dict)
    titles: list[tuple[str, Title]] = field(default_factory=list)
    local_roles: dict[tuple[str, str], str] = field(default_factory=dict)
    honorifics: dict[str, Title] = field(default_factory=dict)
    honorific_genders: dict[str, str] = field(default_factory=dict)
    persons: MutableMapping[str, Actor] = field(default_factory=dict)
    surnames: MutableMapping[str, tuple[str, ...]] = field(default_factory=dict)
    terms: list[Term] = field(default_factory=list)
    places: list[PlaceEntry] = field(default_factory=list)
    ambiguous: set[str] = field(default_factory=set)
    weak: set[str] = field(default_factory=set)
    codes: MutableMapping[str, StateCodes] = field(default_factory=dict)
    bodies: MutableMapping[str, Body] = field(default_factory=dict)
    memberships: list[Membership] = field(default_factory=list)


def read_world(folders: Sequence[Path], faults: list[str]) -> World:
    """All tables of the folders, a later folder adding to the earlier ones."""
    world = World()
    for folder in folders:
        for name, columns, take in _TABLES:
            path = folder / name
            if path.exists():
                for row in read_table(path, columns, faults):
                    take(row, world)
            elif folder == folders[0]:
                faults.append(f"{name}: missing from {folder}")
    return world


def _state(row: Row, world: World) -> None:
    code = row.text("code")
    if len(code) != 3 or not code.isupper():
        row.fault(f"code {code!r}: expected three capital letters")
    for column in ("former", "capital", "metonyms"):
        for value in row.many(column):
            try:
                dated_name(value)
            except ValueError:
                row.fault(f"{column} {value!r}: expected NAME (FROM/TO)")
    world.states[code] = State(
        code,
        row.one_of("kind", STATE_KINDS),
        row.text("name"),
        row.many("names"),
        row.many("former"),
        row.many("adjectives"),
        row.many("people"),
        row.many("capital"),
        row.many("metonyms"),
    )


def _country(row: Row, world: World) -> str | None:
    code = row.maybe("country")
    if code is not None and code not in world.states:
        row.fault(f"country {code!r}: not in states.tsv")
    return code


def _organisation(row: Row, world: World) -> None:
    id_ = row.text("id")
    if not id_.startswith("org:") or id_ in world.organisations:
        row.fault(f"id {id_!r}: expected a new id that begins with org:")
    sectors, spells = _sectors(row)
    world.organisations[id_] = Actor(
        id_,
        row.text("name"),
        row.one_of("kind", ACTOR_KINDS),
        row.many("names"),
        _country(row, world),
        sectors,
        spells=spells,
    )


def _sectors(row: Row) -> tuple[tuple[str, ...], tuple[Spell, ...]]:
    """The sectors of a cell, and those held for a time only: ``GOV@1996-09-27/2001-11-13``."""
    lasting: list[str] = []
    spells: list[Spell] = []
    for value in row.many("sectors"):
        sector, _, dates = value.partition("@")
        if sector not in SECTORS:
            row.fault(f"sectors {value!r}: expected one of {', '.join(SECTORS)}")
        if not dates:
            lasting.append(sector)
            continue
        start, _, end = dates.partition("/")
        try:
            spells.append(Spell(sector, *span_of(start, end)))
        except ValueError:
            row.fault(f"sectors {value!r}: expected SECTOR@FROM/TO")
    return tuple(lasting), tuple(spells)


def _collective(row: Row, world: World) -> None:
    id_ = row.text("id")
    actor = world.organisations.get(id_)
    if actor is None:
        if not id_.startswith(("region:", "people:")) or id_ in world.collectives:
            row.fault(f"id {id_!r}: expected a new id, region:… or people:…, or a known org:…")
        actor = Actor(
            id_,
            row.text("name"),
            row.one_of("kind", ("population", "territory")),
            row.many("names"),
            _country(row, world),
            row.each_of("sectors", SECTORS),
        )
    alone = row.many("alone")
    world.collectives[id_] = Collective(actor, row.many("adjectives"), row.many("people"), alone)


def _title(row: Row, world: World) -> None:
    kind = row.one_of("kind", TITLE_KINDS)
    sectors = row.each_of("sectors", SECTORS)
    head_of = row.one_of("head_of", HEADS) or None
    role = row.text("role")
    plurals = row.many("plural")
    yields = row.one_of("yields", ("", "yes")) == "yes"
    for words in row.many("words"):
        if words != words.lower():
            row.fault(f"words {words!r}: expected lower case")
        world.titles.append((words, Title(words, role, kind, sectors, head_of, yields=yields)))
        if not plurals:
            many = Title(words, role, kind, sectors, head_of, plural=True, yields=yields)
            world.titles.append((plural_of(words), many))
    for words in plurals:
        if words != "-":
            many = Title(words, role, kind, sectors, head_of, plural=True, yields=yields)
            world.titles.append((words, many))


def _local_role(row: Row, world: World) -> None:
    country = _country(row, world) or ""
    world.local_roles[country, row.text("role")] = row.text("local")


def _honorific(row: Row, world: World) -> None:
    kind = row.one_of("kind", TITLE_KINDS)
    word = row.text("word")
    title = Title(word, row.text("role"), kind, row.each_of("sectors", SECTORS))
    world.honorifics[word.rstrip(".")] = title
    if gender := row.one_of("gender", ("", "he", "she")):
        world.honorific_genders[word.rstrip(".")] = gender


def _person(row: Row, world: World) -> None:
    id_ = row.text("id")
    if not id_.startswith("person:"):
        row.fault(f"id {id_!r}: expected person:…")
    country = _country(row, world)
    home = _in_force(country, world)
    known = world.persons.get(id_)
    names = row.many("names")
    name = row.text("name")
    if known is None or (known.name, known.names) != (name, names) or not known.gender:
        gender = row.one_of("gender", ("", "he", "she")) or (known.gender if known else None)
        spelled = () if known is None else (known.name, *known.names)
        others = tuple(dict.fromkeys(each for each in (*names, *spelled) if each != name))
        if known is not None:
            home = known.country
        world.persons[id_] = Actor(id_, name, "person", others, home, (), gender or None)
    surnames = row.many("surname") or (surname_of(name, country),)
    world.surnames[id_] = tuple(dict.fromkeys((*world.surnames.get(id_, ()), *surnames)))
    _term(row, world, id_, country)


def _in_force(country: str | None, world: World) -> str | None:
    """The country itself, or its successor where it is no more."""
    codes = world.codes.get(country or "")
    return country if codes is None else codes.successor or country


def _term(row: Row, world: World, person: str, country: str | None) -> None:
    role = row.text("office")
    if not role:
        return
    body = row.maybe("of")
    if body is not None and body not in world.organisations:
        row.fault(f"of {body!r}: not in organisations.tsv")
    start, end = row.day("from"), row.day("to", last=True)
    if start and end and end < start:
        row.fault(f"term from {start} to {end}: expected an end after the start")
    heads: tuple[str, ...] = ()
    if "heads" in row.cells:
        heads = row.each_of("heads", ("state", "government"))
    leads = row.cells.get("leads", "")
    if leads not in ("", "yes"):
        row.fault(f"leads {leads!r}: expected yes or nothing")
    where = body or country
    world.terms.append(Term(person, role, where, start, end, heads, leads == "yes"))


def _place(row: Row, world: World) -> None:
    cells = row.cells
    country = cells["country"]
    if country and country not in world.states:
        row.fault(f"country {country!r}: not in states.tsv")
    kind = cells["kind"]
    if kind not in ENTRY_KINDS:
        row.one_of("kind", ENTRY_KINDS)
    geonames = cells["geonames"]
    population = cells["population"]
    world.places.append(
        PlaceEntry(
            cells["name"],
            kind,
            row.many("names"),
            country or None,
            cells["admin1"] or None,
            row.number("lat"),
            row.number("lon"),
            int(geonames) if geonames else None,
            int(population) if population else 0,
            cells["weak"] == "yes",
        )
    )


def _ambiguous(row: Row, world: World) -> None:
    name = row.text("name")
    world.ambiguous.add(name)
    if row.one_of("weak", ("", "yes")):
        world.weak.add(name)


_TABLES: tuple[tuple[str, Sequence[str], Callable[[Row, World], None]], ...] = (
    ("ambiguous.tsv", AMBIGUOUS, _ambiguous),
    ("states.tsv", STATES, _state),
    ("codes.tsv", CODES, read_codes),
    ("organisations.tsv", ORGANISATIONS, _organisation),
    ("collectives.tsv", COLLECTIVES, _collective),
    ("bodies.tsv", BODIES, read_body),
    ("memberships.tsv", MEMBERSHIPS, read_membership),
    ("titles.tsv", TITLES, _title),
    ("local_roles.tsv", LOCAL_ROLES, _local_role),
    ("honorifics.tsv", HONORIFICS, _honorific),
    ("leaders.tsv", LEADERS, _person),
    ("persons.tsv", PERSONS, _person),
    ("officers.tsv", PERSONS, _person),
    ("legislators.tsv", PERSONS, _person),
    ("places.tsv", PLACES, _place),
    ("regions.tsv", PLACES, _place),
)
