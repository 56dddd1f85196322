"""Events: who did what to whom, coded in PLOVER."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from verbale.matcher import Match, syntax
from verbale.model import ActorReference, Event, Reason
from verbale.records.coder.slots import LEARNED
from verbale.records.coder.trigger import (
    NONE,
    Judgement,
    TriggerCoder,
    default_trigger_coder,
    signs_of,
)
from verbale.records.context import Context, named, political
from verbale.records.details import Details
from verbale.records.event_beside import coordinated
from verbale.records.event_doubts import doubt
from verbale.records.event_folding import folded
from verbale.records.event_recipients import cleared
from verbale.records.event_roles import grouped, parties, settled, where
from verbale.records.event_rules import Found, below, ruled
from verbale.records.event_status import corrected, sure_date
from verbale.records.occasions import occasion_of

if TYPE_CHECKING:
    from spacy.tokens import Token

_STILL_TO_COME = frozenset({"plover.planned", "plover.retreat-announced"})
LEARNED_AGREE = f"{LEARNED}agree"
_ON_THE_SPOT = frozenset({"PROTEST", "ASSAULT", "COERCE"})
"""Acts whose crowds and fighters are, where nothing else is told, of the place itself."""

_SUFFERED = frozenset({"ACCUSE", "COERCE", "ASSAULT"})
"""Types of acts that are reported without who does them ("has been accused")."""

_NO_ARMY = frozenset({"COP", "CVL", "CRM", "UNK", "SOC", "LAB", "EDU", "OPP"})
_IRREGULAR = "180"
"""CAMEO's code of violence that is no military force, no kind told."""

_RARE, _NO_EVENT = 0.1, 0.8
"""How likely the coder may find an entry's type at most, and no event at least, to overrule it."""

_GOVERNING = frozenset({"AGREE", "REJECT", "THREATEN", "REQUEST", "ACCUSE", "CONCEDE"})


def find_events(context: Context, coder: TriggerCoder | None = None) -> list[Event]:
    """All events, the same one told twice once. ``coder`` stands in for the installed one."""
    found: list[Found] = []
    coder = coder or default_trigger_coder()
    judged = coder.judged(context)
    beside = _rivals(context)
    for match in (*_best(context), *coder.proposed(context, judged)):
        event = _event(context, match)
        unlikely = _unlikely(context, match, judged.get(match.token.i))
        if event is not None and not unlikely and not doubt(context, match, event):
            event = _planned(match, event)
            lost = _lost(match, beside)
            if lost:
                event = replace(event, because=(*event.because, *lost))
            found.append((match, _weighed(match, event, judged.get(match.token.i), coder)))
    details = Details(context)
    outer = folded(_outermost(*ruled(context, coordinated(context, found))))
    return _told_once(context, [details.add(event, match) for match, event in outer])


def _planned(match: Match, event: Event) -> Event:
    """ "Will supply radios": an act the coder takes for AGREE is agreed by being announced."""
    denied = bool({"negation", "hypothetical"} & set(event.auxiliary))
    if match.frame.id != LEARNED_AGREE or "future" not in event.auxiliary or denied:
        return event
    rest = tuple(a for a in event.auxiliary if a != "future")
    reason = Reason("plover.planned", "cooperation still to come counts as AGREE")
    return replace(event, id="", auxiliary=rest, because=(*event.because, reason))


def _unlikely(context: Context, match: Match, judgement: Judgement | None) -> bool:
    """ "The *captured* medics": a verb that the coder, unlike an entry, takes for no event at all.

    What a verb of saying tells lies in its clause, of which the coder sees little.
    """
    if judgement is None or match.token.pos_ not in syntax.VERBAL:
        return False
    if match.token.lemma_.lower() in context.says or _strikes(context, match):
        return False
    return (
        judgement.of(match.frame.label("event_type")) < _RARE and judgement.sure[NONE] > _NO_EVENT
    )


def _strikes(context: Context, match: Match) -> bool:
    """ "A bomb *ripped* through the market": of weapons, the coder knows few of the verbs."""
    if match.frame.label("event_type") != "ASSAULT":
        return False
    subjects = context.matcher.arguments.fill(match.token, "subject")
    return any(t.lemma_.lower() in context.words("weapon") for t in subjects)


def _weighed(match: Match, event: Event, judgement: Judgement | None, coder: TriggerCoder) -> Event:
    """The event with what the learned coder says of its trigger."""
    if judgement is None:
        return event
    reasons = judgement.reasons(coder.model, event.event_type)
    confidence = coder.confidence(signs_of(judgement, match, event))
    return replace(event, because=(*event.because, *reasons), confidence=confidence)


def _best(context: Context) -> list[Match]:
    """One entry a trigger: of several equally specific ones the first that fills most roles."""
    best: dict[int, tuple[int, Match]] = {}
    for match in context.of_kind("event"):
        filled = sum(bool(context.role(match, role)) for role in match.frame.roles)
        if match.token.i not in best or filled > best[match.token.i][0]:
            best[match.token.i] = (filled, match)
    return [match for _, match in sorted(best.values(), key=lambda pair: pair[1].token.i)]


def _rivals(context: Context) -> dict[int, list[Match]]:
    """The entries that fire at a word, where they are several."""
    fired: dict[int, list[Match]] = {}
    for match in context.of_kind("event"):
        fired.setdefault(match.token.i, []).append(match)
    return {place: matches for place, matches in fired.items() if len(matches) > 1}


def _lost(match: Match, rivals: dict[int, list[Match]]) -> tuple[Reason, ...]:
    """The other entries that fired at the same word, and why this one was taken."""
    others = [m.frame for m in rivals.get(match.token.i, ()) if m.frame.id != match.frame.id]
    if not others:
        return ()
    named = ", ".join(f"{frame.id} ({frame.label('event_type')})" for frame in others)
    why = "of those as specific the first that fills most roles is taken"
    return (Reason("frame.considered", f"{named} also fit; {why}"),)


def _event(context: Context, match: Match) -> Event | None:
    actors, recipients = parties(context, match)
    recipients = cleared(context, match, recipients)
    filled = {"actor": actors, "recipient": recipients}
    needs = _needs(context, match)
    if not all(any(map(named, filled[role])) for role in needs):
        return None
    if not any(map(political, actors + recipients)):
        return None
    if match.frame.labels.get("symmetric") or (len(actors) > 1 and _mutual(context, match)):
        together = grouped(context, match, actors, recipients)
        if together is None:
            return None
        actors, recipients = together
    shared = context.shared(_standing(match.token).i, match.frame.id, context.note(match))
    shared["auxiliary"], why = corrected(context, match, shared["auxiliary"])
    shared["because"] += why
    shared["date"] = sure_date(context, shared["date"], shared["auxiliary"])
    if match.frame.label("event_type") in _ON_THE_SPOT:
        told = (actors, recipients)
        there = where(context, match, shared["place"])
        actors, recipients = settled(actors, there), settled(recipients, there)
        if told != (actors, recipients):
            shared["because"] += (Reason("actor.place", "unnamed people, of where it took place"),)
    event_type, mode = match.frame.label("event_type"), match.frame.labelled("mode")
    return Event(
        **shared,
        evidence=context.evidence(match, *(a.span for a in actors + recipients)),
        event_type=event_type,
        trigger=context.trigger(match),
        mode=mode,
        context=match.frame.labelled("context"),
        actors=actors,
        recipients=recipients,
        score=context.vocabulary.score(event_type, mode),
        quad=context.vocabulary.quad(event_type),
        cameo=_code(context.vocabulary.cameo(match.frame, event_type, mode), actors),
        occasion=occasion_of(context, match.token),
    )


def _needs(context: Context, match: Match) -> tuple[str, ...]:
    """The roles that must be filled; of who is accused, held or struck by nobody told, that one."""
    needs = match.frame.labelled("needs") or ("actor",)
    if needs == ("actor", "recipient") and _mutual(context, match):
        return ("actor",)
    done = match.frame.label("event_type") in _SUFFERED and "recipient" in match.frame.roles
    if done and needs == ("actor",) and match.token.tag_ == "VBN" and _agentless(match.token):
        suffers = context.matcher.arguments.object(match.token)
        return ("recipient",) if suffers is not None and context.is_actor(suffers) else needs
    return needs


def _mutual(context: Context, match: Match) -> bool:
    """ "Kabul and Islamabad *traded* accusations": each does it to the other."""
    if match.token.pos_ != "NOUN" or match.token.dep_ != "dobj":
        return False
    return match.token.head.lemma_ in context.words("exchanging-verb")


def _agentless(verb: Token) -> bool:
    return syntax.is_passive(verb) and syntax.child(verb, "agent") is None


def _code(code: str | None, actors: tuple[ActorReference, ...]) -> str | None:
    """The CAMEO code; violence by who is no armed force is no use of military force (19)."""
    civil = actors and all(set(a.sectors[:1]) & _NO_ARMY for a in actors)
    return _IRREGULAR if code and code.startswith("19") and civil else code


def _standing(trigger: Token) -> Token:
    """ "Talks are set *to resume*": the verb that says how far an event noun has come."""
    if trigger.pos_ not in ("NOUN", "PROPN"):
        return trigger
    if trigger.dep_ in ("nsubj", "nsubjpass"):
        below = syntax.child(trigger.head, "xcomp")
        return below if below is not None and below.pos_ in syntax.VERBAL else trigger
    counting = syntax.counting(trigger)
    return counting.head if counting.i != trigger.i and counting.dep_ == "dobj" else trigger


def _outermost(
    found: list[tuple[Match, Event]], dropped: list[tuple[Match, Event]]
) -> list[tuple[Match, Event]]:
    """Leave out what another event is about: "agreed to hold talks" is one AGREE.

    An entry that only says when something is due gives way to the event below it.
    """
    by_sentence: dict[int, list[tuple[Match, Event]]] = {}
    for match, event in (*found, *dropped):
        by_sentence.setdefault(event.sentence.start, []).append((match, event))
    kept = []
    for match, event in found:
        beside = by_sentence[event.sentence.start]
        if not any(_covered(match, event, governor, other) for governor, other in beside):
            kept.append((match, _with_dates(match, event, beside)))
    return kept


def _with_dates(match: Match, event: Event, beside: list[tuple[Match, Event]]) -> Event:
    """The event with the word that says it is due ("*scheduled* to meet") as evidence."""
    for governor, other in beside:
        if _yields(governor, other, match, event):
            return replace(
                event,
                id="",
                evidence=(*event.evidence, other.trigger),
                because=(*event.because, other.because[0]),
            )
    return event


def _yields(match: Match, event: Event, inner: Match, told: Event) -> bool:
    """Whether an entry only says that the event below it is due."""
    due = bool(match.frame.labels.get("yields")) and match.token.i != inner.token.i
    return due and told.event_type == event.event_type and below(inner.token, match.token)


def _covered(match: Match, event: Event, governor: Match, other: Event) -> bool:
    """Whether one event is told with another one of its sentence."""
    if governor.token.i == match.token.i:
        return False
    if _yields(match, event, governor, other):
        return True
    if match.token.i in governor.words:
        return True
    governs = other.event_type in _GOVERNING and not governor.frame.labels.get("yields")
    return _unreal(event) and governs and below(match.token, governor.token)


def _unreal(event: Event) -> bool:
    """Still to come, supposed or denied; what is long past was real."""
    return bool(set(event.auxiliary) - {"historical"}) or any(
        r.rule in _STILL_TO_COME for r in event.because
    )


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
    if one.mode and two.mode and one.mode != two.mode:
        return False
    if one.date and two.date and one.date.value != two.date.value:
        return False
    parties = {a.actor for a in one.actors}, {r.actor for r in one.recipients}
    others = {a.actor for a in two.actors}, {r.actor for r in two.recipients}
    return parties == others
