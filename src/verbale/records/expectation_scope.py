"""What is expected: the words of the clause or phrase, cut as records quote them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from verbale.matcher import Match, syntax
from verbale.matcher.clauses import long_phrase, trimmed
from verbale.model import Span
from verbale.records.context import Context

if TYPE_CHECKING:
    from spacy.tokens import Token

_CLOSING = ("”", '"', "»", "’ ", "’’")

_BESIDE = frozenset({"because", "so", "while", "although", "though", "as", "whereas", "since"})
"""Conjunctions of clauses that stand beside what is expected, not in it."""

_LINKING = frozenset(
    {"still", "however", "also", "then", "thus", "meanwhile", "moreover", "besides", "yet", "again"}
)
"""Adverbs at the beginning of a sentence that only link it to the last one."""

_OPENING = frozenset({"that", "to", "so", "because", "and", "but", "or", "for", "when", "as"})
"""Words before a clause that are not part of it."""


def proposition(context: Context, match: Match) -> tuple[Span | None, Token | None]:
    """The words of what an entry's trigger expects, and the word that heads them.

    An entry without the role is about its own clause ("such a strike would *trigger* a war").
    """
    if "proposition" not in match.frame.roles:
        return own_clause(context, match.token), match.token
    head = context.matcher.first(match, "proposition")
    if head is None or head.i in match.words:
        return None, None
    head = _behind(match, head)
    if head.pos_ == "PRON" and not list(head.rights):
        return None, None
    if head.pos_ not in syntax.VERBAL and not _is_clause(head):
        return _noun_phrase(context, match, head), head
    without = _cue(match, head)
    return _clause(context, head, without), head


def _behind(match: Match, head: Token) -> Token:
    """Of two clauses on a verb the infinitive behind it ("A is on top; B *hopes to* win")."""
    if match.frame.pos == "verb" and head.dep_ == "ccomp" and head.i < match.token.i:
        for c in syntax.children(match.token, "xcomp"):
            if c.i > match.token.i:
                return c
    return head


def own_clause(context: Context, verb: Token) -> Span | None:
    """The words of a verb's own clause, its subject included."""
    return _clause(context, verb, frozenset())


def _is_clause(head: Token) -> bool:
    return any(c.dep_ in syntax.SUBJECTS for c in head.children)


def _noun_phrase(context: Context, match: Match, head: Token) -> Span | None:
    """A noun phrase; of "expects a vote in May" with what follows it on the verb."""
    if head.dep_ == "dobj" and head.head.i == match.token.i:
        return long_phrase(context.analysis.document, head) or context.content(head)
    return context.content(head)


def _cue(match: Match, head: Token) -> frozenset[int]:
    """Words of the trigger that the parser hangs into the clause they speak of."""
    inside = {t.i for t in head.subtree}
    if match.token.i in inside and match.frame.pos == "verb":
        return frozenset(t.i for t in match.token.subtree)
    return frozenset()


def _clause(context: Context, head: Token, without: frozenset[int]) -> Span | None:
    """One span from the first to the last word of a clause, cut at both edges."""
    inside = {t.i for t in head.subtree} - without
    first = last = head.i
    while first - 1 in inside:
        first -= 1
    while last + 1 in inside:
        last += 1
    first, last = _without_edges(head, first, last)
    span = trimmed(context.analysis.document, head.doc, first, last + 1)
    return _clipped(context, span) if span is not None else None


def _clipped(context: Context, span: Span) -> Span:
    """Cut where the quotation ends in which it begins, unless that goes on further in."""
    text = context.analysis.document.text
    for quotation in context.analysis.quotations:
        inside = [c for c in quotation.content if c.overlaps(span)]
        if len(inside) > 1:
            return span
        for content in inside:
            behind = text[content.end : content.end + 2]
            begun = content.start <= span.start < content.end < span.end
            if begun and any(mark in behind for mark in _CLOSING):
                return context.analysis.document.span(span.start, content.end)
    return span


def _without_edges(head: Token, first: int, last: int) -> tuple[int, int]:
    """The range without conjunctions before it, and without clauses beside it at its edges."""
    parse = head.doc
    for c in sorted(head.children, key=lambda t: -t.i):
        if c.i > head.i and c.right_edge.i >= last and _beside(c):
            last = min(last, c.left_edge.i - 1)
            while last > head.i and (parse[last].is_punct or parse[last].pos_ == "CCONJ"):
                last -= 1
    for c in sorted(head.children, key=lambda t: t.i):
        if c.i < head.i and c.left_edge.i <= first and (_beside(c) or c.is_punct or _opens(c)):
            first = max(first, c.right_edge.i + 1)
    return min(first, head.i), max(last, head.i)


def _opens(word: Token) -> bool:
    """A bare conjunction at the beginning, or the relative "which"."""
    if list(word.children):
        return False
    plain = word.dep_ in ("mark", "aux", "cc", "preconj", "advmod")
    linking = word.dep_ == "advmod" and word.lower_ in _LINKING and word.i == word.sent.start
    return linking or (plain and word.lower_ in _OPENING | _BESIDE) or word.dep_ == "punct"


def _beside(part: Token) -> bool:
    if part.dep_ == "advcl":
        return syntax.marker(part) in _BESIDE
    if part.dep_ == "conj":
        return part.pos_ in syntax.VERBAL and syntax.child(part, *syntax.SUBJECTS) is not None
    return part.dep_ == "cc" or (part.dep_ == "prep" and part.lower_ == "according")
