"""Parties that stand beside: of the verb before, beside the subject, before a comma."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from verbale.matcher import Match, syntax
from verbale.model import ActorReference, Reason
from verbale.records.context import Context
from verbale.records.event_rules import Found

if TYPE_CHECKING:
    from spacy.tokens import Token

_TAKES = frozenset({"REQUEST", "THREATEN", "SANCTION"})
_GIVES = frozenset({"ACCUSE", "REQUEST", "THREATEN", "SANCTION", "REJECT"})
"""Types of acts against the same side: "accused Baku and threatened to close the border"."""


def coordinated(context: Context, found: list[Found]) -> list[Found]:
    """The events, with the recipient of the verb before theirs where they tell none."""
    at = {match.token.i: event for match, event in found if event.recipients}
    kept, proceedings = [], context.words("proceedings")
    for match, event in found:
        open_ = event.event_type in _TAKES and not event.recipients
        if open_ and not _calls_for(match.token, proceedings):
            for verb in _beside(match.token):
                other = at.get(verb.i)
                same = other is not None and {a.actor for a in other.actors} == {
                    a.actor for a in event.actors
                }
                if other is not None and same and other.event_type in _GIVES:
                    reason = Reason("recipient.shared", f"as of “{other.trigger.text}” beside it")
                    event = replace(
                        event,
                        id="",
                        recipients=other.recipients,
                        because=(*event.because, reason),
                    )
                    break
        kept.append((match, event))
    return kept


def _calls_for(verb: Token, proceedings: frozenset[str]) -> bool:
    """ "Accused the minister and called for an *inquiry*": that is asked of somebody else."""
    phrases = [p for c in syntax.children(verb, "prep") for p in syntax.children(c, "pobj")]
    phrases += syntax.children(verb, "dobj")
    return any(p.lemma_.lower() in proceedings for p in phrases)


def _beside(token: Token) -> list[Token]:
    """The verbs a verb is coordinated with, the nearest before it first, then those behind it."""
    verb = syntax.clause_verb(token)
    if verb is None or (verb.i != token.i and token.dep_ != "dobj"):
        return []
    before, seen = [], verb
    while seen.dep_ == "conj" and seen.head.pos_ in syntax.VERBAL:
        seen = seen.head
        before.append(seen)
        before += [c for c in syntax.children(seen, "dobj") if c.pos_ == "NOUN"]
    return before


def joined_to(context: Context, match: Match) -> tuple[ActorReference, ...]:
    """ "Egypt brokered the deal, *along with the United States*": who acts beside the subject."""
    verb = match.token
    if verb.pos_ not in syntax.VERBAL or "subject" not in match.frame.roles.get("actor", ()):
        return ()
    while verb.dep_ == "xcomp" and verb.head.pos_ in syntax.VERBAL:
        verb = verb.head
    subjects = list(syntax.children(verb, "nsubj"))
    found = _before_comma(context, verb) + (subjects if len(subjects) > 1 else [])
    holders = [verb, match.token, *syntax.children(verb, *syntax.SUBJECTS)]
    for holder in holders:
        for c in holder.children:
            if c.lower_ in ("along", "together") and c.dep_ in ("prep", "advmod"):
                found += [p for w in syntax.children(c, "prep") if w.lower_ == "with"
                          for p in syntax.children(w, "pobj")]  # fmt: skip
    return context.refs(t for head in found for t in syntax.conjuncts(head))


def _before_comma(context: Context, verb: Token) -> list[Token]:
    """ "*Russia*, China sign deal": a headline's first subject, which the parser leaves out."""
    subject = syntax.child(verb, "nsubj")
    if subject is None or verb.tag_ == "VBD" or subject.left_edge.i < 2:
        return []
    comma = verb.doc[subject.left_edge.i - 1]
    first = context.analysis.mention_at.get(comma.i - 1)
    if comma.lower_ != "," or first is None:
        return []
    starts = verb.sent[0].idx == first.reference.span.start
    return [verb.doc[comma.i - 1]] if starts and not verb.sent[-1].is_punct else []
