"""Whether a stance is told as held: what is asked, supposed, alleged, over or partial is not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from verbale.matcher import Match, syntax
from verbale.records.context import Context

if TYPE_CHECKING:
    from spacy.tokens import Token

_CLIMB = 6
_STOPS = frozenset({".", "!", "?"})
_REAL = frozenset({"after", "by", "since", "upon", "while", "when", "despite", "besides"})
"""Prepositions before what was done; behind others it is a charge, a thought or denied."""
_QUOTES = frozenset({'"', "“", "”"})
_IF = frozenset({"assuming", "if", "provided", "unless", "whether"})
_PERHAPS = frozenset({"likely", "maybe", "perhaps", "possibly", "probably"})
_GIVEN = frozenset({"assuming", "provided", "suppose"})
_FINITE = frozenset({"VBZ", "VBP"})


def not_held(context: Context, match: Match, auxiliary: tuple[str, ...]) -> bool:
    """Whether the words leave open, for now or at all, that anybody takes the stance."""
    token = match.token
    verb = syntax.clause_verb(token)
    if _over(context, match, verb) or _in_part(context, token, verb):
        return True
    if verb is None:
        return False
    if _in_question(token) or _possible(verb) or _conditional(match, verb) or _told_to(verb):
        return True
    if match.frame.pos != "noun" and any(_alleged(context, v) for v in _upwards(verb)):
        return True
    if "holder" not in match.frame.roles:
        return _still_to_come(match, verb, auxiliary)
    if _negated_above(match, auxiliary):
        return True
    return _only_meant(context, match, verb) or _misread(verb)


def _negated_above(match: Match, auxiliary: tuple[str, ...]) -> bool:
    """ "It is easy to forget that they back it": the denial is of something else."""
    own = syntax.is_negated(match.token) or match.frame.trigger.get("negated")
    verb = match.token
    if verb.dep_ == "conj" and not own and syntax.child(verb, "aux", *syntax.SUBJECTS) is None:
        return verb.head.pos_ in syntax.VERBAL and syntax.is_negated(verb.head)
    return match.frame.pos != "noun" and "negation" in auxiliary and not own


def is_done(verb: Token) -> bool:
    """ "Gathered to denounce it": what was done for a purpose shows the stance."""
    return verb.tag_ in ("VBD", "VBN")


def _upwards(verb: Token) -> Iterator[Token]:
    """A verb and those it hangs on as their object, complement or further verb."""
    for _ in range(_CLIMB):
        yield verb
        if verb.dep_ not in ("ccomp", "xcomp", "conj") or verb.head.i == verb.i:
            return
        verb = verb.head


def _in_question(token: Token) -> bool:
    """Whether the words run up to a question mark, within the same quotation marks."""
    quotes = 0
    for word in token.doc[token.i + 1 : token.sent.end]:
        quotes += word.text in _QUOTES
        if word.text in _STOPS:
            return bool(word.text == "?" and quotes % 2 == 0)
    return False


def _told_to(verb: Token) -> bool:
    """ "Be sceptical of it", "how to impress them": what others should do."""
    how = any(c.tag_ == "WRB" and c.lower_ == "how" for c in verb.children)
    if how and syntax.is_infinitive(verb):
        return True
    bare = verb.tag_ == "VB" and syntax.child(verb, "aux", *syntax.SUBJECTS) is None
    return bare and verb.lower_ == "be"


def _possible(verb: Token) -> bool:
    """ "Might back it", "may be wrong", "will probably oppose it"."""
    if any(c.dep_ == "advmod" and c.lower_ in _PERHAPS for c in verb.children):
        return True
    return any(c.dep_ == "aux" and c.lower_ in ("may", "might") for c in verb.children)


def _conditional(match: Match, verb: Token) -> bool:
    """ "If Rome backs it", "either backs it or not", "should have backed it"."""
    if any(_supposed(v) for v in _upwards(verb)) or _alternative(verb):
        return True
    given = match.frame.pos != "noun" and any(
        syntax.marker(c) in _IF for c in syntax.children(verb, "advcl")
    )
    modals = {c.lower_ for c in verb.children if c.dep_ == "aux"}
    if modals & {"would", "'d", "could"} and "have" in modals:
        return True
    if "holder" not in match.frame.roles:
        first = verb.head if verb.dep_ == "conj" else verb
        return given or (match.frame.pos == "verb" and syntax.is_infinitive(first))
    if match.frame.pos == "adj" and modals & {"will", "'ll", "would"}:
        return True
    praised = match.frame.label("valence") == "praise" and modals & {"would", "'d"}
    return bool(given or praised or modals & {"should", "ought"})


def _supposed(verb: Token) -> bool:
    """ "If Rome backs it", "provided it is approved by Rome"."""
    first = verb.left_edge
    return syntax.marker(verb) in _IF or (first.i > 0 and first.nbor(-1).lower_ in _GIVEN)


def _alternative(verb: Token) -> bool:
    """ "Either Congress backs the deal or it condemns it"."""
    first = verb.head if verb.dep_ == "conj" else verb
    if first.pos_ not in syntax.VERBAL:
        return False
    linked = any(c.dep_ == "cc" and c.lower_ == "or" for c in first.children)
    return linked and any(c.pos_ in syntax.VERBAL for c in syntax.children(first, "conj"))


def _alleged(context: Context, verb: Token) -> bool:
    """ "Accused of mocking it", "no interest in backing it", "without praising it"."""
    if verb.dep_ != "pcomp":
        return verb.tag_ == "VBG" and _quoted_charge(context, verb)
    link = verb.head.lower_
    told = syntax.child(verb, *syntax.SUBJECTS) is not None
    return link not in _REAL and not told


def _quoted_charge(context: Context, verb: Token) -> bool:
    """ "Accused him of "backing terrorists"": what is charged stands in quotation marks."""
    before = verb.doc[max(verb.i - 2, 0) : verb.i]
    if len(before) < 2 or before[1].text not in _QUOTES or before[0].lower_ != "of":
        return False
    return before[0].head.lemma_.lower() in context.words("charging")


def _over(context: Context, match: Match, verb: Token | None) -> bool:
    """ "Once backed it", "a former critic", "his past support", "lost faith in"."""
    words = context.words("stance-former")
    token = match.token
    if any(c.lower_ in words for c in token.children):
        return True
    if match.frame.pos == "noun":
        ended = token.dep_ in ("dobj", "nsubjpass") and context.words("stance-ended")
        return bool(ended and token.head.lemma_.lower() in ended)
    if verb is None:
        return False
    if any(c.lower_ in words and c.dep_ == "advmod" for c in verb.children):
        return True
    return verb.dep_ == "xcomp" and verb.head.lower_ == "used" and syntax.is_infinitive(verb)


def _in_part(context: Context, token: Token, verb: Token | None) -> bool:
    """ "Not entirely supportive", "is not backing it now": neither for nor against."""
    words = {c.lower_ for t in (token, verb) if t is not None for c in t.children}
    if any(c.lower_ == "not" and c.nbor(1).lower_ in ("only", "just") for c in token.children):
        return True
    if any(c.lower_ in ("only", "just") and c.nbor(-1).lower_ == "not" for c in token.children):
        return True
    going_on = token.tag_ == "VBG" and syntax.child(token, "aux") is not None
    return (going_on or bool(words & context.words("wholly"))) and syntax.is_negated(token)


def _still_to_come(match: Match, verb: Token, auxiliary: tuple[str, ...]) -> bool:
    """ "Would harm the region", "will be great": a forecast, where "would be a mistake" is none."""
    modals = {c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")}
    if match.frame.pos == "verb" and "passive" not in {c.slot for c in match.frame.requires}:
        return bool(modals & {"would", "'d", "will", "could", "can"})
    if modals & {"will", "'ll"}:
        return True
    if modals & {"would", "must", "should", "ought", "'d"}:
        return match.frame.label("valence") == "praise" and match.frame.pos == "adj"
    return "future" in auxiliary or "hypothetical" in auxiliary


def _only_meant(context: Context, match: Match, verb: Token) -> bool:
    """ "It is for Rome to hail it", "in hopes they will back it", "is unlikely to back it"."""
    first = verb
    while first.dep_ == "conj" and first.head.pos_ in syntax.VERBAL:
        first = first.head
    if not syntax.is_infinitive(first):
        return _hoped(context, verb)
    if first.dep_ in ("advcl", "relcl", "acl"):
        return not (first.dep_ == "advcl" and is_done(first.head))
    if first.head.lemma_.lower() in ("refuse", "unwilling"):
        return False
    denied = "negation" in context.status(match.token.i).auxiliary
    aside = first.dep_ == "xcomp" and syntax.marker(first.head) == "as"
    return aside or (denied and not syntax.is_negated(match.token)) or _hoped(context, verb)


def _hoped(context: Context, verb: Token) -> bool:
    """ "In hopes they will back it", "is likely to oppose it"."""
    for above in _upwards(verb):
        head = above.head
        if above.dep_ not in ("xcomp", "ccomp", "acl") or head.i == above.i:
            continue
        own = above.dep_ == "xcomp" and head.lemma_.lower() in ("hope", "want", "prepare")
        words = {head.lemma_.lower()} | {c.lower_ for c in syntax.children(head, "acomp")}
        if words & context.words("stance-hoped") and not own:
            return True
    return False


def _misread(verb: Token) -> bool:
    """A further verb whose form does not go with the one the parser hung it on."""
    first = verb.head if verb.dep_ == "conj" else verb
    subject = syntax.child(first, *syntax.SUBJECTS)
    if first.dep_ == "ccomp" and subject is None and first.tag_ in ("VBD", "VBZ", "VBP"):
        return True
    if verb.dep_ != "conj" or syntax.child(verb, *syntax.SUBJECTS, "aux", "auxpass") is not None:
        return False
    forms = {verb.tag_, verb.head.tag_}
    helped = syntax.child(verb.head, "aux", "auxpass") is not None
    if verb.tag_ == "VBG":
        return verb.head.tag_ in ("VBZ", "VBP", "VBD", "VBN") and not syntax.is_passive(verb.head)
    if verb.tag_ == "VBD" and verb.head.tag_ in ("VB", "VBG"):
        return True
    return "VBD" in forms and bool(forms & _FINITE) and not helped
