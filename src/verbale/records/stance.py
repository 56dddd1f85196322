"""Stances: who is for or against whom or what, on what grounds, once or always."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from verbale.matcher import Match, syntax
from verbale.model import ActorReference, Span, Stance, Target
from verbale.records.context import Context
from verbale.records.stance_doubts import doubtful
from verbale.records.stance_parts import grounds_of, is_habitual, targets_of
from verbale.records.stance_status import is_done

if TYPE_CHECKING:
    from spacy.tokens import Token

_OPPOSITE = {"support": "oppose", "praise": "criticise", "oppose": "support"}
_CLIMB = 6
_ASIDE = frozenset({"relcl", "acl", "advcl", "pcomp"})
"""Clauses in which something is only mentioned."""
_NOBODY = frozenset({"nobody", "none", "nothing", "neither"})


def find_stances(context: Context) -> list[Stance]:
    """All stances whose holder the text names."""
    found: list[Stance] = []
    for match in context.of_kind("stance"):
        found.extend(_stances(context, match))
    return _once(found)


def _stances(context: Context, match: Match) -> Iterator[Stance]:
    """The stances of a match: one for each actor that is its target, one for a matter."""
    valence = _valence(match)
    if valence is None or _nobody_holds(context, match):
        return
    holders = _holders(context, match)
    if not holders or _nothing(context, match):
        return
    shared = _shared(context, match, valence)
    for target in targets_of(context, match):
        if not isinstance(target, Span) and target.actor in {h.actor for h in holders}:
            continue
        if doubtful(context, match, holders, target, shared["auxiliary"]):
            continue
        span = target if isinstance(target, Span) else target.span
        grounds = grounds_of(context, match, target)
        yield Stance(
            **shared,
            evidence=context.evidence(match, span, grounds),
            confidence=0.7,
            holders=holders,
            target=target,
            valence=valence,
            grounds=grounds,
            habitual=is_habitual(context, match.token),
        )


def _shared(context: Context, match: Match, valence: str) -> dict[str, Any]:
    """The fields all kinds share: no negation where the valence tells it, no mere purpose."""
    shared = context.common(match)
    if _in_passing(context, match):
        shared["said_by"] = ()
    if valence != match.frame.label("valence") or match.frame.trigger.get("negated"):
        shared["auxiliary"] = tuple(a for a in shared["auxiliary"] if a != "negation")
    if _on_purpose(match):
        shared["auxiliary"] = tuple(a for a in shared["auxiliary"] if a != "future")
    return shared


def _holders(context: Context, match: Match) -> tuple[ActorReference, ...]:
    """Who the entry says; "critics of the deal" themselves; else who says it."""
    if "holder" in match.frame.roles:
        return context.role(match, "holder")
    if match.token.lemma_.lower() in context.words("partisan"):
        return context.refs([match.token])
    return _speakers(context, match)


def _in_passing(context: Context, match: Match) -> bool:
    """ "…, said the envoy of the vote, which Paris opposes": told by the report itself."""
    verb = syntax.clause_verb(match.token)
    if verb is None or verb.dep_ != "relcl" or "holder" not in match.frame.roles:
        return False
    word = next((t for t in verb.subtree if t.tag_ in ("WDT", "WP")), None)
    if word is None or word.i == 0 or word.nbor(-1).text != ",":
        return False
    place = match.token.idx
    return not any(
        q.manner == "direct" and any(c.start <= place < c.end for c in q.content)
        for q in context.analysis.quotations
    )


def _on_purpose(match: Match) -> bool:
    """ "Marched to denounce the law": they did denounce it."""
    verb = syntax.clause_verb(match.token)
    if verb is None or verb.dep_ != "advcl" or not syntax.is_infinitive(verb):
        return False
    return is_done(verb.head)


def _speakers(context: Context, match: Match) -> tuple[ActorReference, ...]:
    """Who says it, with those who say it together with them."""
    sources = context.status(match.token.i).sources[:1]
    for token in context.tokens(sources[0].span) if sources else ():
        further = [c for c in syntax.conjuncts(token) if c.dep_ == "conj"]
        if further and token.dep_ in syntax.SUBJECTS:
            return (
                *sources,
                *(r for r in context.refs(further) if r.actor != sources[0].actor),
            )
    return sources


def _valence(match: Match) -> str | None:
    """Which way it goes; what is not supported is opposed. None where negation leaves nothing."""
    valence = match.frame.label("valence")
    if match.frame.trigger.get("negated"):
        return valence
    if syntax.is_negated(match.token) or _refused(match.token) or _none_of_it(match.token):
        turned = match.frame.pos != "noun" or valence not in ("praise", "concern")
        return _OPPOSITE.get(valence) if turned else None
    return valence


def _none_of_it(token: Token) -> bool:
    """ "Zero respect for", "little support for"; "nor would I have approved"."""
    first = token if token.pos_ == "NOUN" else None
    if first is not None:
        return any(c.lower_ in ("zero", "little", "no") for c in first.children)
    return any(c.lower_ == "nor" for c in token.children)


def _refused(token: Token) -> bool:
    """ "Refused to back the plan", "is unwilling to support it"."""
    below = token.dep_ in ("xcomp", "advcl") and syntax.is_infinitive(token)
    return below and token.head.lemma_.lower() in ("refuse", "unwilling")


def _nobody_holds(context: Context, match: Match) -> bool:
    """What somebody is asked to think, should think or seldom thinks is no stance of theirs."""
    before = context.parse[match.token.i - 1].lower_ if match.token.i else ""
    if (
        before == "as"
        or _instead(match.token)
        or any(c.lower_ in context.words("seldom") for c in match.token.children)
    ):
        return True
    verb = syntax.clause_verb(match.token)
    if "holder" not in match.frame.roles:
        return verb is None or _not_said_so(context, match, verb)
    if match.frame.pos == "noun" and _denied(context, match):
        return True
    if verb is None or any(c.dep_ == "aux" and c.lower_ in ("would", "'d") for c in verb.children):
        return False
    return "hypothetical" in context.status(match.token.i).auxiliary or _asked(context, verb)


def _instead(verb: Token) -> bool:
    """ "Far from supporting the strike", "instead of backing him", "rather than oppose it"."""
    before = verb.doc[max(verb.left_edge.i - 2, 0) : verb.i]
    return {t.lower_ for t in before} >= {"far", "from"} or any(
        t.lower_ in ("instead", "rather") for t in before
    )


def _not_said_so(context: Context, match: Match, verb: Token) -> bool:
    """What is said in passing, asked, supposed or denied is no evaluation by the speaker."""
    first = verb
    while first.dep_ == "conj" and first.head.pos_ in syntax.VERBAL:
        first = first.head
    while first.dep_ == "ccomp" and first.head.pos_ in syntax.VERBAL and first.head.dep_ == "relcl":
        first = first.head
    if first.dep_ in _ASIDE or _supposed(verb) or _only_meant(verb):
        return True
    if match.frame.trigger.get("negated"):
        return False
    return _denied(context, match)


def _denied(context: Context, match: Match) -> bool:
    """What is denied without a word of denial on the trigger itself ("never made a call")."""
    denied = "negation" in context.status(match.token.i).auxiliary
    return denied and not syntax.is_negated(match.token)


def _only_meant(verb: Token) -> bool:
    """ "The aim is *to destroy* the group", "it is no longer a threat"."""
    return syntax.is_infinitive(verb) or any(c.lower_ == "longer" for c in verb.children)


def _supposed(verb: Token) -> bool:
    """ "If you tell me that they are thieves", "which may be wrong"."""
    if any(c.dep_ == "aux" and c.lower_ in ("may", "might", "could") for c in verb.children):
        return True
    for _ in range(_CLIMB):
        if syntax.marker(verb) in ("if", "whether", "unless"):
            return True
        if verb.dep_ not in ("ccomp", "conj", "xcomp"):
            return False
        verb = verb.head
        if verb.lemma_ == "deny":
            return True
    return False


def _asked(context: Context, verb: Token) -> bool:
    """ "Urged Sudan to support the truce", "declined to endorse him", "failed to do more to"."""
    withheld = context.words("object-control") | context.words("stance-withheld")
    for _ in range(_CLIMB):
        below = verb.dep_ in ("xcomp", "advcl", "ccomp") and syntax.is_infinitive(verb)
        if not below or verb.head.i == verb.i:
            return False
        verb = verb.head
        if verb.lemma_.lower() in withheld:
            return True
    return False


def _nothing(context: Context, match: Match) -> bool:
    """ "Backed neither side": no target."""
    head = context.matcher.first(match, "target")
    if head is None:
        return True
    return head.lower_ in _NOBODY or any(c.lower_ in ("no", "neither") for c in head.children)


def _once(found: list[Stance]) -> list[Stance]:
    kept: list[Stance] = []
    for one in found:
        if not any(_same(one, k) for k in kept):
            kept.append(one)
    return kept


def _same(one: Stance, other: Stance) -> bool:
    """The same people the same way about the same place of the text."""
    return (
        one.valence == other.valence
        and {h.actor for h in one.holders} == {h.actor for h in other.holders}
        and _place(one.target).overlaps(_place(other.target))
    )


def _place(target: Target) -> Span:
    return target if isinstance(target, Span) else target.span
