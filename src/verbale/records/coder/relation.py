"""The learned coder of relations: the type between two phrases, by features and frames."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import numpy as np

from verbale.matcher.weights import Floats, Linear, default_linear, read_arrays, text_number
from verbale.model import Reason
from verbale.records.coder.pair import Pair, pair_features, pair_sight, pair_vector
from verbale.records.coder.telling import told
from verbale.records.coding import PLV_MARK, FrameCoder, Relating, Vote

if TYPE_CHECKING:
    from verbale.matcher import Matcher

_LEAST = 0.02
"""Types less likely than this get no vote."""
_YIELD = "YIELD"
_WORDS = ("wtin:", "wtout:")
"""How the features of words that may tell an event begin."""

_SEEN = 16
"""Features looked through for the few phrases that say why."""
_TYPES = "relations.npz"


def seen(relating: Relating, matcher: Matcher, framed: Sequence[Vote]) -> tuple[list[str], Floats]:
    """The features and the vector of a relation; ``framed`` are the votes of the frames."""
    pair = Pair.of(relating.parse, relating.source, relating.target)
    sight = pair_sight(pair, matcher, relating.status)
    features = pair_features(pair, sight)
    for place, vote in enumerate(framed[:2]):
        features += [f"v{place}:{vote.event_type}", f"v{place}/{vote.score}:{vote.event_type}"]
    return features, pair_vector(pair, sight)


def seen_in_training(texts: Iterable[str]) -> int:
    """How many of these texts the model of relations was made from."""
    known = frozenset(map(int, read_arrays(_TYPES)["texts"]))
    return sum(text_number(text) in known for text in texts)


class LearnedCoder:
    """Votes by ``relations.npz``; modes and words come from the frames where they agree.

    There is no vote where no entry fires and no word is known to tell an event.

    The model tells 15 types apart, as the sets it is scored on do; ``yields.npz`` divides what
    YIELD there stands for into RETREAT and CONCEDE. The probability of a vote is its ``score``.
    """

    def __init__(self, matcher: Matcher) -> None:
        self.matcher = matcher
        self.frames = FrameCoder(matcher)
        self.types: Linear = default_linear(_TYPES)
        self.yields: Linear = default_linear("yields.npz")

    def __call__(self, relating: Relating) -> tuple[Vote, ...]:
        """A vote for every type that is not all but excluded, the likeliest first."""
        framed = self.frames(relating)
        features, vector = seen(relating, self.matcher, framed)
        if not framed and not any(f.startswith(_WORDS) for f in features):
            return ()
        marked = [*features, *(PLV_MARK + feature for feature in features)]
        sure = dict(zip(self.types.classes, self.types.probabilities(marked, vector), strict=True))
        divided = self.yields.probabilities(features, vector) * sure.pop(_YIELD)
        found = {**sure, **dict(zip(self.yields.classes, divided, strict=True))}
        by_frames = {vote.event_type: vote for vote in framed}
        ordered = sorted(found, key=lambda name: -found[name])
        return tuple(
            self._vote(name, found, marked, by_frames.get(name))
            for name in ordered
            if found[name] >= _LEAST or name == ordered[0]
        )

    def _vote(
        self, name: str, found: dict[str, np.float32], features: list[str], framed: Vote | None
    ) -> Vote:
        label = name if name in self.types.classes else _YIELD
        why = told(f for f, _ in self.types.for_it(features, label, most=_SEEN))
        others = sorted((n for n in found if n != name), key=lambda n: -found[n])[:2]
        against = ", ".join(f"{n} {found[n]:.2f}" for n in others)
        reasons = [*(framed.because if framed is not None else ())]
        reasons.append(
            Reason("coder.relation", f"{name} {found[name]:.2f} by {why or 'its words'}")
        )
        reasons.append(Reason("coder.considered", against))
        mode = framed.mode if framed is not None else ()
        return Vote(name, mode, round(float(found[name]), 4), tuple(reasons))
