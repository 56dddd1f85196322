"""The words of an event's own clause, and what its trigger is about."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from verbale.matcher import syntax

if TYPE_CHECKING:
    from spacy.tokens import Token

    from verbale.matcher.arguments import Arguments
    from verbale.records.context import Context

_ABOUT = (
    "clause",
    "object",
    "for",
    "to",
    "with",
    "of",
    "against",
    "on",
    "from",
    "into",
    "out",
    "off",
)
"""Slots of a trigger that tell what is asked, refused, threatened or taken."""
_WITHIN = ("object", "clause", "of", "for", "to", "with", "on", "in", "from", "against", "modifier")
"""Slots of such a head that tell more of it."""
_HOLDING = frozenset({"in", "during", "by", "with"})


def own_clause(trigger: Token, context: Context) -> list[Token]:
    """The words that tell the event itself: no relative clause, no that-clause, no other event."""
    found: dict[int, Token] = {}
    for root in _roots(trigger, context):
        for token in without_clauses(root, context):
            found[token.i] = token
    return [found[i] for i in sorted(found)]


def _roots(trigger: Token, context: Context) -> Iterator[Token]:
    yield trigger
    arguments = context.matcher.arguments
    subject = arguments.subject(trigger)
    if subject is not None:
        yield subject
    verb = trigger if trigger.pos_ in syntax.VERBAL else _carrier(trigger, context)
    if verb is None:
        return
    yield verb
    while _shares(verb):
        verb = verb.head
        yield verb
    if verb.i != trigger.i:
        subject = arguments.surface_subject(verb)
        if subject is not None:
            yield subject


def _carrier(noun: Token, context: Context) -> Token | None:
    """The verb that tells an event noun's own event."""
    support = context.matcher.arguments.support_verb(noun)
    if support is not None:
        return support
    head = noun.head
    if noun.dep_ in ("nsubj", "nsubjpass") and head.pos_ in syntax.VERBAL:
        return head if head.lemma_.lower() in context.words("telling-verb") else None
    if noun.dep_ == "pobj" and head.lower_ in _HOLDING and head.head.pos_ in syntax.VERBAL:
        return head.head
    return None


def _shares(verb: Token) -> bool:
    """A participle that goes on about what its governor tells: "…, killing three"."""
    return (
        verb.dep_ == "advcl" and syntax.form(verb) == "gerund" and verb.head.pos_ in syntax.VERBAL
    )


def without_clauses(root: Token, context: Context) -> Iterator[Token]:
    """The words that hang on a word, without those of other clauses."""
    queue = [root]
    while queue:
        token = queue.pop()
        yield token
        queue.extend(c for c in token.children if not _another(c, context))


def _another(token: Token, context: Context) -> bool:
    """Whether a word heads a clause of its own, or a circumstance, which tells something else."""
    if token.dep_ in ("relcl", "ccomp", "parataxis", "csubj"):
        return not _small(token)
    if token.dep_ in ("prep", "mark") and token.lower_ in context.words("circumstance-word"):
        return True
    if token.pos_ not in syntax.VERBAL:
        return False
    if token.dep_ == "acl":
        return not any(lemma in context.words("means-verb") for lemma in syntax.lemmas(token))
    if token.dep_ == "advcl":
        return syntax.form(token) != "gerund" or syntax.child(token, "mark") is not None
    return token.dep_ == "conj" and token.head.pos_ in syntax.VERBAL


def _small(token: Token) -> bool:
    """ "Left *two dead*": a clause without a verb in it."""
    bare = not any(c.dep_ in ("aux", "auxpass", "mark") for c in token.children)
    return token.dep_ == "ccomp" and bare and token.tag_ in ("JJ", "VBN", "NN", "NNS")


def about(words: list[Token], context: Context) -> list[tuple[Token, list[Token]]]:
    """The heads of what a trigger is about, each with the words that tell more of it."""
    heads = {t.i: t for word in words for t in _heads(word, context)}
    arguments = context.matcher.arguments
    for token in list(heads.values()):
        if token.lemma_.lower() in context.words("opaque-word"):
            for inner in _inside(token, arguments):
                heads.setdefault(inner.i, inner)
    taken = {word.i for word in words}
    return [(h, _inside(h, arguments)) for i, h in sorted(heads.items()) if i not in taken]


def _heads(word: Token, context: Context) -> Iterator[Token]:
    for slot in _ABOUT:
        for head in context.matcher.arguments.fill(word, slot):
            if head.ent_type_ in ("DATE", "TIME"):
                continue
            if slot != "with" or head.pos_ not in syntax.VERBAL:
                yield from syntax.conjuncts(syntax.through_quantity(head))


def _inside(head: Token, arguments: Arguments) -> list[Token]:
    found = [t for slot in _WITHIN for t in arguments.fill(head, slot)]
    found = [c for t in found for c in syntax.conjuncts(syntax.through_quantity(t))]
    return found + list(syntax.children(head, "prt", "advmod", "prep"))
