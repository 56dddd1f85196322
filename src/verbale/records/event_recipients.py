"""Recipients that only look like some: what the trigger is part of, the speaker, the reporter."""

from __future__ import annotations

from verbale.matcher import Match, syntax
from verbale.model import ActorReference
from verbale.records.context import Context

_NOUNS = frozenset({"NOUN", "PROPN"})
_OURS = frozenset({"our", "my", "ours", "mine"})
_SPOKEN = frozenset({"REQUEST", "REJECT", "AGREE", "THREATEN"})
"""Types of acts of words, told *to* reporters as often as meant for them."""

_SUFFERED = frozenset({"yield", "arrest"})
"""Modes of acts that reporters suffer or gain by: "promised to jail the journalists"."""

_JUDGING = frozenset({"SUPPORT", "REJECT", "ACCUSE"})
"""Types of what is said of a thing ("opposed the Paris accord") as often as of somebody."""


def cleared(
    context: Context, match: Match, recipients: tuple[ActorReference, ...]
) -> tuple[ActorReference, ...]:
    """The recipients without those that the phrases they stand in rule out."""
    blamed = _blamed(context, match)
    if blamed:
        return blamed
    return tuple(r for r in recipients if not _ruled_out(context, match, r))


def _ruled_out(context: Context, match: Match, recipient: ActorReference) -> bool:
    span, trigger = recipient.span, context.trigger(match)
    if recipient.name.lower() in syntax.QUANTITIES:
        return True
    if match.token.pos_ in _NOUNS and span.start <= trigger.start < span.end:
        return True
    if recipient.via == "pronoun" and span.text.lower() in _OURS:
        return recipient.actor.startswith("person:")
    reporter = bool({"MED", "JRN"} & set(recipient.sectors[:1]))
    if reporter and match.frame.label("event_type") in _SPOKEN:
        return not _SUFFERED & set(match.frame.labelled("mode"))
    return match.frame.label("event_type") in _JUDGING and _names_a_paper(context, recipient)


def _names_a_paper(context: Context, recipient: ActorReference) -> bool:
    """ "The *Paris* accord", "the *Russia* inquiry": part of a name, no party."""
    place = recipient.via == "metonym" or recipient.actor.startswith("country:")
    for token in context.tokens(recipient.span) if place else ():
        if token.dep_ in ("compound", "nmod") and token.head.lemma_.lower() in (
            context.words("accord") | context.words("inquiry-noun")
        ):
            return True
    return False


def _blamed(context: Context, match: Match) -> tuple[ActorReference, ...]:
    """ "Blamed the murder of the politician *on Moscow*": who stands behind "on" is blamed."""
    verb = match.token
    if verb.lemma_ != "blame" or verb.pos_ not in syntax.VERBAL:
        return ()
    taken = syntax.child(verb, "dobj")
    if taken is None or context.is_actor(taken):
        return ()
    blamed = [p for w in taken.subtree if w.dep_ == "prep" and w.lower_ == "on"
              for p in syntax.children(w, "pobj") if context.is_actor(p)]  # fmt: skip
    return context.refs(blamed)
