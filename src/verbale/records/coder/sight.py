"""What the learned coder sees of a sentence: words by class, frames that fire, their status."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from verbale.matcher import Match, syntax
from verbale.matcher.embedding import Embedding, default_embedding

if TYPE_CHECKING:
    from spacy.tokens import Token

_NAMED = frozenset({"PERSON", "ORG", "GPE", "NORP", "FAC", "LOC"})
_CLIMB = 12

COOPERATION = frozenset(
    {"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "YIELD"}
)
"""Event types of cooperation; their future is an agreement, that of the others a threat."""


def shape(token: Token) -> str:
    """The lemma of a word; of a name, number or date only what it is."""
    kind = token.ent_type_
    if not kind:
        return str(token.lemma_.lower())
    return "NAME" if kind in _NAMED else str(kind)


def types_of(token: Token, table: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The event types that a word can trigger, by its lemma or form."""
    for lemma in syntax.lemmas(token):
        if lemma in table:
            return table[lemma]
    return ()


def ancestors(token: Token) -> list[Token]:
    """The token and what governs it, up to the root."""
    found = [token]
    while token.head.i != token.i and len(found) < 40:
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
    for above in ancestors(token)[1:]:
        if above.pos_ in syntax.VERBAL:
            return above
    return ancestors(token)[-1]


def status(token: Token, words: Embedding | None = None) -> str:
    """``plan``, ``open``, ``not`` or ``fact``: what the words around a predicate make of it."""
    found = set(_effects(token, words or default_embedding()))
    if "did-not" in found:
        return "not"
    if "future" in found:
        return "plan"
    return "open" if "uncertain" in found else "fact"


def _effects(token: Token, words: Embedding) -> Iterator[str]:
    yield from _own(token, words)
    for _ in range(_CLIMB):
        head = token.head
        if head.i == token.i:
            return
        if token.dep_ in ("xcomp", "ccomp", "pcomp", "dobj", "pobj", "attr", "acl", "advcl"):
            effect = words.embedding(head, token.pos_ in syntax.VERBAL, syntax.is_negated(head))
            if effect is not None:
                yield effect
            if token.tag_ == "VB" and any(c.lower_ == "to" for c in token.lefts):
                yield "future"
            if token.dep_ in ("dobj", "attr", "pobj"):
                yield from _own(head, words)
        elif token.dep_ not in ("prep", "conj"):
            return
        token = head


def _own(token: Token, words: Embedding) -> Iterator[str]:
    if syntax.is_negated(token):
        yield "did-not"
    for c in token.children:
        if c.dep_ in ("aux", "amod", "advmod"):
            effect = words.modifier(c.lower_)
            if effect is not None:
                yield "future" if c.lower_ == "would" else effect
        elif c.dep_ == "mark":
            effect = words.marker(c.lower_)
            if effect is not None:
                yield effect


def in_force(event_type: str, state: str) -> str:
    """The type as the plan of it counts: planned cooperation, planned conflict, denied."""
    if state == "fact":
        return event_type
    if state == "not":
        return "not-" + ("coop" if event_type in COOPERATION else "conflict")
    return f"{state}-" + ("coop" if event_type in COOPERATION else "conflict")


def best(matches: Iterable[Match]) -> Iterator[Match]:
    """Every match once a type and token."""
    seen: set[tuple[int, str]] = set()
    for match in matches:
        key = (match.token.i, match.frame.label("event_type"))
        if key not in seen:
            seen.add(key)
            yield match
