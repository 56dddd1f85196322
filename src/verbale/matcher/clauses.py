"""Spans of clauses and phrases, cut the way records quote them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from verbale.matcher import syntax
from verbale.model import Document, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_EDGE = frozenset("“”‘’\"'«»„,;:.!?()[]—–-`")


def clause_span(
    document: Document, head: Token, without: frozenset[int] = frozenset()
) -> list[Span]:
    """The words of a clause or phrase, without its marker, as one span or several.

    Tokens of ``without`` (a cue with its speaker) are left out and may split the clause.
    An infinitive loses its "to", a that-clause its "that".
    """
    parse = head.doc
    tokens = {t.i for t in head.subtree} - without
    start = min(tokens, default=head.i)
    if parse[start].lower_ == "that" and parse[start].tag_ == "IN":
        tokens.discard(start)
    for c in head.children:
        inner = c.lower_ == "to" and c.i > start and parse[c.i - 1].dep_ == "neg"
        if c.i < head.i and c.lower_ in ("that", "to") and c.dep_ in ("mark", "aux") and not inner:
            tokens.discard(c.i)
        if c.i < head.i and c.dep_ in ("cc", "punct", "preconj"):
            tokens.discard(c.i)
    return [s for run in _runs(sorted(tokens)) if (s := trimmed(document, parse, *run)) is not None]


def phrase_span(document: Document, head: Token) -> Span | None:
    """The words of a phrase as one span: its subtree up to the first clause behind a comma."""
    first, last = syntax.edges(head)
    for c in head.rights:
        if c.dep_ in ("relcl", "advcl", "acl", "appos") and c.left_edge.i > 0:
            if head.doc[c.left_edge.i - 1].lower_ == ",":
                last = min(last, c.left_edge.i - 1)
        if c.dep_ in ("conj", "cc") and head.pos_ in ("NOUN", "PROPN", "PRON"):
            last = min(last, c.left_edge.i)
    return trimmed(document, head.doc, first, max(last, head.i + 1))


def long_phrase(document: Document, head: Token) -> Span | None:
    """A noun phrase with the prepositional phrases that follow it at once on its governor.

    The parser hangs many of them on the verb: "citing activity | by North Korea".
    Phrases of time are left out.
    """
    phrase = phrase_span(document, head)
    if phrase is None:
        return None
    end = phrase.end
    for c in sorted(head.head.children, key=lambda t: t.i):
        close = c.dep_ in ("prep", "agent") and 0 <= c.left_edge.idx - end <= 1
        if close and not any(g.ent_type_ in ("DATE", "TIME") for g in c.children):
            end = max(end, c.right_edge.idx + len(c.right_edge.text))
    return document.span(phrase.start, end)


def _runs(tokens: list[int]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for number in tokens:
        if runs and runs[-1][1] == number:
            runs[-1] = (runs[-1][0], number + 1)
        else:
            runs.append((number, number + 1))
    return runs


def trimmed(document: Document, parse: Doc, first: int, last: int) -> Span | None:
    """The span of a token range without punctuation and blanks at its edges.

    A quotation mark stays where its partner stands inside the range.
    """
    while first < last and (parse[first].is_space or _loose(parse, first, first, last)):
        first += 1
    while last > first and (
        parse[last - 1].is_space
        or parse[last - 1].pos_ == "CCONJ"
        or _loose(parse, last - 1, first, last)
    ):
        last -= 1
    if first >= last:
        return None
    last = _closed(parse, first, last)
    end = parse[last - 1]
    return document.span(parse[first].idx, end.idx + len(end.text))


def _closed(parse: Doc, first: int, last: int) -> int:
    """Take in the closing mark of a quotation that was opened inside and ends just behind."""
    texts = [parse[i].text for i in range(first, last)]
    open_marks = texts.count("“") > texts.count("”") or texts.count('"') % 2 == 1
    if not open_marks:
        return last
    for place in range(last, min(last + 2, len(parse))):
        if parse[place].text in ("”", '"'):
            return place + 1
    return last


_PARTNERS = {"“": "”", "”": "“", "‘": "’", "’": "‘", '"': '"', "«": "»", "»": "«"}


def _loose(parse: Doc, number: int, first: int, last: int) -> bool:
    text = parse[number].text
    if text in _PARTNERS:
        inside = [parse[i].text for i in range(first, last) if i != number]
        return _PARTNERS[text] not in inside
    return (text in _EDGE and text not in "()[]") or (
        text in "()[]" and _unpaired(parse, first, last)
    )


def _unpaired(parse: Doc, first: int, last: int) -> bool:
    text = "".join(parse[i].text for i in range(first, last))
    return text.count("(") != text.count(")") or text.count("[") != text.count("]")
