"""Relations: offices from titles and appositions, and what the relation frames find."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from verbale.matcher import Match
from verbale.model import ActorReference, Office, Reason, Relation
from verbale.records.context import Context, political

if TYPE_CHECKING:
    from spacy.tokens import Token


def find_relations(context: Context) -> list[Relation]:
    """All relations, each pair once."""
    found: list[Relation | None] = [
        _office(context, office) for office in context.analysis.offices if office.by == "text"
    ]
    found += [
        _counterpart(context, context.parse[node.i])
        for node in context.nodes
        if node.lemma_.lower() == "counterpart"
    ]
    for match in context.of_kind("relation"):
        one = _by_frame(context, match)
        if one is not None and not _told_by_title(one, found):
            found.append(one)
    return _once([r for r in found if r is not None])


def _told_by_title(one: Relation, found: list[Relation | None]) -> bool:
    """Whether the same words already give the same person an office."""
    spans = [r.evidence[0] for r in found if r is not None and r.subject.actor == one.subject.actor]
    inside = any(one.object.span.start <= s.start < one.object.span.end for s in spans)
    return inside and one.relation == "holds-office"


def _office(context: Context, office: Office) -> Relation | None:
    """ "The U.S. defense secretary": the holder holds (or held) that office."""
    name = f"{office.role}, {office.body}" if office.body else office.role
    note = f"title “{office.span.text}”" + (f"; {office.why}" if office.why else "")
    obj = ActorReference(
        actor=f"office:{_slug(name)}",
        name=name,
        span=office.span,
        via="title",
        country=office.country,
        sectors=office.holder.sectors,
        role=office.role,
    )
    return Relation(
        **_shared(context, office.token, "office.title", note),
        evidence=(office.span, office.holder.span),
        confidence=0.85,
        subject=office.holder,
        relation="held-office" if office.former else "holds-office",
        object=obj,
        auxiliary=("future",) if office.elect else (),
    )


def _shared(context: Context, token: int, rule: str, note: str) -> dict[str, Any]:
    """Fields of a relation that a noun phrase states: the clause around it decides nothing."""
    return {
        "source": context.analysis.document,
        "sentence": context.sentence(token),
        "because": (Reason(rule, note), Reason("date.none", "a title carries no date of its own")),
    }


def _slug(name: str) -> str:
    return "-".join("".join(c if c.isalnum() else " " for c in name.lower()).split())


def _counterpart(context: Context, token: Token) -> Relation | None:
    """ "Her Danish counterpart, Karl Lund": the one is the counterpart of the other."""
    owner = next((c for c in token.children if c.dep_ == "poss"), None)
    subject = context.analysis.mention_at.get(token.i)
    named = next((c for c in token.children if c.dep_ == "appos"), None) or (
        token.head if token.dep_ in ("compound", "nmod") else None
    )
    refs = context.refs([named]) if named is not None else ()
    owners = context.refs([owner]) if owner is not None else ()
    if len(owners) != 1 or (not refs and subject is None):
        return None
    who = refs[0] if refs else subject.reference if subject is not None else None
    if who is None or who.members or who.actor == owners[0].actor:
        return None
    span = context.analysis.span(token.i, token.i + 1)
    return Relation(
        **_shared(context, token.i, "office.counterpart", f"“{span.text}”"),
        evidence=(span, who.span, owners[0].span),
        confidence=0.75,
        subject=who,
        relation="counterpart-of",
        object=owners[0],
    )


def _by_frame(context: Context, match: Match) -> Relation | None:
    subject, obj = _party(context, match, "subject"), _party(context, match, "object")
    if subject is None or obj is None or subject.actor == obj.actor:
        return None
    if not political(subject) and not political(obj):
        return None
    label = match.frame.label("relation")
    if label in ("holds-office", "held-office", "candidate-for") and obj.role is not None:
        obj = _as_office(context, subject, obj, obj.role)
    shared = context.common(match)
    if match.frame.labels.get("future") and "future" not in shared["auxiliary"]:
        shared["auxiliary"] = (*shared["auxiliary"], "future")
    if "hypothetical" in shared["auxiliary"] and _would(match.token):
        shared["auxiliary"] = tuple(
            "future" if a == "hypothetical" else a for a in shared["auxiliary"]
        )
    return Relation(
        **shared,
        evidence=context.evidence(match, subject.span, obj.span),
        confidence=0.65,
        subject=subject,
        relation=label,
        object=obj,
    )


def _as_office(
    context: Context, subject: ActorReference, noun: ActorReference, role: str
) -> ActorReference:
    """ "President of Peru" as an office with its state, as titles give it."""
    country = noun.country or subject.country
    named = {
        m.reference.country: m.reference.name
        for m in context.analysis.mentions
        if m.reference.actor == f"country:{m.reference.country}"
    }
    name = f"{role}, {named[country]}" if country in named else role
    return ActorReference(
        f"office:{_slug(name)}", name, noun.span, "title", country, noun.sectors, role
    )


def _would(token: Token) -> bool:
    """A planned thing described with "would" ("a headquarters that would answer to …")."""
    return token.dep_ == "relcl" and any(c.lower_ == "would" for c in token.children)


def _party(context: Context, match: Match, role: str) -> ActorReference | None:
    """The actor in a role; else what the noun phrase names, as an actor of this document."""
    refs = context.role_any(match, role)
    if refs:
        return refs[0]
    head = context.matcher.first(match, role)
    if head is None or head.pos_ not in ("NOUN", "PROPN"):
        return None
    first = head.i
    while first > head.sent.start and context.parse[first - 1].dep_ in ("compound", "amod", "nmod"):
        first -= 1
    span = context.analysis.span(first, head.i + 1)
    return ActorReference(f"nominal:{_slug(span.text)}", span.text, span, "nominal")


def _once(found: list[Relation]) -> list[Relation]:
    kept: dict[tuple[str, str, str], Relation] = {}
    for one in found:
        key = (one.subject.actor, one.relation, one.object.actor)
        if key not in kept:
            kept[key] = one
    return list(kept.values())
