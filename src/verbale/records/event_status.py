"""How far an act has come, where the verbs over it say so and the status of the word does not.

"Should waste no time *arresting* him", "poised to launch an *offensive*", "provided it is
*approved*": what is demanded, prepared or conditional has not happened.
"""

from __future__ import annotations

import re
from datetime import date as day
from typing import TYPE_CHECKING

from verbale.matcher import Match, syntax
from verbale.model import Date, Reason
from verbale.records.context import Context

if TYPE_CHECKING:
    from spacy.tokens import Token

Status = tuple[tuple[str, ...], tuple[Reason, ...]]
"""Auxiliary modes, and why they are others than the word's own."""

_UNREAL = frozenset({"future", "hypothetical", "negation"})
_DEONTIC = frozenset({"should", "must", "would", "could", "may", "might", "can", "ought"})
_DUE = frozenset({"should", "must", "ought"})
_WISHED = frozenset({"want", "like", "hope", "wish", "love", "prefer", "expect"})
_GAINED = frozenset({"see", "get", "achieve", "secure", "reach"})


def corrected(context: Context, match: Match, auxiliary: tuple[str, ...]) -> Status:
    """The auxiliary modes of an act, with the reason where they are others than told."""
    if "negation" in auxiliary and _not_only(match.token):
        denies_nothing = Reason("status.not-only", "“not only” denies nothing")
        return tuple(a for a in auxiliary if a != "negation"), (denies_nothing,)
    if auxiliary == ("future",) and _is_past(match.token):
        return (), (Reason("status.past", "in the past or the perfect"),)
    if _threatens_unless(match, auxiliary):
        return (), (Reason("status.unless", "the condition is of what is threatened"),)
    doubted = auxiliary == ("future",) and _doubted(match.token)
    if _UNREAL & set(auxiliary) and not doubted:
        return _took_place(context, match.token, auxiliary)
    found = _prepared(context, match.token) or _conditional(context, match.token)
    if not found:
        return auxiliary, ()
    modes, why = found
    kept = tuple(a for a in ("historical", *_ORDER) if a in {*auxiliary, *modes})
    return kept, (Reason("status.above", why),)


_ORDER = ("future", "hypothetical", "negation")


def _not_only(verb: Token) -> bool:
    """ "Not *only* rejected it"."""
    denied = (c for c in verb.children if c.lower_ == "not" and c.i + 1 < len(verb.doc))
    return any(verb.doc[c.i + 1].lower_ == "only" for c in denied)


def _is_past(trigger: Token) -> bool:
    """ "I will tell you I *have had* talks": what is told of has been done."""
    verb = syntax.clause_verb(trigger)
    if verb is None or verb.tag_ not in ("VBN", "VBD") or syntax.is_passive(verb):
        return False
    auxiliaries = {c.lower_ for c in syntax.children(verb, "aux")}
    perfect = bool(auxiliaries & {"have", "has", "'ve", "’ve"}) and len(auxiliaries) == 1
    return perfect and verb.dep_ == "ccomp"


def _threatens_unless(match: Match, auxiliary: tuple[str, ...]) -> bool:
    """ "Threatens to leave *unless* they pay": the threat itself is made."""
    verb = match.token
    if auxiliary != ("hypothetical",) or match.frame.label("event_type") != "THREATEN":
        return False
    told = any(c.dep_ == "advcl" and syntax.marker(c) in ("unless", "if") for c in verb.children)
    return told and verb.tag_ != "VB" and not _has(verb, _DEONTIC)


def _took_place(context: Context, noun: Token, auxiliary: tuple[str, ...]) -> Status:
    """ "If not for the *recent* test": what is called recent has happened."""
    recent = [c for c in noun.children if c.lemma_.lower() in context.words("past-adjective")]
    if noun.pos_ != "NOUN" or not recent or "negation" in auxiliary:
        return auxiliary, ()
    reason = Reason("status.recent", f"“{recent[0].text}”: it has taken place")
    return tuple(a for a in auxiliary if a not in _UNREAL), (reason,)


def _prepared(context: Context, noun: Token) -> tuple[tuple[str, ...], str] | None:
    """ "Is poised to *launch* an offensive", "want to *see* disarmament"."""
    if noun.pos_ not in ("NOUN", "PROPN"):
        return None
    verb = context.matcher.arguments.support_verb(noun)
    if verb is not None:
        modes = tuple(a for a in context.status(verb.i).auxiliary if a in _UNREAL)
        over = verb.head
        if not modes and verb.dep_ == "xcomp" and over.lemma_ in context.words("verging-word"):
            modes = ("future",)
        return (modes, f"as “{over.text} to {verb.text}”") if modes else None
    head = noun.head
    wished = head.dep_ == "xcomp" and head.head.lemma_ in _WISHED
    if noun.dep_ == "dobj" and head.lemma_ in _GAINED and wished:
        return ("hypothetical",), f"“{head.head.text} to {head.text}”: wished for"
    return None


def _conditional(context: Context, trigger: Token) -> tuple[tuple[str, ...], str] | None:
    """What a clause over or on the trigger makes a condition, a demand or a choice."""
    verb = syntax.clause_verb(trigger)
    if verb is None:
        return None
    if _awaited(context, verb):
        return ("future",), "in a clause of time of what is to come"
    shared = _shared(context, verb)
    if shared:
        return shared, "as the verb above it"
    if trigger.pos_ == "ADJ" and trigger.dep_ == "acomp" and _has(verb, _DUE):
        return ("hypothetical",), "below a modal verb: it may or should come"
    for holds, why in (
        (_provided(verb), "“provided”: a condition"),
        (_below_modal(verb), "below a modal verb: it may or should come"),
        (_opposed(context, verb), "what is opposed has not happened"),
        (_accused(verb), "what somebody is accused of is no fact"),
        (_doubted(verb), "“unlikely”: it may not come"),
        (_chosen(verb), "“either … or”: one of two choices"),
        (_demanded(verb), "in the form of a demand"),
    ):
        if holds:
            return ("hypothetical",), why
    return None


def _provided(verb: Token) -> bool:
    head = verb.head
    return verb.dep_ == "ccomp" and head.lower_ in ("provided", "providing") and head.i < verb.i


def _awaited(context: Context, verb: Token) -> bool:
    """ "Expected to hear more *when* the minister arrives"."""
    if verb.tag_ not in ("VBZ", "VBP") or verb.dep_ != "advcl":
        return False
    first = next((c for c in verb.children if c.dep_ in ("advmod", "mark")), None)
    if first is None or first.lower_ not in ("when", "once", "until", "before", "after"):
        return False
    return bool(_UNREAL & set(context.status(verb.head.i).auxiliary)) or verb.head.tag_ == "VB"


def _over(verb: Token) -> Token:
    """The verb whose clause a gerund belongs to."""
    return verb.head.head if verb.dep_ == "pcomp" else verb.head


def _shared(context: Context, verb: Token) -> tuple[str, ...]:
    """ "Will respond by *raising* tariffs", "were to pull back, *allowing* convoys through"."""
    while verb.dep_ == "conj" and verb.tag_ == "VBG" and verb.head.tag_ == "VBG":
        verb = verb.head
    by = verb.dep_ == "pcomp" and verb.head.lower_ in ("by", "in")
    if verb.tag_ != "VBG" or not (by or verb.dep_ == "advcl") or verb.i < verb.head.i:
        return ()
    if syntax.child(verb, "mark") is not None or _over(verb).pos_ not in syntax.VERBAL:
        return ()
    found = context.status(_over(verb).i).auxiliary
    return tuple(a for a in found if a in _UNREAL and (by or a != "negation"))


def _below_modal(verb: Token) -> bool:
    """ "*Should* waste no time arresting him"."""
    if verb.tag_ != "VBG" or verb.dep_ not in ("xcomp", "advcl", "pcomp"):
        return False
    head = _over(verb)
    if verb.dep_ == "pcomp" and verb.head.lower_ in ("after", "since", "for", "despite"):
        return False
    if verb.i < head.i or syntax.child(verb, "mark") is not None:
        return False
    return _has(head, _DEONTIC)


def _has(verb: Token, auxiliaries: frozenset[str]) -> bool:
    return any(c.dep_ == "aux" and c.lower_ in auxiliaries for c in verb.children)


def _accused(verb: Token) -> bool:
    """ "Stands accused *of executing* them": on the word of those who accuse."""
    while verb.dep_ == "conj" and verb.head.pos_ in syntax.VERBAL:
        verb = verb.head
    over = verb.head.head
    if verb.dep_ != "pcomp" or verb.head.lower_ != "of" or over.tag_ != "VBN":
        return False
    return over.lemma_ in ("accuse", "suspect")


def _opposed(context: Context, verb: Token) -> bool:
    """ "His *opposition* to deploying troops"."""
    if verb.dep_ != "pcomp" or verb.head.head.pos_ != "NOUN":
        return False
    return verb.head.head.lemma_.lower() in context.words("against-noun")


def _doubted(verb: Token) -> bool:
    """ "It is *unlikely* that the judge will dismiss it"."""
    over = verb.head if verb.dep_ in ("ccomp", "csubj") else None
    return over is not None and any(
        c.dep_ == "acomp" and c.lower_ in ("unlikely", "doubtful") for c in over.children
    )


def _chosen(verb: Token) -> bool:
    """ "*Either* parliament approves the deal or it goes to war"."""
    first = verb.head if verb.dep_ == "conj" else verb
    edge = first.left_edge.i
    opened = any(t.lower_ == "either" for t in verb.doc[edge : edge + 2])
    opened = opened and verb.tag_ in ("VBZ", "VBP", "VB")
    return opened and any(c.dep_ == "cc" and c.lower_ == "or" for c in first.children)


def _demanded(verb: Token) -> bool:
    """ "Mandates that Israel *freeze* its settlements": a bare form under a singular subject."""
    subject = syntax.child(verb, "nsubj", "nsubjpass")
    if verb.tag_ != "VB" or verb.dep_ != "ccomp" or subject is None:
        return False
    bare = syntax.child(verb, "aux") is None and verb.head.lemma_ not in ("let", "make", "help")
    return bare and subject.tag_ in ("NN", "NNP") and verb.head.pos_ in syntax.VERBAL


def sure_date(context: Context, date: Date | None, auxiliary: tuple[str, ...]) -> Date | None:
    """The date of an act, none where it lies behind the report and the act does not.

    A day without a year that comes out more than a year before the report is doubtful too.
    """
    if date is not None and _is_year_ahead(context, date.value) and "future" not in auxiliary:
        return None
    published = _day(context.analysis.document.published)
    told = _day(date.value) if date is not None else None
    if date is None or published is None or told is None or date.span is None:
        return date
    ahead = (told - published).days
    if ahead > 0 and "future" not in auxiliary and _LATER.search(date.span.text) is None:
        return None
    weekday = _WEEKDAY.search(date.span.text) is not None
    bare = weekday and re.search(r"\b\d{4}\b", date.span.text) is None
    return (
        None
        if bare and (ahead < -_YEAR or (ahead == _WEEK and "next" not in date.span.text))
        else date
    )


def _is_year_ahead(context: Context, value: str) -> bool:
    """Whether a year or month lies in a year behind that of the report."""
    published = context.analysis.document.published
    return published is not None and value[:4].isdigit() and value[:4] > published[:4]


_YEAR = 366
_WEEK = 7
_LATER = re.compile(r"\b(?:tomorrow|tonight|next|later|coming)\b", re.IGNORECASE)
_WEEKDAY = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b", re.IGNORECASE)


def _day(value: str | None) -> day | None:
    """The day an EDTF date begins on, where it names one."""
    text = (value or "")[: len("2025-01-01")]
    return day.fromisoformat(text) if re.fullmatch(r"\d{4}-\d\d-\d\d", text) else None
