"""Small questions to the parse, asked everywhere: conjuncts, passives, negation, subtree edges.

Dependency labels are those of spaCy's English pipelines (ClearNLP style).
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from spacy.tokens import Token

    from verbale.matcher.tree import Node

Word = TypeVar("Word", "Token", "Node")
"""A token of a parse, or the node that stands for it."""

_KNOWN = 2**15
"""Words whose lemmas are kept."""

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})
RELATIVE = frozenset({"who", "which", "that", "whom"})
NEGATORS = frozenset(
    {"no", "not", "n't", "n’t", "never", "neither", "nor", "nobody", "none", "hardly"}
)
QUANTITIES = frozenset(
    [
        *("dozens", "scores", "hundreds", "thousands", "millions", "number", "group", "groups"),
        *("part", "parts", "most", "all", "some", "many", "few", "several"),
        *("majority", "handful", "both", "none", "any", "each", "one", "two"),
        *("three", "four", "five", "rest", "remainder", "half", "series", "lot"),
    ]
)
"""Words that count what their of-phrase names."""

SERIES = frozenset(
    [
        "series",
        "wave",
        "round",
        "string",
        "spate",
        "number",
        "package",
        "set",
        "flurry",
        "barrage",
        "raft",
    ]
)
"""Nouns that count the event noun of their of-phrase."""

VERBAL = frozenset({"VERB", "AUX"})


def lemmas(token: Word) -> tuple[str, ...]:
    """The lemma and form of a word, and the lemmas its ending allows.

    The small model cuts "staged" to "stag" and "raped" to "rap", which would double its last
    letter; other wrong lemmas are left, since what no entry knows does no harm here.
    """
    return lemmas_of(token.lemma_, token.lower_, token.tag_)


_SHORT = re.compile(r"[^aeiou]+[aeiou][bdfgklmnprtvz]")
"""Verbs that double their last letter before "-ed"."""


@lru_cache(maxsize=_KNOWN)
def lemmas_of(lemma: str, form: str, tag: str) -> tuple[str, ...]:
    """`lemmas` of a word with this lemma, form and tag."""
    lemma = lemma.lower()
    found = [lemma] if lemma == form else [lemma, form]
    if tag in ("VBD", "VBN", "VBG", "JJ"):
        if form.endswith("ed"):
            found.append(form[:-1])
            if form == lemma + "ed" and _SHORT.fullmatch(lemma):
                found.remove(lemma)
        elif form.endswith("ing"):
            found.append(form[:-3] + "e")
    return tuple(found)


def children(token: Word, *labels: str) -> list[Word]:
    """The children of a token with one of these dependency labels."""
    return [c for c in token.children if c.dep_ in labels]


def child(token: Word, *labels: str) -> Word | None:
    """The first child with one of these labels."""
    for c in token.children:
        if c.dep_ in labels:
            return c
    return None


def owners(token: Word, *prepositions: str) -> list[Word]:
    """Whose a noun is: the possessives before it, and the objects of these prepositions on it."""
    found = children(token, "poss")
    for c in children(token, "prep"):
        if c.lower_ in prepositions:
            found += children(c, "pobj")
    return found


def conjuncts(token: Word) -> list[Word]:
    """The token and all that are coordinated to its right, in order."""
    found, queue = [token], [token]
    while queue:
        last = queue.pop()
        further = children(last, "conj")
        if last.pos_ == "PROPN":
            for apposition in children(last, "appos"):
                further += [c for c in children(apposition, "conj") if c.pos_ == "PROPN"]
        found += further
        queue += further
    return sorted(found, key=lambda t: t.i)


def through_quantity(token: Word) -> Word:
    """ "Dozens of prisoners", "some of its troops": what is counted, not the count."""
    if token.lower_ in QUANTITIES or token.pos_ == "NUM":
        for c in children(token, "prep"):
            if c.lower_ == "of":
                counted = child(c, "pobj")
                if counted is not None:
                    return counted
    return token


def counting(noun: Word) -> Word:
    """ "Launched a *series* of strikes": the noun that counts the event noun."""
    if noun.dep_ == "pobj" and noun.head.lower_ == "of":
        if noun.head.head.lemma_.lower() in SERIES:
            return noun.head.head
    return noun


def is_passive(verb: Word) -> bool:
    """True for a passive verb, also a reduced one ("troops backed by Iran")."""
    if any(c.dep_ in ("auxpass", "nsubjpass", "csubjpass") for c in verb.children):
        return True
    if verb.tag_ != "VBN" or any(c.dep_ == "aux" for c in verb.children):
        return False
    if verb.dep_ == "acl" and _finite_behind_comma(verb):
        return False
    if verb.dep_ in ("acl", "advcl", "amod"):
        return True
    headline = verb.dep_ == "ROOT" and not verb.right_edge.is_punct
    if headline and child(verb, "nsubj") is not None:
        return child(verb, "dobj", "ccomp", "xcomp") is None
    return verb.dep_ == "conj" and verb.head.pos_ in VERBAL and is_passive(verb.head)


_OF_TWO_OBJECTS = frozenset(
    {"give", "award", "grant", "offer", "send", "pay", "hand", "deny", "show", "teach", "promise",
     "ask", "assign", "name", "elect", "call", "dub", "appoint"}
)  # fmt: skip
"""Verbs whose passive keeps an object ("given command")."""


def _finite_behind_comma(verb: Word) -> bool:
    """ "The envoy, who flew in, *informed* Hamas": taken by the parser for a participle."""
    if verb.lemma_ in _OF_TWO_OBJECTS or child(verb, "dobj") is None or child(verb, "agent"):
        return False
    return verb.i > 0 and verb.left_edge.i > 0 and verb.doc[verb.left_edge.i - 1].lower_ == ","


def is_negated(token: Word) -> bool:
    """True where the token itself is negated: "did not", "no", "never", "without"."""
    for c in token.children:
        if c.dep_ == "neg" or (c.dep_ in ("det", "advmod", "preconj") and c.lower_ in NEGATORS):
            return True
        if c.dep_ in SUBJECTS and (c.lower_ in NEGATORS or _no(c)):
            return True
    if token.dep_ == "pcomp" and token.head.lower_ == "without":
        return True
    if token.dep_ in ("acomp", "attr", "oprd") and token.head.pos_ in VERBAL:
        return is_negated(token.head)
    return token.dep_ == "conj" and token.head.pos_ == token.pos_ and _shares_negation(token)


def _no(noun: Word) -> bool:
    return any(
        c.dep_ in ("det", "preconj") and c.lower_ in ("no", "neither") for c in noun.children
    )


def _shares_negation(token: Word) -> bool:
    own = any(c.dep_ in SUBJECTS or c.dep_ == "aux" for c in token.children)
    linked = any(c.dep_ == "cc" and c.lower_ in ("or", "nor") for c in token.head.children)
    return linked and not own and is_negated(token.head)


def relative_pronoun(token: Word) -> bool:
    """True for who, which, that standing for an antecedent."""
    return token.lower_ in RELATIVE and token.tag_ in ("WDT", "WP", "IN", "DT")


def clause_verb(token: Word) -> Word | None:
    """The verb of the clause a token stands in; None for a verbless fragment."""
    seen = token
    for _ in range(60):
        if seen.pos_ in VERBAL and seen.dep_ not in ("aux", "auxpass", "amod"):
            return seen
        if seen.head.i == seen.i:
            return None
        seen = seen.head
    return None


def clause_marks(verb: Word) -> list[Word]:
    """The words that open the clauses behind a verb ("called *for* Iran to leave")."""
    clauses = [c for c in children(verb, "advcl", "xcomp", "ccomp") if c.i > verb.i]
    return [m for c in clauses for m in children(c, "mark")]


def up_to(verb: Word) -> Word | None:
    """ "Killed *up to 20 soldiers*": an object the parser takes for a particle and a phrase."""
    for particle in children(verb, "prt", "advmod"):
        for c in children(particle, "prep") if particle.lower_ == "up" else ():
            counted = child(c, "pobj") if c.lower_ == "to" else None
            if counted is not None and child(counted, "nummod") is not None:
                return counted
    return None


def called_for(verb: Word) -> list[Word]:
    """ "Called for *Iran* to leave": who is to do what the infinitive says."""
    clauses = [m.head for m in clause_marks(verb) if m.lower_ == "for"]
    return [s for c in clauses for s in children(c, "nsubj")]


def is_infinitive(verb: Word) -> bool:
    """True for "to" + verb."""
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)


def edges(token: Token) -> tuple[int, int]:
    """First and last (excluded) token position of a token's subtree."""
    return token.left_edge.i, token.right_edge.i + 1


def marker(verb: Word) -> str:
    """The word that introduces a clause: to, that, whether, how …; empty where none does."""
    for c in verb.children:
        if c.i < verb.i and (
            c.dep_ == "mark"
            or c.tag_ in ("WRB", "WP", "WDT")
            or (c.dep_ == "aux" and c.lower_ == "to")
        ):
            return str(c.lower_)
    return ""


def form(verb: Word) -> str:
    """``infinitive``, ``gerund`` or ``finite``."""
    if is_infinitive(verb):
        return "infinitive"
    bare = not any(c.dep_ in ("aux", "auxpass") for c in verb.children)
    return "gerund" if verb.tag_ == "VBG" and bare else "finite"
