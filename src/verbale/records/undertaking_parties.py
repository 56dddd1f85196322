"""Who can bind himself by an undertaking, who speaks for whom, and who "we" are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from verbale.model import ActorReference
from verbale.records.context import Context

if TYPE_CHECKING:
    from spacy.tokens import Token

WE = frozenset({"we", "us", "our", "ours"})
"""Pronouns of a speaker and those he speaks for."""

_BOTH = 2


def binding(context: Context, parties: Iterable[ActorReference]) -> bool:
    """Whether one of them is such as can bind himself."""
    return any(can_bind(context, party) for party in parties)


def can_bind(context: Context, reference: ActorReference) -> bool:
    """True for states, bodies, parties, armed groups and those who hold an office in them."""
    if reference.members:
        return binding(context, reference.members)
    if _anybody(context, reference) or _private(context, reference):
        return False
    sectors = [sector.lower() for sector in reference.sectors]
    if sectors[:1] == ["rel"] and not reference.actor.startswith(("person:", "org:", "office:")):
        return False
    if sectors and sectors[0] in context.words("private-sector"):
        return "opp" in sectors or reference.actor.startswith("country:")
    return bool(sectors or reference.country)


def _anybody(context: Context, reference: ActorReference) -> bool:
    """ "States", "governments": nobody in particular."""
    bare = reference.via == "nominal" and reference.country is None
    return bare and reference.span.text.lower() in context.words("nobody-in-particular")


def _private(context: Context, reference: ActorReference) -> bool:
    """ "The lawyer", "the firm's chief executive": of no sector, or none that governs."""
    if reference.name.lower().split()[-1] in context.words("paper-noun"):
        return not reference.actor.startswith("org:")
    role = (reference.role or "").lower()
    ruling = {s.lower() for s in reference.sectors} & context.words("body-sector")
    return not ruling and role in context.words("private-role")


def named_before(context: Context, subject: Token) -> list[Token]:
    """ "Mr. Lund and Danish premier Mette Frederiksen": the first, hung below the second."""
    return [
        t
        for t in subject.subtree
        if t.i < subject.i
        and t.dep_ in ("amod", "nmod", "compound")
        and context.is_actor(t)
        and t.doc[t.i + 1].lower_ == "and"
        and not any(between.pos_ in ("VERB", "AUX") for between in t.doc[t.i : subject.i])
    ]


def speaks_for(context: Context, source: ActorReference, party: ActorReference) -> bool:
    """Of a state or body speaks who holds an office there; of an official another official."""
    if source.actor == party.actor:
        return True
    if source.country is None or source.country != party.country or not can_bind(context, source):
        return False
    persons = [r for r in (source, party) if r.actor.startswith("person:")]
    if any(not r.sectors for r in persons):
        return False
    return len(persons) < _BOTH or all(r.sectors[0] in ("GOV", "MIL") for r in persons)


def bodies(context: Context, parties: tuple[ActorReference, ...]) -> tuple[ActorReference, ...]:
    """The parties; for "we" the state or body of the speaker."""
    return tuple(_body(context, p) if p.span.text.lower() in WE else p for p in parties)


def _body(context: Context, speaker: ActorReference) -> ActorReference:
    if not speaker.actor.startswith(("person:", "office:", "nominal:")) or speaker.members:
        return speaker
    role = (speaker.role or "").lower()
    if any(word in context.words("not-in-office") for word in role.replace("-", " ").split()):
        return speaker
    body = _named_body(context, speaker)
    if body is None and speaker.country is not None and _official(context, speaker):
        body = _state(context, speaker)
    return body or speaker


def _official(context: Context, reference: ActorReference) -> bool:
    return any(s.lower() in context.words("state-sector") for s in reference.sectors[:1])


def _state(context: Context, speaker: ActorReference) -> ActorReference | None:
    """The speaker's state, by the name that the analysis has of it."""
    code = speaker.country or ""
    name = context.analysis.states.get(code)
    if name is None:
        return None
    return ActorReference(f"country:{code}", name, speaker.span, "pronoun", code)


def _named_body(context: Context, speaker: ActorReference) -> ActorReference | None:
    """The party, armed group or organisation whose office the speaker holds."""
    for office in context.analysis.offices:
        if office.holder.actor != speaker.actor or not office.body or office.former:
            continue
        for mention in context.analysis.mentions:
            found = mention.reference
            if found.name == office.body and found.actor.startswith("org:"):
                if not _official(context, found):
                    return replace(found, span=speaker.span, via="pronoun")
    return None
