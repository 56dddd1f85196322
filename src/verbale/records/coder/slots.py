"""Where the parties stand of an event that no entry of the lexicon knows: slots by its type."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from verbale.matcher import syntax
from verbale.matcher.frames import Frame
from verbale.records.context import Context

if TYPE_CHECKING:
    from spacy.tokens import Token

LEARNED = "learned."
"""How the names of proposed entries begin."""

_OBJECT = ("object", "object.poss", "object.of", "object.by", "object.modifier", "clause.subject")
_PREPOSITIONS = (
    *("with", "to", "against", "on", "upon", "at", "from", "object.to", "object.against"),
    *("object.on", "object.with", "object.from", "over", "for"),
)
_GIVING = ("to", "object.to", *_OBJECT, *_PREPOSITIONS)
_RECIPIENT: Mapping[str, tuple[str, ...]] = {
    "AID": _GIVING,
    "AGREE": ("to", "with", "object.to", "object.with", *_OBJECT, *_PREPOSITIONS),
    "REQUEST": ("from", "of", *_OBJECT, *_PREPOSITIONS),
    "MOBILIZE": ("against", "object.against", "on"),
}
"""Whom an event of this type falls on, where that is not first of all its object."""

_NOUN_ROLES: Mapping[str, tuple[str, ...]] = {
    "actor": ("subject", "poss", "by", "between", "modifier"),
    "recipient": ("of", "with", "to", "against", "on", "at", "from", "for"),
}
_TOGETHER = frozenset({"CONSULT", "COOPERATE"})
"""Types all whose parties are actors where they deal with each other."""

_BY_ITSELF = frozenset({"PROTEST", "MOBILIZE"})
"""Types whose verbs take no party as their object: who seems to suffer acts."""

_SUFFERED = frozenset({"COERCE", "ASSAULT", "SANCTION", "ACCUSE"})


def learned_frame(context: Context, token: Token, event_type: str) -> Frame:
    """The entry that stands for a word no entry has."""
    return _frame(event_type, _shape(context, token, event_type))


def _shape(context: Context, token: Token, event_type: str) -> str:
    if token.pos_ not in syntax.VERBAL:
        return "noun"
    bare = syntax.is_passive(token) and not any(c.dep_ == "agent" for c in token.children)
    if event_type in _BY_ITSELF:
        return "suffering" if bare else "verb"
    if bare:
        return "passive"
    if event_type in _SUFFERED and _headline_passive(token):
        return "headline"
    if event_type in _TOGETHER and _deals(context, token, event_type):
        return "together"
    return "verb"


def _headline_passive(verb: Token) -> bool:
    """ "Minister nabbed at airport": a past tense without an object in a headline is passive."""
    past = verb.tag_ in ("VBD", "VBN") and verb.dep_ == "ROOT" and not verb.right_edge.is_punct
    return past and syntax.child(verb, "dobj", "ccomp", "xcomp", "aux") is None


def _deals(context: Context, verb: Token, event_type: str) -> bool:
    """Whether a verb has the other side as its object or behind "with"."""
    slots = ("object", "with") if event_type == "CONSULT" else ("with",)
    fill = context.matcher.arguments.fill
    return any(context.is_actor(t) for slot in slots for t in fill(verb, slot))


@lru_cache(maxsize=64)
def _frame(event_type: str, shape: str) -> Frame:
    labels: dict[str, object] = {"event_type": event_type}
    if shape in ("passive", "headline"):
        labels["needs"] = ["recipient"]
    if shape == "together":
        labels["symmetric"] = True
    return Frame(
        id=LEARNED + event_type.lower(),
        kind="event",
        words=(),
        pos="noun" if shape == "noun" else "verb",
        roles=_roles(event_type, shape),
        labels=labels,
    )


def _roles(event_type: str, shape: str) -> Mapping[str, tuple[str, ...]]:
    """Of a bare passive, and of a headline's, the subject suffers."""
    if shape == "noun":
        return _NOUN_ROLES
    if shape == "headline":
        return {"actor": ("by",), "recipient": ("subject",)}
    actor = ("subject", "object") if shape == "suffering" else ("subject",)
    recipient = _RECIPIENT.get(event_type, (*_OBJECT, *_PREPOSITIONS))
    if shape == "suffering":
        recipient = ("against", "on", "over")
    if shape == "together":
        recipient = ("with", "object")
    return {"actor": actor, "recipient": recipient}
