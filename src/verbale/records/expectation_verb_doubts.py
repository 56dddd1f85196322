"""Verbs that look like an expectation and tell a plan, a deed or nothing yet thought."""

from __future__ import annotations

from typing import TYPE_CHECKING

from verbale.matcher import Match, syntax
from verbale.records.context import Context

if TYPE_CHECKING:
    from spacy.tokens import Token

_GOING = frozenset(
    {"begin", "start", "continue", "seem", "appear", "come", "tend", "use", "go"}
) | {
    "lead",
}
_BELIEFS = frozenset({"expect.believe", "expect.officials-believe", "expect.believe-others"})
_DECLINING = frozenset({"decline", "refuse", "hesitate"})


def doubtful_verb(context: Context, match: Match, head: Token) -> bool:
    """Whether a verb's clause is a deed of one's own, on a calendar, a duty, or not yet thought."""
    if match.frame.id in _BELIEFS and any(
        c.lower_ in ("should", "must", "ought") for c in syntax.children(head, "aux")
    ):
        return True
    word = match.token
    if word.dep_ == "advcl" and word.tag_ == "VBG" and word.head.tag_ == "VBG":
        return True
    if _of_another_clause(match, head):
        return True
    return _deed(context, match, head) or _planned(context, match, head) or _to_do(match)


def _of_another_clause(match: Match, head: Token) -> bool:
    """ "*Predicted a turnout*" beside a clause, "*assuming* they live", "felt *we could not*"."""
    word = match.token
    subject = syntax.child(head, *syntax.SUBJECTS)
    ours = subject is not None and subject.lower_ in ("we", "i")
    if match.frame.id == "expect.believe" and ours:
        return any(c.lower_ in ("could", "can") for c in syntax.children(head, "aux"))
    if match.frame.id == "expect.assume" and word.tag_ == "VBG" and word.dep_ == "advcl":
        return True
    held = syntax.child(word, "dobj")
    noun = held is not None and held.pos_ == "NOUN" and held.i != head.i
    before = head.dep_ == "ccomp" and head.i < word.i
    return noun and head.dep_ == "ccomp" and (before or match.frame.id == "expect.assume")


def _deed(context: Context, match: Match, head: Token) -> bool:
    """ "Indicated *they* would not vote for it", "suggested it *would be* fine": no forecast."""
    if match.frame.id not in ("expect.suggest", "expect.warn"):
        return False
    subject = syntax.child(head, *syntax.SUBJECTS)
    if subject is not None and subject.lower_ in ("they", "he", "she", "i", "we"):
        return True
    if match.frame.id == "expect.warn":
        return False
    aux = {c.lower_ for c in syntax.children(head, "aux")}
    if head.lemma_ == "be":
        return "would" in aux
    acts = subject is not None and subject.dep_ == "nsubj" and context.is_actor(subject)
    return "could" in aux and acts


def _planned(context: Context, match: Match, head: Token) -> bool:
    """ "They are *set to meet* in May", "guests are *expected to comply*", a slide long past."""
    word = match.token
    if match.frame.id == "expect.set-to" and word.lower_ == "set":
        return head.lemma_ in context.words("scheduled-verb")
    if match.frame.id in ("expect.expected", "expect.expect"):
        return head.lemma_ in context.words("duty-verb")
    if match.frame.id == "expect.headed-for":
        return word.tag_ not in ("VBG", "VBN")
    modal = any(c.tag_ == "MD" for c in syntax.children(head, "aux"))
    if match.frame.id == "expect.nobody-knows":
        return not modal
    return _not_so_meant(match, head)


def _not_so_meant(match: Match, head: Token) -> bool:
    """ "Questions whether he *should* go", "I don't *understand* why", "it *worried* many"."""
    word = match.token
    if match.frame.id == "expect.question":
        return any(c.lower_ == "should" for c in syntax.children(head, "aux"))
    if match.frame.id == "expect.not-know" and word.lemma_ == "understand":
        subject = syntax.child(word, "nsubj")
        return subject is not None and subject.lower_ in ("i", "we")
    if match.frame.id == "expect.fear" and word.lemma_ == "worry":
        return head.dep_ == "dobj" and head.head.i == word.i
    return match.frame.id == "expect.wonder" and word.lemma_ == "speculate" and _unwilling(word)


def _unwilling(word: Token) -> bool:
    """ "*Would not* speculate", "*declined to* speculate"."""
    return syntax.is_negated(word) or (word.dep_ == "xcomp" and word.head.lemma_ in _DECLINING)


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
