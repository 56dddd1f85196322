"""Expectations: who expects, hopes, fears, assumes, doubts or does not know what."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from verbale.matcher import Match, syntax
from verbale.model import ActorReference, Expectation, Likelihood, Span
from verbale.records.context import Context, distinct
from verbale.records.expectation_choices import alternatives
from verbale.records.expectation_holders import holders_of
from verbale.records.expectation_modal import consequence, expected, open_modals
from verbale.records.expectation_scope import proposition
from verbale.records.likelihood import default_scale

if TYPE_CHECKING:
    from spacy.tokens import Token

_SURE = frozenset({"will", "would", "shall", "may", "might", "could", "can", "should", "must"}) | {
    *("'ll", "’ll", "'d", "’d", "wo", "ca"),
}
_FORECAST = frozenset({"expect", "predict"})


def find_expectations(context: Context) -> list[Expectation]:
    """All expectations, one a proposition and holder."""
    matches = context.of_kind("expectation")
    made = [_expectation(context, m) for m in matches if not _of_own_clause(m)]
    found = [one for one, _ in filter(None, made)]
    heads = {head.i for _, head in filter(None, made)}
    for match in matches:
        if _of_own_clause(match) and not expected(match.token, heads):
            further = _consequence(context, match)
            if further is not None:
                found.append(further)
                heads.add(match.token.i)
    found += open_modals(context, heads, partial(_open, context))
    found.sort(key=lambda one: one.evidence[0].start)
    return [_relayed(one, found) for one in _once(found)]


def _of_own_clause(match: Match) -> bool:
    return "proposition" not in match.frame.roles


def _expectation(context: Context, match: Match) -> tuple[Expectation, Token] | None:
    """What an entry tells of the clause or phrase in its role, and the head of that."""
    holders = holders_of(context, match)
    if holders is None:
        return None
    span, head = proposition(context, match)
    if span is None or head is None or _past(match, head):
        return None
    shared = context.common(match)
    shared["auxiliary"] = _auxiliary(shared["auxiliary"], match)
    return Expectation(
        **shared,
        evidence=context.evidence(match, span),
        confidence=0.7 if holders else 0.6,
        holders=holders or shared["said_by"][:1],
        attitude=_attitude(match, head),
        proposition=span,
        about=about(context, span),
        likelihood=_likelihood(context, match, head),
        alternatives=alternatives(context, match, head),
    ), head


def _consequence(context: Context, match: Match) -> Expectation | None:
    """ "Such a strike *would trigger* a war": the clause itself is what is expected."""
    verb = match.token
    if not consequence(context, verb) or (_asks_object(match) and _by_actor(context, verb)):
        return None
    span, _ = proposition(context, match)
    if span is None:
        return None
    told = _likelihood(context, match, verb)
    return _of_clause(context, verb, span, match.frame.label("attitude"), match.frame.id, told)


def _asks_object(match: Match) -> bool:
    """Whether an entry is about what brings something about, not about what befalls somebody."""
    slots = [o.slot for c in match.frame.requires for o in (c, *c.options)]
    return "object" in slots


def _by_actor(context: Context, verb: Token) -> bool:
    """Whether somebody does what the verb says: an act is no consequence of something."""
    subject = syntax.child(verb, *syntax.SUBJECTS)
    mention = context.analysis.mention_at.get(subject.i) if subject is not None else None
    return mention is not None and context.is_actor(subject) and not mention.document


def _open(context: Context, verb: Token, modal: Token, span: Span) -> Expectation:
    """ "The army *may* step in"."""
    attitude = "assume" if settled(verb) or verb.lemma_ in ("be", "have") else "predict"
    told = _ranked(context, "possible", [modal])
    return _of_clause(context, verb, span, attitude, f"expect.{modal.lower_}", told)


def _of_clause(
    context: Context,
    verb: Token,
    span: Span,
    attitude: str,
    rule: str,
    likelihood: Likelihood | None,
) -> Expectation:
    shared = context.shared(verb.i, rule, f"“{verb.text}” under a modal")
    drop = ("future", "hypothetical", "negation")
    shared["auxiliary"] = tuple(a for a in shared["auxiliary"] if a not in drop)
    return Expectation(
        **shared,
        evidence=(context.analysis.span(verb.i, verb.i + 1), span),
        confidence=0.6,
        holders=shared["said_by"][:1],
        attitude=attitude,
        proposition=span,
        about=about(context, span),
        likelihood=likelihood,
        alternatives=alternatives(context, None, verb),
    )


def _auxiliary(found: tuple[str, ...], match: Match) -> tuple[str, ...]:
    """An expectation is held now, even where what is expected is still to come."""
    drop = {"future"}
    if "negated" in match.frame.trigger:
        drop.add("negation")
    return tuple(a for a in found if a not in drop)


def _attitude(match: Match, head: Token) -> str:
    """A likelihood of what is or was so is an assumption, not a forecast."""
    attitude = match.frame.label("attitude")
    by_likelihood = match.frame.pos in ("adj", "adv", "noun") and "holder" not in match.frame.roles
    if attitude in _FORECAST and by_likelihood and settled(head):
        return "assume"
    return attitude


def settled(head: Token) -> bool:
    """True for a clause about what is or was so: finite without a modal, or a perfect."""
    if head.pos_ not in syntax.VERBAL:
        return False
    aux = syntax.children(head, "aux")
    if any(c.lower_ in ("have", "'ve", "’ve") for c in aux):
        return True
    return not any(c.lower_ in _SURE or c.lower_ == "to" for c in aux) and head.tag_ in (
        *("VBD", "VBZ", "VBP", "VBN"),
    )


def _past(match: Match, head: Token) -> bool:
    """ "Would have been", "could have stopped": what did not come to be is not expected."""
    aux = {c.lower_ for c in syntax.children(head, "aux")}
    unreal = {"would", "could", "should", "'d", "’d"}
    told = match.frame.pos in ("adv", "verb") and bool(aux & {"have", "'ve", "’ve"})
    return told and bool(aux & unreal)


def about(context: Context, span: Span) -> tuple[ActorReference, ...]:
    """The actors in what is expected."""
    return distinct(
        m.reference
        for m in context.analysis.mentions
        if span.holds(m.reference.span) and not m.reference.actor.startswith("pronoun:")
    )


def _likelihood(context: Context, match: Match, head: Token) -> Likelihood | None:
    """The words of likelihood and their rank: of the trigger, of an adverb, of a modal."""
    scale = default_scale()
    told = match.frame.label("likelihood")
    if told or match.frame.pos in ("adj", "adv"):
        words = scale.phrase_at(match.token) if len(match.words) == 1 else _all_words(match)
        rank = scale.of_words(words)
        if rank or told:
            return _ranked(context, rank or told, words)
    for verb in (match.token, head):
        for adverb in scale.adverbs(verb):
            words = scale.phrase_at(adverb)
            rank = scale.of_words(words)
            if rank:
                return _ranked(context, rank, words)
    modal = scale.modal(head)
    return _ranked(context, "possible", [modal]) if modal is not None else None


def _all_words(match: Match) -> list[Token]:
    parse, (first, *_, last) = match.token.doc, match.words
    return [parse[i] for i in range(first, last + 1)]


def _ranked(context: Context, rank: str, words: list[Token]) -> Likelihood:
    return Likelihood(rank, context.analysis.span(words[0].i, words[-1].i + 1))


def _relayed(one: Expectation, found: list[Expectation]) -> Expectation:
    """ "Poland believes Germany *expects* …": whose expectation holds another's is its source."""
    around = [
        o
        for o in found
        if o.holders and o is not one and o.proposition.holds(one.evidence[0])
        and o.attitude not in ("doubt", "unknown")
    ]
    around.sort(key=lambda o: len(o.proposition.text))
    chain = [h for o in around for h in o.holders[:1]]
    if not chain:
        return one
    return replace(one, said_by=distinct([*chain, *one.said_by]))


def _once(found: list[Expectation]) -> list[Expectation]:
    kept: list[Expectation] = []
    for one in found:
        if not any(_same(k, one) for k in kept):
            kept.append(one)
    return kept


def _same(a: Expectation, b: Expectation) -> bool:
    return a.proposition.overlaps(b.proposition) and {h.actor for h in a.holders} == {
        h.actor for h in b.holders
    }
