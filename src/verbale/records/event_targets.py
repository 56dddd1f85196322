"""Parties that no mention stands for: what is struck or closed, and the states of places.

"Shelled *a refinery near Saratov*": a thing that is hit is a recipient, of the country its own
phrase tells. "Blamed *Delhi*": a place in the slot of a party stands for its state.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from verbale.matcher import Match, syntax
from verbale.model import ActorReference, Place
from verbale.records.context import Context, distinct

if TYPE_CHECKING:
    from spacy.tokens import Token

_HITTING = frozenset({"ASSAULT", "COERCE", "PROTEST"})
"""Types whose recipient may be a thing or a place: a bridge, a town, a ship."""

_STATE_SLOTS = frozenset({"object", "with", "to", "against", "on", "upon", "from", "between"})
"""Slots in which a place stands for its state in acts of words and dealings."""

_DEPTH = 4
_NEAR = 6


def place_at(context: Context, token: int) -> Place | None:
    """The place a token heads; places stand in the order of the text."""
    places = context.analysis.places
    found = bisect_left(places, token, key=lambda mention: mention.root)
    here = found < len(places) and places[found].root == token
    return places[found].place if here else None


def state_of(place: Place | None) -> ActorReference | None:
    """The state a place stands for."""
    if place is None or place.country is None:
        return None
    return ActorReference(
        f"country:{place.country}", place.name, place.span, "metonym", place.country
    )


def capitals(context: Context, match: Match) -> tuple[ActorReference, ...]:
    """ "*Ulaanbaatar* protested": the states of places that stand where the actor does."""
    if match.token.pos_ not in syntax.VERBAL or "subject" not in match.frame.roles.get("actor", ()):
        return ()
    heads = context.matcher.arguments.fill(match.token, "subject")
    return _states(context, [h for h in heads if h.dep_ in ("nsubj", "nsubjpass", "conj", "pobj")
                             and (h.dep_ != "pobj" or h.head.lower_ == "by")])  # fmt: skip


def targets(
    context: Context, match: Match, actors: tuple[ActorReference, ...]
) -> tuple[ActorReference, ...]:
    """What the entry's slots hold that no mention stands for, the first that is filled."""
    hitting = match.frame.label("event_type") in _HITTING
    home = {a.country for a in actors if a.country}
    fill = context.matcher.arguments.fill
    for heads in (*(fill(match.token, s) for s in _slots(match, hitting)), loose(match.token)):
        found = _states(context, heads)
        if not hitting:
            found = tuple(f for f in found if f.country not in home)
        else:
            found = distinct((*found, *_things(context, heads)))
        if found:
            return found
    return ()


def loose(noun: Token) -> list[Token]:
    """ "Raids by the Taliban *on two posts*": what the parser hangs elsewhere behind an agent."""
    agent = next(
        (c for c in noun.children if c.dep_ in ("prep", "agent") and c.lower_ == "by"), None
    )
    if noun.pos_ != "NOUN" or agent is None:
        return []
    holders = [*agent.subtree, *([noun.head] if noun.dep_ in ("dobj", "pobj") else [])]
    found = (
        c for h in holders for c in syntax.children(h, "prep") if c.lower_ in ("on", "against")
    )
    close = [c for c in found if 0 < c.i - agent.i <= _NEAR]
    return [p for c in close[:1] for p in syntax.children(c, "pobj")]


def _slots(match: Match, hitting: bool) -> list[str]:
    slots = list(match.frame.roles.get("recipient", ()))
    if not hitting:
        return [s for s in slots if s in _STATE_SLOTS]
    verb = match.token.pos_ in syntax.VERBAL
    return [*slots, *(s for s in (("object",) if verb else ("on", "of", "against"))
                      if s not in slots)]  # fmt: skip


def _states(context: Context, heads: Iterable[Token]) -> tuple[ActorReference, ...]:
    tokens = [t for head in heads for t in syntax.conjuncts(head)]
    found = (state_of(place_at(context, t.i)) for t in tokens)
    return distinct(f for f in found if f is not None)


def _things(context: Context, heads: Iterable[Token]) -> Iterator[ActorReference]:
    """Buildings, vessels, posts … as recipients of what hits them."""
    known = context.words("struck-thing")
    for head in heads:
        for token in syntax.conjuncts(syntax.through_quantity(head)):
            if token.pos_ in ("NOUN", "PROPN") and token.lemma_.lower() in known:
                yield _thing(context, token)


def _thing(context: Context, token: Token) -> ActorReference:
    words = context.content(token)
    span = words or context.analysis.span(token.i, token.i + 1)
    name = re.sub(r"^(?:the|an?)\s+", "", span.text, flags=re.IGNORECASE)
    country = next(_countries(context, token), None)
    slug = "-".join(re.findall(r"[^\W_]+", name.lower())) or "x"
    return ActorReference(f"nominal:{slug}", name, span, "nominal", country)


def _countries(context: Context, token: Token) -> Iterator[str]:
    """The countries a thing's own phrase tells: whose it is, then where it stands."""
    for below in token.subtree:
        if below.i == token.i or _far(below, token):
            continue
        mention = context.analysis.mention_at.get(below.i)
        place = place_at(context, below.i)
        country = mention.reference.country if mention is not None else None
        if country or (place is not None and place.country):
            yield country or str(place.country if place else "")


def _far(token: Token, head: Token) -> bool:
    """Whether a word stands in a clause or a further member of the phrase of another."""
    seen = token
    for _ in range(_DEPTH):
        if seen.i == head.i:
            return False
        if seen.dep_ in ("relcl", "acl", "conj", "advcl"):
            return True
        seen = seen.head
    return True
