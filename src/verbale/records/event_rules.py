"""The codebook's rules over the events of a document (``data/event_rules.yaml``)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from verbale.matcher import Match, syntax
from verbale.matcher.cameo import cameo_of
from verbale.matcher.event_rules import Beside, EventRule, default_event_rules
from verbale.matcher.vocabulary import QUADS, score
from verbale.model import ActorReference, Event, Reason
from verbale.records.context import Context

if TYPE_CHECKING:
    from spacy.tokens import Token

Found = tuple[Match, Event]
"""An event with the entry that made it."""

_CIRCUMSTANCE = frozenset({"during", "after", "before", "since", "despite", "amid", "following"})
"""Prepositions whose noun stands beside what the governing trigger is about."""

_UNREAL = frozenset({"negation", "hypothetical", "future"})
_PRIVATE = frozenset({"CVL", "COP", "JUD", "UNK", "LAB", "AGR", "EDU", "MED"})
"""Sectors of ordinary crime and of those who pursue it."""

_PUBLIC = ("country:", "person:", "org:")
"""How the ids of states, known persons and bodies begin."""

_FAR = 40
"""Words of a clause that are looked at for a rule's words."""


def ruled(context: Context, found: list[Found]) -> tuple[list[Found], list[Found]]:
    """The events as the codebook has them (changed, or two of one), and those it drops."""
    kept: list[Found] = []
    dropped: list[Found] = []
    rules = default_event_rules()
    beside = _Neighbours(found)
    for match, event in found:
        further: list[Found] = []
        made: Event | None = _dated(context, match.token, event)
        for rule in rules:
            if made is None:
                break
            if _applies(context, rule, match, made, beside):
                if rule.also is not None:
                    further.append((match, _become(made, rule, *rule.also)))
                else:
                    made = None if rule.drop else _changed(made, rule)
        if made is None:
            dropped.append((match, event))
        else:
            kept += [(match, made), *further]
    return kept, dropped


def _dated(context: Context, token: Token, event: Event) -> Event:
    """What is dated behind the day of the report is still to come."""
    published = context.analysis.document.published
    value = event.date.value.split("/")[0] if event.date is not None else ""
    if published is None or event.auxiliary or not value[:4].isdigit():
        return event
    known = value[: len("2025-01-01")]
    later = "W" not in known and known > published[: len(known)]
    span = event.date.span if event.date is not None else None
    ahead = span is not None and bool(set(span.text.lower().split()) & context.words("future-time"))
    verb = syntax.clause_verb(token)
    if not (later or ahead) or (verb is not None and verb.tag_ == "VBD"):
        return event
    reason = Reason("date.future", f"{value} lies after the day of the report")
    return replace(event, id="", auxiliary=("future",), because=(*event.because, reason))


class _Neighbours:
    """The events of a document by sentence."""

    def __init__(self, found: Iterable[Found]) -> None:
        self.all = list(found)
        self.by_sentence: dict[int, list[Found]] = {}
        for match, event in self.all:
            self.by_sentence.setdefault(event.sentence.start, []).append((match, event))
        self.parties: dict[str, set[str]] = {}
        for _, event in self.all:
            if "negation" not in event.auxiliary:
                names = _names((*event.actors, *event.recipients))
                self.parties.setdefault(event.event_type, set()).update(names)


def _applies(
    context: Context, rule: EventRule, match: Match, event: Event, beside: _Neighbours
) -> bool:
    when = rule.when
    if event.event_type not in when.types or (when.modes and not when.modes & set(event.mode)):
        return False
    status = set(event.auxiliary)
    if not when.auxiliary <= status or when.without & status:
        return False
    if (when.negated and not _asks_negation(match)) or (when.private and not _is_private(event)):
        return False
    if when.words and not _says(match.token, when.words):
        return False
    if when.word_class and not _says(match.token, context.words(when.word_class)):
        return False
    if when.under and not _stands_under(match.token, when.under):
        return False
    if when.marker and not _marked(match.token, when.marker):
        return False
    return when.beside is None or _stands_beside(when.beside, match, event, beside)


def _is_private(event: Event) -> bool:
    """Whether no party is a state, a body, somebody named, or of another country than the rest."""
    parties = [*event.actors, *event.recipients]
    parties += [member for party in parties for member in party.members]
    several = len({party.country for party in parties if party.country}) > 1
    return not several and all(
        set(party.sectors) <= _PRIVATE and not party.actor.startswith(_PUBLIC) for party in parties
    )


def _asks_negation(match: Match) -> bool:
    """Whether the entry itself is a negation ("will not accept")."""
    if match.frame.trigger.get("negated") is True:
        return True
    return any("not" in words for words in match.frame.words)


def _says(trigger: Token, words: frozenset[str]) -> bool:
    """Whether the trigger's clause holds one of these lemmas."""
    verb = syntax.clause_verb(trigger)
    head = trigger if verb is None else verb
    for number, token in enumerate(head.subtree):
        if number > _FAR:
            return False
        if token.lemma_.lower() in words or token.lower_ in words:
            return True
    return False


def _stands_under(trigger: Token, words: frozenset[str]) -> bool:
    """Whether one of these words governs the trigger ("stopped *short* of recognising")."""
    seen = trigger
    for _ in range(4):
        if seen.head.i == seen.i:
            return False
        seen = seen.head
        if seen.lemma_.lower() in words:
            return True
    return False


def _marked(trigger: Token, markers: frozenset[str]) -> bool:
    """ "Will withdraw *unless* …": a clause below the trigger's, or below those over it."""
    seen: Token | None = syntax.clause_verb(trigger)
    for _ in range(4):
        if seen is None:
            return False
        for c in seen.children:
            if c.dep_ == "advcl" and syntax.marker(c) in markers:
                return True
        above = seen.head
        seen = above if above.i != seen.i and seen.dep_ in ("xcomp", "ccomp", "conj") else None
    return False


def _stands_beside(wanted: Beside, match: Match, event: Event, beside: _Neighbours) -> bool:
    if wanted.document:
        parties = set().union(*(beside.parties.get(t, set()) for t in wanted.types))
        return bool(parties & _names(event.actors))
    return any(
        other is not event and _is_wanted(wanted, match, event, governor, other)
        for governor, other in beside.by_sentence.get(event.sentence.start, ())
    )


def _is_wanted(wanted: Beside, match: Match, event: Event, governor: Match, other: Event) -> bool:
    if other.event_type not in wanted.types or governor.token.i == match.token.i:
        return False
    if wanted.modes and not wanted.modes & set(other.mode):
        return False
    if wanted.over:
        return below(governor.token, match.token) and bool(
            _names(event.actors) & _names(other.actors)
        )
    if _UNREAL & set(other.auxiliary):
        return False
    if wanted.actor and not _names(event.actors) & _names(other.actors):
        return False
    if wanted.recipient and not _names(event.recipients) & _names(other.recipients):
        return False
    if wanted.purpose and not _is_purpose(match.token, governor.token):
        return False
    return not wanted.under or below(match.token, governor.token)


def _is_purpose(trigger: Token, other: Token) -> bool:
    """ "Imposed sanctions *to press* Iran": an infinitive that says what the other act is for."""
    if trigger.dep_ not in ("advcl", "relcl", "acl") or not syntax.is_infinitive(trigger):
        return False
    return trigger.head.i in (other.i, *(a.i for a in other.ancestors))


def _names(references: Iterable[ActorReference]) -> set[str]:
    found: set[str] = set()
    for reference in references:
        several = reference.members or (reference,)
        found.update(member.actor for member in several)
        found.update(f"country:{m.country}" for m in several if m.country and _acts_for(m))
    return found


def _acts_for(reference: ActorReference) -> bool:
    """Whether a reference may stand for its state: its government, its forces."""
    return not reference.sectors or bool({"GOV", "MIL"} & set(reference.sectors))


def _changed(event: Event, rule: EventRule) -> Event:
    event_type = rule.event_type or event.event_type
    mode = event.mode if rule.mode is None else rule.mode
    if rule.modes:
        mode = (rule.modes[event.event_type],) if event.event_type in rule.modes else ()
    return _become(event, rule, event_type, mode)


def _become(event: Event, rule: EventRule, event_type: str, mode: tuple[str, ...]) -> Event:
    same = event_type == event.event_type
    return replace(
        event,
        id="",
        event_type=event_type,
        mode=mode,
        score=score(event_type, mode),
        quad=QUADS[event_type],
        cameo=event.cameo if same else cameo_of(event_type, mode, event.context, event.event_type),
        auxiliary=(
            *(a for a in event.auxiliary if a not in (*rule.lose, *rule.gain)),
            *rule.gain,
        ),
        because=(*event.because, Reason(rule.id, rule.note)),
    )


def below(token: Token, head: Token) -> bool:
    """Whether a trigger stands in what another one governs."""
    seen = token
    for _ in range(8):
        if seen.dep_ in ("relcl", "conj") and seen.head.pos_ in syntax.VERBAL:
            return False
        if seen.head.i == seen.i or (seen.dep_ == "prep" and seen.lower_ in _CIRCUMSTANCE):
            return False
        seen = seen.head
        if seen.i == head.i:
            return True
    return False
