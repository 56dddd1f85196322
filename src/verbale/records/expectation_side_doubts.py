"""Expectations told by the way: in a clause beside the main one, or within somebody's quoted words.

There the holder, or the end of the clause, is found too often wrong; a main clause tells it surely.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from verbale.matcher import Match, syntax
from verbale.model import ActorReference, Span
from verbale.records.context import Context
from verbale.records.expectation_unsure import in_quotation

if TYPE_CHECKING:
    from spacy.tokens import Token

_BESIDE = frozenset({"relcl", "advcl", "acl"})
"""Clauses that hang on a noun, or on another verb without being what it says."""


def by_the_way(
    context: Context, match: Match, head: Token, holders: tuple[ActorReference, ...]
) -> bool:
    """Whether an entry's word is not in a main or a reported clause, or somebody's own phrase."""
    if in_quotation(context, match.token):
        return True
    if match.frame.pos == "noun":
        feared = match.frame.label("attitude") == "fear"
        return feared and not holders and _of_doing(match.token, head)
    if match.frame.pos == "adv" or "holder" not in match.frame.roles or not holders:
        return False
    return _in_side_clause(match.token) or _another_subject(match.token)


def _in_side_clause(word: Token) -> bool:
    """ "The aide, *who they suspect* …", "he left, *fearing* that …"."""
    verb = word
    while verb.pos_ not in ("VERB", "AUX") and verb.head.i != verb.i:
        verb = verb.head
    subject = syntax.child(verb, *syntax.SUBJECTS)
    if verb.dep_ == "advcl" and subject is not None:
        return subject.pos_ == "PRON"
    return verb.dep_ in _BESIDE


def _another_subject(word: Token) -> bool:
    """ "He *is seen* as weak and critics *have questioned* …": the first verb's subject, or not."""
    if word.dep_ != "conj" or syntax.child(word, *syntax.SUBJECTS) is not None:
        return False
    return syntax.child(word.head, "nsubjpass") is not None


def _of_doing(noun: Token, head: Token) -> bool:
    """ "Fears of *eroding* freedoms": a deed of nobody named, often an adjective read as a verb."""
    of = head.head
    return head.tag_ == "VBG" and of.lower_ == "of" and of.head.i == noun.i


def said_within(context: Context, span: Span) -> bool:
    """ "Going forward, *he said*, teams may …": the words of saying stand within what is said."""
    return any(
        token.dep_ == "parataxis" and not context.says.isdisjoint(syntax.lemmas(token))
        for token in context.tokens(span)
    )
