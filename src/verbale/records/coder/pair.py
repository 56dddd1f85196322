"""Features of a relation between two phrases of a sentence, for the learned coder."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from verbale.matcher import Match, Matcher, syntax
from verbale.records.coder.sight import (
    clause_verb,
    in_force,
    path,
    shape,
    status,
    types_of,
)

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

EVENTS = frozenset({"event"})
_NEAR = frozenset(
    {"aux", "neg", "auxpass", "prt", "dobj", "xcomp", "ccomp", "attr", "acomp", "oprd", "advcl"}
)
_CLAUSES = frozenset({"xcomp", "ccomp"})
_OBJECTS = frozenset({"dobj", "attr"})


@dataclass(frozen=True, slots=True)
class Pair:
    """Two phrases of a parse by their tokens; ``source`` or ``target`` may be empty."""

    parse: Doc
    source: frozenset[int]
    target: frozenset[int]
    heads: tuple[Token, Token | None]

    @classmethod
    def of(cls, parse: Doc, source: Sequence[tuple[int, int]], target: Sequence[tuple[int, int]]) -> Pair:
        """The pair of the phrases at these character offsets (several where one is broken)."""
        one, other = _spans(parse, source), _spans(parse, target)
        first = one or other or [parse[:1]]
        return cls(
            parse,
            frozenset(t.i for span in one for t in span),
            frozenset(t.i for span in other for t in span),
            (first[0].root, other[0].root if other and one else None),
        )

    @property
    def both(self) -> frozenset[int]:
        """The tokens of either phrase."""
        return self.source | self.target


def _spans(parse: Doc, places: Sequence[tuple[int, int]]) -> list[object]:
    made = (parse.char_span(a, b, alignment_mode="expand") for a, b in places)
    return [span for span in made if span is not None and len(span)]


def event_matches(pair: Pair, matcher: Matcher) -> list[Match]:
    """The event entries that fire in the sentence, names and both phrases taken for actors."""
    both = pair.both

    def actor(token: Token) -> bool:
        return token.i in both or bool(token.ent_type_) or token.pos_ == "PROPN"

    return matcher.match(
        pair.parse,
        range(len(pair.parse)),
        EVENTS,
        actor,
        lambda token: token.ent_type_ in ("GPE", "LOC"),
        lambda token: token.tag_ == "NNS",
    )


def pair_features(pair: Pair, matcher: Matcher) -> list[str]:
    """All features of a pair, each once."""
    table = matcher.lexicon.event_types
    found = [*_between(pair, table), *_clause(pair, table), *_window(pair, table)]
    found += _frames(pair, matcher)
    return list(dict.fromkeys(found))


def _between(pair: Pair, table: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    source, target = pair.heads
    if target is None:
        yield "alone"
        return
    up, top, down = path(source, target)
    yield "P:" + ">".join(t.dep_ for t in up) + "^" + "<".join(t.dep_ for t in down)
    for token in _middle(pair, up, top, down):
        yield "pl:" + shape(token)
        yield f"pd:{token.dep_}:{shape(token)}"
        state = status(token)
        for event_type in types_of(token, table):
            yield "pt:" + event_type
            yield "ps:" + in_force(event_type, state)


def _middle(pair: Pair, up: list[Token], top: Token | None, down: list[Token]) -> list[Token]:
    middle = [*up, *([top] if top is not None else []), *down]
    return [t for t in middle if t.i not in pair.both]


def _clause(pair: Pair, table: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    source = pair.heads[0]
    verb = clause_verb(source)
    if verb.pos_ not in syntax.VERBAL:
        return
    yield "sv:" + shape(verb)
    yield f"svd:{source.dep_}:{shape(verb)}"
    state = status(verb)
    yield "vs:" + state
    for event_type in types_of(verb, table):
        yield "svt:" + event_type
        yield "svs:" + in_force(event_type, state)
    for c in verb.children:
        if c.i not in pair.source:
            yield from _dependent(pair, verb, c, table)


def _dependent(
    pair: Pair, verb: Token, c: Token, table: Mapping[str, tuple[str, ...]]
) -> Iterator[str]:
    if c.dep_ in _NEAR:
        yield f"sv.{c.dep_}:{shape(c)}"
        yield f"svb:{shape(verb)}_{shape(c)}"
    if c.dep_ == "prep":
        for o in c.children:
            if o.i in pair.target:
                yield "svp:" + c.lower_
                yield f"svpv:{shape(verb)}_{c.lower_}"
            else:
                yield f"svpo:{c.lower_}_{shape(o)}"
    if c.dep_ in _OBJECTS:
        yield "do:" + shape(c)
        yield from (f"do.{g.dep_}:{shape(g)}" for g in c.children if g.i not in pair.both)
        yield from ("dot:" + event_type for event_type in types_of(c, table))
    if c.dep_ in _CLAUSES:
        yield from ("xct:" + event_type for event_type in types_of(c, table))
        for g in c.children:
            if g.dep_ in ("dobj", "aux", "neg", "prt", "mark", "attr"):
                yield f"xc.{g.dep_}:{shape(g)}"
            if g.dep_ in _OBJECTS:
                yield f"xcb:{shape(c)}_{shape(g)}"


def _window(pair: Pair, table: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    both = pair.both
    if not both:
        return
    first, last, before = min(both), max(both), ""
    for token in pair.parse:
        if token.i in both:
            before = ""
        elif not token.is_punct:
            word = shape(token)
            inside = first <= token.i <= last
            if inside:
                yield "wi:" + word
            if before:
                yield f"b:{before}_{word}"
            before = word
            where = "in" if inside else "out"
            yield from (f"wt{where}:{t}" for t in types_of(token, table))


def _frames(pair: Pair, matcher: Matcher) -> Iterator[str]:
    matches = event_matches(pair, matcher)
    if not matches:
        yield "no-frame"
    source, target = pair.heads
    on_path = set()
    if target is not None:
        on_path = {t.i for t in _middle(pair, *path(source, target))}
    verb = clause_verb(source)
    for match in matches:
        event_type = match.frame.label("event_type")
        role = _role(pair, match, matcher)
        state = in_force(event_type, status(match.token))
        near = role[0] == "A" or match.token.i in on_path
        yield f"f{role}:{event_type}"
        yield f"fs{role}:{state}"
        yield "fany:" + event_type
        if role[0] == "A":
            yield "fA:" + event_type
            yield "fsA:" + state
        if match.token.i in on_path:
            yield "fP:" + event_type
            yield "fsP:" + state
        if match.token.i == verb.i:
            yield "fV:" + event_type
            yield "fsV:" + state
        if near:
            yield "fid:" + match.frame.id
            yield from (f"fm:{event_type}/{mode}" for mode in match.frame.labelled("mode"))


def _role(pair: Pair, match: Match, matcher: Matcher) -> str:
    """Where an entry puts the two phrases: ``AR`` source as actor, target as recipient …"""

    def ours(token: Token) -> bool:
        return token.i in pair.both

    actors = matcher.fill(match, "actor", ours)
    recipients = matcher.fill(match, "recipient", ours)
    first = "A" if any(t.i in pair.source for t in actors) else "x"
    second = "x"
    if any(t.i in pair.target for t in recipients):
        second = "R"
    elif any(t.i in pair.target for t in actors):
        second = "S"
    return first + second + ("!" if any(t.i in pair.source for t in recipients) else "")
