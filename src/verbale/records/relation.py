"""Relations: what holds between two actors, by titles, by noun phrases and by the frames."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from verbale.model import Date, Relation
from verbale.records.context import Context
from verbale.records.relation_beside import beside_nouns
from verbale.records.relation_frames import by_frame
from verbale.records.relation_nouns import beside
from verbale.records.relation_offices import OFFICES, stated_offices

if TYPE_CHECKING:
    from spacy.tokens import Token

_SYMMETRIC = frozenset({"ally-of", "counterpart-of"})


def find_relations(context: Context) -> list[Relation]:
    """All relations, each pair once; what titles say goes before what verbs say."""
    found = stated_offices(context)
    for node in context.nodes:
        if node.lemma_.lower() == "counterpart":
            found += _counterpart(context, context.parse[node.i])
    found += beside_nouns(context)
    for match in context.of_kind("relation"):
        for one in by_frame(context, match):
            number = _told_by_title(one, found)
            if number is None:
                found.append(one)
            elif not (found[number].since or found[number].until):
                found[number] = replace(found[number], since=one.since, until=one.until)
    return _once([_undated(one) for one in found])


def _undated(one: Relation) -> Relation:
    """Without what is counted from a day told of before ("two months later")."""
    return replace(
        one, date=_certain(one.date), since=_certain(one.since), until=_certain(one.until)
    )


def _certain(date: Date | None) -> Date | None:
    counted = date is not None and date.span is not None and _counted(date.span.text)
    return None if counted else date


def _counted(words: str) -> bool:
    return words.lower().endswith((" later", " earlier", " afterwards", " before"))


def _told_by_title(one: Relation, found: list[Relation]) -> int | None:
    """Which relation says that the same words give the same person an office, if one does."""
    if one.relation not in OFFICES:
        return None
    span = one.object.span
    for number, other in enumerate(found):
        same = other.relation in OFFICES and other.subject.actor == one.subject.actor
        if same and span.start <= other.evidence[0].start < span.end:
            return number
    return None


def _counterpart(context: Context, token: Token) -> list[Relation]:
    """ "Her Danish counterpart, Karl Lund": the one is the counterpart of the other."""
    if token.tag_ == "NNS":
        return []
    owner = next((c for c in token.children if c.dep_ == "poss"), None)
    subject = context.analysis.mention_at.get(token.i)
    named = next((c for c in token.children if c.dep_ == "appos"), None) or (
        token.head if token.dep_ in ("compound", "nmod") else None
    )
    refs = context.refs([named]) if named is not None else ()
    owners = context.refs([owner]) if owner is not None else ()
    if len(owners) != 1 or (not refs and subject is None):
        return []
    who = refs[0] if refs else subject.reference if subject is not None else None
    if who is None or who.members or who.actor == owners[0].actor:
        return []
    span = context.analysis.span(token.i, token.i + 1)
    return [
        Relation(
            **beside(context, token, "office.counterpart", f"“{span.text}”"),
            evidence=(span, who.span, owners[0].span),
            confidence=0.75,
            subject=who,
            relation="counterpart-of",
            object=owners[0],
        )
    ]


def _once(found: list[Relation]) -> list[Relation]:
    """Each relation once, the one that gives dates before one that gives none."""
    kept: dict[object, Relation] = {}
    for one in found:
        pair = (one.subject.actor, one.object.actor)
        ends = frozenset(pair) if one.relation in _SYMMETRIC else pair
        key = (ends, one.relation, one.auxiliary)
        known = kept.get(key)
        if known is None or (not (known.since or known.until) and (one.since or one.until)):
            kept[key] = one
    return list(kept.values())
