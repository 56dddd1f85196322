"""What looks like an expectation and, looked at again, is none: in doubt, nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from verbale.matcher import Match, syntax
from verbale.model import ActorReference, Span
from verbale.records.context import Context
from verbale.records.expectation_unsure import unsure
from verbale.records.expectation_scope import unbalanced

if TYPE_CHECKING:
    from spacy.tokens import Token

_RELATIVE = frozenset({"WDT", "WP", "WP$"})
_OPINION = frozenset({"would", "'d", "’d", "should", "ought"})
_TELLING_OF = frozenset(
    {"amid", "amidst", "on", "over", "despite", "after", "as", "by", "under"}
) | {"with"}
"""Prepositions before a fear or hope that there is ("*amid* fears of a war")."""

_GOING = frozenset({"begin", "start", "continue", "seem", "appear", "come", "tend", "use", "go"})
_DECLINING = frozenset({"decline", "refuse", "hesitate"})
_BARE = ("NOUN", "PROPN", "VERB", "NUM", "AUX", "ADJ")


def doubtful(
    context: Context, match: Match, head: Token, span: Span, holders: tuple[ActorReference, ...]
) -> bool:
    """Whether what an entry found is no expectation, or not wholly found."""
    if match.token.sent[-1].lower_ == "?" or any(t.lower_ == "?" for t in match.token.sent[-3:]):
        return True
    if _empty(context, head, span) or _around(context, match, span) or unbalanced(span):
        return True
    if match.frame.pos != "noun" and _within(match, head):
        return True
    if match.frame.pos == "noun" and _no_holder_found(context, match, holders):
        return True
    if match.frame.id == "expect.afraid" and match.token.lower_ == "afraid" and _politely(match):
        return True
    if match.frame.pos == "adv" and (_judged(head) or _aside(match.token, head)):
        return True
    if match.frame.pos == "adv" and syntax.child(head, *syntax.SUBJECTS, "expl") is None:
        return True
    if match.frame.pos == "noun" and _only_named(context, match, head):
        return True
    if match.frame.pos == "verb" and (
        _deed(context, match, head) or _planned(context, match, head)
    ):
        return True
    if match.frame.pos == "verb" and _to_do(match):
        return True
    if match.frame.pos == "noun" and _no_odds(context, match):
        return True
    return unsure(context, match, head, holders)


def _empty(context: Context, head: Token, span: Span) -> bool:
    """ "Uncertainty abounds *over* …": a lone word that names nothing."""
    words = context.tokens(span)
    if head.tag_ == "VBN" and {c.lower_ for c in syntax.children(head, "aux", "auxpass")} == {
        "being"
    }:
        return True
    if words and words[-1].tag_ in ("IN", "TO") and words[-1].dep_ in ("prep", "aux", "xcomp"):
        return True
    return len(words) < 3 and not any(t.pos_ in _BARE for t in words)


def _around(context: Context, match: Match, span: Span) -> bool:
    """ "The kind of *answer Russia expects*": the words of who expects stand in what is."""
    held = "subject" in match.frame.roles.get("holder", ())
    return held and match.frame.pos != "noun" and span.holds(context.trigger(match))


def _within(match: Match, head: Token) -> bool:
    """ "The unity *that* leaders hoped the pact would undo": a word of the clause is outside it."""
    word = match.token
    if word.dep_ == "amod" and word.i < word.head.i and "holder" in match.frame.roles:
        return True
    verb = word if word.pos_ in syntax.VERBAL else word.head
    if verb.dep_ != "relcl":
        return False
    subject = syntax.child(verb, *syntax.SUBJECTS)
    if subject is None or subject.tag_ in _RELATIVE or subject.lower_ == "that":
        return False
    first = verb.left_edge
    if match.frame.pos == "verb" and syntax.child(head, *syntax.SUBJECTS) is None:
        named = first.tag_ in _RELATIVE or first.lower_ == "that"
        if named and not syntax.is_infinitive(head) and head.i > word.i:
            return False
    if first.tag_ == "IN" and first.lower_ != "that":
        return first.lower_ not in ("during", "after", "before")
    return first.tag_ != "WRB" and not (first.lower_ == "that" and first.dep_ == "mark")


def _no_holder_found(context: Context, match: Match, holders: tuple[ActorReference, ...]) -> bool:
    """ "Staff *raising concerns* that …", "*we* go with every expectation": somebody's, not found."""
    if holders or "holder" not in match.frame.roles:
        return False
    noun = match.token
    if _in_passing(noun) or (noun.dep_ == "ROOT" and _a_verb(noun)):
        return True
    verb = syntax.clause_verb(noun)
    if verb is None:
        return False
    if verb.dep_ == "acl" and verb.tag_ == "VBG":
        return True
    subject = syntax.child(verb, "nsubj")
    voiced = not set(syntax.lemmas(verb)).isdisjoint(context.words("harbouring-verb"))
    if subject is None:
        return voiced and verb.dep_ != "advcl"
    return subject.lower_ in ("i", "we") or (voiced and context.is_actor(subject))


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


def _judged(head: Token) -> bool:
    """ "Perhaps the best reform *would be* a truce": an opinion, not what is to come."""
    modal = any(c.lower_ in _OPINION for c in syntax.children(head, "aux"))
    return head.lemma_ == "be" and modal


def _only_named(context: Context, match: Match, head: Token) -> bool:
    """ "To ease *the fear of contagion*", "with *no hope* in sight", "the hopes *of some* that"."""
    noun = match.token
    if "holder" not in match.frame.roles or match.frame.label("attitude") == "unknown":
        return False
    if match.frame.label("likelihood"):
        return False
    if "doubt" not in match.frame.id and syntax.is_negated(noun):
        return True
    clause = head.pos_ in syntax.VERBAL
    some = [o for c in syntax.children(noun, "prep") if c.lower_ == "of" for o in c.children]
    if clause and any(o.lower_ in ("some", "many", "others") for o in some):
        return True
    aim = noun.dep_ in ("dobj", "conj") and syntax.is_infinitive(noun.head)
    return aim and not clause and not context.role(match, "holder")


def _politely(match: Match) -> bool:
    """ "*I am afraid* this is their goal": a way of speaking."""
    subject = syntax.child(match.token.head, "nsubj")
    return subject is not None and subject.lower_ == "i"


def _aside(word: Token, head: Token) -> bool:
    """ "They will break out – *perhaps* slowly at first": a word on some part of the clause."""
    if word.i == head.left_edge.i or word.i > head.i:
        return word.i > head.i + 2
    between = word.doc[word.i + 1 : head.i]
    before = word.doc[head.left_edge.i : word.i]
    opens = all(t.is_punct or t.pos_ in ("CCONJ", "SCONJ", "INTJ", "ADV") for t in before)
    return not opens and any(t.pos_ not in ("AUX", "ADV", "PART", "PUNCT") for t in between)


def _deed(context: Context, match: Match, head: Token) -> bool:
    """ "Indicated *they* would not vote for it", "suggested it *would be* fine": no forecast."""
    if match.frame.id not in ("expect.suggest", "expect.warn"):
        return False
    subject = syntax.child(head, *syntax.SUBJECTS)
    could = any(c.lower_ == "could" for c in syntax.children(head, "aux"))
    acts = subject is not None and subject.dep_ == "nsubj" and head.lemma_ != "be"
    acts = acts and context.is_actor(subject)
    if match.frame.id == "expect.suggest" and could and acts:
        return True
    own = subject is not None and subject.lower_ in ("they", "he", "she", "i", "we")
    states = head.lemma_ == "be" and any(c.lower_ == "would" for c in head.children)
    return own or (states and match.frame.id == "expect.suggest")


def _planned(context: Context, match: Match, head: Token) -> bool:
    """ "They are *set to meet* in May", "guests are *expected to comply*", a slide long past."""
    word = match.token
    if match.frame.id == "expect.set-to" and word.lower_ == "set":
        return head.lemma_ in context.words("scheduled-verb")
    if match.frame.id in ("expect.expected", "expect.expect"):
        return head.lemma_ in context.words("duty-verb")
    if match.frame.id == "expect.headed-for":
        return word.tag_ not in ("VBG", "VBN")
    if match.frame.id == "expect.question":
        return any(c.lower_ == "should" for c in syntax.children(head, "aux"))
    if match.frame.id == "expect.nobody-knows":
        return not any(c.tag_ == "MD" for c in syntax.children(head, "aux"))
    if match.frame.id == "expect.not-know" and word.lemma_ == "understand":
        subject = syntax.child(word, "nsubj")
        return subject is not None and subject.lower_ in ("i", "we")
    if match.frame.id == "expect.fear" and word.lemma_ == "worry":
        return head.dep_ == "dobj" and head.head.i == word.i
    return match.frame.id == "expect.wonder" and word.lemma_ == "speculate" and _unwilling(word)


def _unwilling(word: Token) -> bool:
    """ "*Would not* speculate", "*declined to* speculate"."""
    return syntax.is_negated(word) or (word.dep_ == "xcomp" and word.head.lemma_ in _DECLINING)


def _no_odds(context: Context, match: Match) -> bool:
    """ "The bill *covers the possibility* of new duties": named, not said to be there."""
    noun = match.token
    if match.frame.id not in ("expect.noun-chance", "expect.noun-prospect"):
        return False
    if noun.dep_ == "pobj":
        return _in_passing(noun)
    stands = noun.dep_ in ("attr", "nsubj", "nsubjpass", "ROOT", "appos")
    if stands or noun.dep_ not in ("dobj", "conj"):
        return False
    lemmas = syntax.lemmas(noun.head)
    return noun.dep_ == "dobj" and context.words("chance-verb").isdisjoint(lemmas)


def _to_do(match: Match) -> bool:
    """ "It would be madness to wait *and expect* peace": an infinitive of what nobody yet does."""
    word = match.token
    if "subject" not in match.frame.roles.get("holder", ()) or word.tag_ != "VB":
        return False
    top = word.head if word.dep_ == "conj" and word.head.tag_ == "VB" else word
    while top.dep_ == "conj" and top.head.tag_ == "VB":
        top = top.head
    if not any(c.tag_ == "TO" for c in syntax.children(top, "aux")):
        return False
    return top.dep_ != "xcomp" or top.head.lemma_ not in _GOING
