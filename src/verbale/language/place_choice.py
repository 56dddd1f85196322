"""Which place a name stands for: candidates of the gazetteer weighed in their document.

One name is one place in a document. Two rounds: first every name by itself, then each
among what the others were taken for. The weights are fitted by ``tools/fit_places.py`` and
stand in ``data/places.yaml``; a candidate's score is the sum of weight times feature.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import cos, radians, sqrt

from verbale.matcher.entries import PlaceEntry
from verbale.matcher.folding import fold
from verbale.matcher.gazetteer import Candidate

Features = dict[str, float]
_KEPT = 10
_NEAR = 150.0
_BIG = 15_000
_KNOWN = 100_000
"""A city of so many inhabitants may be meant without a second sign."""
_CLOSE = 300
"""Characters within which a place says where an unknown name lies."""
_DIVISIONS = ("admin1", "admin2")


@dataclass(slots=True)
class Name:
    """A name of a document with all that the text says of it.

    ``inside`` are the names that the text puts it in ("Paris, Texas"), ``states`` the
    countries ("the Syrian town of …"), ``noun`` the generic noun with it ("province"),
    ``outer`` whether it
    is itself the outer one of such a pair, ``times`` how often it stands there.
    """

    text: str
    known: tuple[Candidate, ...]
    inside: list[str] = field(default_factory=list)
    states: set[str] = field(default_factory=set)
    noun: str = ""
    outer: bool = False
    times: int = 1
    choice: Candidate | None = None


@dataclass(slots=True)
class World:
    """What the other names of a document were taken for."""

    names: Mapping[str, Name]
    spoken: set[str]
    """Countries whose states or people are named."""

    def others(self, text: str) -> list[PlaceEntry]:
        """The choices for the other names."""
        return [
            name.choice.place
            for key, name in self.names.items()
            if key != text and name.choice is not None
        ]


def choose(names: Mapping[str, Name], spoken: set[str], weights: Mapping[str, float]) -> None:
    """Set ``choice`` of every name that the gazetteer knows."""
    world = World(names, spoken)
    for name in names.values():
        name.known = undisputed(name, names)
        name.choice = name.known[0] if len(name.known) == 1 else None
        if len(name.known) > 1:
            name.choice = best(
                name, [alone(name, i, world) for i in range(len(name.known))], weights
            )
    first = {key: name.choice for key, name in names.items()}
    for key, name in names.items():
        if len(name.known) > 1:
            for other, choice in first.items():
                names[other].choice = choice
            kept = pruned(name, world, weights)
            name.known = tuple(kept)
            others = world.others(key)
            named = [features(name, i, world, others) for i in range(len(kept))]
            first[key] = best(name, named, weights)
    for key, name in names.items():
        name.choice = first[key]


def undisputed(name: Name, names: Mapping[str, Name]) -> tuple[Candidate, ...]:
    """The candidates without those that a bare name does not mean.

    A division is not meant by the name of its city ("Beijing", "San Bernardino"), unless a noun
    or a place in it says so. A village is not meant by the name of a capital, state, sea or
    region, unless the text puts it elsewhere or names that division too.
    """
    nouns = _NOUNS.get(name.noun, ())
    known = name.known
    if not name.outer and not any(kind in nouns for kind in _DIVISIONS):
        cities = [c.place for c in known if _spelled(c, name) and _city(c)]
        known = tuple(c for c in known if not any(_of_city(c, name, city) for city in cities))
        known = tuple(c for c in known if c.place.kind != "admin2" or _spelled(c, name)) or known
    if name.inside or not any(_great(c) for c in known):
        return known
    wide = any(_great(c) and c.place.kind != "capital" for c in known)
    return tuple(
        c for c in known if not _small(c) or (not wide and _spoken_of(c.place, name, names))
    )


def _spelled(candidate: Candidate, name: Name) -> bool:
    return candidate.main and fold(candidate.place.name) == fold(name.text)


def _of_city(candidate: Candidate, name: Name, city: PlaceEntry) -> bool:
    place = candidate.place
    if place.kind not in _DIVISIONS or place.country != city.country:
        return False
    return not _spelled(candidate, name) or distance(place, city) < _NEAR / 2


def _great(candidate: Candidate) -> bool:
    return candidate.main and candidate.place.kind in ("state", "capital", "region", "water")


def _small(candidate: Candidate) -> bool:
    place = candidate.place
    return place.kind in ("city", "admin2") and place.population < _KNOWN


def _spoken_of(place: PlaceEntry, name: Name, names: Mapping[str, Name]) -> bool:
    """The text names the division the place is in, or its country as the one it is of."""
    if place.country in name.states:
        return True
    return any(
        c.place.kind == "admin1"
        and (c.place.country, c.place.name) == (place.country, place.admin1)
        for key, other in names.items()
        if key != name.text
        for c in other.known[:3]
    )


def best(name: Name, several: Sequence[Features], weights: Mapping[str, float]) -> Candidate:
    """The candidate with the highest score; the more populous of equals."""
    scores = [score(f, weights) for f in several]
    return name.known[max(range(len(scores)), key=lambda i: (scores[i], -i))]


def score(values: Features, weights: Mapping[str, float]) -> float:
    """The sum of weight times feature."""
    total = 0.0
    for key, value in values.items():
        if value:
            total += weights.get(key, 0.0) * value
    return total


def pruned(name: Name, world: World, weights: Mapping[str, float]) -> list[Candidate]:
    """The candidates worth weighing: the likeliest alone, and those in countries spoken of."""
    if len(name.known) <= _KEPT:
        return list(name.known)
    ranked = sorted(range(len(name.known)), key=lambda i: -score(alone(name, i, world), weights))
    return [name.known[i] for i in sorted(ranked[:_KEPT])]


def alone(name: Name, rank: int, world: World) -> Features:
    """What can be said of the candidate of that rank without the choices for other names."""
    candidate = name.known[rank]
    place = candidate.place
    values = {
        "population": candidate.size,
        "region" if place.kind == "water" else place.kind: 1.0,
        "main": float(candidate.main),
        "spelled": float(place.name.casefold() == name.text.casefold()),
        "spoken": float(place.country in world.spoken and place.kind != "state"),
        "first": 1.0 / (1 + rank),
    }
    if name.outer:
        values["outer"] = float(place.kind in ("state", "admin1"))
    elif place.kind == "admin1" and not candidate.main:
        values["shaded"] = float(any(_city(c) for c in name.known))
    if name.noun:
        values["noun"] = _fits(place, name.noun)
    if name.states:
        values["inside" if place.country in name.states else "outside"] = 1.0
    inside = [world.names[key] for key in name.inside if key in world.names]
    if inside:
        fits = any(_within(place, c.place) for other in inside for c in other.known[:6])
        values["inside" if fits else "outside"] = 1.0
    return values


def features(name: Name, rank: int, world: World, others: Sequence[PlaceEntry]) -> Features:
    """All that can be said of a candidate among the choices for the other names."""
    values = alone(name, rank, world)
    place = name.known[rank].place
    if not others:
        return values
    same = [o for o in others if o.country is not None and o.country == place.country]
    values["country"] = len(same) / len(others)
    division = [o for o in same if o.admin1 is not None and o.admin1 == place.admin1]
    values["division"] = len(division) / len(others)
    values["divided"] = float(bool(division))
    if place.kind != "state":
        spots = [o for o in others if o.kind not in ("state", "region", "water")]
        nearest = min((distance(place, o) for o in spots), default=9e9)
        values["near"] = float(nearest < _NEAR)
        values["nearness"] = 1.0 / (1.0 + nearest / 100.0)
    return values


def _city(candidate: Candidate) -> bool:
    """A city that a bare name means before the division it lies in: New York, Washington."""
    place = candidate.place
    return candidate.main and place.kind in ("city", "capital") and place.population > _BIG


def distance(one: PlaceEntry, other: PlaceEntry) -> float:
    """Kilometres between two places, on a plane: good enough to tell near from far."""
    if one.lat is None or other.lat is None or one.lon is None or other.lon is None:
        return 9e9
    across = abs(one.lon - other.lon)
    across = min(across, 360.0 - across) * cos(radians((one.lat + other.lat) / 2))
    return 111.2 * sqrt((one.lat - other.lat) ** 2 + across**2)


def _within(place: PlaceEntry, outer: PlaceEntry) -> bool:
    """Whether the place may lie in ``outer``."""
    if place.geonames is not None and place.geonames == outer.geonames:
        return False
    if outer.kind == "state":
        return place.country == outer.country and place.kind != "state"
    if outer.kind == "admin1":
        same = place.country == outer.country and place.admin1 == outer.admin1
        return same and place.kind not in ("state", "admin1")
    if place.kind in ("state", "admin1"):
        return False
    if outer.kind in ("region", "water"):
        return distance(place, outer) < 4 * _NEAR
    reach = _NEAR if outer.kind == "admin2" else _NEAR / 2
    return place.country == outer.country and distance(place, outer) < reach


_NOUNS = {
    "city": ("city", "capital"),
    "town": ("city",),
    "village": ("city",),
    "suburb": ("city",),
    "port": ("city", "capital"),
    "capital": ("capital", "city"),
    "state": ("admin1",),
    "province": ("admin1", "admin2"),
    "region": ("admin1", "region", "admin2"),
    "oblast": ("admin1",),
    "governorate": ("admin1",),
    "prefecture": ("admin1",),
    "county": ("admin2", "admin1"),
    "district": ("admin2", "admin1"),
    "republic": ("state", "admin1"),
    "island": ("region", "admin1", "city", "admin2"),
    "islands": ("region", "state", "admin1"),
    "river": ("water",),
    "sea": ("water",),
    "lake": ("water",),
    "gulf": ("water",),
    "strait": ("water",),
}


def _fits(place: PlaceEntry, noun: str) -> float:
    kinds = _NOUNS.get(noun)
    if kinds is None:
        return 0.0
    return 1.0 if place.kind in kinds else -1.0


def likely(name: Name, names: Mapping[str, Name]) -> bool:
    """False for a small place in a country that nothing else in the document is in.

    Streets, buildings and persons have namesakes somewhere in the world; that one of them
    is meant needs a second sign.
    """
    choice = name.choice
    if choice is None or name.inside or choice.place.kind not in ("city", "admin2"):
        return choice is not None
    place = choice.place
    if place.population >= _KNOWN or place.country in name.states:
        return True
    others = [n.choice.place for key, n in names.items() if key != name.text and n.choice]
    return not others or any(o.country == place.country for o in others)


def nearest(at: int, spans: Sequence[tuple[int, int]], names: Sequence[Name]) -> PlaceEntry | None:
    """The city or division named nearest to the span numbered ``at``, else what is named most."""
    start = spans[at][0]
    close = [
        (name.choice.place.kind == "admin1", abs(spans[i][0] - start), i, name.choice.place)
        for i, name in enumerate(names)
        if name.choice is not None
        and name.choice.place.kind not in ("state", "region", "water")
        and abs(spans[i][0] - start) < _CLOSE
    ]
    return min(close)[3] if close else _focus(names)


def _focus(names: Sequence[Name]) -> PlaceEntry | None:
    """The place a document is most about: the city or division named most, else the state."""
    weight: Counter[Candidate] = Counter(n.choice for n in names if n.choice is not None)
    local = [c for c in weight if c.place.kind not in ("state", "region", "water")]
    chosen = max(local or weight, key=lambda c: (weight[c], -c.number), default=None)
    return None if chosen is None else chosen.place
