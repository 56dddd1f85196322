"""Offices that titles and appositions give, and the names of offices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from verbale.matcher import syntax
from verbale.model import ActorReference, Date, Office, Relation, Span
from verbale.records.context import Context
from verbale.records.relation_nouns import beside, bounds, state_of

if TYPE_CHECKING:
    from spacy.tokens import Token

_NO_OFFICE = frozenset({"member"})
"""Roles that say a membership, which is a relation of its own."""
_OF_BODY = frozenset({"head", "deputy head", "official", "politician"})
"""Roles that say nothing without the body."""
_NO_BODY = frozenset({"GPE", "LOC", "NORP", "DATE", "CARDINAL"})
"""What the tagger calls names that no office belongs to: "Illinois *Democratic* Sen."."""
OFFICES = frozenset({"holds-office", "held-office"})
_AND = frozenset({"and", "&"})


def stated_offices(context: Context) -> list[Relation]:
    """What the titles beside names say ("the U.S. defense secretary"), each person's best first."""
    stated = [o for o in context.analysis.offices if o.by == "text" and o.role not in _NO_OFFICE]
    found = [_office(context, o) for o in stated]
    return [
        one
        for one in found
        if not _less(one, found) and ("," in one.object.name or one.object.name not in _OF_BODY)
    ]


def _office(context: Context, office: Office) -> Relation:
    token = context.parse[office.token]
    note = f"title “{office.span.text}”" + (f"; {office.why}" if office.why else "")
    name = office_name(_said(context, office), office.body or _owner(context, office))
    obj = ActorReference(
        actor=f"office:{slug(name)}",
        name=name,
        span=office.span,
        via="title",
        country=office.country,
        sectors=office.holder.sectors,
        role=office.role,
    )
    since, until = bounds(context, *_around(context, office))
    return Relation(
        **beside(context, token, "office.title", note),
        evidence=(office.span, office.holder.span),
        confidence=0.85,
        subject=office.holder,
        relation="held-office" if office.former or over(context, until) else "holds-office",
        object=obj,
        auxiliary=("future",) if office.elect else (),
        since=since,
        until=until,
    )


def _said(context: Context, office: Office) -> str:
    """The role; of a politician what the text calls him: "the *ranking Democrat* on the panel"."""
    if office.role != "politician" and office.span.text.lower() != "ranking member":
        return office.role
    return _own_words(context, _head(context, office))


def _owner(context: Context, office: Office) -> str | None:
    """ "The Observatory's chief", "Emory President Ana Ruiz": a body that is no known actor."""
    if office.country is not None:
        return None
    head = _head(context, office)
    before = [context.parse[office.token - 1]] if office.token else []
    owners = [c for c in head.children if c.dep_ == "poss"]
    named = [c for c in (*head.children, *before) if c.dep_ in ("compound", "nmod")]
    owners += [
        c for c in named if c.ent_type_ not in _NO_BODY and c.text[-1] != "." and c.i < office.token
    ]
    found = next((c for c in owners if c.pos_ == "PROPN"), None)
    if found is None:
        return None
    if office.role != "chairman":
        return _own_words(context, found)
    last = found.i + 1
    while last < office.token and (_capital(found.doc[last]) or found.doc[last].lower_ in _AND):
        last += 1
    return context.analysis.span(_joined(found), last).text


def _joined(noun: Token) -> int:
    """ "*House Oversight and* Government Reform Chairman": a committee's name with "and" in it."""
    first = _first(noun)
    start = noun.sent.start
    if first - 2 < start or noun.doc[first - 1].lower_ not in _AND:
        return first
    before = first - 1
    while before > start and _capital(noun.doc[before - 1]):
        before -= 1
    return before if before < first - 1 else first


def _capital(word: Token) -> bool:
    return bool(word.pos_ in ("PROPN", "NOUN", "ADJ") and word.text[:1].isupper())


def _head(context: Context, office: Office) -> Token:
    span = office.span
    tokens = context.parse.char_span(span.start, span.end, alignment_mode="expand")
    return tokens.root if tokens is not None else context.parse[office.token]


def over(context: Context, until: Date | None) -> bool:
    """Whether something ended before the document's day; without one, an end told is past."""
    day = context.analysis.document.published
    return until is not None and (day is None or until.value[: len(day)] <= day[: len(until.value)])


def _around(context: Context, office: Office) -> list[Token]:
    """The words that a time may hang on: title, name, and the verb between them."""
    head = _head(context, office)
    heads = [head]
    if head.dep_ in ("attr", "oprd") and head.head.pos_ in syntax.VERBAL:
        heads.append(head.head)
    elif head.dep_ == "pobj" and head.head.lower_ == "as":
        heads.append(head.head.head)
    elif head.dep_ == "appos":
        heads.append(head.head)
    return heads


def office_name(role: str, body: str | None) -> str:
    """ "Minister of defense, Norway"; a body that the role itself names is not told twice."""
    told = body is None or body.lower() in role.lower()
    return role if told else f"{role}, {body}"


def slug(name: str) -> str:
    """A name as part of an id."""
    return "-".join("".join(c if c.isalnum() else " " for c in name.lower()).split())


def _less(one: Relation, found: list[Relation]) -> bool:
    """Whether a bare title ("Secretary Lund") says less of a person than another one does."""
    if "," in one.object.name:
        state = one.object.name.rpartition(", ")
        bare = state[0] if _state_only(one, state[2]) else one.object.name
    else:
        bare = one.object.name
    return any(
        other.subject.actor == one.subject.actor
        and other.object.name != one.object.name
        and _longer(other.object.role or "", bare, other.object.name)
        for other in found
    )


def _state_only(one: Relation, body: str) -> bool:
    return one.object.country is not None and body[:1].isupper() and " of " not in body


def _longer(role: str, bare: str, name: str) -> bool:
    """ "Secretary of defense" tells more than "secretary", "director, FBI" than "director"."""
    if role == bare:
        return name.startswith(f"{bare}, ")
    return role.startswith(f"{bare} of ") or (role.endswith(f" {bare}") and bare != "president")


def office_at(context: Context, subject: ActorReference, noun: Token) -> ActorReference:
    """The office that a title noun of a clause names: "named *head of the navy*"."""
    mention = context.analysis.mention_at.get(noun.i)
    role = mention.reference.role if mention is not None else None
    country = mention.reference.country if mention is not None else None
    sectors = mention.reference.sectors if mention is not None else ()
    body, state = _body(context, noun)
    span = mention.reference.span if mention is not None else _phrase(context, noun)
    role = role or _own_words(context, noun)
    country = country or state or subject.country
    if body is None and country is not None:
        state_ref = state_of(context, country)
        body = state_ref.name if state_ref is not None else None
    name = office_name(role, body)
    return ActorReference(f"office:{slug(name)}", name, span, "title", country, sectors, role)


def _body(context: Context, noun: Token) -> tuple[str | None, str | None]:
    """The body that an office leads, and its state, from "of …", "'s" and names before the noun."""
    heads = syntax.owners(noun, "of", "at", "for")
    heads += [c for c in noun.children if c.dep_ in ("compound", "nmod", "amod")]
    for head in heads:
        for ref in context.refs([head]):
            if not ref.actor.startswith("person:") and ref.via != "pronoun":
                return ref.name, ref.country
        if head.dep_ == "pobj" and head.head.lower_ == "of":
            return _own_words(context, head), None
    return None, None


def _first(noun: Token) -> int:
    first = noun.i
    while first > noun.sent.start and noun.doc[first - 1].dep_ in ("compound", "amod", "nmod"):
        first -= 1
    return first


def _own_words(context: Context, noun: Token) -> str:
    return context.analysis.span(_first(noun), noun.i + 1).text


def _phrase(context: Context, noun: Token) -> Span:
    return context.analysis.span(_first(noun), noun.i + 1)
