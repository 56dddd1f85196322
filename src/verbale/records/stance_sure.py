"""What makes a stance sure: who says so, whose it is, and that its matter is whole."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from verbale.matcher import Match, syntax
from verbale.model import ActorReference, Span, Target
from verbale.records.context import Context
from verbale.records.stance_holders import head_of

if TYPE_CHECKING:
    from spacy.tokens import Token

_FAR = 100
"""Letters between a holder and the word of the stance beyond which parses are often wrong."""
_POINTING = frozenset({"this", "that", "these", "those"})
_POSSESSIVE = frozenset({"his", "her", "its", "their"})
_ONE = frozenset({"he", "she", "his", "her"})
_BODY = frozenset({"it", "its"})
_SEVERAL = frozenset({"they", "their", "them"})
_REASON = frozenset({"although", "because", "namely", "since", "though", "whereas", "while"})
_BROKEN = frozenset({"(", ")", "--", "—", "–"})

Holders = tuple[ActorReference, ...]
Rule = Callable[[Context, Match, Holders, Target], bool]


def unsure(context: Context, match: Match, holders: Holders, target: Target) -> bool:
    """Whether something makes it likely that a part of the stance was read wrongly."""
    return any(rule(context, match, holders, target) for rule in _RULES)


def _words(context: Context, target: Target) -> list[Token]:
    return list(context.tokens(target if isinstance(target, Span) else target.span))


def _second_hand(context: Context, match: Match, holders: Holders, _: Target) -> bool:
    """ "…, he told an aide": who reports the stance of another is no clear subject before it."""
    held = {h.actor for h in holders}
    place = context.sentence(match.token.i)
    for source in context.status(match.token.i).sources:
        if source.actor in held:
            continue
        said = head_of(context, source.span)
        before = place.start <= source.span.start < match.token.idx
        if said is None or not before:
            return True
        if said.dep_ not in syntax.SUBJECTS or said.pos_ == "PRON":
            return True
    return False


def _loose_evaluation(context: Context, match: Match, _: Holders, __: Target) -> bool:
    """ "The Berg scandal", a name; "“He says: ‘It is unfair’”", the word of one who is quoted."""
    if "holder" in match.frame.roles:
        return False
    if match.frame.pos == "noun" and any(
        c.dep_ == "compound" and c.pos_ == "PROPN" for c in match.token.children
    ):
        return True
    start = context.sentence(match.token.i).start
    before = context.analysis.document.text[start : match.token.idx]
    return "‘" in before and any(mark in before for mark in ('"', "“"))


def _one_unnamed(context: Context, match: Match, holders: Holders, _: Target) -> bool:
    """ "He was a teacher who backs it", "his office": one in passing, whom nothing names."""
    if "holder" not in match.frame.roles:
        return False
    for holder in holders:
        said = head_of(context, holder.span)
        if holder.via != "nominal" or said is None or said.tag_ != "NN":
            continue
        whose = holder.name.split()[0].lower() in _POSSESSIVE
        a_one = any(c.lower_ in ("a", "an") for c in said.children)
        if whose or (a_one and said.dep_ not in (*syntax.SUBJECTS, "appos")):
            return True
    return False


def _on_grounds(_: Context, match: Match, __: Holders, ___: Target) -> bool:
    """ "Held on suspicion of theft": the suspicion of others."""
    token = match.token
    return match.frame.pos == "noun" and token.dep_ == "pobj" and token.head.lower_ == "on"


def _their_own(context: Context, match: Match, holders: Holders, target: Target) -> bool:
    """ "The premier promoted his record": for a matter that is their own."""
    if not isinstance(target, Span) or match.frame.label("valence") not in ("support", "praise"):
        return False
    first = _words(context, target)[:1]
    if not first or first[0].lower_ not in _POSSESSIVE:
        return False
    mention = context.analysis.mention_at.get(first[0].i)
    return mention is None or mention.reference.actor in {h.actor for h in holders}


def _namesake(context: Context, _: Match, holders: Holders, target: Target) -> bool:
    """ "Castro" taken for one whom the text does not name, where it names another Castro."""
    actors = [*holders, *(() if isinstance(target, Span) else (target,))]
    return any(_of_another(context, a) for a in actors)


def _of_another(context: Context, actor: ActorReference) -> bool:
    alone = len(actor.span.text.split()) == 1 and actor.via == "name"
    if not alone or not actor.actor.startswith("person:"):
        return False
    if actor.name in context.analysis.document.text:
        return False
    others = (m.reference for m in context.analysis.mentions)
    return any(
        o.actor != actor.actor
        and o.actor.startswith("person:")
        and o.name.endswith(f" {actor.span.text}")
        for o in others
    )


def _half_matter(context: Context, match: Match, _: Holders, target: Target) -> bool:
    """ "These concerns", "could not buy maize", "the ability" of "the ability to act": half."""
    words = _words(context, target)
    if not isinstance(target, Span) or not words:
        return False
    if words[0].lower_ in _POINTING and len(words) > 1:
        return True
    if len(words) == 1 and words[0].tag_ == "NN" and syntax.is_negated(match.token):
        return True
    return words[-1].i > match.token.i and _goes_on(words[-1])


def _goes_on(last: Token) -> bool:
    """Whether an infinitive follows that no verb before the matter asks for."""
    after = last.doc[last.i + 1 : last.i + 3]
    rest = [t for t in after if t.text != ","][:1]
    return bool(rest) and rest[0].lower_ == "to" and rest[0].dep_ == "aux"


def _foreign_words(context: Context, match: Match, _: Holders, target: Target) -> bool:
    """ "A strike because it is unsure …", "hours – days": words that are no part of the matter."""
    words = _words(context, target)
    if not isinstance(target, Span) or not words:
        return False
    if any(t.lower_ in _REASON for t in words[1:]):
        return True
    before = words[0].i - 1
    broken = "holder" not in match.frame.roles and before >= 0
    beside = [words[0].doc[before]] if broken else []
    return any(t.text in _BROKEN for t in (*words, *beside))


def _distant(_: Context, match: Match, holders: Holders, __: Target) -> bool:
    """A holder many words away, across clauses that often parse badly."""
    if "holder" not in match.frame.roles:
        return False
    return any(abs(h.span.start - match.token.idx) >= _FAR for h in holders)


def _loose_pronoun(context: Context, _: Match, holders: Holders, __: Target) -> bool:
    """ "They"; "it" with no name in its sentence, "he" with none there or in the one before."""
    for holder in holders:
        said = head_of(context, holder.span)
        if said is None or said.lower_ not in _ONE | _BODY | _SEVERAL:
            continue
        if said.lower_ in _SEVERAL or not _named_near(context, said):
            return True
    return False


def _named_near(context: Context, said: Token) -> bool:
    mention = context.analysis.mention_at.get(said.i)
    if mention is None:
        return False
    start = said.sent.start
    if start and said.lower_ in _ONE:
        start = context.parse[start - 1].sent.start
    return any(
        m.cluster == mention.cluster and start <= m.root < said.i and m.reference.via != "pronoun"
        for m in context.analysis.mentions
    )


_RULES: tuple[Rule, ...] = (
    _second_hand,
    _loose_evaluation,
    _one_unnamed,
    _on_grounds,
    _their_own,
    _namesake,
    _half_matter,
    _foreign_words,
    _distant,
    _loose_pronoun,
)
