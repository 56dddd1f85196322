"""The names of a document's toponyms, with what the text says about where each lies."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from verbale.language.datelines import dateline_names
from verbale.language.place_choice import Name
from verbale.matcher.gazetteer import Candidate

if TYPE_CHECKING:
    from verbale.language.drafts import Scene
    from verbale.matcher.gazetteer import Gazetteer
    from verbale.matcher.place_words import PlaceWords
    from verbale.matcher.registry import Registry

Stretch = tuple[int, int]
_JOINS = re.compile(r",? ?\(?|,? in (?:the )?|, (?:an?|the) [^.;,]{0,50} (?:in|of|near) (?:the )?")
_POSSESSIVE = re.compile(r"['’]s?(?: (?:north|south|east|west|central)\w*)? ")
_NOUN_AFTER = re.compile(r" ([a-zA-Z]+)")
_NOUN_BEFORE = re.compile(r"([a-z]+)(?: of| called| named)?(?: the)? $")


def names_of(
    scene: Scene, spans: Sequence[Stretch], gazetteer: Gazetteer, words: PlaceWords
) -> tuple[dict[str, Name], list[str]]:
    """The names by what they are compared as, and which of them each span is."""
    text = scene.document.text
    keys = [_key(text[start:end]) for start, end in spans]
    known = gazetteer.places_of({_bare(key, words) for key in keys})
    names: dict[str, Name] = {}
    for key in keys:
        if key in names:
            names[key].times += 1
        else:
            names[key] = Name(
                key, _meanings(key, known[_bare(key, words)], scene.registry, gazetteer, words)
            )
    for name in [name for name in names.values() if not name.known]:
        _called_by_place(name, names, gazetteer, words)
    _relate(scene, spans, keys, names, words)
    return names, keys


def _called_by_place(
    name: Name, names: dict[str, Name], gazetteer: Gazetteer, words: PlaceWords
) -> None:
    """ "Baghdad International Airport" is in Baghdad: a large city, a division or a named place."""
    parts = name.text.split(" ")
    if parts[-1].lower() not in words.facilities:
        return
    for last in range(len(parts) - 1, 0, -1):
        front = " ".join(parts[:last])
        if front not in names:
            known = tuple(c for c in gazetteer.places(front) if c.main and _large(c))
            if not known:
                continue
            names[front] = Name(front, known, times=0)
        name.inside.append(front)
        return


def _large(candidate: Candidate) -> bool:
    place = candidate.place
    return place.kind in ("state", "capital", "admin1") or place.population >= _LARGE


def _key(text: str) -> str:
    return re.sub(r"\s+", " ", text).removesuffix("'s").removesuffix("’s")


def _bare(key: str, words: PlaceWords) -> str:
    return words.abbreviations.get(key, key)


def _meanings(
    key: str,
    known: tuple[Candidate, ...],
    registry: Registry,
    gazetteer: Gazetteer,
    words: PlaceWords,
) -> tuple[Candidate, ...]:
    """What the name may stand for; "southern Iraq" is looked up as Iraq, "Danish" as Denmark."""
    if key in words.abbreviations:
        return tuple(c for c in known if c.place.kind == "admin1")[:1] or known
    demonym = registry.demonym(key)
    if demonym is not None and demonym.country is not None:
        state = registry.country(demonym.country)
        found = gazetteer.places(state.name) if state is not None else ()
        return tuple(c for c in found if c.place.kind == "state")
    if key.isupper() and len(key) <= _CODE:
        known = tuple(c for c in known if c.place.kind not in ("city", "admin2"))
    if known:
        return known
    parts = key.split(" ")
    while len(parts) > 1 and parts[0].lower() in words.directions:
        parts = parts[1:]
    return gazetteer.places(" ".join(parts)) if len(parts) < len(key.split(" ")) else ()


def _relate(
    scene: Scene,
    spans: Sequence[Stretch],
    keys: Sequence[str],
    names: dict[str, Name],
    words: PlaceWords,
) -> None:
    """Note at each name what the words around it say of where it lies."""
    text = scene.document.text
    for number, (start, end) in enumerate(spans):
        name = names[keys[number]]
        name.noun = name.noun or _noun(text, start, end, words)
        if number + 1 < len(spans):
            _pair(name, names[keys[number + 1]], text[end : spans[number + 1][0]])
    starts = {start: keys[number] for number, (start, _) in enumerate(spans)}
    lines: set[int] = set()
    for line, start, _ in dateline_names(text):
        if line not in lines and start in starts:
            names[starts[start]].noun = names[starts[start]].noun or "city"
        lines.add(line)
    for hit in scene.hits:
        if hit.entry.kind == "demonym" and hit.entry.country:
            found = _DEMONYM_OF.match(text, hit.end)
            if found and found.end() in starts:
                names[starts[found.end()]].states.add(hit.entry.country)


def _pair(name: Name, after: Name, gap: str) -> None:
    """Two names that follow each other: which the text puts in which."""
    if after is name or len(gap) > 70:
        return
    if gap.strip() and _JOINS.fullmatch(gap):
        name.inside.append(after.text)
        after.outer |= gap.startswith(",")
    elif _POSSESSIVE.fullmatch(gap):
        after.inside.append(name.text)


_LARGE = 200_000
"""Inhabitants of a city that an airport or a university may be called after."""
_CODE = 3
"""So few capitals are no city's name: "EU" is not Eu in France."""
_DEMONYM_OF = re.compile(r" (?:[a-z-]+ ){1,3}(?:of |called )?(?:the )?")
"""Behind a demonym: "the Syrian town of", "the German state of"."""


def _noun(text: str, start: int, end: int, words: PlaceWords) -> str:
    after = _NOUN_AFTER.match(text, end)
    if after and after[1].lower() in words.after:
        return after[1].lower()
    before = _NOUN_BEFORE.search(text[max(start - 30, 0) : start])
    if before and before[1] in words.of:
        return before[1]
    last = text[start:end].rpartition(" ")[2].lower()
    return last if last in words.after and " " in text[start:end] else ""


def country_names(scene: Scene) -> set[str]:
    """Countries whose states or people the text names."""
    return {
        hit.entry.country
        for hit in scene.hits
        if hit.entry.kind in ("state", "demonym", "metonym") and hit.entry.country
    }
