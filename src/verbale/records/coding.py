"""Coding of relations: which event leads from one stretch of words to another.

A coder is a function from a `Relating` (a parse, the tokens of source and target) to votes,
best first. `FrameCoder` votes by the lexicon alone; another coder can stand in its place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from verbale.matcher import Match, Matcher, syntax
from verbale.model import Coding, Predicate, Reason
from verbale.records.coder.sight import PLANNED

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


@dataclass(frozen=True, slots=True)
class Relating:
    """What is asked: two stretches of a parse, as token positions in order.

    A side that the text does not name is empty. ``status`` says how real a predicate is.
    """

    parse: Doc
    source: tuple[int, ...]
    target: tuple[int, ...]
    status: Callable[[Token], Predicate]


@dataclass(frozen=True, slots=True)
class Vote:
    """One answer of a coder: a PLOVER type with its modes, how sure (0 to 1), and why."""

    event_type: str
    mode: tuple[str, ...]
    score: float
    because: tuple[Reason, ...]


Coder = Callable[[Relating], Sequence[Vote]]
"""Votes, the best first; none where nothing is found."""

PLV_MARK = "plv "
"""Before features that hold for PLV's way of labelling alone (see ``tools/train_coder.py``)."""

_GRANTING = frozenset({"AGREE", "AID", "CONCEDE", "RETREAT"})
"""Not doing these is refusing them; not doing other cooperation only where it is to come."""

_GOVERNING = frozenset({"AGREE", "REJECT", "THREATEN", "REQUEST", "ACCUSE", "CONCEDE"})
"""What these are about is no event of the same actor beside them ("threatened to attack")."""

_INSIDE = frozenset({"poss", "compound", "nmod", "amod", "nummod", "appos"})
_CLIMB = 3
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "X", "SYM"})
_PLACES = frozenset({"GPE", "LOC", "FAC"})
_CONFIDENCE = ((8.0, 0.85), (4.0, 0.75), (2.0, 0.55), (0.0, 0.3))
"""How often an answer with so many points is right, in round figures; with fewer, 0.2."""


def coding_of(votes: Sequence[Vote]) -> Coding:
    """The best vote as the answer; without one, why there is none."""
    if not votes:
        cause = "no word of the lexicon that fits tells an event in the sentences of the two spans"
        return Coding(None, because=(Reason("relate.none", cause),))
    best = votes[0]
    return Coding(best.event_type, best.mode, best.score, best.because)


@dataclass(frozen=True, slots=True)
class _Side:
    """One stretch: its root, its own words, and nouns of which it is a part.

    ("*Moscow*'s decision", "the decision of *Moscow*": the decision stands for it.)
    """

    root: Token | None
    own: frozenset[int]
    near: frozenset[int]

    def has(self, token: Token) -> bool:
        return token.i in self.own or token.i in self.near


@dataclass(frozen=True, slots=True)
class _Weighed:
    match: Match
    points: float
    notes: tuple[str, ...]


class FrameCoder:
    """Votes by the frames of the lexicon, with source and target as the only actors.

    A frame that has the source as its actor and the target as its recipient goes first, then
    one that has either, then one whose trigger stands between them in the parse, then the nearest.
    """

    def __init__(self, matcher: Matcher) -> None:
        self.matcher = matcher

    def __call__(self, relating: Relating) -> tuple[Vote, ...]:
        """The votes of all frames that fire, each type once."""
        source, target = (
            _side(relating.parse, relating.source),
            _side(relating.parse, relating.target),
        )
        matches = self.matcher.match(
            relating.parse,
            _tokens(relating),
            frozenset({"event"}),
            lambda t: source.has(t) or target.has(t),
            lambda t: t.ent_type_ in _PLACES,
            lambda t: (source.has(t) or target.has(t)) and t.tag_ in ("NNS", "NNPS"),
        )
        weighed = [self._weigh(match, source, target) for match in matches]
        ordered = sorted(_ungoverned(weighed), key=lambda w: (-w.points, _depth(w.match.token)))
        found: dict[str, Vote] = {}
        for one in ordered:
            vote = _vote(one, relating.status)
            found.setdefault(vote.event_type, vote)
        return tuple(found.values())

    def _weigh(self, match: Match, source: _Side, target: _Side) -> _Weighed:
        """Points for how well a frame leads from source to target."""
        parts = list(self._roles(match, source, target))
        parts += _positions(match.token, source, target)
        inside = match.token.i in source.own or match.token.i in target.own
        if inside:
            parts.append((-2.0, "it stands inside a span"))
        parts.append((-0.15 * _distance(match.token, source, target), ""))
        points = sum(each for each, _ in parts) + 0.05 * match.weight
        return _Weighed(match, points, tuple(note for _, note in parts if note))

    def _roles(self, match: Match, source: _Side, target: _Side) -> Iterator[tuple[float, str]]:
        """What filling the frame's roles is worth."""
        acts = self._level(match, "actor", source)
        suffers = self._level(match, "recipient", target)
        symmetric = bool(match.frame.labels.get("symmetric"))
        if (symmetric and not (acts and suffers)) or not (acts or suffers):
            there = self._level(match, "recipient", source), self._level(match, "actor", target)
            if symmetric:
                acts, suffers = max(acts, there[0]), max(suffers, there[1])
            elif any(there):
                yield -1.0, "source and target stand in each other's places"
        if acts:
            yield 4.0 * acts, "the source is its actor"
        if suffers:
            yield 3.0 * suffers, "the target is its recipient"

    def _level(self, match: Match, role: str, side: _Side) -> float:
        """1 where a side's own words fill a role, less where a noun that holds them does."""
        if side.root is None:
            return 0.0
        if self.matcher.fill(match, role, lambda t: t.i in side.own):
            return 1.0
        near = side.near and self.matcher.fill(match, role, lambda t: t.i in side.near)
        return 0.75 if near else 0.0


def _tokens(relating: Relating) -> list[int]:
    """The tokens of all sentences from the first to the last span."""
    places = [*relating.source, *relating.target]
    if not places:
        return []
    first, last = relating.parse[min(places)].sent, relating.parse[max(places)].sent
    return [t.i for t in relating.parse[first.start : last.end] if not t.is_space]


def _side(parse: Doc, tokens: tuple[int, ...]) -> _Side:
    if not tokens:
        return _Side(None, frozenset(), frozenset())
    root = parse[tokens[0] : tokens[-1] + 1].root
    own = {i for i in tokens if parse[i].pos_ in _NOMINAL} | {root.i}
    near, seen = {t.i for t in _pronouns(root)}, root
    for _ in range(_CLIMB):
        above = _holder(seen)
        if above is None:
            break
        near.add(above.i)
        seen = above
    return _Side(root, frozenset(own), frozenset(near - own))


def _pronouns(root: Token) -> Iterator[Token]:
    """Pronouns for the subject of a clause in what that clause says ("Chad said *it* would")."""
    if root.dep_ not in syntax.SUBJECTS:
        return
    for token in root.head.subtree:
        third = token.tag_ in ("PRP", "PRP$") and "3" in token.morph.get("Person", [])
        if third and token.i > root.i and token.dep_ in (*syntax.SUBJECTS, "poss"):
            yield token


def _holder(token: Token) -> Token | None:
    """The noun that a noun is a part of; None where it stands by itself."""
    head = token.head
    if token.dep_ in _INSIDE and head.i != token.i:
        return head if head.pos_ in _NOMINAL else None
    if token.dep_ == "pobj" and head.head.i != head.i:
        return head.head if head.head.pos_ in ("NOUN", "PROPN", "NUM") else None
    return None


def _positions(token: Token, source: _Side, target: _Side) -> Iterator[tuple[float, str]]:
    """What the place of a trigger in the parse is worth."""
    if target.root is not None and token.is_ancestor(target.root):
        yield 1.0, "the target stands below it"
    if source.root is None:
        return
    verb = syntax.clause_verb(token)
    if verb is not None and source.root.head.i == verb.i and source.root.dep_ in syntax.SUBJECTS:
        yield 1.0, "the source is the subject of its clause"
    elif target.root is not None and token.i in _path(source.root, target.root):
        yield 1.0, "it stands between them in the parse"


def _path(one: Token, two: Token) -> frozenset[int]:
    """The tokens between two others in the tree; none where they share no sentence."""
    ups = [[token.i, *(a.i for a in token.ancestors)] for token in (one, two)]
    shared = set(ups[0]) & set(ups[1])
    if not shared:
        return frozenset()
    legs = [up[: next(n for n, i in enumerate(up) if i in shared) + 1] for up in ups]
    return frozenset(i for leg in legs for i in leg)


def _distance(token: Token, *sides: _Side) -> int:
    """Steps in the tree from a trigger to the nearest and the farther span."""
    steps = [len(_path(token, s.root)) or 12 for s in sides if s.root is not None]
    return sum(steps)


def _depth(token: Token) -> int:
    return sum(1 for _ in token.ancestors)


def _ungoverned(weighed: list[_Weighed]) -> list[_Weighed]:
    """Leave out what another event of the source is about: "threatened to attack"."""
    governors = [
        w
        for w in weighed
        if w.match.frame.label("event_type") in _GOVERNING and "the source is its actor" in w.notes
    ]
    taken = {i for w in weighed for i in w.match.words if i != w.match.token.i}
    return [
        w
        for w in weighed
        if w.match.token.i not in taken
        and not any(_complement(w.match.token, g.match.token) for g in governors)
    ]


def _complement(token: Token, governor: Token) -> bool:
    """Whether a token stands in what another is about, not in a clause beside it."""
    seen = token
    while seen.head.i != seen.i:
        if seen.dep_ in ("relcl", "conj", "advcl") and not syntax.is_infinitive(seen):
            return False
        seen = seen.head
        if seen.i == governor.i:
            return True
    return False


def _vote(one: _Weighed, status: Callable[[Token], Predicate]) -> Vote:
    match = one.match
    words = " ".join(match.token.doc[i].text for i in match.words)
    told = "; ".join(one.notes) or "the nearest word that tells an event"
    because = [Reason(match.frame.id, f"“{words}” ({match.frame.pos}): {told}")]
    event_type, mode = match.frame.label("event_type"), match.frame.labelled("mode")
    turned = _turned(event_type, status(match.token).auxiliary)
    if turned is not None:
        because.append(turned[1])
        event_type, mode = turned[0], ()
    sure = next((share for least, share in _CONFIDENCE if one.points >= least), 0.2)
    return Vote(event_type, mode, sure, tuple(because))


def _turned(event_type: str, auxiliary: tuple[str, ...]) -> tuple[str, Reason] | None:
    """The type that an event to come or a denied one counts as, where it is another."""
    future, denied = "future" in auxiliary, "negation" in auxiliary
    if denied and (event_type in _GRANTING or (future and event_type in PLANNED)):
        return "REJECT", Reason("plover.refused", f"not doing {event_type} counts as REJECT")
    if future and not denied and event_type in PLANNED:
        return "AGREE", Reason("plover.planned", f"{event_type} still to come counts as AGREE")
    return None
