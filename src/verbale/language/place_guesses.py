"""Which words of a text may name a place: registry names, entities, capitalised words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from verbale.language.place_evidence import trimmed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc
    from spacy.tokens import Span as Tokens

    from verbale.language.drafts import Scene
    from verbale.matcher.entries import Entry, NameHit
    from verbale.matcher.gazetteer import Candidate

PLACE_KINDS = frozenset({"state", "capital", "admin1", "region", "water", "city"})
PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
DOUBTFUL_LABELS = frozenset({"PERSON", "ORG", "NORP", "PRODUCT", "WORK_OF_ART", "EVENT", "LAW"})
_LABELS = PLACE_LABELS | DOUBTFUL_LABELS
_LONGEST_PLACE = 5
_LONGEST_OTHER = 3
"""Tokens of a place's name that the recogniser takes for something else."""
_LONGEST_RUN = 4


@dataclass(slots=True)
class Guess:
    """Tokens ``first:last`` that may name a place; ``label`` is the recogniser's."""

    first: int
    last: int
    label: str
    text: str
    hit: NameHit | None = None
    known: tuple[Candidate, ...] = ()


@dataclass(frozen=True, slots=True)
class Entities:
    """The recogniser's entities with their texts, and which of them each token is in."""

    all: tuple[Tokens, ...]
    texts: tuple[str, ...]
    at: dict[int, Tokens]

    @staticmethod
    def of(parse: Doc) -> Entities:
        """Those of a parse."""
        found = tuple(parse.ents)
        at = {number: e for e in found for number in range(e.start, e.end)}
        return Entities(found, tuple(e.text for e in found), at)

    def label(self, first: int, last: int) -> str:
        """The label of exactly these tokens, "" where there is none."""
        entity = self.at.get(first)
        if entity is None or entity.start != first or entity.end != last:
            return ""
        return entity.label_

    def around(self, first: int, last: int) -> Tokens | None:
        """The longer entity that these tokens stand in."""
        entity = self.at.get(first)
        if entity is None or entity.end < last or entity.end - entity.start <= last - first:
            return None
        return entity


def guesses_in(scene: Scene, entities: Entities) -> list[Guess]:
    """All guesses of a document, in order, the longer of two that begin together first."""
    unique: dict[tuple[int, int], Guess] = {}
    for finder in (_hits, _entities, _runs):
        for guess in finder(scene, entities):
            unique.setdefault((guess.first, guess.last), guess)
    return sorted(unique.values(), key=lambda g: (g.first, -g.last))


def _place(entry: Entry) -> bool:
    """A place; "the West" and "the Arab world" are sides, not states."""
    if entry.kind == "state":
        return (entry.actor_id or "").startswith("country:")
    return entry.kind in PLACE_KINDS


def other_names(scene: Scene) -> set[tuple[int, int]]:
    """The tokens of registry names that name no place: organisations, persons, demonyms."""
    found = set()
    for hit in scene.hits:
        if not any(map(_place, hit.entries)):
            tokens = scene.parse.char_span(hit.start, hit.end)
            if tokens is not None:
                found.add((tokens.start, tokens.end))
    return found


def _hits(scene: Scene, entities: Entities) -> Iterator[Guess]:
    """The registry's names of places."""
    for hit in scene.hits:
        if not any(map(_place, hit.entries)):
            continue
        tokens = scene.parse.char_span(hit.start, hit.end)
        if tokens is not None and scene.read(tokens.start):
            label = entities.label(tokens.start, tokens.end)
            yield Guess(tokens.start, tokens.end, label, tokens.text, hit)


def _entities(scene: Scene, entities: Entities) -> Iterator[Guess]:
    """Entities of all kinds that may be a place, without what surrounds their names."""
    for entity, words in zip(entities.all, entities.texts, strict=True):
        label = entity.label_
        if label not in _LABELS or not scene.read(entity.start):
            continue
        for first, last in trimmed(entity, words):
            if last - first <= (_LONGEST_PLACE if label in PLACE_LABELS else _LONGEST_OTHER):
                whole = last - first == entity.end - entity.start
                text = words if whole else scene.parse[first:last].text
                yield Guess(first, last, label, text)


def _runs(scene: Scene, _: Entities) -> Iterator[Guess]:
    """Capitalised names outside entities."""
    names = scene.parse.vocab.strings["PROPN"]
    table = scene.parse.to_array(["POS", "ENT_TYPE"])
    free = ((table[:, 0] == names) & (table[:, 1] == 0)).nonzero()[0].tolist()
    run: list[int] = []
    for number in [*free, -9]:
        if run and (number != run[-1] + 1 or len(run) == _LONGEST_RUN):
            if scene.read(run[0]):
                text = scene.parse[run[0] : run[-1] + 1].text
                if text[0].isupper():
                    yield Guess(run[0], run[-1] + 1, "", text)
            run = []
        run.append(number)
