"""What looks like a stance and is better left out: in doubt, nothing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from verbale.matcher import Match, syntax
from verbale.model import ActorReference, Span, Target
from verbale.records.context import Context
from verbale.records.stance_holders import head_of, unsure_holder, unsure_pronoun
from verbale.records.stance_status import not_held

if TYPE_CHECKING:
    from spacy.tokens import Token

_NOMINAL = ("NOUN", "PROPN")
_THINKING_OWN = frozenset({"i", "we"})


def doubtful(
    context: Context,
    match: Match,
    holders: Iterable[ActorReference],
    target: Target,
    auxiliary: tuple[str, ...],
) -> bool:
    """Whether who holds it, what it is about or whether it is held at all is unsure."""
    if context.sentence(match.token.i).text.isupper():
        return True
    head = head_of(context, target if isinstance(target, Span) else target.span)
    if head is None or _unsure_target(context, match, target, head):
        return True
    if _partial(context, match, holders):
        return True
    if not_held(context, match, auxiliary) or _compared(match):
        return True
    if "holder" not in match.frame.roles and _weak_evaluation(context, match, holders, head):
        return True
    return any(unsure_holder(context, match, h, target) for h in holders)


def _partial(context: Context, match: Match, holders: Iterable[ActorReference]) -> bool:
    """ "Muslims and other minorities", of whom only some are known actors."""
    if "holder" not in match.frame.roles:
        return False
    named = list(holders)
    for holder in named:
        first = head_of(context, holder.span)
        while first is not None and first.dep_ == "conj" and first.head.pos_ in _NOMINAL:
            first = first.head
        for one in syntax.conjuncts(first) if first is not None else ():
            known = any(h.span.start <= one.idx < h.span.end for h in named)
            if one.pos_ in _NOMINAL and not known:
                return True
    return False


def _unsure_target(context: Context, match: Match, target: Target, head: Token) -> bool:
    """Whether the words of the target name no matter, another one, or the trigger itself."""
    if isinstance(target, Span):
        if target.start <= match.token.idx < target.end:
            return True
    elif _other_actors(target) or _on_behalf(context, match, target) or _either(head):
        return True
    if head.dep_ == "pobj" and head.head.lower_ == "without":
        return True
    if _empty(context, head) or _beside_the_point(head, match.token):
        return True
    if _other_antecedent(match, head) or _fronted(match, head) or _where(match, head):
        return True
    return head.pos_ == "PRON" and unsure_pronoun(context, head)


def _either(head: Token) -> bool:
    """ "Favour Ruiz or Vega": the one or the other."""
    first = head.head if head.dep_ == "conj" else head
    return any(c.lower_ == "or" for c in first.children)


def _on_behalf(context: Context, match: Match, target: ActorReference) -> bool:
    """ "Lobbied for Chad", "fought for Iran": in its service; what is urged is not named."""
    if target.actor.startswith("nominal:") and not target.name.lower().endswith("s"):
        return False
    roles = match.frame.roles.get("target", ())
    return roles[:1] == ("for",) and match.token.lemma_.lower() in context.words("urging-for")


def _other_actors(target: ActorReference) -> bool:
    """ "Those countries", resolved to one of them."""
    if target.via != "nominal":
        return False
    words = target.span.text.lower()
    if not words.endswith("s") or target.actor.startswith("nominal:"):
        return False
    if words.startswith(("those ", "these ")):
        return True
    return target.actor.startswith("country:") and target.name.lower() not in words


def _empty(context: Context, head: Token) -> bool:
    """ "Everything", "on Friday", the "Reid" of "Reid's offer": no matter by themselves."""
    if head.dep_ != "poss" and any(c.dep_ == "case" for c in head.children):
        return True
    whole = any(c.lower_ in ("of", "each") for c in head.children)
    if head.pos_ == "ADP" or (head.lower_ in context.words("stance-empty") and not whole):
        return True
    return head.ent_type_ in ("DATE", "TIME") and head.pos_ != "VERB"


def _other_antecedent(match: Match, head: Token) -> bool:
    """ "Strikes on rebels, which Paris opposes": the strikes, or the rebels?"""
    verb = syntax.clause_verb(match.token)
    if verb is None or verb.dep_ != "relcl" or verb.head.i != head.i or head.dep_ != "pobj":
        return False
    word = next((t for t in verb.subtree if t.lower_ in syntax.RELATIVE), None)
    aside = word is not None and word.lower_ == "which" and word.nbor(-1).text == ","
    return aside and head.head.head.pos_ == "NOUN"


def _where(match: Match, head: Token) -> bool:
    """ "The hall where they were cheering": a place, no matter."""
    verb = syntax.clause_verb(match.token)
    if verb is None or verb.dep_ != "relcl" or verb.head.i != head.i:
        return False
    return any(t.lower_ in ("where", "when") for t in verb.children)


def _fronted(match: Match, head: Token) -> bool:
    """ "In his speech, he put his faith in …": a circumstance set before the clause."""
    if head.dep_ != "pobj" or head.i > match.token.i:
        return False
    verb = head.head.head
    return verb.pos_ in syntax.VERBAL and head.i < verb.i and verb.dep_ != "relcl"


def _beside_the_point(head: Token, trigger: Token) -> bool:
    """ "… the vote, a step Paris opposes": the matter is what stands before."""
    article = any(c.lower_ in ("a", "an") and c.dep_ == "det" for c in head.children)
    first = head.left_edge
    after_comma = first.i > 0 and first.nbor(-1).text in (",", "—", "–", "-", "--")
    return article and (head.dep_ == "appos" or (after_comma and head.is_ancestor(trigger)))


def _compared(match: Match) -> bool:
    """ "Less happy with", "more worried about X than", "greater than": a comparison."""
    if match.frame.pos != "adj":
        return False
    before = match.token.left_edge.i - 1
    if match.token.tag_ == "JJR" or (before >= 0 and match.token.doc[before].lower_ == "as"):
        return True
    words = {c.lower_ for c in match.token.children}
    clause = syntax.child(match.token, "xcomp", "ccomp", "advcl") is not None
    return bool(words & {"less", "least", "more"}) or ("too" in words and clause)


def _weak_evaluation(
    context: Context, match: Match, holders: Iterable[ActorReference], head: Token
) -> bool:
    """What a paper says, or what is said of the speaker's own: no evaluation by anybody."""
    if any(c.dep_ == "poss" and c.lower_ in ("my", "our") for c in head.children):
        return match.frame.label("valence") != "support"
    if head.lower_ in ("it", "that", "these", "those"):
        return True
    if _thought_by_another(context, match.token, holders) or _only_for(context, match.token):
        return True
    papers = context.words("source-document")
    for holder in holders:
        said = head_of(context, holder.span)
        if said is None or holder.actor.startswith("document:") or said.lemma_ in papers:
            return True
        if said.lower_ in ("it", "its") or said.lower_ in context.words("stance-paper"):
            return True
    return False


def _thought_by_another(context: Context, token: Token, holders: Iterable[ActorReference]) -> bool:
    """ "The spokesman said the minister *believes* it was a mistake": not the spokesman's view."""
    verb = syntax.clause_verb(token)
    while verb is not None and verb.dep_ in ("ccomp", "conj") and verb.head.i != verb.i:
        verb = verb.head
        if verb.lemma_.lower() in context.words("thinking"):
            subject = syntax.child(verb, "nsubj")
            if subject is None or subject.lower_ in _THINKING_OWN:
                return subject is None
            return not {r.actor for r in context.refs([subject])} & {h.actor for h in holders}
    return False


def _only_for(context: Context, token: Token) -> bool:
    """ "For Turkey, the border is crucial": so it is for Turkey, not for who says it."""
    verb = syntax.clause_verb(token)
    return verb is not None and any(
        c.lower_ in ("for", "to") and context.is_actor(o)
        for c in syntax.children(verb, "prep")
        for o in syntax.children(c, "pobj")
    )
