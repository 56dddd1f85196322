"""Misspelt names of states, peoples and cities in a phrase: "Phillipine soldiers", "Afgan police".

Only a word that nothing known is called, beside an agent noun, and only where all that it may be
meant for is in one country. Surnames stand where such words do not: behind a title or first name.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from rapidfuzz.distance import OSA

from verbale.matcher.dating import dated_name

if TYPE_CHECKING:
    from verbale.matcher.phrases import Phrase
    from verbale.matcher.registry import Registry
    from verbale.matcher.world import World

_LEAST, _LEAST_CITY = 5, 6
_BIG = 500_000
"""Inhabitants from which a city is looked for."""
_WHERE = frozenset({"in", "from", "near", "of"})
_WORDS = frozenset(
    {"koran", "pairs", "marian", "manilla", "finish", "hungry", "surname", "boson", "chaos"}
    | {"franc", "geeks", "polls", "indoor", "moron", "valet", "solomon", "georgina", "kenan"}
    | {"antarctic", "alegria", "brion", "messin", "dalia", "joran", "fares", "waning", "chill"}
    | {"eaton", "staley", "scotts", "settle", "douglass", "monterey", "belin"}
)
"""Words and personal names that are one letter from such a name."""
_SYLLABLES = frozenset({"CHN"})
"""Where the names of cities are made of few syllables, and differ by one letter."""


def single(word: str) -> str:
    """A word in small letters without doubled ones."""
    return re.sub(r"(.)\1+", r"\1", word.lower())


def slip(word: str, name: str) -> bool:
    """Whether a word is a name with letters doubled, one left out or two transposed."""
    one, other = word.lower(), name.lower()
    if one[0] != other[0]:
        return False
    if single(one) == single(other):
        return True
    if len(one) != len(other) - 1 and sorted(one) != sorted(other):
        return False
    return int(OSA.distance(one, other, score_cutoff=1)) == 1


class Slips:
    """Names by what they begin with, to find those that a word may be meant for."""

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        """Take words with what they stand for: a country, a role."""
        self._names: dict[tuple[str, int], set[tuple[str, str]]] = defaultdict(set)
        for name, country in names:
            if len(name) >= _LEAST and name.isalpha():
                self._names[name[0].lower(), len(single(name))].add((name, country))

    def meant(self, word: str) -> str | None:
        """The name that a word is a slip for, where all that are near stand for one thing."""
        length = len(single(word))
        near = [
            (name, country)
            for size in (length - 1, length, length + 1)
            for name, country in self._names.get((word[0].lower(), size), ())
            if slip(word, name)
        ]
        if len({country for _, country in near}) != 1:
            return None
        return min(near, key=lambda each: (OSA.distance(word, each[0]), each[0]))[0]


def names_of(world: World) -> Iterator[tuple[str, str]]:
    """The names of states, their people and big cities, with the country of each."""
    for code, state in world.states.items():
        capitals = [dated_name(each)[0] for each in state.capitals]
        for name in (state.name, *state.names, *state.adjectives, *state.people, *capitals):
            yield name, code
    for place in world.places:
        big = place.kind == "city" and place.population >= _BIG and len(place.name) >= _LEAST_CITY
        if big and place.country is not None and place.country not in _SYLLABLES:
            yield place.name, place.country


def corrected(registry: Registry, phrase: Phrase) -> str | None:
    """A phrase with the first misspelt name in it put right; None where there is none."""
    if not phrase.titles:
        return _with_noun(registry, phrase)
    for number in _candidates(phrase):
        word = phrase.words[number]
        meant = None if _known(registry, word.text) else registry.slips.meant(word.text)
        if meant is not None:
            return phrase.text[: word.start] + meant + phrase.text[word.end :]
    return None


def _with_noun(registry: Registry, phrase: Phrase) -> str | None:
    """A phrase that ends in a misspelt agent noun behind a known name: "Indian goverment"."""
    last = phrase.core - 1
    if not any(name.last == last for name in phrase.names):
        return None
    word = phrase.words[last]
    long = len(word.text) >= _LEAST_CITY and not _known(registry, word.text)
    meant = registry.noun_slips.meant(word.text) if long and word.text.islower() else None
    return None if meant is None else phrase.text[: word.start] + meant + phrase.text[word.end :]


def _candidates(phrase: Phrase) -> Iterator[int]:
    """The words right before an agent noun of the core, or alone behind "in" and the like."""
    held = {n for hit in phrase.titles for n in range(hit.first, hit.last)}
    held |= {n for name in phrase.names for n in range(name.first, name.last)}
    for number in range(phrase.core - 1):
        following = phrase.words[number + 1].text
        before = phrase.words[number - 1].text if number else ""
        unnamed = number + 1 in held or following.islower()
        if number not in held and unnamed and not before[:1].isupper() and number - 1 not in held:
            yield number
    for preposition, first, last in phrase.tails:
        inside = [n for n in range(first, last) if phrase.words[n].text.lower() != "the"]
        if preposition in _WHERE and len(inside) == 1 and inside[0] not in held:
            yield inside[0]


def _known(registry: Registry, word: str) -> bool:
    """Whether a word is too short or stands for something: a name, person, place or noun."""
    if len(word) < _LEAST or not word.isalpha() or word.lower() in _WORDS:
        return True
    if word.islower() and len(word) < _LEAST_CITY and not word.endswith(("n", "i")):
        return True
    shaped = word.title()
    return bool(
        registry.named(shaped)
        or registry.person(shaped)
        or registry.titles_in([word], loose=True)
        or registry.honorific(word)
    )
