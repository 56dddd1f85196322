"""The occasion an event takes place at: "at the summit", "on the sidelines of the talks"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from verbale.matcher import syntax
from verbale.model import Span
from verbale.records.context import Context

if TYPE_CHECKING:
    from spacy.tokens import Token

_AT = frozenset({"in", "at", "during", "on"})
_LEFT_OUT = ("relcl", "acl", "advcl", "appos", "cc", "conj", "punct", "ccomp")
"""What may hang on an occasion but does not name it."""
_REACH = 6


def occasion_of(context: Context, trigger: Token) -> Span | None:
    """The occasion in the trigger's own clause; None where there is none."""
    verb = syntax.clause_verb(trigger)
    for token in trigger.sent:
        if token.i == trigger.i or not _is_occasion(context, token):
            continue
        if _hangs_on(context, token, trigger, verb):
            return _named(context, token)
    return None


def _is_occasion(context: Context, token: Token) -> bool:
    if token.pos_ not in ("NOUN", "PROPN"):
        return False
    if token.dep_ == "oprd" and token.head.lemma_ in context.words("naming-verb"):
        return syntax.is_passive(token.head)
    if token.lemma_.lower() not in context.words("event-occasion"):
        return False
    before = {c.lower_ for c in token.children}
    body = token.is_title and token.lower_ in context.words("body-or-occasion")
    return not body or bool(before & context.words("occasion-not-body"))


def _hangs_on(context: Context, token: Token, trigger: Token, verb: Token | None) -> bool:
    """True where a noun stands behind in/at/during of the trigger or its verb."""
    seen = token
    for _ in range(_REACH):
        head = seen.head
        if head.i == seen.i:
            return False
        if head.pos_ == "ADP" and head.dep_ in ("prep", "ROOT"):
            if _governs(head, trigger, verb) and _places(context, head, seen, token):
                return True
            if head.lower_ not in ("of", "in", "from") or not _part(context, head.head):
                return False
        elif seen.dep_ not in ("oprd", "attr", "pobj", "pcomp", "ccomp", "prep"):
            return False
        seen = head
    return False


def _governs(preposition: Token, trigger: Token, verb: Token | None) -> bool:
    """Whether a preposition hangs on the trigger, on its verb, or before the first of its verbs."""
    head = preposition.head
    if head.i == trigger.i or (verb is not None and head.i == verb.i):
        return True
    first = verb
    while first is not None and first.dep_ == "conj" and first.head.pos_ in syntax.VERBAL:
        first = first.head
        if head.i == first.i and preposition.i < first.i:
            return True
    return False


def _places(context: Context, preposition: Token, below: Token, occasion: Token) -> bool:
    """Whether the preposition tells the occasion: "on" only with a part of one."""
    if preposition.lower_ not in _AT:
        return False
    return preposition.lower_ != "on" or (below.i != occasion.i and _part(context, below))


def _part(context: Context, noun: Token) -> bool:
    """ "The *sidelines* of the summit", "the *start* of the talks"."""
    return noun.lemma_.lower() in context.words("part-of-occasion") or (
        noun.lower_ in context.words("part-of-occasion")
    )


def _named(context: Context, head: Token) -> Span:
    """The words that name an occasion, without clauses, asides and times."""
    last = head
    inside = {t.i for t in head.subtree}
    for token in head.doc[head.i + 1 : head.right_edge.i + 1]:
        if token.i not in inside or _left_out(token, head):
            break
        last = token
    while last.i > head.i and last.pos_ in ("ADP", "DET", "PUNCT"):
        last = last.nbor(-1)
    return context.analysis.span(head.left_edge.i, last.i + 1)


def _left_out(token: Token, head: Token) -> bool:
    if token.ent_type_ in ("DATE", "TIME") or token.pos_ == "PUNCT":
        return True
    seen = token
    while seen.i != head.i and seen.head.i != seen.i:
        if seen.dep_ in _LEFT_OUT:
            return True
        seen = seen.head
    return False
