"""Alternatives an expectation leaves open: "A or B", "between A and B"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from verbale.matcher import Match, syntax
from verbale.matcher.clauses import trimmed
from verbale.model import Span, Target
from verbale.records.context import Context

if TYPE_CHECKING:
    from spacy.tokens import Token

_NOMINAL = ("NOUN", "PROPN")


def alternatives(context: Context, match: Match | None, head: Token) -> tuple[Target, ...]:
    """What the text gives to choose from in what is expected; empty where it gives no choice."""
    if match is not None and match.frame.pos == "adv" and match.token.head.pos_ in _NOMINAL:
        hosts = [match.token.head]
    else:
        hosts = [t for t in head.subtree if t.i >= head.left_edge.i]
    for host in hosts:
        found = _named(context, host, head) or _between(context, host)
        if found:
            return found
    return _clauses(context, head)


def _named(context: Context, host: Token, head: Token) -> tuple[Target, ...]:
    """ "Jonas Berg or Mette Krogh", "either the army or the rebels", "a truce or a vote".

    What is no name counts where it is what is expected, or where "either" makes it a choice.
    """
    if host.pos_ not in _NOMINAL or host.dep_ == "conj":
        return ()
    options = syntax.conjuncts(host)
    if len(options) < 2 or not _or(options):
        return ()
    either = any(c.lower_ == "either" for c in host.children)
    if not either and any(t.dep_ in syntax.SUBJECTS for t in (host, *host.ancestors)):
        return ()
    chosen = either or host.i == head.i
    return _targets(context, options) if chosen or _own_place(host, head, options) else ()


def _own_place(host: Token, head: Token, options: list[Token]) -> bool:
    """Names in a place of the clause's own: "will be held *in Norway or Chile*"."""
    named = all(o.pos_ == "PROPN" and o.ent_type_ not in ("DATE", "TIME") for o in options)
    above = (host.head.i, host.head.head.i)
    return named and head.i in above and not syntax.is_negated(head)


def _or(options: list[Token]) -> bool:
    return any(c.dep_ == "cc" and c.lower_ == "or" for o in options for c in o.children)


def _targets(context: Context, options: list[Token]) -> tuple[Target, ...]:
    """Actors where every option is one; else the phrases, where one of them names an actor."""
    references = [context.refs([o]) for o in options]
    if all(len(r) == 1 for r in references):
        return tuple(r[0] for r in references)
    spans = [_phrase(context, o) for o in options]
    return tuple(s for s in spans if s is not None) if all(spans) else ()


def _phrase(context: Context, option: Token) -> Span | None:
    """One option without the further ones that hang on it."""
    last = option.right_edge.i + 1
    for c in option.children:
        if c.dep_ in ("cc", "conj") and c.i > option.i:
            last = min(last, c.left_edge.i)
    first = option.left_edge.i
    if option.doc[first].lower_ == "either":
        first += 1
    return trimmed(context.analysis.document, option.doc, first, last)


def _between(context: Context, host: Token) -> tuple[Target, ...]:
    """ "A choice between war and talks"."""
    if host.lower_ != "between" or host.head.lemma_ not in (
        "choose",
        "choice",
        "toss-up",
        "decide",
    ):
        return ()
    first = syntax.child(host, "pobj")
    options = syntax.conjuncts(first) if first is not None else []
    return _targets(context, options) if len(options) > 1 else ()


def _clauses(context: Context, head: Token) -> tuple[Target, ...]:
    """ "Whether to leave or stay", "will either resign or be ousted"."""
    if head.pos_ not in syntax.VERBAL or head.dep_ == "conj":
        return ()
    options = [t for t in syntax.conjuncts(head) if t.pos_ in syntax.VERBAL]
    chosen = syntax.marker(head) == "whether" or any(c.lower_ == "either" for c in head.children)
    if len(options) < 2 or not chosen or not _or(options):
        return ()
    spans = [_bare(context, o) for o in options]
    return tuple(s for s in spans if s is not None) if all(spans) else ()


def _bare(context: Context, verb: Token) -> Span | None:
    """A clause from its verb on, without those that follow it."""
    last = verb.right_edge.i + 1
    for c in verb.children:
        if c.dep_ in ("cc", "conj", "punct") and c.i > verb.i:
            last = min(last, c.left_edge.i)
    own = [c.i for c in verb.children if c.dep_ in ("auxpass", "neg", *syntax.SUBJECTS)]
    first = min([verb.i, *own]) if verb.dep_ == "conj" else verb.i
    return trimmed(context.analysis.document, verb.doc, first, last)
