"""Relations that the frames find: what verbs and nouns say holds between two actors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from verbale.matcher import Match, syntax
from verbale.model import ActorReference, Date, Relation
from verbale.records.context import Context, political
from verbale.records.relation_nouns import (
    asked,
    bearers,
    beside,
    bounds,
    governing,
    once_so,
    state_of,
    unsure,
)
from verbale.records.relation_offices import OFFICES, office_at, office_name, over, slug

if TYPE_CHECKING:
    from spacy.tokens import Token

_NO_PERSON = ("country:", "org:", "region:", "people:", "group:")
_PERSONAL = OFFICES | {"candidate-for"}
_TREATIES = frozenset(
    {"accord", "agreement", "convention", "deal", "nafta", "pact", "partnership", "tpp", "treaty"}
)
_COLLECTIVE = frozenset({"party-to"})


def by_frame(context: Context, match: Match) -> list[Relation]:
    """The relations that an entry which fired tells, one for each subject."""
    obj = _object(context, match)
    verb = governing(match.token) if match.frame.pos == "noun" else match.token
    if obj is None or (verb is not None and asked(verb)) or unsure(context, match.token):
        return []
    if len(match.words) > 1 and match.frame.labels.get("ends"):
        if syntax.child(match.token, "dobj") is not None:  # "pulled Britain out of the union"
            return []
    made = (_relation(context, match, verb, s, obj) for s in _subjects(context, match))
    return [one for one in made if one is not None]


def _subjects(context: Context, match: Match) -> list[ActorReference]:
    """Whom the entry tells of: all that are coordinated, as actors or by their words."""
    if match.frame.pos == "noun" and match.frame.roles["subject"][0].startswith("governor"):
        heads = bearers(context, match.token)
        refs = context.refs(heads)
    else:
        refs = context.role(match, "subject")
        first = context.matcher.first(match, "subject")
        heads = [first] if first is not None else []
    label = match.frame.label("relation")
    if label == "based-in" and any(r.via == "name" for r in refs):
        refs = tuple(r for r in refs if r.via == "name")
    if refs:
        return [r for r in refs if label in _PERSONAL or not _part_of_state(context, r)]
    if label in _PERSONAL:
        heads = [head for head in heads if head.pos_ == "PROPN"]
    if label == "part-of":
        heads = [head for head in heads if head.pos_ == "PROPN" or _is_body(context, head)]
    return [ref for head in heads[:1] if (ref := _by_words(context, head)) is not None]


def _is_body(context: Context, head: Token) -> bool:
    bodies = context.words("body-class") | context.words("group-noun")
    return head.lemma_.lower() in bodies | context.words("led-troops")


def _part_of_state(context: Context, reference: ActorReference) -> bool:
    """ "Northern Ireland", which stands for its state: not all of it is meant."""
    return reference.actor.startswith("country:") and any(
        p.place.span.start == reference.span.start
        and p.place.admin1 is not None
        and p.place.name != reference.name
        for p in context.analysis.places
    )


def _object(context: Context, match: Match) -> ActorReference | None:
    refs = context.role(match, "object")
    label = match.frame.label("relation")
    head = context.matcher.first(match, "object")
    if label == "based-in":
        return _place(context, match) or (refs[0] if refs else None)
    if refs:
        nearest = refs[-1] if match.frame.pos == "noun" else refs[0]
        return _ours(context, nearest) if label == "ally-of" else nearest
    return _by_words(context, head) if head is not None else None


def _ours(context: Context, reference: ActorReference) -> ActorReference | None:
    """ "Our closest ally": that of the speaker's state."""
    if reference.via != "pronoun" or reference.span.text.lower() not in ("our", "we", "us"):
        return reference
    if not reference.actor.startswith("person:"):
        return reference
    state = state_of(context, reference.country)
    return state and ActorReference(
        state.actor, state.name, reference.span, "pronoun", state.country, state.sectors
    )


def _place(context: Context, match: Match) -> ActorReference | None:
    """The place in a role, where no actor of its name stands there."""
    roots = {p.root: p for p in context.analysis.places}
    heads = context.matcher.fill(match, "object", lambda t: t.i in roots)
    if not heads or context.is_actor(heads[0]):
        return None
    place = roots[heads[0].i].place
    return ActorReference(
        f"place:{slug(place.name)}", place.name, place.span, "name", place.country
    )


def _by_words(context: Context, head: Token) -> ActorReference | None:
    """A noun phrase that names no known actor, as an actor of this document."""
    if head.pos_ not in ("NOUN", "PROPN"):
        return None
    first = head.i
    while first > head.sent.start and context.parse[first - 1].dep_ in ("compound", "amod", "nmod"):
        first -= 1
    last = head.i + 1
    if last < len(context.parse) and context.parse[last].dep_ == "nummod":
        last += context.parse[last].head.i == head.i
    span = context.analysis.span(first, last)
    return ActorReference(f"nominal:{slug(span.text)}", span.text, span, "nominal")


def _relation(
    context: Context, match: Match, verb: Token | None, subject: ActorReference, obj: ActorReference
) -> Relation | None:
    label = _label(match, subject, obj)
    same = subject.actor == obj.actor and label not in _PERSONAL
    if label is None or same or not _may(label, subject, obj):
        return None
    if verb is not None:
        shared = context.shared(verb.i, match.frame.id, context.note(match))
    else:
        shared = beside(context, match.token, match.frame.id, context.note(match))
    auxiliary = _auxiliary(match, verb, tuple(shared.get("auxiliary", ())))
    if auxiliary is None:
        return None
    if once_so(context, match.token) and not auxiliary:
        auxiliary = ("historical",)
    if label == "held-office" and not _ended(shared.get("auxiliary", ()), match.token):
        label = "holds-office"
    if label in _PERSONAL:
        obj = _office(context, match, subject, obj)
    since, until = _dates(context, match, verb, shared.get("date"), auxiliary)
    if label == "holds-office" and over(context, until) and not auxiliary:
        label = "held-office"
    return Relation(
        **{**shared, "auxiliary": auxiliary},
        evidence=context.evidence(match, subject.span, obj.span),
        confidence=0.65,
        subject=subject,
        relation=label,
        object=obj,
        since=since,
        until=until,
    )


def _label(match: Match, subject: ActorReference, obj: ActorReference) -> str | None:
    """What a state is part of it is a member of, or party to; "our NATO allies" says neither."""
    label = match.frame.label("relation")
    state = subject.actor.startswith("country:")
    if obj.actor.startswith(("region:", "place:")) and label in ("part-of", "member-of"):
        return None
    if label == "part-of" and state:
        last = obj.name.lower().rpartition(" ")[2]
        return "party-to" if last in _TREATIES else "member-of"
    if label == "ally-of" and obj.sectors[:1] == ("IGO",):
        return None
    return label


def _may(label: str, subject: ActorReference, obj: ActorReference) -> bool:
    """Whether two actors can stand in a relation at all."""
    if not political(subject) and not political(obj):
        return False
    person = subject.actor.startswith("person:")
    if label in _COLLECTIVE:
        return not person and subject.role is None
    if label == "ally-of":
        return political(subject) and political(obj)
    if label == "part-of":
        return not person
    if label == "member-of" and obj.sectors[:1] == ("IGO",):
        return not person
    return label not in _PERSONAL or not subject.actor.startswith(_NO_PERSON)


def _auxiliary(match: Match, verb: Token | None, told: tuple[str, ...]) -> tuple[str, ...] | None:
    """What keeps a relation from holding now; None where it is only wished or possible.

    What ends a relation ("left the bloc") says that it held; while the end is only to come, asked
    for or denied, it still does.
    """
    real = not {"future", "hypothetical", "negation"} & set(told)
    if match.frame.labels.get("ends"):
        return ("historical",) if real and match.frame.label("relation") not in OFFICES else ()
    if verb is not None and _only_meant(verb, told):
        return None
    if "hypothetical" in told:
        if verb is None or not _would(verb):
            return None
        told = tuple("future" if mode == "hypothetical" else mode for mode in told)
    if verb is not None and _goes_on(verb):
        told = tuple(mode for mode in told if mode != "future")
    if match.frame.labels.get("future") and "future" not in told:
        told = (*told, "future")
    return told


def _only_meant(verb: Token, told: tuple[str, ...]) -> bool:
    """ "A decision to join", "the first woman to lead it": an infinitive that says no time."""
    infinitive = any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children)
    return infinitive and (verb.dep_ in ("acl", "relcl") or not told) and not _goes_on(verb)


def _goes_on(verb: Token) -> bool:
    """ "Will remain", "will continue to lead": what is to come holds already."""
    return "continue" in (verb.lemma_, verb.head.lemma_) or verb.lemma_ in ("remain", "stay")


def _ended(told: tuple[str, ...], verb: Token) -> bool:
    """Whether an office is given up already: not by "will resign", nor by "is resigning"."""
    going = verb.tag_ == "VBG" and any(c.lemma_ == "be" and c.dep_ == "aux" for c in verb.children)
    return not going and not {"future", "hypothetical", "negation"} & set(told)


def _would(verb: Token) -> bool:
    """A planned thing described with "would" ("a headquarters that would answer to …")."""
    return verb.dep_ == "relcl" and any(c.lower_ == "would" for c in verb.children)


def _office(
    context: Context, match: Match, subject: ActorReference, obj: ActorReference
) -> ActorReference:
    """The office meant: the noun that names it, or what a verb makes of a body ("heads the …")."""
    means = match.frame.labels.get("office")
    if isinstance(means, str):
        name = office_name(means, obj.name)
        return ActorReference(
            f"office:{slug(name)}", name, obj.span, "title", obj.country, obj.sectors, means
        )
    head = context.matcher.first(match, "object")
    return obj if head is None else office_at(context, subject, head)


def _dates(
    context: Context,
    match: Match,
    verb: Token | None,
    date: Date | None,
    auxiliary: tuple[str, ...],
) -> tuple[Date | None, Date | None]:
    """From and to: what the clause says outright, else the day on which it began or ended."""
    heads = [match.token, *([verb] if verb is not None else [])]
    head = context.matcher.first(match, "object")
    since, until = bounds(context, *heads, *([head] if head is not None else []))
    if since is not None or until is not None:
        return since, until
    if "negation" in auxiliary:
        return None, None
    single = date if date is not None and "/" not in date.value else None
    if match.frame.labels.get("begins"):
        return single, None
    return None, single if match.frame.labels.get("ends") else None
