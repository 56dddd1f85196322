"""One act told with two words of a sentence: "died *in an attack*", "raided …, *killing* none"."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from verbale.model import ActorReference, Event, Reason
from verbale.records.context import distinct
from verbale.records.event_rules import Found, below

_VIOLENT = frozenset({"ASSAULT"})


def folded(found: list[Found]) -> list[Found]:
    """The events, those of violence that tell one act as one with both its words.

    They are one where one word stands below the other in the parse, their status is the same
    and no party of the one differs from a party that the other names.
    """
    kept: list[Found] = []
    for match, event in found:
        for place, (other, earlier) in enumerate(kept):
            linked = below(match.token, other.token) or below(other.token, match.token)
            if linked and _one(earlier, event):
                fuller = _parties(event) > _parties(earlier)
                main = (match, _both(event, earlier)) if fuller else (other, _both(earlier, event))
                kept[place] = main
                break
        else:
            kept.append((match, event))
    return kept


def _one(one: Event, two: Event) -> bool:
    if one.event_type not in _VIOLENT or one.event_type != two.event_type:
        return False
    if one.sentence != two.sentence or one.auxiliary != two.auxiliary:
        return False
    return _agree(one.actors, two.actors) and _agree(one.recipients, two.recipients)


def _agree(some: Iterable[ActorReference], others: Iterable[ActorReference]) -> bool:
    """Whether two lists of parties are the same, or one of them is empty."""
    first, second = {a.actor for a in some}, {a.actor for a in others}
    return not first or not second or first == second


def _parties(event: Event) -> int:
    return bool(event.actors) + bool(event.recipients)


def _both(main: Event, event: Event) -> Event:
    """The event that has more parties, with the other's words."""
    modes = tuple(dict.fromkeys((*main.mode, *event.mode)))
    reason = Reason("event.folded", f"“{event.trigger.text}” tells the same act")
    return replace(
        main,
        id="",
        mode=modes,
        actors=distinct((*main.actors, *event.actors)),
        recipients=distinct((*main.recipients, *event.recipients)),
        also=(*main.also, event.trigger),
        evidence=tuple(dict.fromkeys((*main.evidence, *event.evidence))),
        confidence=max(main.confidence, event.confidence),
        because=(*main.because, event.because[0], reason),
    )
