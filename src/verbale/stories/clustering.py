"""Groups of what is near: average linkage with a threshold that rises with size.

The two nearest groups are joined first. Nearness of two groups is the mean nearness of their
members (UPGMA), and must reach `NEAR`, the more the larger the smaller of the two is: one
document is joined to a story on less than two stories to one another, since the mean of many
pairs is surer than one pair. Two happenings of the same kind (two earthquakes, two verdicts)
are kept apart by that.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from verbale.stories.terms import Terms

NEAR = 0.134
"""Nearness (mean cosine) from which one document is joined to another or to a group."""
STEEPNESS = 0.4
"""How much more is asked at each doubling of the smaller group, as a part of `NEAR`."""
MOST_SIZE = 16
"""Size of the smaller group above which no more is asked."""
FLOOR = 0.06
"""Nearness below which a pair is taken as having nothing in common: 99 of 100 pairs of a day."""


@dataclass(frozen=True, slots=True)
class Group:
    """Documents that are together from the start: how many, and the mean of their terms."""

    size: int
    terms: Terms


def needed(one: int, other: int) -> float:
    """The nearness at which groups of two sizes are joined."""
    return NEAR * (1 + STEEPNESS * math.log2(min(one, other, MOST_SIZE)))


def gathered(groups: Sequence[Group], free: int) -> list[list[int]]:
    """Which groups belong together, by their indices, each index once.

    The first ``free`` groups may join any other; the rest are joined to, but never to one
    another. Only sets with a free group in them are given.
    """
    joining = _Joining([group.size for group in groups], free, nearness(groups, free))
    return joining.result()


def nearness(groups: Sequence[Group], free: int) -> dict[int, dict[int, float]]:
    """Nearness of each free group to every other, where it is above `FLOOR`."""
    near: dict[int, dict[int, float]] = {at: {} for at in range(len(groups))}
    columns = _columns(groups)
    for at in range(free):
        sums = np.zeros(len(groups))
        for term, weight in groups[at].terms.items():
            rows, weights = columns[term]
            sums[rows] += weight * weights
        for other in np.flatnonzero(sums > FLOOR).tolist():
            if other != at:
                near[at][other] = near[other][at] = float(sums[other])
    return near


Column = tuple[
    np.ndarray[tuple[int], np.dtype[np.int64]], np.ndarray[tuple[int], np.dtype[np.float64]]
]


def _columns(groups: Sequence[Group]) -> dict[int, Column]:
    """For each term the groups that have it, with their weights."""
    held: dict[int, tuple[list[int], list[float]]] = {}
    for at, group in enumerate(groups):
        for term, weight in group.terms.items():
            rows, weights = held.setdefault(term, ([], []))
            rows.append(at)
            weights.append(weight)
    return {term: (np.array(rows), np.array(weights)) for term, (rows, weights) in held.items()}


class _Joining:
    """Joins the nearest two until none are near enough; ties go to the lower index."""

    def __init__(self, sizes: list[int], free: int, near: dict[int, dict[int, float]]) -> None:
        self.sizes = sizes
        self.near = near
        self.members = {at: [at] for at in range(len(sizes))}
        self.fixed = set(range(free, len(sizes)))
        self.free = free
        self.queue: list[tuple[float, int, int]] = []
        for one, others in near.items():
            for other in others:
                if one < other:
                    self._consider(one, other)

    def result(self) -> list[list[int]]:
        """The sets of indices after all joining, those with a free one in them."""
        heapq.heapify(self.queue)
        while self.queue:
            negative, one, other = heapq.heappop(self.queue)
            if self.near.get(one, {}).get(other) == -negative:
                self._join(one, other)
        return [sorted(found) for found in self.members.values() if min(found) < self.free]

    def _consider(self, one: int, other: int) -> None:
        value = self.near[one][other]
        if value >= needed(self.sizes[one], self.sizes[other]):
            heapq.heappush(self.queue, (-value, min(one, other), max(one, other)))

    def _join(self, one: int, other: int) -> None:
        """``other`` becomes a part of ``one``."""
        ours, theirs = self.near.pop(one), self.near.pop(other)
        size, added = self.sizes[one], self.sizes[other]
        self.members[one] += self.members.pop(other)
        if other in self.fixed:
            self.fixed.add(one)
        self.sizes[one] = size + added
        self.near[one] = {}
        for third in sorted((ours.keys() | theirs.keys()) - {one, other}):
            value = (size * ours.get(third, 0.0) + added * theirs.get(third, 0.0)) / (size + added)
            beside = self.near[third]
            beside.pop(one, None)
            beside.pop(other, None)
            if one in self.fixed and third in self.fixed:
                continue
            self.near[one][third] = beside[one] = value
            self._consider(one, third)
