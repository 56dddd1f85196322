"""Nouns of hope, fear and odds that are only named, or whose holder is not found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from verbale.matcher import Match, syntax
from verbale.model import ActorReference
from verbale.records.context import Context

if TYPE_CHECKING:
    from spacy.tokens import Token

_TELLING_OF = frozenset(
    {"amid", "amidst", "on", "over", "despite", "after", "as", "by", "under"}
) | {
    "with",
}
"""Prepositions before a fear or hope that there is ("*amid* fears of a war")."""

_STANDS = ("attr", "nsubj", "nsubjpass", "ROOT", "appos")


def doubtful_noun(
    context: Context, match: Match, head: Token, holders: tuple[ActorReference, ...]
) -> bool:
    """Whether a noun's hope, fear or chance is not said to be there, or somebody's not found."""
    if _no_holder_found(context, match, holders) or _only_named(context, match, head):
        return True
    if not holders and _any_fear(match, head):
        return True
    if (
        head.dep_ == "relcl"
        and head.tag_ == "VBG"
        and any(c.dep_ == "dobj" and c.i < head.i for c in head.children)
    ):
        return True
    return _no_odds(context, match)


def _no_holder_found(context: Context, match: Match, holders: tuple[ActorReference, ...]) -> bool:
    """ "Staff *raising concerns* that …", "*we* go with every expectation": of somebody unfound."""
    if holders or "holder" not in match.frame.roles:
        return False
    noun = match.token
    if _in_passing(noun) or (noun.dep_ == "ROOT" and _a_verb(noun)):
        return True
    verb = syntax.clause_verb(noun)
    return verb is not None and _voiced(context, noun, verb)


def _voiced(context: Context, noun: Token, verb: Token) -> bool:
    """Whether somebody voices it: "raising concerns", "*we* go into this with hope"."""
    voices = noun.dep_ in ("dobj", "conj")
    if voices and verb.dep_ == "acl" and verb.tag_ == "VBG":
        return True
    subject = syntax.child(verb, "nsubj")
    voiced = voices and not set(syntax.lemmas(verb)).isdisjoint(context.words("harbouring-verb"))
    if subject is None:
        return voiced and verb.dep_ != "advcl"
    if voices and context.is_actor(subject):
        return voiced or context.words("stirring-verb").isdisjoint(syntax.lemmas(verb))
    return subject.lower_ in ("i", "we")


def _any_fear(match: Match, head: Token) -> bool:
    """ "*Fear of the unknown* is old": a fear at large, of no event."""
    noun = match.token
    at_large = match.frame.id == "expect.noun-fear" and noun.tag_ == "NN"
    bare = head.dep_ in ("pobj", "pcomp") and head.head.lower_ == "of"
    there = noun.dep_ in ("attr", "dobj") or noun.dep_ == "pobj"
    return at_large and bare and not there


def _a_verb(noun: Token) -> bool:
    """ "*Some fear* that …", "France and Poland still very much *hope to* …", read as a noun."""
    to = any(syntax.is_infinitive(c) for c in syntax.children(noun, "acl", "xcomp", "relcl"))
    return to or any(c.lower_ == "some" for c in noun.lefts)


def _in_passing(noun: Token) -> bool:
    """ "Upbeat *about the prospects* of …", "pains *including the fear* of …": only named."""
    first = noun
    while first.dep_ == "conj" and first.head.pos_ in ("NOUN", "PROPN"):
        first = first.head
    if first.dep_ != "pobj" or first.head.lower_ in _TELLING_OF or _a_sense(first.head.head):
        return False
    if first.head.lower_ == "of" and first.head.head.lemma_ == "warn":
        return False
    return first.head.lower_ != "to" or first.head.head.lemma_ not in ("lead", "contribute", "add")


def _a_sense(noun: Token) -> bool:
    """ "A *sense of* foreboding", "a *wave of* panic"."""
    return noun.lemma_ in ("sense", "mood", "feeling", "climate", "wave", "atmosphere", "lot")


def _only_named(context: Context, match: Match, head: Token) -> bool:
    """ "To ease *the fear of contagion*", "with *no hope* in sight", "the hopes *of some* that"."""
    noun = match.token
    if "holder" not in match.frame.roles or match.frame.label("attitude") == "unknown":
        return False
    if any(c.lower_ == "any" for c in noun.lefts):
        return True
    if match.frame.label("likelihood"):
        return False
    return _not_there(context, match, head)


def _not_there(context: Context, match: Match, head: Token) -> bool:
    noun = match.token
    if "doubt" not in match.frame.id and syntax.is_negated(noun):
        return True
    clause = head.pos_ in syntax.VERBAL
    some = [o for c in syntax.children(noun, "prep") if c.lower_ == "of" for o in c.children]
    if clause and any(o.lower_ in ("some", "many", "others") for o in some):
        return True
    aim = noun.dep_ in ("dobj", "conj") and syntax.is_infinitive(noun.head)
    return aim and not clause and not context.role(match, "holder")


def _no_odds(context: Context, match: Match) -> bool:
    """ "The bill *covers the possibility* of new duties": named, not said to be there."""
    noun = match.token
    if match.frame.id not in ("expect.noun-chance", "expect.noun-prospect"):
        return False
    if noun.dep_ == "pobj":
        return _in_passing(noun) or noun.head.lower_ in ("on", "over")
    if noun.dep_ in _STANDS or noun.dep_ not in ("dobj", "conj"):
        return False
    lemmas = syntax.lemmas(noun.head)
    return noun.dep_ == "dobj" and context.words("chance-verb").isdisjoint(lemmas)
