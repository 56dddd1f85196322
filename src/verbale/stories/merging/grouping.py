"""Which mentions are one event: average linkage over what ties them, within what persons decided.

The two groups whose mentions are most alike on average are joined first, as long as that average
is nought or more and no two mentions differ beyond doubt. What one pair alone would tie together
therefore stays apart where the others speak against it. The result follows from the mentions,
not from their order: equals are taken by their ids.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from verbale.model.merging import Tie

MOST = 240
"""Mentions compared each with each. Where ties hold more together, the weakest are left out."""
STEP = 0.5

Pair = tuple[str, str]
Score = Callable[[str, str], float]
_APART = -1e6


def pair_of(one: str, other: str) -> Pair:
    """Two ids in their order."""
    return (one, other) if one < other else (other, one)


def groups_of(
    mentions: Iterable[str],
    ties: Sequence[Tie],
    decided: Mapping[Pair, str],
    score: Score,
    veto: float,
) -> list[list[str]]:
    """The groups of mentions that ``ties`` and decisions hold together, in the order of their ids.

    ``decided`` holds ``merge`` or ``split`` for pairs that a person decided on.
    """
    merged = [pair for pair, verb in decided.items() if verb == "merge"]
    found: list[list[str]] = []
    for part in _parts(sorted(mentions), ties, merged):
        if len(part) == 1:
            found.append(part)
        else:
            found += _joined(part, decided, score, veto)
    return sorted(found)


def connected(mentions: Iterable[str], pairs: Iterable[Pair]) -> list[list[str]]:
    """The sets of mentions that pairs hold together, each sorted."""
    lowest = {one: one for one in mentions}

    def leader(one: str) -> str:
        while lowest[one] != one:
            lowest[one] = lowest[lowest[one]]
            one = lowest[one]
        return one

    for one, other in pairs:
        if one in lowest and other in lowest:
            first, second = sorted((leader(one), leader(other)))
            lowest[second] = first
    held: dict[str, list[str]] = {}
    for one in sorted(lowest):
        held.setdefault(leader(one), []).append(one)
    return list(held.values())


def _parts(mentions: Sequence[str], ties: Sequence[Tie], merged: Sequence[Pair]) -> list[list[str]]:
    """What hangs together, at a threshold that rises until no part is too large to compare."""
    least = 0.0
    done: list[list[str]] = []
    left = [list(mentions)]
    while left:
        inside = {one for part in left for one in part}
        strong = [(tie.low, tie.high) for tie in ties if tie.score >= least]
        pairs = [pair for pair in (*strong, *merged) if inside.issuperset(pair)]
        parts = connected(inside, pairs)
        large = [part for part in parts if len(part) > MOST]
        hopeless = least > max((tie.score for tie in ties), default=0.0)
        done += [part for part in parts if len(part) <= MOST or hopeless]
        left = [] if hopeless else large
        least += STEP
    return done


def _joined(
    part: Sequence[str], decided: Mapping[Pair, str], score: Score, veto: float
) -> list[list[str]]:
    inside = set(part)
    known = {pair: verb for pair, verb in decided.items() if inside.issuperset(pair)}
    start = connected(part, (pair for pair, verb in known.items() if verb == "merge"))
    sums = _sums(start, known, score, veto)
    sizes = np.array([float(len(group)) for group in start])
    groups: dict[int, list[str]] = dict(enumerate(start))
    while len(groups) > 1:
        means = sums / np.outer(sizes, sizes)
        np.fill_diagonal(means, _APART)
        best = int(np.argmax(means))
        one, other = sorted(divmod(best, len(sizes)))
        if means[one, other] < 0:
            break
        groups[one] += groups.pop(other)
        sums[one] += sums[other]
        sums[:, one] = sums[one]
        sums[other] = sums[:, other] = _APART * len(part) ** 2
        sizes[one] += sizes[other]
    return [sorted(group) for group in groups.values()]


def _sums(
    start: Sequence[Sequence[str]], known: Mapping[Pair, str], score: Score, veto: float
) -> NDArray[np.float64]:
    """Sums of the scores between the mentions of each two groups; far below nought for a veto."""
    count = len(start)
    sums = np.zeros((count, count))
    for i in range(count):
        for j in range(i + 1, count):
            pairs = [pair_of(one, other) for one in start[i] for other in start[j]]
            total = sum(_value(pair, known, score, veto) for pair in pairs)
            sums[i, j] = sums[j, i] = total
    return sums


def _value(pair: Pair, known: Mapping[Pair, str], score: Score, veto: float) -> float:
    if known.get(pair) == "split":
        return _APART
    value = score(*pair)
    return _APART if value <= veto else value
