"""What looks like an expectation and, looked at again, is none: in doubt, nothing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from verbale.matcher import Match, syntax
from verbale.model import ActorReference, Span
from verbale.records.context import Context
from verbale.records.expectation_scope import unbalanced

if TYPE_CHECKING:
    from spacy.tokens import Token

_RELATIVE = frozenset({"WDT", "WP", "WP$"})
_CONCEDING = frozenset({"while", "although", "though", "whereas"})
_HE = frozenset({"he", "she"})
_INCLUDING = frozenset({"including", "like", "such"})
_OPINION = frozenset({"would", "'d", "’d", "should", "ought"})
_TELLING_OF = frozenset({"amid", "amidst", "on", "over", "despite", "after", "as", "by", "under"}) | {"with"}
"""Prepositions before a fear or hope that there is ("*amid* fears of a war")."""

_BARE = ("NOUN", "PROPN", "VERB", "NUM", "AUX", "ADJ")


def doubtful(
    context: Context, match: Match, head: Token, span: Span, holders: tuple[ActorReference, ...]
) -> bool:
    """Whether what an entry found is no expectation, or not wholly found."""
    if _empty(context, span) or _around(context, match, span) or unbalanced(span):
        return True
    if match.frame.pos != "noun" and _within(match, head):
        return True
    if match.frame.pos == "noun" and _no_holder_found(context, match, holders):
        return True
    if match.frame.pos == "adv" and (_judged(head) or _aside(match.token, head)):
        return True
    if match.frame.pos == "adv" and syntax.child(head, *syntax.SUBJECTS, "expl") is None:
        return True
    if match.frame.pos == "noun" and _only_named(context, match, head):
        return True
    if match.frame.pos == "verb" and _deed(context, match, head):
        return True
    return _holder_unsure(context, match, holders)


def _empty(context: Context, span: Span) -> bool:
    """ "Uncertainty abounds *over* …": a lone word that names nothing."""
    words = context.tokens(span)
    return len(words) < 3 and not any(t.pos_ in _BARE for t in words)


def _around(context: Context, match: Match, span: Span) -> bool:
    """ "The kind of *answer Russia expects*": the words of who expects stand in what is."""
    held = "subject" in match.frame.roles.get("holder", ())
    return held and match.frame.pos != "noun" and span.holds(context.trigger(match))


def _within(match: Match, head: Token) -> bool:
    """ "The unity *that* leaders hoped the pact would undo": a word of the clause is outside it."""
    word = match.token
    if word.dep_ == "amod" and word.i < word.head.i and "holder" in match.frame.roles:
        return True
    verb = word if word.pos_ in syntax.VERBAL else word.head
    if verb.dep_ != "relcl":
        return False
    subject = syntax.child(verb, *syntax.SUBJECTS)
    if subject is None or subject.tag_ in _RELATIVE or subject.lower_ == "that":
        return False
    first = verb.left_edge
    if first.tag_ == "IN" and first.lower_ != "that":
        return first.lower_ not in ("during", "after", "before")
    return first.tag_ != "WRB" and not (first.lower_ == "that" and first.dep_ == "mark")


def _no_holder_found(
    context: Context, match: Match, holders: tuple[ActorReference, ...]
) -> bool:
    """ "Staff *raising concerns* that …", "*we* go with every expectation": somebody's, not found."""
    if holders or "holder" not in match.frame.roles:
        return False
    noun = match.token
    if _in_passing(noun) or (noun.dep_ == "ROOT" and any(c.lower_ == "some" for c in noun.lefts)):
        return True
    verb = syntax.clause_verb(noun)
    if verb is None:
        return False
    if verb.dep_ == "acl" and verb.tag_ == "VBG":
        return True
    subject = syntax.child(verb, "nsubj")
    voiced = not set(syntax.lemmas(verb)).isdisjoint(context.words("harbouring-verb"))
    if subject is None:
        return voiced and verb.dep_ != "advcl"
    return subject.lower_ in ("i", "we") or (voiced and context.is_actor(subject))


def _in_passing(noun: Token) -> bool:
    """ "Upbeat *about the prospects* of …", "pains *including the fear* of …": only named."""
    first = noun
    while first.dep_ == "conj" and first.head.pos_ in ("NOUN", "PROPN"):
        first = first.head
    if first.dep_ != "pobj" or first.head.lower_ in _TELLING_OF or _a_sense(first.head.head):
        return False
    return first.head.lower_ != "to" or first.head.head.lemma_ not in ("lead", "contribute", "add")


def _a_sense(noun: Token) -> bool:
    """ "A *sense of* foreboding", "a *wave of* panic"."""
    return noun.lemma_ in ("sense", "mood", "feeling", "climate", "wave", "atmosphere", "lot")


def _judged(head: Token) -> bool:
    """ "Perhaps the best reform *would be* a truce": an opinion, not what is to come."""
    modal = any(c.lower_ in _OPINION for c in syntax.children(head, "aux"))
    return head.lemma_ == "be" and modal


def _only_named(context: Context, match: Match, head: Token) -> bool:
    """ "To ease *the fear of contagion*", "with *no hope* in sight", "the hopes *of some* that"."""
    noun = match.token
    if "holder" not in match.frame.roles or match.frame.label("attitude") == "unknown":
        return False
    if match.frame.label("likelihood"):
        return False
    if "doubt" not in match.frame.id and syntax.is_negated(noun):
        return True
    clause = head.pos_ in syntax.VERBAL
    some = [o for c in syntax.children(noun, "prep") if c.lower_ == "of" for o in c.children]
    if clause and any(o.lower_ in ("some", "many", "others") for o in some):
        return True
    aim = noun.dep_ in ("dobj", "conj") and syntax.is_infinitive(noun.head)
    return aim and not clause and not context.role(match, "holder")


def _aside(word: Token, head: Token) -> bool:
    """ "They will break out – *perhaps* slowly at first": a word on some part, not on the clause."""
    if word.i == head.left_edge.i or word.i > head.i:
        return word.i > head.i + 2
    between = word.doc[word.i + 1 : head.i]
    before = word.doc[head.left_edge.i : word.i]
    opens = all(t.is_punct or t.pos_ in ("CCONJ", "SCONJ", "INTJ", "ADV") for t in before)
    return not opens and any(t.pos_ not in ("AUX", "ADV", "PART", "PUNCT") for t in between)


def _deed(context: Context, match: Match, head: Token) -> bool:
    """ "Indicated *they* would not vote for it", "suggested it *would be* fine": no forecast."""
    if match.frame.id not in ("expect.suggest", "expect.warn"):
        return False
    subject = syntax.child(head, *syntax.SUBJECTS)
    own = subject is not None and subject.lower_ in ("they", "he", "she", "i", "we")
    states = head.lemma_ == "be" and any(c.lower_ == "would" for c in head.children)
    return own or (states and match.frame.id == "expect.suggest")


def _holder_unsure(
    context: Context, match: Match, holders: tuple[ActorReference, ...]
) -> bool:
    """Whom "he", "which" or "some" stands for is not certain, or not all of them are found."""
    if "subject" not in match.frame.roles.get("holder", ()) or match.frame.pos == "noun":
        return False
    head = context.matcher.first(match, "holder")
    if head is None:
        return False
    if not holders:
        return True
    if head.tag_ in _RELATIVE:
        return any(t.lower_ in _INCLUDING for t in _between(context, holders, head))
    return head.lower_ in _HE and _others_word(context, match.token, holders)


def _between(
    context: Context, holders: tuple[ActorReference, ...], head: Token
) -> Iterator[Token]:
    """The words right before what a relative pronoun stands for, in its sentence."""
    for i in range(max(head.sent.start, head.i - 8), head.i):
        yield context.parse[i]


def _others_word(
    context: Context, token: Token, holders: tuple[ActorReference, ...]
) -> bool:
    """ "Lund told members that … *he* is not sure": he is Lund, whoever else was found."""
    for above in token.ancestors:
        if above.lemma_ in context.says and above.pos_ == "VERB":
            subject = syntax.child(above, "nsubj")
            found = context.refs([subject]) if subject is not None else ()
            person = [f for f in found if f.actor.startswith("person:")]
            return bool(person) and person[0].actor != holders[0].actor
    return False


def doubtful_clause(context: Context, verb: Token, span: Span) -> bool:
    """Whether a clause with a modal tells no consequence: another's fear, a bill's own content."""
    if unbalanced(span) or _acts_on(context, verb):
        return True
    return _behind_noun(context, verb) or _provides(context, verb)


def _acts_on(context: Context, verb: Token) -> bool:
    """ "The president would *drop* the plan": an act, where the bare verb tells what befalls."""
    subject = syntax.child(verb, "nsubj")
    moved = verb.lemma_ in ("drop", "grow", "spread", "improve", "escalate")
    acts = subject is not None and context.is_actor(subject)
    return moved and acts and syntax.child(verb, "dobj") is not None


def _behind_noun(context: Context, verb: Token) -> bool:
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
    return syntax.marker(verb) in _CONCEDING or _own_deed(context, verb)


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
