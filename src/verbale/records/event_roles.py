"""Who acts in an event and upon whom: the entry's roles, and what the clause adds to them."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from verbale.matcher import Match, syntax
from verbale.model import ActorReference, Place
from verbale.records.context import Context, distinct, named, political
from verbale.records.event_beside import joined_to
from verbale.records.event_targets import capitals, loose, place_at, state_of, targets

if TYPE_CHECKING:
    from spacy.tokens import Token

Parties = tuple[tuple[ActorReference, ...], tuple[ActorReference, ...]]
"""Actors and recipients."""

_SEARCHED = frozenset({"REQUEST", "ACCUSE", "THREATEN", "SANCTION", "COERCE", "MOBILIZE", "ASSAULT",
                       "CONCEDE", "AID"})  # fmt: skip
"""Types whose recipient may stand deeper inside ("import curbs on German goods")."""

_LOCATED = frozenset({"SANCTION", "COERCE", "MOBILIZE", "ASSAULT", "CONCEDE", "RETREAT"})
"""Types of acts on a territory: who is at home where they take place is their recipient."""

_PURSUED = frozenset({"SANCTION", "COERCE", "MOBILIZE"})
"""Types whose recipient may stand in what they are for ("sanctions to press Iran")."""

_INNER = frozenset({"of", "for", "on", "upon", "against", "to", "toward", "towards", "with",
                    "from", "in", "into", "at", "near", "over", "about", "between",
                    "among"})  # fmt: skip
_OBJECTS_OF_WORDS = _INNER - {"for", "against", "from", "with"}
"""For what is demanded or alleged: "a request *for* help *against* rebels" is not put to them."""

_PLACING = frozenset(
    {"in", "into", "on", "at", "near", "against", "around", "along", "inside", "off"}
)
_TOWARDS = frozenset({"on", "against", "into"})
_PHRASES = frozenset({"poss", "compound", "amod", "nmod", "appos"})
_LOCALS = frozenset({"REB", "CVL", "SOC", "LAB", "UAF", "CRM", "OPP", "EDU", "REF", "UNK"})
"""First sectors of people who mostly are of where they act."""

_ON_TERRITORY = frozenset({"ASSAULT", "MOBILIZE", "COERCE"})
_AGAINST_OWN = frozenset({"ASSAULT", "COERCE", "ACCUSE"})
"""Types that fall on the actor's own people too ("locked out its crew")."""

_FORCES = frozenset({"MIL", "COP", "PRM"})
_ANSWERS = frozenset({"REJECT", "CONCEDE", "AGREE", "SUPPORT"})

_DEPTH = 5


def parties(context: Context, match: Match) -> Parties:
    """The actors and recipients of a match; what is the actors' own is no recipient."""
    actors = context.role(match, "actor")
    recipients = _recipients(context, match, actors)
    joined = joined_to(context, match) if actors else ()
    actors = distinct((*actors, *joined)) or _bearers(context, match)
    actors = actors or _stray_agent(context, match, recipients)
    recipients = tuple(r for r in recipients if r.actor not in {j.actor for j in joined})
    if match.frame.label("event_type") == "MOBILIZE":
        actors, recipients = _mobilized(actors, recipients)
    actors = actors or capitals(context, match)
    theirs = match.frame.label("event_type") in _AGAINST_OWN
    taken = _others(recipients, actors, theirs)
    if "meet" in match.frame.labelled("mode") and match.frame.label("event_type") == "REJECT":
        taken = _abroad(taken, actors)
    if not taken and not match.frame.labels.get("symmetric"):
        strays = context.refs(t for t in loose(match.token) if context.is_actor(t))
        taken = _others(strays, actors) or targets(context, match, actors)
        taken = taken or _further(context, match, actors)
        taken = taken or _hosts(context, match, actors) or _answering(context, match, actors)
        taken = taken or _ground(context, match)
    if match.frame.label("event_type") == "MOBILIZE":
        taken = tuple(t for t in taken if political(t) and not (_is_force(t) and not t.country))
    return actors, taken


def _mobilized(
    actors: tuple[ActorReference, ...], recipients: tuple[ActorReference, ...]
) -> Parties:
    """The forces that are sent are the actors' own; where nobody sends them they act."""
    home = {None, *(a.country for a in actors)}
    own = tuple(r for r in recipients if _is_force(r) and (not actors or r.country in home))
    return actors or own, tuple(r for r in recipients if r not in own)


def _bearers(context: Context, match: Match) -> tuple[ActorReference, ...]:
    """ "A *Houthi* drone hit the ship": whose the craft or weapon is that acts."""
    if match.frame.label("event_type") not in _ON_TERRITORY:
        return ()
    arguments = context.matcher.arguments
    heads = arguments.fill(match.token, "subject") if match.token.pos_ in syntax.VERBAL else []
    heads = heads or arguments.fill(match.token, "by")
    borne = context.words("craft") | context.words("weapon") | context.words("arsenal")
    for head in heads:
        if head.lemma_.lower() in borne:
            own = [t for s in ("poss", "modifier") for t in arguments.slot(head, s)]
            return context.refs(t for t in own if context.is_actor(t))
    return ()


def _stray_agent(
    context: Context, match: Match, recipients: tuple[ActorReference, ...]
) -> tuple[ActorReference, ...]:
    """ "Was refused a visa *by Rabat*": the agent of a passive, hung on what stands before it."""
    verb = match.token
    if verb.pos_ not in syntax.VERBAL or not syntax.is_passive(verb):
        return ()
    told = {m.token.i for m in context.of_kind("event") if m.token.i != verb.i}
    for below in _behind(verb):
        for c in syntax.children(below, "prep", "agent"):
            if c.lower_ == "by" and below.i not in told:
                agents = [t for p in syntax.children(c, "pobj") for t in syntax.conjuncts(p)]
                return _others(context.refs(t for t in agents if context.is_actor(t)), recipients)
    return ()


def _behind(verb: Token) -> Iterator[Token]:
    """The objects of a verb and of its prepositions, and gerunds behind these."""
    for c in verb.children:
        if c.i > verb.i and c.dep_ in ("dobj", "oprd", "dative"):
            yield c
        elif c.i > verb.i and c.dep_ == "prep":
            yield c
            yield from syntax.children(c, "pobj", "pcomp")


def _is_force(reference: ActorReference) -> bool:
    return bool(_FORCES & set(reference.sectors[:1]))


def _ground(context: Context, match: Match) -> tuple[ActorReference, ...]:
    """ "Exploded bombs in Kabul": the state on whose ground an attack without a victim falls."""
    if match.frame.label("event_type") != "ASSAULT" or match.token.pos_ not in syntax.VERBAL:
        return ()
    found = (state_of(place_at(context, t.i)) for t in _placed(match.token))
    return tuple(f for f in found if f is not None)[:1]


def where(context: Context, match: Match, place: Place | None) -> Place | None:
    """Where an act took place: as its clause says, else as what stands behind in, near … of it."""
    if place is not None:
        return place
    found = (place_at(context, t.i) for t in _placed(match.token, _PLACING - _TOWARDS))
    return next((p for p in found if p is not None and p.country), None)


def _answering(
    context: Context, match: Match, actors: tuple[ActorReference, ...]
) -> tuple[ActorReference, ...]:
    """ "*Paris* refused Santiago's request": who answers a request is whom it was made to."""
    noun = match.token
    if match.frame.label("event_type") != "REQUEST" or noun.pos_ != "NOUN" or not actors:
        return ()
    above = noun.head.head if noun.dep_ == "pobj" else noun.head
    answers = [m for m in context.of_kind("event") if m.token.i == above.i]
    for answer in answers:
        if answer.frame.label("event_type") in _ANSWERS:
            return _others(context.role(answer, "actor"), actors)
    return ()


def _is_other(context: Context, token: Token, ours: set[str]) -> bool:
    """An actor, and not the one who acts ("demanded … in regaining", where it regains)."""
    if not context.is_actor(token):
        return False
    return context.analysis.mention_at[token.i].reference.actor not in ours


def _recipients(
    context: Context, match: Match, actors: tuple[ActorReference, ...]
) -> tuple[ActorReference, ...]:
    """The recipients of the entry's slots; what talks are about is none ("talks on Cyprus")."""
    ours = {a.actor for a in actors}
    found = context.matcher.fill(match, "recipient", lambda t: _is_other(context, t, ours))
    return context.refs(
        t for t in found if not _is_topic(context, t) and not _somewhere(context, t)
    )


def _somewhere(context: Context, token: Token) -> bool:
    """ "Tension in *Depsang*", "*Tor* systems": an unknown name that is a place or a make."""
    mention = context.analysis.mention_at.get(token.i)
    placed = token.dep_ == "pobj" and token.head.lower_ in _PLACING - {"on", "against"}
    placed = placed or token.dep_ in ("compound", "amod", "nmod")
    return placed and mention is not None and not political(mention.reference)


def _is_topic(context: Context, token: Token) -> bool:
    while token.dep_ == "conj" and token.head.i != token.i:
        token = token.head
    preposition = token.head
    if token.dep_ != "pobj" or preposition.lower_ not in ("on", "over", "about", "regarding"):
        return False
    return preposition.head.lemma_.lower() in context.words("talks")


def _others(
    recipients: tuple[ActorReference, ...],
    actors: tuple[ActorReference, ...],
    theirs: bool = False,
) -> tuple[ActorReference, ...]:
    """Whoever is another than the actors; with ``theirs`` also people of their own."""
    ours = {a.actor for a in actors}
    return tuple(
        r
        for r in recipients
        if r.actor not in ours and named(r) and (theirs or not _own(r, actors))
    )


def _abroad(
    recipients: tuple[ActorReference, ...], actors: tuple[ActorReference, ...]
) -> tuple[ActorReference, ...]:
    """ "Washington cancelled a visit by its envoy": he is not whom it turns down."""
    home = {a.country for a in actors if a.country}
    return tuple(r for r in recipients if r.country is None or r.country not in home)


def _own(recipient: ActorReference, actors: tuple[ActorReference, ...]) -> bool:
    """ "Withdrew its troops": what is the actor's own is no recipient."""
    own = recipient.span.text.lower().startswith(("its ", "their ", "his ", "her ", "our ", "my "))
    return own and recipient.country in {None, *(a.country for a in actors)}


def _further(
    context: Context, match: Match, actors: tuple[ActorReference, ...]
) -> tuple[ActorReference, ...]:
    """A recipient deeper in the phrases the trigger governs; else whose territory it is."""
    for token in _candidates(context, match):
        found = _foreign(context, token, actors)
        if found:
            return found
    return ()


def _hosts(
    context: Context, match: Match, actors: tuple[ActorReference, ...]
) -> tuple[ActorReference, ...]:
    """ "Arrived in Cairo": the state of the place that is visited."""
    if "visit" not in match.frame.labelled("mode"):
        return ()
    home = {a.country for a in actors if a.country}
    for slot in match.frame.roles.get("recipient", ()) if home else ():
        for token in context.matcher.arguments.fill(match.token, slot):
            host = state_of(place_at(context, token.i))
            if host is not None and host.country not in home:
                return (host,)
    return ()


def _candidates(context: Context, match: Match) -> Iterator[Token]:
    """Where a recipient may stand outside the entry's slots, the closest first."""
    event_type = match.frame.label("event_type")
    inquires = "investigate" in match.frame.labelled("mode")
    if "recipient" in match.frame.roles and event_type in _SEARCHED and not inquires:
        words = _OBJECTS_OF_WORDS if event_type in ("REQUEST", "ACCUSE") else _INNER
        yield from _inside(_governed(context, match), words)
    if event_type == "THREATEN":
        yield from _conditions(context, match)
    if event_type in _PURSUED:
        yield from _purposes(context, match.token)
    if event_type in _LOCATED:
        yield from _placed(match.token)
    if event_type == "AGREE":
        yield from _promised(context, match.token)


def _foreign(
    context: Context, token: Token, actors: tuple[ActorReference, ...]
) -> tuple[ActorReference, ...]:
    """The actors a token heads that are of another side than these."""
    if not context.is_actor(token) or _somewhere(context, token):
        return ()
    found = context.refs(c for c in syntax.conjuncts(token) if context.is_actor(c))
    return _abroad(_others(found, actors), actors)


def _governed(context: Context, match: Match) -> list[Token]:
    """The phrases and clauses that belong to the trigger, actors' slots left out."""
    slots = [s for s in match.frame.roles.get("recipient", ()) if "." not in s]
    arguments = context.matcher.arguments
    heads = [
        h for s in ("object", *slots, "with", "against") for h in arguments.slot(match.token, s)
    ]
    if match.frame.label("event_type") in ("REQUEST", "THREATEN"):
        for clause in arguments.clauses(match.token):
            heads += [c for c in clause.children if c.dep_ in ("nsubj", "nsubjpass", "dobj")]
            heads += [p for c in clause.children if c.dep_ == "prep" and c.lower_ in _INNER
                      for p in syntax.children(c, "pobj")]  # fmt: skip
    subject = arguments.subject(match.token)
    kept = [h for h in heads if subject is None or h.i != subject.i]
    return [*kept, match.token] if match.token.pos_ in ("NOUN", "PROPN") else kept


def _inside(heads: list[Token], words: frozenset[str] = _INNER) -> Iterator[Token]:
    """The nouns in these phrases, the nearest to their heads first."""
    queue = deque((head, 0) for head in heads)
    seen: set[int] = set()
    while queue:
        token, depth = queue.popleft()
        if token.i in seen or depth > _DEPTH:
            continue
        seen.add(token.i)
        yield token
        for c in token.children:
            if c.dep_ in _PHRASES:
                queue.append((c, depth + 1))
            elif c.dep_ == "prep" and c.lower_ in words:
                queue.extend((p, depth + 1) for p in syntax.children(c, "pobj"))


def _conditions(context: Context, match: Match) -> Iterator[Token]:
    """ "Threatened to leave if *Washington* …": who must do or leave what the condition says."""
    arguments = context.matcher.arguments
    for verb in (match.token, *arguments.clauses(match.token)):
        for c in syntax.children(verb, "advcl"):
            if syntax.marker(c) in ("if", "unless", "until"):
                yield from syntax.children(c, *syntax.SUBJECTS)


def _purposes(context: Context, trigger: Token) -> Iterator[Token]:
    """The objects of the infinitives that say what an act is for."""
    verb = syntax.clause_verb(trigger)
    for c in syntax.children(verb, "advcl", "xcomp") if verb is not None else ():
        taken = context.matcher.arguments.object(c) if syntax.is_infinitive(c) else None
        if taken is not None:
            yield taken


def _promised(context: Context, trigger: Token) -> Iterator[Token]:
    """ "Offered to hand over two men to *Britain*": whom the promised act is for."""
    arguments = context.matcher.arguments
    for clause in arguments.clauses(trigger):
        for slot in ("to", "with", "object.to", "object"):
            yield from arguments.fill(clause, slot)


def _placed(trigger: Token, words: frozenset[str] = _PLACING) -> Iterator[Token]:
    """What stands behind in, on, near … of the trigger's verb."""
    verb = syntax.clause_verb(trigger)
    for holder in (trigger, verb):
        if holder is None:
            continue
        for c in holder.children:
            if c.dep_ == "prep" and c.lower_ in words:
                yield from _inside(list(syntax.children(c, "pobj")))


def grouped(
    context: Context,
    match: Match,
    actors: tuple[ActorReference, ...],
    recipients: tuple[ActorReference, ...],
) -> Parties | None:
    """All parties of a symmetric event as its actors; None where fewer than two are told of."""
    together = distinct(actors + recipients)
    if len(together) > 1 or (together and (together[0].members or _group(together[0]))):
        return together, ()
    return (together, ()) if together and _holds(context, match) else None


def _holds(context: Context, match: Match) -> bool:
    """ "Held talks on trade": one party is told of, and it holds them itself."""
    if not match.frame.labels.get("alone"):
        return False
    verb = context.matcher.arguments.support_verb(match.token)
    return verb is not None and verb.lemma_ in context.words("holding-verb")


def settled(
    references: tuple[ActorReference, ...], place: Place | None
) -> tuple[ActorReference, ...]:
    """Unnamed fighters, crowds and civilians of no told country are of where the act took place."""
    if place is None or place.country is None:
        return references
    return tuple(replace(r, country=place.country) if _local(r) else r for r in references)


def _local(reference: ActorReference) -> bool:
    unnamed = reference.actor.startswith(("nominal:", "people:")) and not reference.members
    own = not reference.sectors or bool(_LOCALS & set(reference.sectors[:1]))
    return unnamed and reference.country is None and own


def _group(reference: ActorReference) -> bool:
    return reference.via in ("nominal", "demonym") and reference.span.text.rstrip().endswith("s")
