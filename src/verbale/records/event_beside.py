"""Parties that an event shares with the one it is coordinated with."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from verbale.matcher import syntax
from verbale.model import Reason
from verbale.records.event_rules import Found

if TYPE_CHECKING:
    from spacy.tokens import Token

_TAKES = frozenset({"REQUEST", "THREATEN", "SANCTION"})
_GIVES = frozenset({"ACCUSE", "REQUEST", "THREATEN", "SANCTION", "REJECT"})
"""Types of acts against the same side: "accused Baku and threatened to close the border"."""


def coordinated(found: list[Found]) -> list[Found]:
    """The events, with the recipient of the verb before theirs where they tell none."""
    at = {match.token.i: event for match, event in found if event.recipients}
    kept = []
    for match, event in found:
        if event.event_type in _TAKES and not event.recipients:
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
