"""Claims of fact: how likely what is put on a source is told as a fact, not as a wish or a view.

A logistic model over features of a quotation: its cue, its source, the words and verbs of its
content. The weights stand in ``data/models/claims.npz`` (how they were made: the card beside it).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from verbale.matcher import syntax
from verbale.matcher.weights import Floats, default_linear, default_vectors
from verbale.model import Quotation

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

NAME = "claims.npz"
FACT, OTHER = "fact", "other"
_DOUBTING = frozenset(
    {"think", "feel", "believe", "hope", "want", "wish", "guess", "love", "like", "hate", "need"}
)
_FIRST = frozenset({"i", "we", "me", "us", "my", "our", "myself", "i'm", "we're"})
_SECOND = frozenset({"you", "your", "yourself", "let"})
_TAGS = frozenset({"MD", "VBD", "VBZ", "VBP", "VBN", "VBG", "VB", "JJR", "JJS", "UH", "RB"})


def with_claims(parse: Doc, found: tuple[Quotation, ...]) -> tuple[Quotation, ...]:
    """The quotations, each with its score; thoughts are no claims."""
    return tuple(
        replace(q, claim=claim(parse, q)) if q.act == "saying" and q.content else q for q in found
    )


def claim(parse: Doc, quotation: Quotation) -> float:
    """How likely a quotation is a sourced claim of fact."""
    linear = default_linear(NAME)
    told = linear.probabilities(features(parse, quotation), vector(parse, quotation))
    return round(float(told[linear.classes.index(FACT)]), 3)


def vector(parse: Doc, quotation: Quotation) -> Floats:
    """Where the words of the content point."""
    return default_vectors().mean(t.lower_ for t in _words(parse, quotation) if t.pos_ != "PROPN")


def features(parse: Doc, quotation: Quotation) -> list[str]:
    """What the model looks at."""
    words = _words(parse, quotation)
    found = [*_of_cue(parse, quotation), *_of_source(parse, quotation), *_of_words(words)]
    found += [f"manner={quotation.manner}", f"note={quotation.note}"]
    found += [f"length={min(len(words) // 5, 8)}", f"spans={min(len(quotation.content), 3)}"]
    found += [f"end={quotation.content[-1].text[-1:]}"] if quotation.content else []
    return sorted(set(found))


def _words(parse: Doc, quotation: Quotation) -> list[Token]:
    found: list[Token] = []
    for span in quotation.content:
        found.extend(parse.char_span(span.start, span.end, alignment_mode="expand") or ())
    return [t for t in found if not t.is_space]


def _of_cue(parse: Doc, quotation: Quotation) -> Iterator[str]:
    yield f"entry={quotation.entry}"
    if quotation.cue_token is None:
        return
    cue = parse[quotation.cue_token]
    yield f"cue={cue.lemma_.lower()}"
    yield f"cue tag={cue.tag_}"
    yield f"cue dep={cue.dep_}"
    if syntax.is_negated(cue):
        yield "cue denied"
    for c in cue.children:
        if c.dep_ == "aux":
            yield f"cue aux={c.lower_}"
    for clause in syntax.children(cue, "ccomp", "xcomp"):
        yield f"form={syntax.form(clause)}"
        yield f"mark={syntax.marker(clause)}"


def _of_source(parse: Doc, quotation: Quotation) -> Iterator[str]:
    yield f"sources={min(len(quotation.source), 2)} speakers={min(len(quotation.speakers), 2)}"
    for speaker in quotation.speakers[:1]:
        yield f"via={speaker.via}"
        yield f"kind={speaker.actor.split(':')[0]}"
        for sector in speaker.sectors:
            yield f"sector={sector}"
    for span in quotation.source[:1]:
        words = parse.char_span(span.start, span.end, alignment_mode="expand")
        for token in words or ():
            if token.pos_ in ("PRON", "NOUN"):
                yield f"source={token.lemma_.lower()}"
        yield f"source tag={words.root.tag_ if words else ''}"


def _of_words(words: list[Token]) -> Iterator[str]:
    verbs = [t for t in words if t.pos_ in syntax.VERBAL]
    yield f"verbs={min(len(verbs), 5)}"
    yield f"names={min(sum(t.pos_ == 'PROPN' for t in words), 4)}"
    yield f"numbers={min(sum(t.like_num for t in words), 3)}"
    if words:
        yield f"first tag={words[0].tag_}"
        yield f"first={words[0].lower_}"
    for token in words:
        yield from _of_word(token)


def _of_word(token: Token) -> Iterator[str]:
    lower = token.lower_
    told = (
        (token.tag_ in _TAGS, f"tag={token.tag_}"),
        (token.tag_ == "MD", f"modal={lower}"),
        (lower in _FIRST, "first person"),
        (lower in _SECOND, "second person"),
        (token.lemma_.lower() in _DOUBTING, "view"),
        (token.dep_ in ("ROOT", "ccomp"), f"head tag={token.tag_}"),
        (token.dep_ in ("ROOT", "ccomp"), f"head={token.lemma_.lower()}"),
        (token.dep_ == "neg", "denied"),
        (lower in ("?", "!"), f"mark {lower}"),
    )
    for holds, feature in told:
        if holds:
            yield feature
