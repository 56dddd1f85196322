"""Where the words of a matter run on into something else, as the parser has it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from verbale.matcher import syntax
from verbale.records.context import Context

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
DASHES = frozenset({"--", "—", "–"})
_SAYING = frozenset({"adding", "arguing", "calling", "citing", "namely", "saying", "warning"})
_OPENING = frozenset({"after", "although", "as", "because", "since", "though", "when", "while"})


def runs_on(context: Context, head: Token) -> bool:
    """Whether a noun phrase seems to hold the beginning, or all, of another clause."""
    if _verb_follows(head) or _verb_within(context, head) or _other_relative(head):
        return True
    return any(_other_form(t) for t in head.subtree)


def _other_form(verb: Token) -> bool:
    """ "The vote to leave and *linking* it": the participle goes with another verb."""
    if verb.tag_ != "VBG" or verb.dep_ != "conj" or verb.head.pos_ not in syntax.VERBAL:
        return False
    return verb.head.tag_ != "VBG" and syntax.child(verb, "aux", *syntax.SUBJECTS) is None


def _verb_follows(head: Token) -> bool:
    """ "Pushed for the deal, and *senators warned* of it": the subject of what follows."""
    end = head.right_edge.i + 1
    if head.dep_ in syntax.SUBJECTS or end >= len(head.doc):
        return False
    linked = any(c.dep_ == "cc" for t in head.subtree for c in t.children)
    after = head.doc[end]
    return linked and after.tag_ in _FINITE and syntax.child(after, *syntax.SUBJECTS) is None


def _verb_within(context: Context, head: Token) -> bool:
    """ "Called for action and *plan* to meet": a verb taken for a noun; "… and those of"."""
    if any(c.dep_ == "preconj" for c in head.children) and len(syntax.conjuncts(head)) < 2:
        return True
    verbs = context.says | context.words("taken-for-noun")
    for noun in syntax.conjuncts(head)[1:]:
        if noun.lower_ == "those" or (_owned(noun) and not _owned(head)):
            return True
        first = noun.left_edge
        bare = first.tag_ == "NN" and first.lemma_.lower() in verbs
        alone = syntax.child(noun, "det", "amod", "poss", "nummod") is None
        further = first.i != noun.i or any(
            c.i > noun.i and c.pos_ in syntax.VERBAL for c in noun.children
        )
        if bare and alone and further:
            return True
    return False


def _owned(noun: Token) -> bool:
    """ "His opposition to the war and *her vote*": the second may be no part of the first."""
    return any(c.dep_ == "poss" and c.pos_ == "PRON" for c in noun.children)


def _other_relative(head: Token) -> bool:
    """ "Drills that *are* held there and *has* angered": the further verb is another's."""
    for clause in syntax.children(head, "relcl"):
        verb = syntax.child(clause, "aux", "auxpass") or clause
        for other in syntax.children(clause, "conj"):
            further = syntax.child(other, "aux", "auxpass") or other
            if {verb.tag_, further.tag_} == {"VBP", "VBZ"}:
                return True
    return False


def within_dashes(head: Token, first: int, last: int) -> tuple[int, int]:
    """A phrase without what stands behind a dash, or behind a comma and "as", "while", "after"."""
    doc = head.doc
    for word in doc[first:last]:
        if word.text in DASHES and word.i < head.i:
            first = word.i + 1
        elif word.i > head.i and (word.text in DASHES or _opens_clause(doc, word, last)):
            return first, word.i
    return first, last


def _opens_clause(doc: Doc, comma: Token, last: int) -> bool:
    after = doc[comma.i + 1] if comma.i + 1 < last else comma
    if comma.lower_ == "out" and comma.i + 2 < last:
        return after.lower_ == "of" and doc[comma.i + 2].lower_ in ("concern", "fear", "respect")
    if comma.text != ",":
        return False
    return after.lower_ in _SAYING or (
        after.lower_ in _OPENING and after.dep_ in ("mark", "advmod")
    )
