"""The learned coder over the words of a document: which of them trigger an event, and of what type."""

from __future__ import annotations

from typing import TYPE_CHECKING

from verbale.matcher import Match, Matcher
from verbale.records.coder.sight import Sight
from verbale.records.context import Context, context_of

if TYPE_CHECKING:
    from spacy.tokens import Token

    from verbale.model import ActorReference, Analysis

_EVENTS = frozenset({"event"})


def document_sight(analysis: Analysis, matcher: Matcher) -> Sight:
    """What is seen of a document whose events have not been matched yet."""
    return sight_of(context_of(analysis, matcher, _EVENTS))


def sight_of(context: Context) -> Sight:
    """What is seen of a document, from the entries of the lexicon that fired in it."""
    matches: dict[int, list[Match]] = {}
    for match in context.of_kind("event"):
        matches.setdefault(match.token.i, []).append(match)

    def mentioned(token: Token) -> ActorReference | None:
        return context.analysis.mention_at[token.i].reference if context.is_actor(token) else None

    return Sight(
        context.parse,
        context.matcher,
        lambda token: context.status(token.i),
        mentioned,
        lambda match, role: bool(context.matcher.fill(match, role, context.is_actor)),
        matches,
    )
