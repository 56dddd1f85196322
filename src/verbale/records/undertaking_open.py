"""Clauses that leave open whether anything is undertaken: asked, ruled by a doubt, unreal, over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from verbale.matcher import syntax
from verbale.matcher.syntax import Word
from verbale.records.context import Context

if TYPE_CHECKING:
    from spacy.tokens import Token

_ASKING = frozenset({"how", "when", "what", "why", "where", "whether", "which", "who"})
_ASKED = frozenset({"ccomp", "pcomp", "csubj", "acl"})
_UNDER = frozenset({"xcomp", "acomp", "attr", "oprd", "ccomp", "conj", "relcl"})
_MAYBE = frozenset({"maybe", "perhaps", "possibly", "presumably", "supposedly", "allegedly"})
_BARE = frozenset({"VBZ", "VBP"})
_PLANS = frozenset({"plan", "intend", "aim", "mean", "due", "schedule", "slate", "set"})
_PROVIDED = frozenset({"provided", "providing", "assuming", "supposing", "lest"})
_OUGHT = frozenset({"should", "must", "ought"})
_BY_CALENDAR = frozenset({"due", "schedule", "slate", "slated", "set"})
_UNREAL = frozenset({"would", "'d", "’d", "could", "might"})
_FAR = 5


def left_undecided(context: Context, token: Token) -> bool:
    """True where the words around a trigger do not tell that anything is undertaken."""
    verb = _verb_of(token)
    if verb is None:
        return False
    if _asked(verb) or _alternative(verb) or _perhaps(verb) or _provided(verb):
        return True
    if _unreal(verb) or _over(token, verb) or _scant(verb):
        return True
    return token.pos_ == "NOUN" and _earlier(context, token)


def _verb_of(token: Token) -> Token | None:
    """The verb of a trigger's own clause; of a noun that is subject or object its verb."""
    return token if token.pos_ in syntax.VERBAL else syntax.clause_verb(token)


def _asked(verb: Token) -> bool:
    """ "Asked how it plans to", "not clear when they will": what is asked is not told."""
    if _weighed(verb):
        return True
    seen = verb
    for _ in range(_FAR):
        opening = syntax.marker(seen)
        opening = opening if opening in _ASKING else seen.left_edge.lower_
        if opening in _ASKING and (seen.dep_ in _ASKED or seen.head.i == seen.i):
            return seen.dep_ != "acl" or opening == "whether"
        if opening in _ASKING and seen.dep_ == "advcl":
            return opening not in ("when", "where") or syntax.is_negated(seen.head)
        if seen.dep_ not in _UNDER or seen.dep_ == "relcl":
            return False
        seen = seen.head
    return False


def _weighed(verb: Token) -> bool:
    """ "Unclear whether it was the measures being offered": all of it is in question."""
    seen = verb
    for _ in range(_FAR):
        if syntax.marker(seen) == "whether":
            return True
        if seen.head.i == seen.i or (seen.dep_ == "advcl" and seen.i > seen.head.i):
            return False
        seen = seen.head
    return False


def _alternative(verb: Token) -> bool:
    """ "Either Congress approves the deal or …": one of two, nobody knows which."""
    first = verb.left_edge
    return first.lower_ == "either" or any(c.dep_ == "preconj" for c in verb.children)


def _provided(verb: Token) -> bool:
    """ "Provided Norway agreed to", "assuming they sign": a condition, however it was parsed."""
    first = verb.left_edge.i
    before = verb.doc[first - 1].lower_ if first > verb.sent.start else ""
    return {before, verb.left_edge.lower_} & _PROVIDED != set()


def _scant(verb: Token) -> bool:
    """ "Made little effort to", "is believed to have been intent on": hardly, or once."""
    done = syntax.child(verb, "dobj")
    if done is not None and any(c.lower_ in ("little", "no", "scant") for c in done.children):
        return done.lemma_ in ("effort", "step", "move", "action")
    return syntax.is_infinitive(verb) and any(
        c.lower_ == "have" and c.dep_ == "aux" for c in verb.children
    )


def _perhaps(verb: Token) -> bool:
    """ "Or maybe the ministry is still committed": the report only guesses."""
    return any(c.lower_ in _MAYBE for c in verb.children) or _says_so(verb, _MAYBE)


def _says_so(verb: Token, words: frozenset[str]) -> bool:
    opening = [t for t in verb.sent[:3] if t.is_alpha]
    return any(t.lower_ in words for t in opening)


def _unreal(verb: Token) -> bool:
    """ "Would have closed it", "I would have told them that we will": nothing that came about."""
    seen = verb
    for _ in range(_FAR):
        helping = syntax.children(seen, "aux")
        unreal = any(c.lower_ in _UNREAL for c in helping)
        if unreal and any(c.lower_ in ("have", "'ve", "’ve", "of") for c in helping):
            return True
        if any(c.lower_ in _OUGHT for c in helping):
            return True
        if seen.dep_ not in ("xcomp", "ccomp", "conj", "acomp") or seen.head.i == seen.i:
            return False
        seen = seen.head
    return False


def _over(token: Token, verb: Token) -> bool:
    """ "Had planned to", "were due to meet but", "had plans to": whether it holds is not told."""
    if token.pos_ == "NOUN":
        has = token.dep_ == "dobj" and verb.lemma_ == "have" and verb.tag_ == "VBD"
        return has and token.head.i == verb.i
    if token.lemma_.lower() not in _PLANS:
        return False
    helping = syntax.children(token, "aux", "auxpass")
    if token.tag_ == "VBN" and any(c.lower_ in ("had", "'d", "’d") for c in helping):
        return not any(c.lower_ == "been" for c in helping)
    past = any(c.tag_ == "VBD" and c.lemma_ == "be" for c in helping)
    past = past or (token.pos_ == "ADJ" and verb.tag_ == "VBD")
    if past and token.lemma_.lower() in _BY_CALENDAR and verb.dep_ != "ccomp":
        return True
    return past and any(
        t.lower_ in ("but", "until", "before") for t in token.sent[0:] if t.i > verb.i
    )


def _earlier(context: Context, noun: Token) -> bool:
    """ "Their previous efforts", "a failed plan": what was once tried."""
    return any(c.lower_ in context.words("bygone-adjective") for c in syntax.children(noun, "amod"))


def habitual(verb: Token) -> bool:
    """ "We take every step to", "envoys work to": the plain present of what is always done.

    "Medics worked to stop the bleeding": nor is what they were at for an hour.
    """
    if syntax.children(verb, "aux", "auxpass"):
        return False
    return verb.tag_ in _BARE or (verb.tag_ == "VBD" and verb.lemma_ in ("work", "rush", "act"))


def owed(head: Word) -> bool:
    """ "Will have to give more", "will need to": no will of those who must."""
    if head.lemma_ not in ("have", "need", "get"):
        return False
    below = syntax.child(head, "xcomp")
    return below is not None and syntax.is_infinitive(below)


def caused(context: Context, verb: Token) -> bool:
    """ "The amendment will ensure that Congress will act": an effect, told of by others."""
    seen = verb
    while seen.dep_ == "conj" and seen.head.pos_ in syntax.VERBAL:
        seen = seen.head
    governor = seen.head
    effects = context.words("effect-verb")
    if any(
        c.lemma_.lower() in effects and c.i < verb.i for c in syntax.children(governor, "ccomp")
    ):
        return True
    if seen.dep_ != "ccomp" or governor.lemma_.lower() not in effects:
        return False
    own = syntax.child(governor, "nsubj")
    return own is None or not context.is_actor(own)


def takes_a_seat(context: Context, head: Token) -> bool:
    """ "Will take over the presidency": what comes by the calendar."""
    if head.lemma_ not in ("take", "assume", "succeed"):
        return False
    done = syntax.child(head, "dobj")
    behind = [o for c in syntax.children(head, "prep", "prt") for o in syntax.children(c, "pobj")]
    seats = context.words("seat-noun")
    return any(c.lemma_.lower() in seats for c in [*behind, *([done] if done else [])])


def spoken_would(context: Context, verb: Token) -> bool:
    """ "“I would not use that word,” he said": in direct speech "would" tells a mere case."""
    if not any(c.lower_ in ("would", "'d", "’d") for c in verb.children if c.dep_ == "aux"):
        return False
    own = syntax.child(verb, "nsubj")
    if own is not None and own.lower_ in ("i", "we", "you"):
        return True
    return inside_quotes(context, verb)


def inside_quotes(context: Context, token: Token) -> bool:
    """Whether a word stands inside of quotation marks opened in its paragraph."""
    text = context.analysis.document.text
    before = text[text.rfind("\n", 0, token.idx) + 1 : token.idx]
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1
