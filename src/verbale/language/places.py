"""Places: names of the registry that say where, and the place of a clause."""

from __future__ import annotations

from typing import TYPE_CHECKING

from verbale.language.drafts import Scene, head_of
from verbale.language.names import is_locative
from verbale.matcher import syntax
from verbale.model import Place, PlaceMention

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc, Token

_PLACE_KINDS = frozenset({"state", "capital", "admin1", "region", "water", "city"})


def find_places(scene: Scene) -> tuple[PlaceMention, ...]:
    """All names of places, with the country the document's other names speak for."""
    hits = scene.hits
    countries = [
        h.entry.country for h in hits if h.entry.kind in ("state", "demonym") and h.entry.country
    ]
    found = []
    for hit in hits:
        tokens = scene.parse.char_span(hit.start, hit.end, alignment_mode="expand")
        if tokens is None or not scene.read(tokens.start):
            continue
        if not any(e.kind in _PLACE_KINDS for e in hit.entries) or _inside_name(
            scene, tokens.start, tokens.end
        ):
            continue
        if any(e.weak for e in hit.entries) and not any(
            e.label_ in ("GPE", "LOC", "FAC") for e in tokens.ents
        ):
            continue
        root = head_of(scene.parse, tokens.start, tokens.end)
        entry = scene.registry.place(hit.entry.name, countries) or scene.registry.place(
            scene.document.text[hit.start : hit.end], countries
        )
        span = scene.span(tokens.start, tokens.end)
        if entry is None:
            state = next((e for e in hit.entries if e.kind == "state"), None)
            if state is None:
                continue
            place = Place(name=state.name, span=span, country=state.country)
        else:
            place = Place(
                entry.name, span, entry.country, entry.admin1, entry.lat, entry.lon, entry.geonames
            )
        found.append(PlaceMention(tokens.start, tokens.end, root.i, place))
    return tuple(found)


def _inside_name(scene: Scene, first: int, last: int) -> bool:
    """True for a place name inside a longer name of a person or organisation."""
    for entity in scene.parse.ents:
        if entity.label_ in ("PERSON", "ORG", "WORK_OF_ART", "EVENT", "LAW"):
            if entity.start <= first and last <= entity.end and len(entity) > last - first:
                return True
    return False


def clause_place(parse: Doc, trigger: Token, places: Sequence[PlaceMention]) -> PlaceMention | None:
    """The place that the clause of a trigger names, or the one its noun phrase names."""
    verb = syntax.clause_verb(trigger)
    holders = {trigger.i} | ({verb.i} if verb is not None else set())
    if verb is not None and verb.dep_ in ("advcl", "xcomp") and syntax.is_infinitive(verb):
        if verb.head.lemma_ in ("be", "travel", "arrive", "come", "go", "gather", "fly", "meet"):
            holders.add(verb.head.i)
    for place in places:
        root = parse[place.root]
        if root.dep_ != "pobj" or not _says_where(root, place):
            continue
        if root.head.head.i in holders or (
            root.head.head.dep_ in ("dobj", "attr", "nsubjpass")
            and root.head.head.head.i in holders
        ):
            return place
    return None


def _says_where(root: Token, place: PlaceMention) -> bool:
    """In, at, near a place; "on" and "off" only of seas, coasts and borders, not of states."""
    if root.head.lower_ in ("on", "off"):
        return place.place.country is None
    return is_locative(root)
