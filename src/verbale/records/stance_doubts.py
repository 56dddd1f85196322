"""What looks like a stance and is better left out: in doubt, nothing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from verbale.matcher import Match, syntax
from verbale.model import ActorReference, Span, Target
from verbale.records.context import Context

if TYPE_CHECKING:
    from spacy.tokens import Token

_PERSONS = ("person", "nominal")
_CLIMB = 6


def doubtful(
    context: Context,
    match: Match,
    holders: Iterable[ActorReference],
    target: Target,
    auxiliary: tuple[str, ...],
) -> bool:
    """Whether who holds it, what it is about or whether it is held at all is unsure."""
    span = target if isinstance(target, Span) else target.span
    head = _head_of(context, span)
    if head is None or _empty(context, head) or _beside_the_point(head, match.token):
        return True
    if _only_wished(context, match, auxiliary) or _compared(match):
        return True
    if "holder" not in match.frame.roles and _weak_evaluation(context, match, holders, head):
        return True
    return any(_wrong_holder(context, h, target) for h in holders)


def _head_of(context: Context, span: Span) -> Token | None:
    """The word of a span that hangs on a word outside it."""
    words = context.tokens(span)
    inside = {t.i for t in words}
    return next((t for t in words if t.head.i not in inside or t.head.i == t.i), None)


def _empty(context: Context, head: Token) -> bool:
    """ "Everything", "on Friday", the "Reid" of "Reid's offer": no matter by themselves."""
    if head.dep_ != "poss" and any(c.dep_ == "case" for c in head.children):
        return True
    whole = any(c.lower_ in ("of", "each") for c in head.children)
    if head.pos_ == "ADP" or (head.lower_ in context.words("stance-empty") and not whole):
        return True
    return head.ent_type_ in ("DATE", "TIME") and head.pos_ != "VERB"


def _beside_the_point(head: Token, trigger: Token) -> bool:
    """ "… the vote, a step Paris opposes": the matter is what stands before."""
    article = any(c.lower_ in ("a", "an") and c.dep_ == "det" for c in head.children)
    first = head.left_edge
    after_comma = first.i > 0 and first.nbor(-1).text in (",", "—", "–", "-", "--")
    return article and (head.dep_ == "appos" or (after_comma and head.is_ancestor(trigger)))


def _only_wished(context: Context, match: Match, auxiliary: tuple[str, ...]) -> bool:
    """What is asked, possible, likely, hoped for or only a purpose is held by nobody yet."""
    verb = syntax.clause_verb(match.token)
    if verb is None:
        return False
    if _in_question(match.token) or _possible(verb) or _conditional(match, verb):
        return True
    if "holder" not in match.frame.roles:
        return _still_to_come(match, verb, auxiliary)
    purpose = syntax.is_infinitive(verb) and verb.dep_ in ("advcl", "relcl", "acl")
    came = verb.dep_ == "advcl" and is_done(verb.head)
    return "future" in auxiliary and ((purpose and not came) or _hoped(context, verb))


def is_done(verb: Token) -> bool:
    """ "Gathered to denounce it": what was done for a purpose shows the stance."""
    return verb.tag_ in ("VBD", "VBN")


def _still_to_come(match: Match, verb: Token, auxiliary: tuple[str, ...]) -> bool:
    """ "Would harm the region", "will be great": a forecast, where "would be a mistake" is none."""
    modals = {c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")}
    if match.frame.pos == "verb" and "passive" not in {c.slot for c in match.frame.requires}:
        return bool(modals & {"would", "'d", "will", "could", "can"})
    if modals & {"would", "must", "should", "ought", "'d"}:
        return match.frame.label("valence") == "praise" and match.frame.pos == "adj"
    return "future" in auxiliary or "hypothetical" in auxiliary


def _in_question(token: Token) -> bool:
    end = token.sent[-1]
    while end.i > token.i and (end.is_quote or end.is_space):
        end = end.nbor(-1)
    return end.text == "?" and syntax.clause_verb(token) is not None


def _possible(verb: Token) -> bool:
    """ "Might back it", "may be wrong"."""
    return any(c.dep_ == "aux" and c.lower_ in ("may", "might") for c in verb.children)


def _conditional(match: Match, verb: Token) -> bool:
    """ "If Rome backs it", "should have backed it", "would welcome a chance"."""
    if syntax.marker(verb) in ("if", "unless", "whether"):
        return True
    modals = {c.lower_ for c in verb.children if c.dep_ == "aux"}
    if "holder" not in match.frame.roles:
        first = verb.head if verb.dep_ == "conj" else verb
        return match.frame.pos == "verb" and syntax.is_infinitive(first)
    praised = match.frame.label("valence") == "praise" and modals & {"would", "'d"}
    return bool(praised or modals & {"should", "ought"})


def _hoped(context: Context, verb: Token) -> bool:
    """ "In hopes they will back it", "is likely to oppose it"."""
    above = verb
    for _ in range(_CLIMB):
        if above.dep_ not in ("xcomp", "ccomp", "acl", "conj") or above.head.i == above.i:
            return False
        above = above.head
        if above.lemma_.lower() in context.words("stance-hoped"):
            return True
    return False


def _compared(match: Match) -> bool:
    """ "Less happy with", "more worried about X than", "greater than": a comparison."""
    if match.frame.pos != "adj":
        return False
    before = match.token.left_edge.i - 1
    if match.token.tag_ == "JJR" or (before >= 0 and match.token.doc[before].lower_ == "as"):
        return True
    return any(c.lower_ in ("less", "least", "more") for c in match.token.children)


def _weak_evaluation(
    context: Context, match: Match, holders: Iterable[ActorReference], head: Token
) -> bool:
    """What a paper says, or what is said of the speaker's own: no evaluation by anybody."""
    if any(c.dep_ == "poss" and c.lower_ in ("my", "our") for c in head.children):
        return match.frame.label("valence") != "support"
    papers = context.words("source-document")
    for holder in holders:
        said = _head_of(context, holder.span)
        if said is None or holder.actor.startswith("document:") or said.lemma_ in papers:
            return True
        if said.lower_ in ("it", "its") or said.lower_ in context.words("stance-paper"):
            return True
    return False


def _wrong_holder(context: Context, holder: ActorReference, target: Target) -> bool:
    """A resolution that cannot be: "he backs Brennan's bid" is not Brennan; "I" is no party."""
    said = _head_of(context, holder.span)
    if said is None or said.lower_ in context.words("stance-paper"):
        return True
    if said.lemma_.lower() in context.words("party-member") and said.tag_ in ("NN", "NNP"):
        return not holder.actor.startswith("person:")
    if said.pos_ != "PRON":
        return any(c.lower_ == "no" for c in said.children)
    if said.lower_ in ("i", "my", "me") and not holder.actor.startswith(_PERSONS):
        return True
    span = target if isinstance(target, Span) else target.span
    named = [t for t in context.tokens(span) if t.pos_ == "PROPN"]
    return any(r.actor == holder.actor for r in context.refs(named))
