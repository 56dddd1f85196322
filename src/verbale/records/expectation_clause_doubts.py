"""Clauses with a modal that look like what is to come, and tell no such thing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from verbale.matcher import syntax
from verbale.model import Span
from verbale.records.context import Context
from verbale.records.expectation_scope import unbalanced
from verbale.records.expectation_unsure import unnamed_quote

if TYPE_CHECKING:
    from spacy.tokens import Token

_CLEARING = frozenset({"explain", "illuminate", "illustrate", "understand", "clarify"})
_CONCEDING = frozenset({"while", "although", "though", "whereas"})


def doubtful_clause(context: Context, verb: Token, span: Span) -> bool:
    """Whether a clause with a modal tells no consequence: another's fear, a bill's own content."""
    if any(t.lower_ == "?" for t in verb.sent[-3:]) or unnamed_quote(context, verb):
        return True
    conceded = any(c.lower_ == "may" for c in syntax.children(verb, "aux"))
    turned = any(c.lower_ == "but" for c in syntax.children(verb, "cc"))
    if conceded and (turned or syntax.marker(verb) in _CONCEDING):
        return True
    if unbalanced(span) or _acts_on(context, verb):
        return True
    if verb.lemma_ == "help" and any(
        c.lemma_ in _CLEARING for c in syntax.children(verb, "xcomp", "ccomp")
    ):
        return True
    if another_thinks(context, verb) or (verb.lemma_ == "mean" and _proves(verb)):
        return True
    return behind_noun(context, verb) or _provides(context, verb)


def another_thinks(context: Context, verb: Token) -> bool:
    """ "Given the *expectation* that …", "analysts *lament* that …": another's, not as said."""
    nouns = context.words("attitude-noun")
    for above in verb.ancestors:
        if above.pos_ == "NOUN" and above.lemma_.lower() in nouns and above.i < verb.i:
            return True
    cue = verb.head
    if verb.dep_ != "ccomp" or cue.pos_ != "VERB" or context.status(verb.i).sources:
        return False
    subject = syntax.child(cue, "nsubj")
    known = context.says | context.words("belief-verb")
    return (
        subject is not None and context.is_actor(subject) and known.isdisjoint(syntax.lemmas(cue))
    )


def _proves(verb: Token) -> bool:
    """ "It would *mean* that a third *had been* built": what follows by reckoning."""
    clause = syntax.child(verb, "ccomp")
    if clause is None:
        return False
    aux = {c.lower_ for c in syntax.children(clause, "aux")}
    return clause.tag_ == "VBD" or bool(aux & {"had", "has", "have"})


def own_word(context: Context, verb: Token) -> bool:
    """ "Iran announced that *it would speed up* the work": what one says one will do."""
    subject = syntax.child(verb, *syntax.SUBJECTS)
    cue = verb.head
    if verb.dep_ != "ccomp" or subject is None or subject.lower_ not in ("it", "they", "he", "she"):
        return False
    speaker = syntax.child(cue, "nsubj")
    if speaker is None or context.words("committing-cue").isdisjoint(syntax.lemmas(cue)):
        return False
    own, other = context.refs([subject]), context.refs([speaker])
    if not own:
        return cue.lemma_ not in ("say", "add", "state", "warn")
    return bool({r.actor for r in own} & {r.actor for r in other})


def _acts_on(context: Context, verb: Token) -> bool:
    """ "The president would *drop* the plan": an act, where the bare verb tells what befalls."""
    subject = syntax.child(verb, "nsubj")
    moved = verb.lemma_ in ("drop", "grow", "spread", "improve", "escalate")
    acts = subject is not None and context.is_actor(subject)
    return moved and acts and syntax.child(verb, "dobj") is not None


def behind_noun(context: Context, verb: Token) -> bool:
    """ "Despite *warnings the pact* could harm trade": what was warned of, whatever the parse."""
    subject = syntax.child(verb, *syntax.SUBJECTS)
    if subject is None:
        return False
    nouns = context.words("attitude-noun")
    parse, start = verb.doc, verb.sent.start
    for i in range(max(start, subject.left_edge.i - 1), subject.i + 1):
        if parse[i].lemma_.lower() in nouns and parse[i].pos_ == "NOUN" and i + 1 < verb.i:
            further = parse[i + 1]
            if further.pos_ in ("DET", "PROPN", "PRON", "ADJ", "NOUN") or further.lower_ == "that":
                return True
    return False


def _provides(context: Context, verb: Token) -> bool:
    """ "The bill would ban … and *it would restore* …": what a text provides is no forecast."""
    top = verb
    while top.dep_ == "conj" and top.head.pos_ in syntax.VERBAL:
        top = top.head
    subjects = [syntax.child(v, *syntax.SUBJECTS) for v in (verb, top)]
    texts = context.words("text-of-law")
    if not any(c.lower_ == "would" for c in syntax.children(verb, "aux")):
        return False
    return any(s is not None and s.lemma_.lower() in texts for s in subjects)


def granted(context: Context, modal: Token, verb: Token) -> bool:
    """ "*While* it may win", "nor *may* the king remove": a concession, a permission denied."""
    if modal.lower_ == "may" and (syntax.is_negated(verb) or _neither(verb)):
        return True
    if syntax.marker(verb) in _CONCEDING or _own_deed(context, verb):
        return True
    subject = syntax.child(verb, *syntax.SUBJECTS)
    return subject is not None and subject.lower_ == "it" and verb.dep_ != "ccomp"


def _neither(verb: Token) -> bool:
    subject = syntax.child(verb, *syntax.SUBJECTS)
    return subject is not None and subject.left_edge.lower_ in ("neither", "nor", "no")


def _own_deed(context: Context, verb: Token) -> bool:
    """ "He said *he might* run": what one says one may do oneself."""
    subject = syntax.child(verb, *syntax.SUBJECTS)
    sources = {s.actor for s in context.status(verb.i).sources}
    if subject is None or not sources:
        return False
    return any(r.actor in sources for r in context.refs([subject]))


def able(context: Context, verb: Token) -> bool:
    """ "Such missiles *could reach* the coast": what something is able to do."""
    subject = syntax.child(verb, *syntax.SUBJECTS)
    if subject is None or not any(c.lower_ == "could" for c in syntax.children(verb, "aux")):
        return False
    return bool(set(syntax.lemmas(subject)) & context.words("reaching-weapon")) and verb.lemma_ in (
        *("reach", "hit", "strike", "kill", "destroy", "carry", "travel"),
    )
