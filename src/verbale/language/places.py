"""Places: where a document's names of places are, and the place of a clause."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from verbale.language.drafts import Scene, head_of
from verbale.language.names import is_locative
from verbale.language.place_choice import Name, choose, likely, nearest
from verbale.language.place_names import country_names, names_of
from verbale.language.toponyms import find_toponyms
from verbale.matcher import syntax
from verbale.matcher.gazetteer import Gazetteer, default_gazetteer
from verbale.matcher.place_words import PlaceWords, place_words
from verbale.model import Place, PlaceMention

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc, Token

    from verbale.matcher.entries import PlaceEntry

Stretch = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Atlas:
    """What finding places needs: the gazetteer and the words by which places are known."""

    gazetteer: Gazetteer
    words: PlaceWords

    @staticmethod
    def load() -> Atlas:
        """The files that ship with verbale. `ModelError` where the gazetteer is missing."""
        return Atlas(default_gazetteer(), place_words())


def find_places(scene: Scene, atlas: Atlas) -> tuple[PlaceMention, ...]:
    """All names of places with where they are; null where the text and the gazetteer do not say."""
    found = find_toponyms(scene, atlas.gazetteer, atlas.words)
    spans = [(toponym.start, toponym.end) for toponym in found]
    names, keys = _chosen(scene, spans, atlas)
    mentions = []
    for toponym, key in zip(found, keys, strict=True):
        root = head_of(scene.parse, toponym.first, toponym.last)
        place = _place(scene, (toponym.start, toponym.end), names[key], names)
        mentions.append(PlaceMention(toponym.first, toponym.last, root.i, place))
    return tuple(mentions)


def locate(
    scene: Scene, spans: Sequence[Stretch], atlas: Atlas, *, nearby: bool = False
) -> list[Place]:
    """Where the names at ``spans`` are, by the places that the reader itself finds around them.

    With ``nearby`` a name that the gazetteer does not know is put where the nearest name
    around it is: an approximation, never kept in a record.
    """
    found = find_toponyms(scene, atlas.gazetteer, atlas.words)
    taken = [
        (t.start, t.end) for t in found if not any(a < t.end and t.start < b for a, b in spans)
    ]
    every = sorted({*spans, *taken})
    names, keys = _chosen(scene, every, atlas)
    placed = []
    for span in spans:
        at = every.index(span)
        name = names[keys[at]]
        place = _place(scene, span, name, names)
        if nearby and place.lat is None:
            around = _outer(name, names) or nearest(at, every, [names[key] for key in keys])
            place = place if around is None else replace(_filled(place, around), geonames=None)
        placed.append(place)
    return placed


def _chosen(
    scene: Scene, spans: Sequence[Stretch], atlas: Atlas
) -> tuple[dict[str, Name], list[str]]:
    names, keys = names_of(scene, spans, atlas.gazetteer, atlas.words)
    choose(names, country_names(scene), atlas.words.weights)
    for name in names.values():
        if not likely(name, names):
            name.choice = None
    return names, keys


def _place(scene: Scene, span: Stretch, name: Name, names: dict[str, Name]) -> Place:
    place = Place(name.text, scene.document.span(*span))
    if name.choice is not None:
        found = name.choice.place
        return _filled(Place(found.name, place.span), found)
    outer = _outer(name, names)
    if outer is None:
        return place
    return Place(place.name, place.span, outer.country, outer.admin1)


def _outer(name: Name, names: dict[str, Name]) -> PlaceEntry | None:
    """The place in which the text, or the name itself, puts a name."""
    for key in name.inside:
        choice = names[key].choice if key in names else None
        if choice is not None:
            return choice.place
    return None


def _filled(place: Place, entry: PlaceEntry) -> Place:
    where = (entry.country, entry.admin1, entry.lat, entry.lon, entry.geonames)
    return Place(place.name, place.span, *where)


class ClausePlaces:
    """The places of a text by the token whose clause or noun phrase they belong to."""

    def __init__(self, parse: Doc, places: Sequence[PlaceMention]) -> None:
        """File each place that says where under what its preposition hangs on."""
        self._held: dict[int, int] = {}
        self._places = places
        for number, place in enumerate(places):
            root = parse[place.root]
            if root.dep_ != "pobj" or not _says_where(root, place):
                continue
            holder = root.head.head
            self._held.setdefault(holder.i, number)
            if holder.dep_ in ("dobj", "attr", "nsubjpass"):
                self._held.setdefault(holder.head.i, number)

    def of(self, trigger: Token) -> PlaceMention | None:
        """The place that the clause of a trigger names, or the one its noun phrase names."""
        if not self._held:
            return None
        verb = syntax.clause_verb(trigger)
        holders = {trigger.i} | ({verb.i} if verb is not None else set())
        if verb is not None and verb.dep_ in ("advcl", "xcomp") and syntax.is_infinitive(verb):
            if verb.head.lemma_ in _GOING:
                holders.add(verb.head.i)
        found = [self._held[holder] for holder in holders if holder in self._held]
        return self._places[min(found)] if found else None


_GOING = frozenset({"be", "travel", "arrive", "come", "go", "gather", "fly", "meet"})


def _says_where(root: Token, place: PlaceMention) -> bool:
    """In, at, near a place; "on" and "off" only of seas, coasts and borders, not of states."""
    if root.head.lower_ in ("on", "off"):
        return place.place.country is None
    return is_locative(root)
