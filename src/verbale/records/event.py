"""Events: who did what to whom, coded in PLOVER."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from verbale.matcher import Match, syntax
from verbale.matcher.vocabulary import QUADS, score
from verbale.model import ActorReference, Event, Reason
from verbale.records.context import Context, distinct, political
from verbale.records.details import Details
from verbale.records.occasions import occasion_of

if TYPE_CHECKING:
    from spacy.tokens import Token

_PLANNED = frozenset({"CONSULT", "COOPERATE", "SUPPORT", "AID"})
"""Cooperation that is planned counts as AGREE (PLOVER manual, "Auxiliary modes" and AGREE)."""

_GOVERNING = frozenset({"AGREE", "REJECT", "THREATEN", "REQUEST", "ACCUSE", "CONCEDE"})


def find_events(context: Context) -> list[Event]:
    """All events, the same one told twice once."""
    found = []
    details = Details(context)
    for match in _best(context):
        event = _event(context, match)
        if event is not None:
            found.append((match, details.add(event, match)))
    return _told_once(context, _outermost(context, found))


def _best(context: Context) -> list[Match]:
    """One entry a trigger: of several equally specific ones the first that fills most roles."""
    best: dict[int, tuple[int, Match]] = {}
    for match in context.of_kind("event"):
        filled = sum(bool(context.role(match, role)) for role in match.frame.roles)
        if match.token.i not in best or filled > best[match.token.i][0]:
            best[match.token.i] = (filled, match)
    return [match for _, match in sorted(best.values(), key=lambda pair: pair[1].token.i)]


def _event(context: Context, match: Match) -> Event | None:
    actors, recipients = context.role(match, "actor"), context.role(match, "recipient")
    ours = {a.actor for a in actors}
    recipients = tuple(
        r for r in recipients if r.actor not in ours and political(r) and not _own(r, actors)
    )
    filled = {"actor": actors, "recipient": recipients}
    needs = match.frame.labelled("needs") or ("actor",)
    if not all(filled.get(role) for role in needs) or not all(
        any(map(political, filled[role])) for role in needs
    ):
        return None
    if match.frame.labels.get("symmetric"):
        actors, recipients = distinct(actors + recipients), ()
        if len(actors) < 2 and not (actors and (actors[0].members or _group(actors[0]))):
            return None
    shared = context.common(match)
    event_type, mode = match.frame.label("event_type"), match.frame.labelled("mode")
    planned = event_type in _PLANNED and "future" in shared["auxiliary"]
    if planned and "negation" not in shared["auxiliary"]:
        shared["because"] += (
            Reason("plover.planned", f"{event_type} still to come counts as AGREE"),
        )
        shared["auxiliary"] = tuple(a for a in shared["auxiliary"] if a != "future")
        event_type, mode = "AGREE", ()
    return Event(
        **shared,
        evidence=context.evidence(match, *(a.span for a in actors + recipients)),
        confidence=_confidence(match, actors, recipients),
        event_type=event_type,
        trigger=context.trigger(match),
        mode=mode,
        context=match.frame.labelled("context"),
        actors=actors,
        recipients=recipients,
        score=score(event_type, mode),
        quad=QUADS[event_type],
        cameo=match.frame.label("cameo") or None,
        occasion=occasion_of(context, match.token),
    )


def _own(recipient: ActorReference, actors: tuple[ActorReference, ...]) -> bool:
    """ "Withdrew its troops": what is the actor's own is no recipient."""
    own = recipient.span.text.lower().startswith(("its ", "their ", "his ", "her ", "our ", "my "))
    return own and recipient.country in {None, *(a.country for a in actors)}


def _group(reference: ActorReference) -> bool:
    return reference.via in ("nominal", "demonym") and reference.span.text.rstrip().endswith("s")


def _confidence(
    match: Match, actors: tuple[ActorReference, ...], recipients: tuple[ActorReference, ...]
) -> float:
    """A first estimate from what is filled; calibration belongs to a later version."""
    base = 0.55 + 0.1 * bool(actors) + 0.1 * bool(recipients) + 0.05 * (len(match.words) > 1)
    return min(0.9, base + 0.05 * bool(match.frame.requires))


def _outermost(context: Context, found: list[tuple[Match, Event]]) -> list[Event]:
    """Leave out what another event is about: "agreed to hold talks" is one AGREE."""
    kept = []
    for match, event in found:
        governed = any(
            other.event_type in _GOVERNING
            and governor.token.i != match.token.i
            and (event.auxiliary or any(r.rule == "plover.planned" for r in event.because))
            and _below(match.token, governor.token)
            for governor, other in found
        )
        same_place = any(
            governor.token.i != match.token.i and match.token.i in governor.words
            for governor, _ in found
        )
        if not governed and not same_place:
            kept.append(event)
    return kept


def _below(token: Token, head: Token) -> bool:
    seen = token
    for _ in range(8):
        if seen.dep_ in ("relcl", "conj") and seen.head.pos_ in syntax.VERBAL:
            return False
        if seen.head.i == seen.i:
            return False
        seen = seen.head
        if seen.i == head.i:
            return True
    return False


def _told_once(context: Context, events: list[Event]) -> list[Event]:
    """Fold later mentions of the same act (type, parties, status, date) into the first."""
    kept: list[Event] = []
    for event in events:
        for number, earlier in enumerate(kept):
            if _same(earlier, event):
                kept[number] = replace(
                    earlier,
                    also=(*earlier.also, event.trigger),
                    date=earlier.date or event.date,
                    place=earlier.place or event.place,
                    magnitude=earlier.magnitude or event.magnitude,
                    occasion=earlier.occasion or event.occasion,
                    id="",
                )
                break
        else:
            kept.append(event)
    return kept


def _same(one: Event, two: Event) -> bool:
    if one.event_type != two.event_type or one.auxiliary != two.auxiliary:
        return False
    if one.date and two.date and one.date.value != two.date.value:
        return False
    parties = {a.actor for a in one.actors}, {r.actor for r in one.recipients}
    others = {a.actor for a in two.actors}, {r.actor for r in two.recipients}
    return parties == others
