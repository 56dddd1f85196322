"""Undertakings by the entries of the lexicon, and the making of the record."""

from __future__ import annotations

import calendar
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from verbale.matcher import Match, syntax
from verbale.model import ActorReference, Link, Span, Undertaking
from verbale.records.context import Context, distinct
from verbale.records.undertaking_action import (
    action_of,
    condition_of,
    coordinated,
    due_of,
    main_verb,
    money_of,
    opening_of_condition,
    said_then,
    sure_day,
    told_whole,
)
from verbale.records.undertaking_checks import (
    PENDING,
    ahead,
    asks,
    attempted,
    before_it,
    by_hearsay,
    concrete,
    denied,
    negated,
    possible,
)
from verbale.records.undertaking_doubts import doubtful
from verbale.records.undertaking_misread import misread, no_deed
from verbale.records.undertaking_open import left_undecided
from verbale.records.undertaking_owners import doubtful_owner, some_of
from verbale.records.undertaking_parties import binding, bodies, named_before

if TYPE_CHECKING:
    from spacy.tokens import Token

_PREDICATIVE = frozenset({"acomp", "oprd", "attr", "conj", "xcomp", "ccomp", "ROOT"})
"""What an adjective is where somebody *is* ready: not in "reporters ready to help"."""

_TENDERS = frozenset({"offer", "propose", "suggest", "float", "table", "moot", "dangle", "put"})
_DAYS = frozenset(calendar.day_name)
_POINTING = frozenset({"it", "this", "that", "so"})
_FEW = 5
_NEVER = frozenset({"future", "hypothetical"})
"""What an undertaking is by being one, and what it can not be."""
_SMALL = 3
"""Words of so many letters say nothing by themselves."""

_REACHED = frozenset({"begun", "done", "delayed", "abandoned"})
"""Statuses that hold only where the predicate took place."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a rule has found: the heads of the actions, who binds himself, and how far it is."""

    heads: list[Token]
    parties: tuple[ActorReference, ...]
    status: str
    trigger: Token
    rule: str
    note: str
    counterparties: tuple[ActorReference, ...] = ()
    without: frozenset[int] = frozenset()
    links: tuple[Link, ...] = ()
    words: Span | None = None
    also: tuple[Span, ...] = field(default=())
    said_by: tuple[ActorReference, ...] = ()


def by_frame(context: Context, match: Match) -> list[Undertaking]:
    """The undertakings an entry tells of; none where its words bind nobody."""
    head = context.matcher.first(match, "action")
    if head is None or not possible(context, match.token):
        return []
    if left_undecided(context, match.token) or misread(context, match.token):
        return []
    parties = _parties(context, match)
    if not _bound(context, match, head, parties):
        return []
    if match.frame.pos == "adj" and match.token.dep_ not in _PREDICATIVE:
        return []
    if head.pos_ in syntax.VERBAL and _astray(head, match.token):
        return []
    head = main_verb(head)
    status = _status(context, match, head)
    if not status or not concrete(context, head) or no_deed(context, match, head, status):
        return []
    if asks(head) and (status != "proposed" or negated(match.token)):
        return []
    return made(
        context,
        Found(
            heads=coordinated(head),
            parties=bodies(context, parties),
            counterparties=context.role(match, "counterparty"),
            status=status,
            trigger=match.token,
            rule=match.frame.id,
            note=context.note(match),
            without=frozenset(match.words),
            words=context.trigger(match),
            said_by=_promiser(context, match, parties),
        ),
    )


def _astray(head: Token, trigger: Token) -> bool:
    """ "Pledged to protect the people as … *plans*": a verb for an object; a clause before."""
    return head.dep_ == "dobj" or (head.dep_ == "ccomp" and head.i < trigger.i)


def _bound(
    context: Context, match: Match, head: Token, parties: tuple[ActorReference, ...]
) -> bool:
    """Whether they can bind themselves, and do so by these words."""
    if not binding(context, parties) or _same(parties, context, head):
        return False
    return not attempted(context, match.token, parties)


def _same(parties: tuple[ActorReference, ...], context: Context, head: Token) -> bool:
    """True where the action is nothing but one of the parties."""
    mention = context.analysis.mention_at.get(head.i)
    return mention is not None and any(p.span == mention.reference.span for p in parties)


def _parties(context: Context, match: Match) -> tuple[ActorReference, ...]:
    """Who binds himself; of a participle that strayed into a clause of others, who its own is."""
    if match.token.dep_ == "amod" and match.token.tag_ == "VBN":
        owners = context.refs(syntax.children(match.token.head, "poss"))
        return tuple(o for o in owners if o.via != "pronoun")
    told = _subject_of_promise(context, match)
    if told:
        return told
    owner = _owner(match.token)
    if owner is not None:
        subject = context.matcher.arguments.subject(owner)
        return context.refs(syntax.conjuncts(subject)) if subject is not None else ()
    found = context.role(match, "party")
    if not found and match.token.dep_ in ("acomp", "oprd"):
        subject = context.matcher.arguments.subject(match.token.head)
        return context.refs(syntax.conjuncts(subject)) if subject is not None else ()
    subject = context.matcher.arguments.subject(match.token)
    if subject is None and found:
        subject = _passive_subject(context, match.token)
    if subject is None or match.token.pos_ == "NOUN":
        return found
    return distinct((*context.refs(named_before(context, subject)), *found))


def _passive_subject(context: Context, verb: Token) -> Token | None:
    """ "Mr. Lund and Mr. Berg are scheduled to": who is named as subject of a passive."""
    own = syntax.child(verb, "nsubjpass")
    return own if own is not None and context.is_actor(own) else None


def _subject_of_promise(context: Context, match: Match) -> tuple[ActorReference, ...]:
    """ "The minister promised that Norway would send aid": who is to do it, where that is told."""
    head = context.matcher.first(match, "action")
    if head is None or head.dep_ not in ("ccomp", "acl") or syntax.is_passive(head):
        return ()
    own = syntax.child(head, "nsubj")
    if own is None or own.pos_ == "PRON" or not context.is_actor(own):
        return ()
    if match.token.pos_ == "VERB" and not context.role(match, "party"):
        return ()
    found = context.refs(syntax.conjuncts(own))
    return found if binding(context, found) else ()


def _promiser(
    context: Context, match: Match, parties: tuple[ActorReference, ...]
) -> tuple[ActorReference, ...]:
    """ "The minister promised that Norway would": whose word it is, where none else is heard."""
    if match.token.pos_ != "VERB" or context.status(match.token.i).sources:
        return ()
    giver = context.role(match, "party")
    told = _subject_of_promise(context, match)
    if not told or {g.actor for g in giver} & {p.actor for p in parties}:
        return ()
    return giver


def _owner(token: Token) -> Token | None:
    """ "Urging them to agree and *vowing* to help": the verb in the same form it goes on from."""
    if token.dep_ != "conj" or token.pos_ != "VERB" or syntax.child(token, *syntax.SUBJECTS):
        return None
    head = token.head
    if head.pos_ not in syntax.VERBAL or _participle(token) == _participle(head):
        return None
    for _ in range(6):
        if head.head.i == head.i:
            return None
        head = head.head
        if head.pos_ in syntax.VERBAL and _participle(head) == _participle(token):
            return head
    return None


def _participle(verb: Token) -> bool:
    """ "Vowing to help"; not "is vowing"."""
    return verb.tag_ == "VBG" and syntax.child(verb, "aux") is None


def _status(context: Context, match: Match, head: Token) -> str:
    """The entry's status, as the words about it change it; empty where there is none.

    What is denied is rejected, whether the promise is denied or what it says will be done; what
    is still to be agreed or begun is neither.
    """
    status = match.frame.label("status")
    auxiliary = set(context.status(match.token.i).auxiliary) - {"historical"}
    if match.token.pos_ == "NOUN":
        auxiliary.discard("future")
    reached = status in _REACHED or status == "agreed"
    if (status in _REACHED and auxiliary) or (reached and before_it(match.token)):
        return ""
    if (status in _REACHED and _meanwhile(match.token)) or _of_others(match.token, head):
        return ""
    if ahead(match.token, reached):
        return ""
    if "future" in auxiliary and (status == "agreed" or _tenders(match.token)):
        return ""
    if status not in PENDING:
        return status
    outer = negated(match.token) or denied(context, match.token)
    inner = head.pos_ in syntax.VERBAL and negated(head) and not told_whole(context, head)
    if outer and inner:
        return ""
    return "rejected" if outer or inner else status


def _tenders(token: Token) -> bool:
    """ "Will offer aid": what is still to be offered is announced, not proposed."""
    return token.pos_ == "VERB" and token.lemma_ in _TENDERS


def _meanwhile(token: Token) -> bool:
    """ "…, beginning talks on the rest": a participle leaves open whether it is so."""
    if token.tag_ != "VBG" or syntax.child(token, "aux") is not None:
        return False
    return token.dep_ in ("advcl", "conj", "pcomp", "acl")


def _of_others(token: Token, head: Token) -> bool:
    """ "Stopped Kenyans taking part": what others do; "said he did not mean to": an excuse."""
    excuse = (
        token.dep_ == "ccomp"
        and token.lemma_ in ("intend", "mean")
        and any(c.lower_ == "did" for c in syntax.children(token, "aux"))
    )
    own = syntax.child(head, "nsubj")
    for_them = syntax.is_infinitive(head) and syntax.child(head, "mark") is not None
    return excuse or (own is not None and (head.tag_ == "VBG" or for_them))


def made(context: Context, found: Found) -> list[Undertaking]:
    """The records, one for each action."""
    records = []
    for head in found.heads:
        without = found.without | _others(head, found.heads)
        action = action_of(context, head, without, found.trigger)
        if action is None or not _told(action) or _half(head, action):
            continue
        parties = () if found.links else found.parties
        if doubtful_owner(context, parties, found.trigger, action):
            continue
        if not doubtful(context, parties, found.trigger, action):
            record = _record(context, _turned(found, head), head, action)
            records += [] if _condition_lost(record, found.trigger) else [record]
    return records


def _condition_lost(record: Undertaking, trigger: Token) -> bool:
    """ "If they have proof, we will": a condition that the record does not carry."""
    if record.condition is not None:
        words = record.condition.text.lower().split()
        return "you" in words or ("had" in words and record.head == trigger.lemma_.lower())
    if record.status not in PENDING:
        return False
    before = trigger.doc[trigger.sent.start : trigger.i]
    return any(t.lower_ in ("if", "unless") and t.dep_ == "mark" for t in before)


def _turned(found: Found, head: Token) -> Found:
    """ "Would reduce the patrols and not add any": one action is denied, the other not."""
    first = found.heads[0]
    if found.status == "rejected" and negated(first) and syntax.is_infinitive(head):
        return found if negated(head) or head.i == first.i else replace(found, status="announced")
    if head.i == first.i or head.pos_ not in syntax.VERBAL or found.status not in PENDING:
        return found
    return replace(found, status="rejected") if negated(head) and not negated(first) else found


def _told(action: Span) -> bool:
    """False for an action of one small word, "prepared to [answer]", or "take care of it"."""
    words = action.text.lower().split()
    if words[-1] in _POINTING and len(words) <= _FEW:
        return False
    return len(words) > 1 or len(action.text) > _SMALL


def _half(head: Token, action: Span) -> bool:
    """ "Provide, and as required increase, aid": a verb cut off from what it is done to."""
    done = syntax.child(head, "dobj") if head.pos_ in syntax.VERBAL else None
    if done is not None and done.idx >= action.end and opening_of_condition(head) is None:
        return True
    if len(action.text.split()) > 1 or head.i + 2 >= len(head.doc):
        return False
    comma, behind = head.doc[head.i + 1], head.doc[head.i + 2]
    if comma.text == "," and head.tag_ in ("VB", "VBG"):
        return behind.tag_ in ("DT", "PRP$", "IN", "CC") and not behind.is_title
    shared = any(len(list(c.children)) > 0 for c in syntax.children(head, "conj"))
    return shared and head.pos_ == "VERB" and comma.lower_ in ("or", "and")


def _record(context: Context, found: Found, head: Token, action: Span) -> Undertaking:
    trigger = found.trigger
    shared = context.shared(trigger.i, found.rule, found.note)
    kept = {"hypothetical"} if by_hearsay(context, trigger) else set()
    shared["auxiliary"] = tuple(a for a in shared["auxiliary"] if a not in _NEVER - kept)
    shared["said_by"] = found.said_by or _speakers(context, trigger, shared["said_by"])
    shared["place"] = None
    day = sure_day(context, shared["date"])
    coming = trigger.lemma_.lower() in ("due", "schedule", "slate", "slated", "set")
    shared["date"] = None if coming or said_then(day, head) else day
    target = syntax.child(head, "dobj") if head.pos_ in syntax.VERBAL else None
    word = found.words or context.analysis.span(trigger.i, trigger.i + 1)
    evidence = [word]
    evidence += [s for s in (*found.also, action) if s not in evidence]
    others = tuple(
        c
        for c in found.counterparties
        if c.actor not in {p.actor for p in found.parties}
        and not (_DAYS & set(c.name.split()) or some_of(context, c))
    )
    sure = others or found.status in ("announced", "agreed")
    return Undertaking(
        **{**shared, "links": found.links},
        evidence=tuple(evidence),
        confidence=0.7 if sure else 0.6,
        parties=found.parties,
        counterparties=others,
        action=action,
        status=found.status,
        head=head.lemma_.lower(),
        object=context.content(target) if target is not None else None,
        due=due_of(context, head, trigger, found.status),
        condition=None if found.status in _REACHED else condition_of(context, head, trigger),
        money=money_of(context, trigger, action),
    )


def _speakers(
    context: Context, trigger: Token, heard: tuple[ActorReference, ...]
) -> tuple[ActorReference, ...]:
    """Whose word it is; "…, after Norway warned that it would": Norway's alone."""
    verb = syntax.clause_verb(trigger)
    while verb is not None and verb.dep_ in ("ccomp", "xcomp") and verb.head.i != verb.i:
        verb = verb.head
        if verb.dep_ == "advcl" and verb.lemma_.lower() in context.says:
            return heard[:1]
    return _all_speakers(context, trigger, heard)


def _all_speakers(
    context: Context, trigger: Token, heard: tuple[ActorReference, ...]
) -> tuple[ActorReference, ...]:
    """ "Moon and Kim announced that they would": whose word it is, each of those who speak."""
    verb = syntax.clause_verb(trigger)
    while verb is not None and verb.dep_ in ("ccomp", "xcomp", "conj") and verb.head.i != verb.i:
        said, verb = verb.dep_ == "ccomp", verb.head
        own = syntax.child(verb, "nsubj")
        if own is None or verb.lemma_.lower() not in context.says:
            continue
        speakers = context.refs(syntax.conjuncts(own))
        if any(s.actor == h.actor for s in speakers for h in heard):
            return distinct((*heard, *speakers))
        if said and not heard and not negated(verb):
            return speakers
    return heard


def _others(head: Token, heads: list[Token]) -> frozenset[int]:
    """The words of the other conjuncts, left out of this one's action."""
    inside = {t.i for t in head.subtree}
    return frozenset(t.i for o in heads if o.i != head.i and o.i in inside for t in o.subtree)
