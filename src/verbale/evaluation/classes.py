"""F1 by class, for sets where every unit has one label."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Labelled:
    """One unit: the label it has and the label it was given (None: no answer)."""

    gold: str
    given: str | None


@dataclass(frozen=True, slots=True)
class ClassFigures:
    """How well one label is found."""

    label: str
    gold: int
    given: int
    right: int

    @property
    def precision(self) -> float:
        """The share of right ones among those given."""
        return self.right / self.given if self.given else 0.0

    @property
    def recall(self) -> float:
        """The share of those there are that were given."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """F1; 0 where the label is neither there nor given."""
        total = self.gold + self.given
        return 2 * self.right / total if total else 0.0


def by_class(units: Iterable[Labelled]) -> dict[str, ClassFigures]:
    """Figures of each label that the gold has, in the order of labels."""
    counts: dict[str, list[int]] = {}
    for unit in units:
        counts.setdefault(unit.gold, [0, 0, 0])[0] += 1
        if unit.given is not None:
            counts.setdefault(unit.given, [0, 0, 0])[1] += 1
        if unit.gold == unit.given:
            counts[unit.gold][2] += 1
    return {k: ClassFigures(k, *counts[k]) for k in sorted(counts) if counts[k][0]}


def macro_f1(units: Sequence[Labelled]) -> float:
    """The mean of the F1 of all labels that the gold has."""
    figures = by_class(units).values()
    return sum(f.f1 for f in figures) / len(figures) if figures else 0.0


def accuracy(units: Sequence[Labelled]) -> float:
    """The share of units with their own label."""
    return sum(u.gold == u.given for u in units) / len(units) if units else 0.0


def class_lines(units: Sequence[Labelled]) -> list[str]:
    """Figures of each label, a line each, for people."""
    return [
        f"{f.label}: precision {f.precision:.3f}, recall {f.recall:.3f}, F1 {f.f1:.3f} ({f.gold})"
        for f in by_class(units).values()
    ]
