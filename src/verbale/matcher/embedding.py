"""Words that say how real the clause below them is: ``data/modality.yaml``, read strictly."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from verbale.errors import DataError
from verbale.matcher import syntax
from verbale.matcher.loading import LINE, data_folder, load_yaml, unknown_keys, without_lines

if TYPE_CHECKING:
    from spacy.tokens import Token

EFFECTS = ("happened", "did-not", "uncertain", "future")
"""What a word may do to a clause."""

_POS = {"verb": ("VERB", "AUX"), "noun": ("NOUN", "PROPN"), "adj": ("ADJ", "VERB")}
_TABLES = ("auxiliaries", "adverbs", "adjectives", "markers", "prepositions")
_ENTRY = ("words", "pos", "implies", "negated", "passive", "nouns", "compounds", "note")
_PARTICLES = ("prt", "advmod", "prep")


@dataclass(frozen=True, slots=True)
class Entry:
    """A predicate over clauses: what it implies, and what its negation and passive do.

    ``particle`` is the small word that must hang on it ("rule *out*"); ``compounds`` tells that
    it also governs a noun put before it ("a *coup* attempt").
    """

    pos: tuple[str, ...]
    implies: str
    negated: str | None
    passive: str | None
    nouns: bool
    compounds: bool
    particle: str = ""

    def effect(self, negated: bool, passive: bool) -> str:
        """What it does to the clause below it."""
        if negated and self.negated is not None:
            return self.negated
        if passive and self.passive is not None:
            return self.passive
        return self.implies


@dataclass(frozen=True)
class Embedding:
    """All words of modality."""

    modifiers: Mapping[str, str]
    markers: Mapping[str, str]
    prepositions: Mapping[str, str]
    invert: frozenset[str]
    ages: tuple[str, ...]
    predicates: Mapping[str, tuple[Entry, ...]]

    def modifier(self, word: str) -> str | None:
        """The effect of an auxiliary, adverb or adjective on what it stands with."""
        return self.modifiers.get(word)

    def marker(self, word: str) -> str | None:
        """The effect of the word that introduces a clause: if, unless, whether."""
        return self.markers.get(word)

    def preposition(self, words: str) -> str | None:
        """The effect of the preposition before a gerund or an event noun: "instead of"."""
        return self.prepositions.get(words)

    def embedding(self, head: Token, clausal: bool, negated: bool) -> str | None:
        """The effect of a predicate on a clause (or event noun) that depends on it."""
        for entry in self.predicates.get(head.lemma_.lower(), ()):
            fits = head.pos_ in entry.pos and (clausal or entry.nouns)
            if fits and (not entry.particle or _has(head, entry.particle)):
                passive = clausal and entry.passive is not None and syntax.is_passive(head)
                return entry.effect(negated, passive)
        return None

    def compound(self, head: Token, negated: bool) -> str | None:
        """The effect of a noun on the event noun put before it: "a coup attempt"."""
        for entry in self.predicates.get(head.lemma_.lower(), ()):
            if entry.compounds and head.pos_ in entry.pos:
                return entry.effect(negated, False)
        return None

    def stands(self, noun: Token) -> bool:
        """True for a noun that took place even where what it speaks of did not: attempt, claim."""
        return any(noun.pos_ in e.pos for e in self.predicates.get(noun.lemma_.lower(), ()))


def _has(head: Token, particle: str) -> bool:
    return any(c.lower_ == particle and c.dep_ in _PARTICLES for c in head.children)


def load_embedding() -> Embedding:
    """Read ``data/modality.yaml``; `DataError` with all its faults."""
    faults: list[str] = []
    content = load_yaml(data_folder() / "modality.yaml", faults) or {}
    unknown_keys(content, (*_TABLES, "invert", "ages", "embedding"), "modality.yaml", faults)
    tables = {name: _table(content, name, faults) for name in _TABLES}
    predicates: dict[str, tuple[Entry, ...]] = {}
    for entry in content.get("embedding") or []:
        made = _entry(entry, faults)
        if made is not None:
            for word in entry.get("words") or []:
                _add(predicates, word, made)
    if faults:
        raise DataError(faults)
    modifiers = {**tables["adjectives"], **tables["adverbs"], **tables["auxiliaries"]}
    invert = frozenset(content.get("invert") or ())
    ages = tuple(content.get("ages") or ())
    markers, prepositions = tables["markers"], tables["prepositions"]
    return Embedding(modifiers, markers, prepositions, invert, ages, predicates)


def _add(predicates: dict[str, tuple[Entry, ...]], words: str, entry: Entry) -> None:
    """Note an entry under its verb; one with a particle goes before the bare verb."""
    word, _, particle = words.partition(" ")
    known = predicates.get(word, ())
    made = replace(entry, particle=particle)
    predicates[word] = (made, *known) if particle else (*known, made)


def _table(content: dict[str, Any], name: str, faults: list[str]) -> dict[str, str]:
    table = without_lines(content.get(name) or {})
    for word, effect in table.items():
        _check(effect, f"modality.yaml: {name}: {word}", faults)
    return dict(table)


def _entry(entry: dict[str, Any], faults: list[str]) -> Entry | None:
    where = f"modality.yaml:{entry.get(LINE, 1)}"
    before = len(faults)
    unknown_keys(entry, _ENTRY, where, faults)
    _check(entry.get("implies"), where, faults)
    for further in ("negated", "passive"):
        if entry.get(further) is not None:
            _check(entry[further], where, faults)
    if entry.get("pos") not in _POS:
        faults.append(f"{where}: pos {entry.get('pos')!r}: expected one of {', '.join(_POS)}")
    if len(faults) > before:
        return None
    return Entry(
        _POS[entry["pos"]],
        entry["implies"],
        entry.get("negated"),
        entry.get("passive"),
        bool(entry.get("nouns")),
        bool(entry.get("compounds")),
    )


def _check(effect: object, where: str, faults: list[str]) -> None:
    if effect not in EFFECTS:
        faults.append(f"{where}: {effect!r}: expected one of {', '.join(EFFECTS)}")


@lru_cache(maxsize=1)
def default_embedding() -> Embedding:
    """The words of the installed package, loaded once a process."""
    return load_embedding()
