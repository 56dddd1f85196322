"""Whether something was said: the status of a statement, by the form of its own cue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from verbale.matcher import syntax

if TYPE_CHECKING:
    from spacy.tokens import Token

_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_OPEN = frozenset({"if", "unless", "whether", "until", "once", "when", "after", "before"})
"""Markers of clauses that share the status of the clause they stand under."""
_OPENING = frozenset({"advcl", "relcl", "acl", "ccomp"})
_FIRST = frozenset({"first", "last", "only", "latest"})
_UNREAL = frozenset({"future", "hypothetical"})


def auxiliary_of_saying(
    cue: Token, manner: str, found: tuple[str, ...], entry: str = ""
) -> tuple[str, ...]:
    """The status of a statement: what was plainly said is made, whatever stands around it.

    Words in quotation marks beside a verb that is none of saying ("she did not hesitate: “…”",
    "he tried to explain: “…”") have been said.
    """
    if not found or (manner == "direct" and _is_beside(cue, entry)):
        return ()
    dropped: set[str] = set()
    if is_first_to(cue) or _is_made(cue):
        dropped |= _UNREAL
    plain = manner != "indirect" or cue.dep_ not in ("ccomp", "xcomp")
    if _is_made(cue) and plain and not syntax.is_negated(cue):
        dropped.add("negation")
    if cue.pos_ == "NOUN" and _is_denied(cue):
        dropped.add("negation")
    return tuple(a for a in found if a not in dropped)


def _is_beside(cue: Token, entry: str) -> bool:
    tried = cue.dep_ == "xcomp" and cue.head.lemma_ in ("attempt", "seek", "try")
    return entry.startswith("quotation.") or (tried and cue.head.tag_ in _FINITE)


def is_first_to(cue: Token) -> bool:
    """ "The first to suggest": the one told of has suggested it."""
    if cue.tag_ != "VB" or not any(c.lower_ == "to" for c in cue.children):
        return False
    head = cue.head
    return head.lower_ in _FIRST or any(
        c.lower_ in _FIRST for c in head.children if c.i < head.i and head.pos_ == "NOUN"
    )


def _is_made(cue: Token) -> bool:
    """A finite word of saying, without a modal verb, under no condition."""
    helpers = [c for c in cue.children if c.dep_ in ("aux", "auxpass")]
    if any(c.tag_ == "MD" for c in helpers):
        return False
    finite = cue.tag_ in _FINITE or any(c.tag_ in _FINITE for c in helpers)
    return cue.pos_ in syntax.VERBAL and finite and not _is_open(cue)


def _is_open(cue: Token) -> bool:
    """Whether the cue's clause, or one above it, hangs on an "if" or "until"."""
    place = cue
    while place.head.i != place.i:
        if place.dep_ in _OPENING and syntax.marker(place) in _OPEN:
            return True
        place = place.head
    return syntax.marker(place) in _OPEN


def _is_denied(noun: Token) -> bool:
    """ "Denied the agencies’ conclusion": the agencies have concluded it all the same."""
    return noun.dep_ == "dobj" and noun.head.lemma_ in ("deny", "reject", "dispute")
