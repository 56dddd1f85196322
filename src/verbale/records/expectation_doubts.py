"""What looks like an expectation and, looked at again, is none: in doubt, nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from verbale.matcher import Match, syntax
from verbale.model import ActorReference, Span
from verbale.records.context import Context
from verbale.records.expectation_clause_doubts import another_thinks, behind_noun
from verbale.records.expectation_noun_doubts import doubtful_noun
from verbale.records.expectation_real import without_clause
from verbale.records.expectation_scope import unbalanced
from verbale.records.expectation_unsure import unsure
from verbale.records.expectation_verb_doubts import doubtful_verb

if TYPE_CHECKING:
    from spacy.tokens import Token

_RELATIVE = frozenset({"WDT", "WP", "WP$"})
_OPINION = frozenset({"would", "'d", "’d", "should", "ought"})
_BARE = ("NOUN", "PROPN", "VERB", "NUM", "AUX", "ADJ")
_ARGUMENTS = ("dobj", "ccomp", "xcomp", "acomp", "attr", "prep")


def doubtful(
    context: Context, match: Match, head: Token, span: Span, holders: tuple[ActorReference, ...]
) -> bool:
    """Whether what an entry found is no expectation, or not wholly found."""
    if any(t.lower_ == "?" for t in match.token.sent[-3:]):
        return True
    if _empty(context, head, span) or _around(context, match, span) or unbalanced(span):
        return True
    unknown = match.frame.label("attitude") == "unknown"
    if (not unknown and _only_a_name(context, span)) or match.token.doc[
        head.left_edge.i
    ].lower_ == "than":
        return True
    if _by_its_word(context, match, head, holders):
        return True
    return unsure(context, match, head, holders)


def _only_a_name(context: Context, span: Span) -> bool:
    """ "Rumours of *Peru* holding prisoners": somebody is nothing that comes or is so."""
    named = (m.reference for m in context.analysis.mentions if m.reference.via == "name")
    return any(reference.span == span for reference in named)


def _by_its_word(
    context: Context, match: Match, head: Token, holders: tuple[ActorReference, ...]
) -> bool:
    """What goes wrong with nouns, verbs, adjectives and adverbs, each in its own way."""
    pos = match.frame.pos
    if pos == "noun":
        return doubtful_noun(context, match, head, holders)
    if _within(context, match, head):
        return True
    if pos == "verb" and not holders and another_thinks(context, match.token):
        return True
    if pos == "verb":
        return doubtful_verb(context, match, head)
    verb = syntax.clause_verb(match.token)
    if not holders and verb is not None:
        if behind_noun(context, verb) or another_thinks(context, verb):
            return True
    return _not_its(match, head) if pos == "adv" else _only_made(match, head)


def _not_its(match: Match, head: Token) -> bool:
    """Whether an adverb is on no clause with a subject, or on an opinion."""
    if syntax.child(head, *syntax.SUBJECTS, "expl") is None:
        return True
    before = match.token.doc[head.left_edge.i + 1 : match.token.i]
    marks = [t for t in before if t.lower_ == "that" and t.dep_ == "mark"]
    nested = any(t.head.i != head.i and t.head.is_ancestor(match.token) for t in marks)
    return nested or _judged(head) or _aside(match.token, head)


def _only_made(match: Match, head: Token) -> bool:
    """Whether an adjective tells what somebody brings about, or is only polite."""
    if match.frame.id == "expect.afraid" and match.token.lower_ == "afraid":
        return _politely(match)
    if head.left_edge.tag_ == "WRB" and syntax.is_infinitive(head):
        return match.frame.label("attitude") != "unknown"
    return "holder" not in match.frame.roles and _brought(match.token)


def _empty(context: Context, head: Token, span: Span) -> bool:
    """ "Uncertainty abounds *over* …": a lone word that names nothing."""
    words = context.tokens(span)
    aux = [c.lower_ for c in syntax.children(head, "aux", "auxpass")]
    if head.tag_ == "VBN" and aux == ["being"]:
        return True
    if words and words[-1].lemma_ == "have" and words[-1].tag_ == "VB":
        return True
    if words and words[-1].tag_ in ("IN", "TO") and words[-1].dep_ in ("prep", "aux", "xcomp"):
        return True
    return len(words) < 3 and not any(t.pos_ in _BARE for t in words)


def _around(context: Context, match: Match, span: Span) -> bool:
    """ "The kind of *answer Russia expects*": the words of who expects stand in what is."""
    held = "subject" in match.frame.roles.get("holder", ())
    return held and match.frame.pos != "noun" and span.holds(context.trigger(match))


def _within(context: Context, match: Match, head: Token) -> bool:
    """ "The unity *that* leaders hoped the pact would undo": a word of the clause is outside it."""
    word = match.token
    if word.dep_ == "amod" and word.i < word.head.i and "holder" in match.frame.roles:
        return True
    verb = word if word.pos_ in syntax.VERBAL else word.head
    told = verb.left_edge.lower_ == "that" and without_clause(context, verb) is not None
    return verb.dep_ == "relcl" and not told and _gap_inside(match, verb, head)


def _gap_inside(match: Match, verb: Token, head: Token) -> bool:
    subject = syntax.child(verb, *syntax.SUBJECTS)
    if subject is None or subject.tag_ in _RELATIVE or subject.lower_ == "that":
        return False
    if match.frame.id == "expect.believed":
        return True
    first = verb.left_edge
    if first.tag_ == "IN" and first.lower_ != "that":
        return first.lower_ not in ("during", "after", "before")
    if first.lower_ == "that" and first.dep_ == "mark":
        return match.frame.pos == "verb" and syntax.child(head, *_ARGUMENTS) is None
    return first.tag_ != "WRB"


def _brought(word: Token) -> bool:
    """ "*Left* them exposed and *primed* to be robbed": what somebody brings about."""
    top = word
    while top.dep_ == "conj":
        top = top.head
    return top.dep_ in ("oprd", "ccomp") and top.head.lemma_ in ("leave", "make", "keep", "render")


def _judged(head: Token) -> bool:
    """ "Perhaps the best reform *would be* a truce": an opinion, not what is to come."""
    modal = any(c.lower_ in _OPINION for c in syntax.children(head, "aux"))
    return head.lemma_ == "be" and modal


def _politely(match: Match) -> bool:
    """ "*I am afraid* this is their goal": a way of speaking."""
    subject = syntax.child(match.token.head, "nsubj")
    return subject is not None and subject.lower_ == "i"


def _aside(word: Token, head: Token) -> bool:
    """ "They will break out – *perhaps* slowly at first": a word on some part of the clause."""
    if word.head.pos_ in ("NOUN", "PROPN") and len(syntax.conjuncts(word.head)) > 1:
        return False
    if word.i == head.left_edge.i or word.i > head.i:
        return word.i > head.i + 2
    between = word.doc[word.i + 1 : head.i]
    before = word.doc[head.left_edge.i : word.i]
    opens = all(t.is_punct or t.pos_ in ("CCONJ", "SCONJ", "INTJ", "ADV") for t in before)
    return not opens and any(t.pos_ not in ("AUX", "ADV", "PART", "PUNCT") for t in between)
