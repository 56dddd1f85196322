"""Who speaks, is spoken to and spoken of: only those about whom there is no doubt."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from verbale.matcher import syntax
from verbale.model import ActorReference, Quotation, Span
from verbale.records.context import Context, political
from verbale.records.relation_offices import slug
from verbale.records.statement_pronouns import is_unsure

if TYPE_CHECKING:
    from spacy.tokens import Token

_NOBODY = frozenset({"i", "we", "you", "us", "me", "it", "they", "he", "she", "who", "one"})
_HEADLINE = re.compile(r"(?:^|\s)['‘“\"]\w")
"""A quotation mark before a word: no name, but a headline read as one."""
_ARTICLE = re.compile(r"^(?:the|an?)\s+", re.IGNORECASE)
_KNOWN = ("country:", "org:", "organisation:", "person:")
_PARTICIPLES = frozenset({"VBN", "VBD"})
_WRITES = frozenset({"write", "tell", "text", "email", "cable", "call", "message"})


def speakers_of(context: Context, quotation: Quotation) -> tuple[ActorReference, ...]:
    """The speakers, members of a party as they stand; none where one of them is in doubt."""
    found = tuple(_as_member(context, s) for s in quotation.speakers)
    return () if any(_is_doubtful(context, s) for s in found) else found


def _is_doubtful(context: Context, speaker: ActorReference) -> bool:
    if speaker.actor.startswith("pronoun:") and not speaker.members:
        return True
    if speaker.via == "pronoun" and is_unsure(context, speaker):
        return True
    if speaker.name.lower() in _NOBODY or _HEADLINE.search(speaker.name):
        return True
    return speaker.via == "demonym" and _is_people(context, speaker)


def _is_people(context: Context, speaker: ActorReference) -> bool:
    """ "Kenyans", "Israelis": people of a country, who are not the country."""
    words = context.tokens(speaker.span)
    if not speaker.actor.startswith("country:") or not words:
        return False
    root = words[-1]
    return root.tag_ in ("NNS", "NNPS") and not any(c.lower_ == "the" for c in root.children)


def _as_member(context: Context, speaker: ActorReference) -> ActorReference:
    """ "A senior House *Democrat*", "some *Republicans*": no party, but members of one."""
    words = context.tokens(speaker.span)
    if not words or not speaker.actor.startswith("org:"):
        return speaker
    root = words[-1]
    if root.lemma_.lower() not in context.words("party-member"):
        return speaker
    first = min((c.left_edge.i for c in root.lefts), default=root.i)
    whole = context.analysis.span(first, root.i + 1)
    name = _ARTICLE.sub("", " ".join(whole.text.split()))
    return replace(
        speaker, actor=f"nominal:{slug(name)}", name=name, span=whole, via="nominal", members=()
    )


def is_of_others(cue: Token, speakers: tuple[ActorReference, ...]) -> bool:
    """ "*Asked* whether he would go, X said", "decisions *announced* by X": X is not the subject.

    A participle without a subject of its own is passive: whoever is not named with "by" has not
    said it.
    """
    if cue.tag_ not in _PARTICIPLES or cue.pos_ != "VERB":
        return False
    bare = not any(c.dep_ in (*syntax.SUBJECTS, "aux") for c in cue.children)
    passive = any(c.dep_ == "auxpass" for c in cue.children)
    if not passive and not (
        bare and (cue.dep_ == "acl" or (cue.dep_ in ("advcl", "amod") and cue.tag_ == "VBN"))
    ):
        return False
    agents = [c for c in cue.children if c.dep_ == "agent" or c.lower_ == "by"]
    held = [(c.left_edge.idx, c.right_edge.idx + len(c.right_edge.text)) for c in agents]
    return not any(a <= s.span.start < b for s in speakers for a, b in held)


def is_of_another_clause(
    context: Context, cue: Token, speakers: tuple[ActorReference, ...]
) -> bool:
    """ "Norway saw the film the king gave out *claiming* he was ill": Norway claims nothing.

    Between the speaker and a participle stands another subject; or, behind a comma, the speaker
    is a thing in a clause that is itself told ("said the inquiry is slow, *saying* …").
    """
    if cue.tag_ != "VBG" or cue.dep_ in ("ROOT", "conj", "pcomp") or not speakers:
        return False
    place = max(s.span.end for s in speakers)
    if place > cue.idx:
        return False
    if context.parse[cue.left_edge.i - 1].lower_ in (",", "--", "–", "—"):
        people = all(s.actor.startswith(("person:", "org:", "country:")) for s in speakers)
        return cue.head.dep_ not in ("ROOT", "conj") and not people
    between = context.parse.char_span(place, cue.idx, alignment_mode="expand") or ()
    return any(t.dep_ in syntax.SUBJECTS and not syntax.relative_pronoun(t) for t in between)


def is_of_the_addressed(context: Context, cue: Token, speakers: tuple[ActorReference, ...]) -> bool:
    """ "X wrote to Y *warning* that …": X has warned, not Y."""
    host = cue.head
    if cue.tag_ != "VBG" or cue.dep_ != "acl" or host.dep_ not in ("pobj", "dobj", "dative"):
        return False
    verb = host.head.head if host.dep_ == "pobj" else host.head
    written = verb.lemma_ in _WRITES or verb.lemma_ in context.says
    return written and any(s.span.start <= host.idx < s.span.end for s in speakers)


def addressees_of(
    context: Context, quotation: Quotation, speakers: tuple[ActorReference, ...]
) -> tuple[ActorReference, ...]:
    """Those spoken to by name or in plain words; no pronoun, nor anyone who speaks himself."""
    own = {s.actor for s in speakers}
    things = context.words("occasion") | context.words("source-document")
    told = [context.parse[t] for t in quotation.addressee_tokens]
    found = context.refs(t for t in told if t.lemma_.lower() not in things)
    return tuple(r for r in found if r.actor not in own and _as_it_stands(r))


def _as_it_stands(reference: ActorReference) -> bool:
    words = reference.name.split()
    if reference.via == "pronoun" or len(set(words)) < len(words):
        return False
    if reference.via != "nominal" or not reference.actor.startswith("nominal:"):
        return True
    return reference.name.split()[-1].lower() == reference.span.text.split()[-1].lower()


def spoken_of(context: Context, spans: list[Span] | tuple[Span, ...]) -> list[ActorReference]:
    """The actors that what is said names, by their own names: no "they", no "the officials"."""
    held: dict[str, ActorReference] = {}
    platforms = context.words("platform")
    for mention in context.analysis.mentions:
        reference = mention.reference
        if reference.via != "name" or not political(reference) or _HEADLINE.search(reference.name):
            continue
        if not reference.actor.startswith(_KNOWN) or reference.name.lower() in platforms:
            continue
        if reference.actor.startswith("person:") and not (reference.role or reference.sectors):
            continue
        if any(s.holds(reference.span) for s in spans):
            held.setdefault(reference.actor, reference)
    return list(held.values())


def relays_of(
    context: Context, quotation: Quotation, found: tuple[ActorReference, ...]
) -> tuple[ActorReference, ...]:
    """Those of whose own statements the cue is part, not those who say something beside it."""
    if quotation.cue is None or not found:
        return found
    place = quotation.cue.start
    beside: set[str] = set()
    around: set[str] = set()
    within: set[str] = set()
    for other in context.analysis.quotations:
        if other is quotation or other.sentence != quotation.sentence or other.act != "saying":
            continue
        token = other.cue_token
        denied = token is not None and syntax.is_negated(context.parse[token])
        holds = any(c.start <= place < c.end for c in other.content) and not denied
        inside = other.cue is not None and any(c.holds(other.cue) for c in quotation.content)
        names = {s.actor for s in other.speakers}
        if inside:
            within.update(names)
        (around if holds else beside).update(names)
    found = tuple(r for r in found if r.actor not in within or r.actor in around)
    kept = (r for r in found if r.actor in around or r.actor not in beside)
    return tuple(r for r in kept if r.via != "pronoun" or not is_unsure(context, r))
