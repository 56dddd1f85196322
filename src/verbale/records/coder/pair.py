"""Features of a relation between two phrases of a sentence, for the learned coder."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from verbale.matcher import Match, Matcher, syntax
from verbale.matcher.weights import Floats
from verbale.records.coder.sight import Sight, clause_verb, in_force, path

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from verbale.model import Predicate

_EVENTS = frozenset({"event"})
_NEAR = frozenset(
    {"aux", "neg", "auxpass", "prt", "dobj", "xcomp", "ccomp", "attr", "acomp", "oprd", "advcl"}
)
_CLAUSES = frozenset({"xcomp", "ccomp"})
_OBJECTS = frozenset({"dobj", "attr"})
_CLAUSAL = frozenset({"dobj", "aux", "neg", "prt", "mark", "attr"})
_GOVERNED = frozenset({"dobj", "xcomp", "attr", "ccomp", "prep", "acomp"})


@dataclass(frozen=True, slots=True)
class Pair:
    """Two phrases of a parse by their tokens; ``source`` or ``target`` may be empty."""

    parse: Doc
    source: frozenset[int]
    target: frozenset[int]
    heads: tuple[Token, Token | None]

    @classmethod
    def of(cls, parse: Doc, source: Sequence[int], target: Sequence[int]) -> Pair:
        """The pair of the phrases that stand at these tokens."""
        ends = [parse[side[0] : side[-1] + 1].root for side in (source, target) if side]
        first = ends[0] if ends else parse[0]
        return cls(
            parse, frozenset(source), frozenset(target), (first, ends[1] if len(ends) > 1 else None)
        )

    @property
    def reach(self) -> tuple[int, int]:
        """First and last (excluded) token of the sentences from the first phrase to the last."""
        places = self.both
        if not places:
            return 0, len(self.parse)
        return self.parse[min(places)].sent.start, self.parse[max(places)].sent.end

    @property
    def both(self) -> frozenset[int]:
        """The tokens of either phrase."""
        return self.source | self.target


def pair_sight(pair: Pair, matcher: Matcher, predicate: Callable[[Token], Predicate]) -> Sight:
    """What is seen of a pair: the event entries that fire where names and both phrases act."""
    both = pair.both

    def actor(token: Token) -> bool:
        return token.i in both or bool(token.ent_type_) or token.pos_ == "PROPN"

    def ours(token: Token) -> bool:
        return token.i in both

    matches: dict[int, list[Match]] = {}
    for match in matcher.match(
        pair.parse,
        range(*pair.reach),
        _EVENTS,
        actor,
        lambda token: token.ent_type_ in ("GPE", "LOC"),
        lambda token: token.tag_ == "NNS",
    ):
        matches.setdefault(match.token.i, []).append(match)
    return Sight(
        pair.parse,
        matcher,
        predicate,
        lambda token: None,
        lambda match, role: bool(matcher.fill(match, role, ours)),
        matches,
    )


def pair_features(pair: Pair, sight: Sight) -> list[str]:
    """All features of a pair, each once."""
    found = [
        *_between(pair, sight),
        *_clause(pair, sight),
        *_window(pair, sight),
        *_frames(pair, sight),
    ]
    return list(dict.fromkeys(found))


def pair_vector(pair: Pair, sight: Sight) -> Floats:
    """The words of a pair as directions: its verb, what stands between, what depends, all."""
    parse, both = pair.parse, pair.both
    verb = clause_verb(pair.heads[0])
    first, last = (min(both), max(both)) if both else (0, len(parse) - 1)
    start, end = pair.reach
    rest = [t for t in parse[start:end] if t.i not in both]
    below = [
        t for c in verb.children if c.dep_ in _GOVERNED for t in (c, *c.children) if t.i not in both
    ]
    between = [t for t in rest if first <= t.i <= last]
    parts = [sight.vectors.mean([verb.lower_]), *map(sight.mean, (between, below, rest))]
    return np.concatenate(parts)


def _between(pair: Pair, sight: Sight) -> Iterator[str]:
    source, target = pair.heads
    if target is None:
        yield "alone"
        return
    up, top, down = path(source, target)
    for token in _middle(pair, up, top, down):
        yield "pl:" + sight.shape(token)
        yield f"pd:{token.dep_}:{sight.shape(token)}"
        state = sight.state(token)
        for event_type in sight.types(token):
            yield "pt:" + event_type
            yield "ps:" + in_force(event_type, state)


def _middle(pair: Pair, up: list[Token], top: Token | None, down: list[Token]) -> list[Token]:
    middle = [*up, *([top] if top is not None else []), *down]
    return [t for t in middle if t.i not in pair.both]


def _clause(pair: Pair, sight: Sight) -> Iterator[str]:
    source = pair.heads[0]
    verb = clause_verb(source)
    if verb.pos_ not in syntax.VERBAL:
        return
    yield "sv:" + sight.shape(verb)
    yield f"svd:{source.dep_}:{sight.shape(verb)}"
    state = sight.state(verb)
    yield "vs:" + state
    for event_type in sight.types(verb):
        yield "svt:" + event_type
        yield "svs:" + in_force(event_type, state)
    for c in verb.children:
        if c.i not in pair.source:
            yield from _dependent(pair, verb, c, sight)


def _dependent(pair: Pair, verb: Token, c: Token, sight: Sight) -> Iterator[str]:
    if c.dep_ in _NEAR:
        yield f"sv.{c.dep_}:{sight.shape(c)}"
        yield f"svb:{sight.shape(verb)}_{sight.shape(c)}"
    if c.dep_ == "prep":
        yield from _prepositional(pair, verb, c, sight)
    if c.dep_ in _OBJECTS:
        yield "do:" + sight.shape(c)
        yield from (f"do.{g.dep_}:{sight.shape(g)}" for g in c.children if g.i not in pair.both)
        yield from ("dot:" + event_type for event_type in sight.types(c))
    if c.dep_ in _CLAUSES:
        yield from ("xct:" + event_type for event_type in sight.types(c))
        yield from (item for g in c.children for item in _inside(c, g, sight))


def _prepositional(pair: Pair, verb: Token, c: Token, sight: Sight) -> Iterator[str]:
    for o in c.children:
        if o.i in pair.target:
            yield "svp:" + c.lower_
            yield f"svpv:{sight.shape(verb)}_{c.lower_}"
        else:
            yield f"svpo:{c.lower_}_{sight.shape(o)}"


def _inside(clause: Token, g: Token, sight: Sight) -> Iterator[str]:
    """What depends on the verb of a complement clause."""
    if g.dep_ in _CLAUSAL:
        yield f"xc.{g.dep_}:{sight.shape(g)}"
    if g.dep_ in _OBJECTS:
        yield f"xcb:{sight.shape(clause)}_{sight.shape(g)}"


def _window(pair: Pair, sight: Sight) -> Iterator[str]:
    both = pair.both
    if not both:
        return
    first, last, before = min(both), max(both), ""
    start, end = pair.reach
    for token in pair.parse[start:end]:
        if token.i in both:
            before = ""
        elif not token.is_punct:
            word = sight.shape(token)
            inside = first <= token.i <= last
            if inside:
                yield "wi:" + word
            if before:
                yield f"b:{before}_{word}"
            before = word
            where = "in" if inside else "out"
            yield from (f"wt{where}:{t}" for t in sight.types(token))


def _frames(pair: Pair, sight: Sight) -> Iterator[str]:
    if not sight.matches:
        yield "no-frame"
    source, target = pair.heads
    on_path = set()
    if target is not None:
        on_path = {t.i for t in _middle(pair, *path(source, target))}
    verb = clause_verb(source)
    for match in (m for at in sight.matches.values() for m in at):
        event_type = match.frame.label("event_type")
        role = _role(pair, match, sight)
        places = [role, "any"]
        places += ["A"] if role[0] == "A" else []
        places += ["P"] if match.token.i in on_path else []
        places += ["V"] if match.token.i == verb.i else []
        state = in_force(event_type, sight.state(match.token))
        yield from (f"f{place}:{event_type}" for place in places)
        yield from (f"fs{place}:{state}" for place in places if place != "any")
        if role[0] == "A" or match.token.i in on_path:
            yield "fid:" + match.frame.id
            yield from (f"fm:{event_type}/{mode}" for mode in match.frame.labelled("mode"))


def _role(pair: Pair, match: Match, sight: Sight) -> str:
    """Where an entry puts the two phrases: ``AR`` source as actor, target as recipient …"""

    def ours(token: Token) -> bool:
        return token.i in pair.both

    actors = sight.matcher.fill(match, "actor", ours)
    recipients = sight.matcher.fill(match, "recipient", ours)
    first = "A" if any(t.i in pair.source for t in actors) else "x"
    second = "x"
    if any(t.i in pair.target for t in recipients):
        second = "R"
    elif any(t.i in pair.target for t in actors):
        second = "S"
    return first + second + ("!" if any(t.i in pair.source for t in recipients) else "")
