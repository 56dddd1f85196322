"""What the learned coder sees of a sentence: words by class, frames that fire, their status."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from verbale.matcher import Match, Matcher, syntax
from verbale.matcher.weights import Floats, Vectors, default_vectors

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from verbale.model import ActorReference, Predicate

_NAMED = frozenset({"PERSON", "ORG", "GPE", "NORP", "FAC", "LOC"})
_FAR = 40

COOPERATION = frozenset({"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT"})
"""Event types of cooperation; their future is an agreement, that of the others a threat."""


PLANNED = frozenset({"CONSULT", "COOPERATE", "SUPPORT", "AID"})
"""Cooperation still to come counts as AGREE (PLOVER manual, "Auxiliary modes" and AGREE)."""


@dataclass(slots=True)
class Sight:
    """One parse with all that features ask of it.

    ``mentioned`` gives the actor that a token heads, if any; ``filled`` whether a role of a match
    is; ``matches`` are the event entries that fire, by the token that triggers them.
    """

    parse: Doc
    matcher: Matcher
    predicate: Callable[[Token], Predicate]
    mentioned: Callable[[Token], ActorReference | None]
    filled: Callable[[Match, str], bool]
    matches: Mapping[int, Sequence[Match]]
    vectors: Vectors = field(default_factory=default_vectors)
    states: dict[int, str] = field(default_factory=dict)
    shapes: dict[int, str] = field(default_factory=dict)
    known: dict[int, tuple[str, ...]] = field(default_factory=dict)

    def state(self, token: Token) -> str:
        """``plan``, ``open``, ``not`` or ``fact``: how real the words around make a predicate."""
        found = self.states.get(token.i)
        if found is None:
            found = self.states[token.i] = _state(self.predicate(token).auxiliary)
        return found

    def shape(self, token: Token) -> str:
        """The lemma of a word; of a name, number or date only what it is."""
        found = self.shapes.get(token.i)
        if found is None:
            found = self.shapes[token.i] = _shape(token)
        return found

    def types(self, token: Token) -> tuple[str, ...]:
        """The event types that a word can trigger by itself, by its lemma or form."""
        found = self.known.get(token.i)
        if found is None:
            found = self.known[token.i] = types_of(token, self.matcher.lexicon.event_types)
        return found

    def mean(self, words: Sequence[Token]) -> Floats:
        """The vector of words, names and function words left out."""
        return self.vectors.mean(t.lower_ for t in words if not t.ent_type_ and not t.is_stop)


def _state(auxiliary: Sequence[str]) -> str:
    if "negation" in auxiliary:
        return "not"
    if "future" in auxiliary:
        return "plan"
    return "open" if "hypothetical" in auxiliary else "fact"


def _shape(token: Token) -> str:
    kind = token.ent_type_
    if not kind:
        return str(token.lemma_.lower())
    return "NAME" if kind in _NAMED else str(kind)


def types_of(token: Token, table: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The event types that a word can trigger in a table of lemmas and forms."""
    for lemma in syntax.lemmas(token):
        if lemma in table:
            return table[lemma]
    return ()


def ancestors(token: Token) -> list[Token]:
    """The token and what governs it, up to the root."""
    found = [token]
    while token.head.i != token.i and len(found) < _FAR:
        token = token.head
        found.append(token)
    return found


def path(one: Token, other: Token) -> tuple[list[Token], Token | None, list[Token]]:
    """The way between two tokens: up from the first, what both hang on, down to the second."""
    up, down = ancestors(one), ancestors(other)
    at = {token.i: number for number, token in enumerate(up)}
    for number, token in enumerate(down):
        if token.i in at:
            return up[: at[token.i]], token, down[:number]
    return up, None, down


def clause_verb(token: Token) -> Token:
    """The first verb above a token; its root where there is none."""
    above = ancestors(token)
    for seen in above[1:]:
        if seen.pos_ in syntax.VERBAL:
            return seen
    return above[-1]


def in_force(event_type: str, state: str) -> str:
    """The type as the state of it counts: planned cooperation, planned conflict, denied."""
    if state == "fact":
        return event_type
    return f"{state}-" + ("coop" if event_type in COOPERATION else "conflict")
