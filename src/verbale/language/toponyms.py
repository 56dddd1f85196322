"""Toponyms: which words of a text name a place.

Evidence is the entity recogniser, the registry's names and, for names that only the
gazetteer knows, what stands around them (``data/places.yaml``). Names inside the names of
persons and organisations, demonyms and languages are no places.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from verbale.language.datelines import dateline_names
from verbale.language.place_evidence import Evidence
from verbale.language.place_guesses import (
    DOUBTFUL_LABELS,
    PLACE_LABELS,
    Entities,
    Guess,
    guesses_in,
    other_names,
)
from verbale.language.place_names import country_names

if TYPE_CHECKING:
    from spacy.tokens import Token

    from verbale.language.drafts import Scene
    from verbale.matcher.gazetteer import Gazetteer
    from verbale.matcher.place_words import PlaceWords

Stretch = tuple[int, int]
_FIRM = frozenset({"state", "capital", "admin1", "region", "water"})


@dataclass(frozen=True, slots=True)
class Toponym:
    """Words that name a place: ``text[start:end]``. ``first:last`` are their tokens."""

    start: int
    end: int
    first: int
    last: int


@dataclass(slots=True)
class Finder:
    """Finds the toponyms of one document."""

    scene: Scene
    gazetteer: Gazetteer
    words: PlaceWords
    evidence: Evidence = field(init=False)
    entities: Entities = field(init=False)
    taken: dict[int, Guess] = field(default_factory=dict)
    persons: set[str] = field(default_factory=set)
    """Words of the longer names of persons in the document."""
    speakers: set[str] = field(default_factory=set)
    """Names of one word that say something somewhere in the document."""
    named: set[Stretch] = field(default_factory=set)
    """Tokens of registry names that are no places."""
    spoken: set[str] = field(default_factory=set)
    """Countries whose states or people are named."""
    labels: dict[str, tuple[int, int]] = field(default_factory=dict)
    """How often the recogniser calls a name a place, and how often anything at all."""

    def _survey(self) -> None:
        self.spoken = country_names(self.scene)
        self.named = other_names(self.scene)
        for entity, text in zip(self.entities.all, self.entities.texts, strict=True):
            if len(entity) == 1 and _speaks(entity[0]):
                self.speakers.add(text)
            if entity.label_ == "PERSON" and len(entity) > 1:
                self.persons.update(text.split())
            places, all_ = self.labels.get(text, (0, 0))
            self.labels[text] = (places + (entity.label_ in PLACE_LABELS), all_ + 1)

    def find(self) -> list[Toponym]:
        """All names of places in the text, in order, none inside another."""
        self.entities = Entities.of(self.scene.parse)
        self.evidence = Evidence.of(self.scene.parse, self.words)
        self._survey()
        guesses = guesses_in(self.scene, self.entities)
        places = self.gazetteer.places_of({g.text for g in guesses})
        for guess in guesses:
            guess.known = places[guess.text]
        later = []
        for guess in guesses:
            if self._named(guess):
                self._take(guess)
            else:
                later.append(guess)
        self._chains(later)
        self._same(later)
        return self._fixed()

    # ---- what is a place

    def _named(self, guess: Guess) -> bool:
        if guess.hit is None and not guess.known and guess.label not in PLACE_LABELS:
            return self.evidence.settlement(guess.first) and not self._blocked(guess)
        if self._blocked(guess) or self.evidence.illness(guess.last) or self._somebody(guess):
            return False
        if guess.label in PLACE_LABELS:
            return self._recognised(guess)
        if guess.hit is not None and (self._firm(guess) or self._city(guess)):
            return self._free(guess)
        if self.evidence.settlement(guess.first):
            return True
        if not guess.known or not _cased(guess.text) or self._noun(guess):
            return False
        return self.evidence.says_place(guess.first, guess.last, weak=False)

    def _somebody(self, guess: Guess) -> bool:
        """The registry knows an organisation or a person of that very name first.

        A union of states is a place too, where the words around it say so.
        """
        if guess.hit is None:
            return (guess.first, guess.last) in self.named or self._person(guess)
        kinds = [e.kind for e in guess.hit.entries]
        if not kinds or kinds[0] not in ("organisation", "person", "demonym", "metonym"):
            return False
        return "region" not in kinds or not self.evidence.says_place(
            guess.first, guess.last, weak=True
        )

    def _person(self, guess: Guess) -> bool:
        """Somebody's surname, or a title; the mentions found before tell."""
        draft = self.scene.taken.get(guess.first)
        if draft is not None and draft.kind == "person" and guess.label != "FAC":
            return not self.evidence.says_place(guess.first, guess.last, weak=True)
        if guess.last - guess.first > 1:
            return False
        registry = self.scene.registry
        word = guess.text.lower()
        return registry.title([word]) is not None or registry.honorific(word) is not None

    def _noun(self, guess: Guess) -> bool:
        """ "the Centre", "the West", "God": a word that is no name by itself."""
        if guess.last - guess.first > 1 or guess.hit is not None:
            return False
        word = guess.text.lower()
        listed = any(word in words for words in (self.words.after, self.words.of, self.words.never))
        return listed or word in self.words.directions

    def _city(self, guess: Guess) -> bool:
        """A large city whose name is nothing else and nobody's.

        Where the recogniser takes it for somebody or some body, its country must be spoken of.
        """
        entries = guess.hit.entries if guess.hit is not None else ()
        if not all(e.kind == "city" and not e.weak for e in entries):
            return False
        if guess.text in self.persons or guess.text in self.speakers:
            return False
        return not guess.label or any(e.country in self.spoken for e in entries)

    def _firm(self, guess: Guess) -> bool:
        """A state, division, region, sea or capital whose name is nothing else."""
        entries = guess.hit.entries if guess.hit is not None else ()
        if any(e.weak for e in entries) or not any(e.kind in _FIRM for e in entries):
            return False
        return guess.label != "PERSON" or (" " in guess.text or entries[0].kind == "state")

    def _recognised(self, guess: Guess) -> bool:
        if guess.hit is not None:
            return True
        if (guess.known and not _cased(guess.text)) or guess.text in self.speakers:
            return False
        if self._noun(guess):
            return False
        if not guess.known and not self._shaped(guess):
            return False
        if self.evidence.says_place(guess.first, guess.last, weak=not guess.known):
            return bool(guess.known) or self._mostly_place(guess.text)
        if guess.last - guess.first == 1 and guess.text in self.persons:
            return False
        return bool(guess.known) or self.evidence.generic(guess.first, guess.last)

    def _shaped(self, guess: Guess) -> bool:
        """An unknown name looks like one: no "SEE ALSO", no "European countries"."""
        last = guess.text.rpartition(" ")[2]
        return not guess.text.isupper() and (last[0].isupper() or last in self.words.after)

    def _mostly_place(self, text: str) -> bool:
        places, all_ = self.labels.get(text, (0, 0))
        return 2 * places > all_

    def _free(self, guess: Guess) -> bool:
        """Not inside the longer name of somebody or some body, but for bodies called by place."""
        entity = self.entities.around(guess.first, guess.last)
        if entity is None or entity.label_ not in DOUBTFUL_LABELS:
            return True
        return entity.label_ == "ORG" and self.evidence.of_body(guess.first, guess.last, entity)

    def _blocked(self, guess: Guess) -> bool:
        return any(number in self.taken for number in range(guess.first, guess.last))

    def _take(self, guess: Guess) -> None:
        for number in range(guess.first, guess.last):
            self.taken[number] = guess

    def _chains(self, later: list[Guess]) -> None:
        """Names beside places: "Kratie, Cambodia", "in Jämtland, Dalarna and Värmland"."""
        for guess in later:
            if self._blocked(guess) or self._noun(guess):
                continue
            if not guess.known and not (guess.label in PLACE_LABELS and self._shaped(guess)):
                continue
            before = self.evidence.listed_before(guess.first) in self.taken
            after = self.evidence.listed_after(guess.last) in self.taken
            if before and after and guess.known:
                self._take(guess)
            elif before or (after and guess.known):
                whole = guess.label == "PERSON" and guess.last - guess.first > 1
                if not self._somebody(guess) and (guess.known or not whole):
                    self._take(guess)

    def _same(self, later: list[Guess]) -> None:
        """What was a place once in the document, is one again."""
        sure = {g.text for g in self.taken.values()}
        for guess in later:
            if (
                guess.text in sure
                and not self._blocked(guess)
                and guess.label in ("", "NORP", "GPE", "LOC", "FAC")
            ):
                if self._free(guess) and not self.evidence.illness(guess.last):
                    self._take(guess)

    def _fixed(self) -> list[Toponym]:
        made = []
        for guess in {id(g): g for g in self.taken.values()}.values():
            end = self.scene.parse[guess.last - 1]
            start = self.scene.parse[guess.first].idx
            made.append(Toponym(start, end.idx + len(end.text), guess.first, guess.last))
        made.extend(self._datelines(made))
        made.sort(key=lambda t: t.start)
        return made

    def _datelines(self, made: list[Toponym]) -> list[Toponym]:
        found = []
        for _, start, end in dateline_names(self.scene.document.text):
            if any(t.start < end and start < t.end for t in made):
                continue
            tokens = self.scene.parse.char_span(start, end, alignment_mode="expand")
            first = tokens.start if tokens is not None else 0
            last = tokens.end if tokens is not None else 1
            found.append(Toponym(start, end, first, last))
        return found


def _cased(text: str) -> bool:
    """Not "AI", "MoD" or "ICON": short names in capitals are bodies more often than places."""
    return not text[-1].isupper() or len(text) > 5


_SAYING = frozenset({"say", "tell", "add", "recall", "explain", "note", "argue", "write"})


def _speaks(token: Token) -> bool:
    return token.dep_ == "nsubj" and token.head.lemma_ in _SAYING


def find_toponyms(scene: Scene, gazetteer: Gazetteer, words: PlaceWords) -> list[Toponym]:
    """All names of places in the text, in order, none inside another."""
    return Finder(scene, gazetteer, words).find()
