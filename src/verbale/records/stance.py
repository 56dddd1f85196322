"""Stances: who is for or against whom or what, on what grounds, once or always."""

from __future__ import annotations

from typing import TYPE_CHECKING

from verbale.matcher import Match, syntax
from verbale.model import Span, Stance, Target
from verbale.records.context import Context

if TYPE_CHECKING:
    from spacy.tokens import Token

_OPPOSITE = {"support": "oppose", "praise": "criticise", "oppose": "support"}


def find_stances(context: Context) -> list[Stance]:
    """All stances whose holder the text names."""
    found = []
    for match in context.of_kind("stance"):
        made = _stance(context, match)
        if made is not None:
            found.append(made)
    return _once(found)


def _stance(context: Context, match: Match) -> Stance | None:
    holders = context.role(match, "holder")
    if "holder" not in match.frame.roles:
        holders = context.status(match.token.i).sources[:1]
    target = _target(context, match)
    if not holders or target is None or _nothing(context, match):
        return None
    if not isinstance(target, Span) and target.actor in {h.actor for h in holders}:
        return None
    valence = match.frame.label("valence")
    shared = context.common(match)
    if syntax.is_negated(match.token):
        if valence not in _OPPOSITE:
            return None
        valence = _OPPOSITE[valence]
        shared["auxiliary"] = tuple(a for a in shared["auxiliary"] if a != "negation")
    span = target if isinstance(target, Span) else target.span
    grounds = _grounds(context, match)
    return Stance(
        **shared,
        evidence=context.evidence(match, span, grounds),
        confidence=0.7,
        holders=holders,
        target=target,
        valence=valence,
        grounds=grounds,
        habitual=_habitual(context, match.token),
    )


def _nothing(context: Context, match: Match) -> bool:
    """ "Backed neither side": no target."""
    head = context.matcher.first(match, "target")
    return head is not None and any(c.lower_ in ("no", "neither") for c in head.children)


def _target(context: Context, match: Match) -> Target | None:
    """The actor a stance is about, else the words that name the matter."""
    head = context.matcher.first(match, "target")
    if head is None:
        return None
    refs = context.refs([head])
    whole = context.content(head)
    if refs and whole is not None and refs[0].span.end >= whole.end - 2:
        return refs[0]
    return whole


def _grounds(context: Context, match: Match) -> Span | None:
    span = context.span_role(match, "grounds")
    if span is None:
        return None
    head = context.matcher.first(match, "grounds")
    preposition = _preposition(head)
    if preposition is not None and preposition.lower_ == "as":
        return context.analysis.document.span(preposition.idx, span.end)
    return span


def _preposition(head: Token | None) -> Token | None:
    if head is None:
        return None
    before = head.head.i < head.i
    return head.head if before and head.head.pos_ in ("ADP", "SCONJ") else None


def _habitual(context: Context, trigger: Token) -> bool:
    """ "Has always criticised", "a longtime critic"."""
    verb = syntax.clause_verb(trigger)
    holders = [trigger] + ([verb] if verb is not None else [])
    return any(c.lower_ in context.words("habit") for h in holders for c in h.children)


def _once(found: list[Stance]) -> list[Stance]:
    kept: list[Stance] = []
    for one in found:
        span = one.target if isinstance(one.target, Span) else one.target.span
        if not any(
            k.valence == one.valence
            and {h.actor for h in k.holders} == {h.actor for h in one.holders}
            and (k.target if isinstance(k.target, Span) else k.target.span).overlaps(span)
            for k in kept
        ):
            kept.append(one)
    return kept
