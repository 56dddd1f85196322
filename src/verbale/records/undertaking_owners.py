"""Whether those who were found to bind themselves are the ones the text means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from verbale.matcher import syntax
from verbale.model import ActorReference, Span
from verbale.records.context import Context
from verbale.records.undertaking_parties import WE

if TYPE_CHECKING:
    from spacy.tokens import Token

_NAMED_FAR = 6
"""A name of more words is a piece of sentence."""


def doubtful_owner(
    context: Context, parties: tuple[ActorReference, ...], trigger: Token, action: Span
) -> bool:
    """True where one who binds himself may be another than who was found, or more do so."""
    if any(_no_owner(context, party, trigger) for party in parties):
        return True
    if any(_named_again(context, p, action) or some_of(context, p) for p in parties):
        return True
    if len(parties) == 1 and any(c.lower_ == "both" for c in trigger.children):
        return True
    return _spoken_by_others(context, parties, trigger) or _more(context, parties)


def _no_owner(context: Context, party: ActorReference, trigger: Token) -> bool:
    if len(party.span.text.split()) > _NAMED_FAR and party.country is None:
        return True
    if _part_of_a_name(context, party) or _those(party) or _another_rank(party):
        return True
    if _any_who(context, party, trigger) or _people(context, party):
        return True
    word = party.span.text.lower()
    if word in ("i", "me", "my", "he", "she", "him", "her", "his"):
        return not party.actor.startswith(("person:", "office:", "nominal:"))
    return _of_a_place(context, party, trigger)


def _part_of_a_name(context: Context, party: ActorReference) -> bool:
    """ "Vice Premier Liu He signed": the pronoun that is a name."""
    if party.span.text not in ("He", "She", "They"):
        return False
    start = party.span.start
    return context.analysis.document.text[max(start - 2, 0) : start].strip().isalpha()


def _any_who(context: Context, party: ActorReference, trigger: Token) -> bool:
    """ "Candidates who promise jobs": whoever does so, nobody in particular."""
    words = context.parse.char_span(party.span.start, party.span.end, alignment_mode="expand")
    if words is None or party.via != "nominal" or party.country is not None:
        return False
    root = words.root
    bare = root.tag_ == "NNS" and not syntax.children(root, "det", "poss", "nummod")
    return bare and _relative(root, trigger)


def _people(context: Context, party: ActorReference) -> bool:
    """ "Americans will pay more": people of a country, not the state; "the Russians" may be it."""
    if not party.actor.startswith("country:") or party.via != "demonym":
        return False
    words = context.parse.char_span(party.span.start, party.span.end, alignment_mode="expand")
    if words is None or words.root.tag_ not in ("NNS", "NNPS"):
        return False
    return not any(c.lower_ == "the" for c in words.root.children)


def _another_rank(party: ActorReference) -> bool:
    """ "The president" for a vice president."""
    role, words = (party.role or "").lower(), party.span.text.lower()
    lower = role.startswith(("vice", "deputy", "acting"))
    return lower and party.via == "nominal" and words.split()[-1] in role and role not in words


def _those(party: ActorReference) -> bool:
    """ "Those countries have made efforts": several, and only one was found."""
    words = party.span.text.lower().split()
    several = words[0] in ("those", "these", "both", "all") and len(words) > 1
    return several and not party.members and words[-1].endswith("s")


def _named_again(context: Context, party: ActorReference, action: Span) -> bool:
    """ "He would be calling *Lund* to testify": who is named in the action is not "he"."""
    if party.via != "pronoun" or party.actor.startswith("country:"):
        return False
    for token in context.tokens(action):
        mention = context.analysis.mention_at.get(token.i)
        if mention is None or mention.reference.actor != party.actor:
            continue
        if mention.reference.via == "name" and token.dep_ in ("dobj", "pobj", "nsubj", "dative"):
            return True
    return False


def some_of(context: Context, party: ActorReference) -> bool:
    """ "The Conservatives who opposed her said they": some of a party are not the party."""
    if not party.actor.startswith("org:") or party.via not in ("demonym", "pronoun", "name"):
        return False
    named = [
        i
        for i, m in context.analysis.mention_at.items()
        if m.reference.actor == party.actor and m.reference.via in ("demonym", "name")
    ]
    behind = [i for i in named if context.parse[i].idx <= party.span.start]
    if not behind:
        return False
    token = context.parse[max(behind)]
    several = token.tag_ in ("NNS", "NNPS") and "pty" in [s.lower() for s in party.sectors[:1]]
    return several and any(c.dep_ in ("relcl", "amod", "nummod") for c in token.children)


def _of_a_place(context: Context, party: ActorReference, trigger: Token) -> bool:
    """ "Art Basel Hong Kong will open", "the fair in Switzerland, which is due": no state."""
    if not party.actor.startswith("country:") or party.via != "name":
        return False
    words = context.parse.char_span(party.span.start, party.span.end, alignment_mode="expand")
    if words is None:
        return False
    first = words[0]
    before = context.parse[first.i - 1] if first.i > first.sent.start else None
    joined = before is not None and before.tag_ == "NNP" and before.dep_ == "compound"
    if joined and before is not None and before.head in words:
        return True
    root = words.root
    located = root.dep_ == "pobj" and root.head.lower_ in ("in", "at", "near", "from")
    set_down = trigger.lemma_ in ("due", "set", "schedule", "slate")
    return located and set_down and _relative(root, trigger)


def _relative(noun: Token, trigger: Token) -> bool:
    """Whether a trigger stands in a relative clause of a noun."""
    below = {t.i for c in syntax.children(noun, "relcl") for t in c.subtree}
    return trigger.i in below


def _spoken_by_others(
    context: Context, parties: tuple[ActorReference, ...], trigger: Token
) -> bool:
    """ "China said, we will": the "we" of another than was found; "together we will"."""
    first = any(p.span.text.lower() in WE for p in parties)
    own = syntax.child(trigger, "nsubj")
    if not first and (own is None or own.lower_ not in WE):
        return False
    if any(t.lower_ in ("together", "jointly", "everybody", "everyone") for t in trigger.sent):
        return True
    countries = {p.country for p in parties}
    return any(c is not None and c not in countries for c in _saying_countries(context, trigger))


def _saying_countries(context: Context, trigger: Token) -> list[str | None]:
    """The countries of those who say the clause a trigger stands in."""
    seen, found = trigger, []
    for _ in range(4):
        if seen.head.i == seen.i or seen.dep_ not in ("ccomp", "xcomp", "conj", "parataxis"):
            break
        seen = seen.head
        speaker = syntax.child(seen, "nsubj")
        if speaker is None or seen.lemma_.lower() not in context.says:
            continue
        mention = context.analysis.mention_at.get(speaker.i)
        found.append(mention.reference.country if mention is not None else None)
        break
    return found


def _more(context: Context, parties: tuple[ActorReference, ...]) -> bool:
    """ "The United States and its partners agreed": not all of those are known."""
    for party in parties:
        words = context.parse.char_span(party.span.start, party.span.end, alignment_mode="expand")
        if words is None or party.via not in ("name", "title", "nominal", "demonym"):
            continue
        root = words.root
        beside = [t for t in syntax.conjuncts(root) if t.i not in {w.i for w in words}]
        if any(_left_out(context, t, parties) for t in beside):
            return True
    return False


def _left_out(context: Context, token: Token, parties: tuple[ActorReference, ...]) -> bool:
    """Whether somebody coordinated with a party is not among the parties."""
    if token.pos_ not in ("NOUN", "PROPN", "PRON"):
        return False
    found = context.refs([token])
    return not found or not {r.actor for r in found} & {p.actor for p in parties}
