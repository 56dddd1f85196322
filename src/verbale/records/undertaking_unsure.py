"""Undertakings that are told in passing, by others, or of somebody who is only partly named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from verbale.matcher import syntax
from verbale.model import ActorReference, Span
from verbale.records.context import Context
from verbale.records.undertaking_parties import WE, speaks_for

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from spacy.tokens import Token


_STEPS = 8


def unsure(
    context: Context, parties: tuple[ActorReference, ...], trigger: Token, action: Span
) -> bool:
    """True where one of the rules holds that leave a record in doubt."""
    if _by_the_way(trigger) or _names_somebody(context, action):
        return True
    return any(rule(context, parties, trigger) for rule in _RULES)


def _by_the_way(trigger: Token) -> bool:
    """ "The bill *drawn up by* the party": a participle beside a noun; a noun in a clause aside."""
    if trigger.pos_ in syntax.VERBAL:
        return trigger.tag_ == "VBN" and trigger.dep_ == "acl"
    if trigger.pos_ != "NOUN":
        return False
    return any(t.dep_ == "relcl" for t in _up(trigger)) or _in_a_report(trigger)


def _in_a_report(noun: Token) -> bool:
    """ "Showed that the agency made the decision to": what a paper shows of a decision."""
    verb = syntax.clause_verb(noun)
    return verb is not None and verb.dep_ == "ccomp" and noun.dep_ == "dobj"


def _up(token: Token) -> Iterator[Token]:
    for _ in range(_STEPS):
        yield token
        if token.head.i == token.i:
            return
        token = token.head


def _names_somebody(context: Context, action: Span) -> bool:
    """ "Settled on Lund": a person is no deed."""
    for token in context.tokens(action):
        mention = context.analysis.mention_at.get(token.i)
        if mention is None or not mention.reference.span.holds(action):
            continue
        return mention.reference.actor.startswith(("person:", "country:"))
    return False


def _judged_ready(context: Context, parties: tuple[ActorReference, ...], trigger: Token) -> bool:
    """ "A policy in which Moscow is willing to", "they claimed he is": a view of others."""
    if trigger.pos_ != "ADJ" or not parties:
        return False
    sources = context.status(trigger.i).sources
    if not sources and not any(t.dep_ in ("relcl", "advcl") for t in _up(trigger)):
        return False
    return not any(_voices(context, s, p) for s in sources for p in parties)


def _voices(context: Context, source: ActorReference, party: ActorReference) -> bool:
    """Whether somebody speaks for a party; for a body of many, only itself."""
    if party.actor.startswith("org:") and party.span.text.lower() not in WE:
        return source.actor == party.actor
    return speaks_for(context, source, party)


def _ill_matched(context: Context, parties: tuple[ActorReference, ...], trigger: Token) -> bool:
    """ "Iran and the powers have agreed": a state beside some who have no name."""
    kinds = {p.actor.split(":")[0] for p in parties}
    return "country" in kinds and bool(kinds & {"nominal", "region"})


def _not_they(context: Context, parties: tuple[ActorReference, ...], trigger: Token) -> bool:
    """ "The army, and not the ministry, decided to": one of those named is left out."""
    return any(_before(context, p).endswith((" not", " but not")) for p in parties)


def _before(context: Context, party: ActorReference) -> str:
    text = context.analysis.document.text[max(party.span.start - 12, 0) : party.span.start]
    return text.lower().rstrip().removesuffix(" the")


def _some_members(context: Context, parties: tuple[ActorReference, ...], trigger: Token) -> bool:
    """ "Members of the coalition promised": some of them, not the whole."""
    for party in parties:
        words = context.parse.char_span(party.span.start, party.span.end, alignment_mode="expand")
        if words is None:
            continue
        inside = words.root.dep_ == "pobj" and words.root.head.lower_ == "of"
        those = words.root.head.head if inside else words.root
        named = not inside and those.lower_ in party.name.lower()
        if those.tag_ == "NNS" and those.lemma_ in context.words("some-of") and not named:
            return True
    return False


_RULES: tuple[Callable[[Context, tuple[ActorReference, ...], Token], bool], ...] = (
    _judged_ready,
    _ill_matched,
    _not_they,
    _some_members,
)
