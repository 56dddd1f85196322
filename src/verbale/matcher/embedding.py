"""Words that say how real the clause below them is: ``data/modality.yaml``, read strictly."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from verbale.errors import DataError
from verbale.matcher.loading import LINE, data_folder, load_yaml, unknown_keys, without_lines

if TYPE_CHECKING:
    from spacy.tokens import Token

EFFECTS = ("happened", "did-not", "uncertain", "future")
"""What a word may do to a clause."""

_POS = {"verb": ("VERB", "AUX"), "noun": ("NOUN", "PROPN"), "adj": ("ADJ", "VERB")}
_TABLES = ("auxiliaries", "adverbs", "adjectives", "markers")
_ENTRY = ("words", "pos", "implies", "negated", "nouns", "note")


@dataclass(frozen=True, slots=True)
class Entry:
    """A predicate over clauses: what it implies, and what its negation does."""

    pos: tuple[str, ...]
    implies: str
    negated: str | None
    nouns: bool


@dataclass(frozen=True)
class Embedding:
    """All words of modality."""

    modifiers: Mapping[str, str]
    markers: Mapping[str, str]
    predicates: Mapping[str, tuple[Entry, ...]]

    def modifier(self, word: str) -> str | None:
        """The effect of an auxiliary, adverb or adjective on what it stands with."""
        return self.modifiers.get(word)

    def marker(self, word: str) -> str | None:
        """The effect of the word that introduces a clause: if, unless, whether."""
        return self.markers.get(word)

    def embedding(self, head: Token, clausal: bool, negated: bool) -> str | None:
        """The effect of a predicate on a clause (or event noun) that depends on it."""
        for entry in self.predicates.get(head.lemma_.lower(), ()):
            if head.pos_ in entry.pos and (clausal or entry.nouns):
                if negated and entry.negated is not None:
                    return entry.negated
                return entry.implies
        return None


def load_embedding() -> Embedding:
    """Read ``data/modality.yaml``; `DataError` with all its faults."""
    faults: list[str] = []
    content = load_yaml(data_folder() / "modality.yaml", faults) or {}
    unknown_keys(content, (*_TABLES, "embedding"), "modality.yaml", faults)
    tables = {name: _table(content, name, faults) for name in _TABLES}
    predicates: dict[str, tuple[Entry, ...]] = {}
    for entry in content.get("embedding") or []:
        made = _entry(entry, faults)
        if made is not None:
            for word in entry.get("words") or []:
                predicates[word] = (*predicates.get(word, ()), made)
    if faults:
        raise DataError(faults)
    modifiers = {**tables["adjectives"], **tables["adverbs"], **tables["auxiliaries"]}
    return Embedding(modifiers, tables["markers"], predicates)


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
    if entry.get("negated") is not None:
        _check(entry["negated"], where, faults)
    if entry.get("pos") not in _POS:
        faults.append(f"{where}: pos {entry.get('pos')!r}: expected one of {', '.join(_POS)}")
    if len(faults) > before:
        return None
    return Entry(
        _POS[entry["pos"]], entry["implies"], entry.get("negated"), bool(entry.get("nouns"))
    )


def _check(effect: object, where: str, faults: list[str]) -> None:
    if effect not in EFFECTS:
        faults.append(f"{where}: {effect!r}: expected one of {', '.join(EFFECTS)}")


@lru_cache(maxsize=1)
def default_embedding() -> Embedding:
    """The words of the installed package, loaded once a process."""
    return load_embedding()
