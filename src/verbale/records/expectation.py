"""Expectations: who expects, hopes, fears, assumes, doubts or does not know what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from verbale.matcher import Match, syntax
from verbale.matcher.clauses import clause_span
from verbale.model import ActorReference, Expectation, Likelihood, Span, Target
from verbale.records.context import Context, distinct

if TYPE_CHECKING:
    from spacy.tokens import Token


def find_expectations(context: Context) -> list[Expectation]:
    """All expectations, one a proposition and holder."""
    found = []
    for match in context.of_kind("expectation"):
        made = _expectation(context, match)
        if made is not None:
            found.append(made)
    return _once(found)


def _expectation(context: Context, match: Match) -> Expectation | None:
    holders = context.role(match, "holder")
    if "holder" in match.frame.roles and not holders and _somebody_else(context, match):
        return None
    proposition, head = _proposition(context, match)
    if proposition is None or head is None:
        return None
    shared = context.common(match)
    drop = {"future"} | ({"negation"} if "negated" in match.frame.trigger else set())
    shared["auxiliary"] = tuple(a for a in shared["auxiliary"] if a not in drop)
    return Expectation(
        **shared,
        evidence=context.evidence(match, proposition),
        confidence=0.7 if holders else 0.6,
        holders=holders or shared["said_by"][:1],
        attitude=match.frame.label("attitude"),
        proposition=proposition,
        about=_about(context, proposition),
        likelihood=_likelihood(context, match, head),
        alternatives=_alternatives(context, match, head),
    )


def _somebody_else(context: Context, match: Match) -> bool:
    """True where the holder's place is taken by what is no actor ("the plan assumes …")."""
    head = context.matcher.first(match, "holder")
    return head is not None and not context.is_actor(head)


def _proposition(context: Context, match: Match) -> tuple[Span | None, Token | None]:
    """The words of what is expected; an adverb of likelihood takes its whole clause."""
    head = context.matcher.first(match, "proposition")
    if head is None or head.i in match.words:
        return None, None
    if head.pos_ not in syntax.VERBAL:
        return context.content(head), head
    spans = clause_span(context.analysis.document, head, _left_out(match, head))
    holding = [s for s in spans if s.start <= head.idx < s.end]
    return (context.clipped(holding[0]) if holding else None), head


def _left_out(match: Match, head: Token) -> frozenset[int]:
    """Words of the clause that are not what is expected: its reason, the cue around it."""
    out: set[int] = set()
    for c in head.children:
        if c.dep_ == "advcl" and syntax.marker(c) in ("because", "so", "while", "although", "as"):
            out |= {t.i for t in c.subtree}
        if c.lower_ in ("so", "because", "that") and c.i < head.i and not list(c.children):
            out.add(c.i)
        if c.dep_ in ("conj", "cc") and c.i > head.i and c.pos_ in (*syntax.VERBAL, "CCONJ"):
            if c.dep_ == "cc" or syntax.child(c, *syntax.SUBJECTS) is not None:
                out |= {t.i for t in c.subtree}
    inside = {t.i for t in head.subtree}
    if match.token.i in inside and match.frame.pos == "verb":
        out |= {t.i for t in match.token.subtree}
    return frozenset(out)


def _about(context: Context, proposition: Span) -> tuple[ActorReference, ...]:
    return distinct(
        m.reference
        for m in context.analysis.mentions
        if proposition.holds(m.reference.span) and not m.reference.actor.startswith("pronoun:")
    )


def _likelihood(context: Context, match: Match, head: Token) -> Likelihood | None:
    """The words of likelihood and their rank, from the entry itself or in the proposition."""
    rank = match.frame.label("likelihood")
    if rank:
        first, last = match.words[0], match.words[-1] + 1
        while first > 0 and context.parse[first - 1].lower_ in context.words("degree"):
            first -= 1
        return Likelihood(rank, context.analysis.span(first, last))
    for token in head.subtree:
        for frame, words, _ in context.matcher.lexicon.index.get(token.lower_, ()):
            if frame.kind == "expectation" and frame.pos == "adv" and frame.label("likelihood"):
                if len(words) == 1:
                    return Likelihood(
                        frame.label("likelihood"), context.analysis.span(token.i, token.i + 1)
                    )
    return None


def _alternatives(context: Context, match: Match, head: Token) -> tuple[Target, ...]:
    """ "Most likely A or B": what the adverb modifies, where the text gives a choice."""
    word = match.token
    host = word.head if match.frame.pos == "adv" else head
    if host.pos_ not in ("NOUN", "PROPN"):
        return ()
    options = syntax.conjuncts(host)
    either = any(c.dep_ == "cc" and c.lower_ == "or" for o in options for c in o.children)
    if len(options) < 2 or not either:
        return ()
    found: list[Target] = []
    for option in options:
        refs = context.refs([option])
        span = context.content(option)
        found.extend(refs or ((span,) if span is not None else ()))
    return tuple(found)


def _once(found: list[Expectation]) -> list[Expectation]:
    kept: list[Expectation] = []
    for one in found:
        if not any(
            k.proposition.overlaps(one.proposition)
            and {h.actor for h in k.holders} == {h.actor for h in one.holders}
            for k in kept
        ):
            kept.append(one)
    return kept
