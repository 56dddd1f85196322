"""Scoring time expressions against TIMEX3 in the TempEval-3 manner.

Strict spans are equal, relaxed spans overlap; the value figure counts a relaxed match only
where the value is right as well (UzZaman et al. 2013, section 5.1). Intervals are 95 %
percentile bootstraps over documents.
"""

from __future__ import annotations

import gzip
import json
import random
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from verbale.model import TimeExpression

Finder = Callable[[str, str | None], Iterable[TimeExpression]]
"""Text and date of publication in, time expressions out."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure between 0 and 1 with its 95 % interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class TimexFigures:
    """F1 of strict and relaxed spans, of relaxed span with the type, and with the value."""

    strict: Figure
    relaxed: Figure
    type: Figure
    value: Figure
    documents: int
    expressions: int


@dataclass(frozen=True, slots=True)
class _Counts:
    """Of one document: how many were expected and found, and how many of these agree."""

    gold: int
    found: int
    strict: int
    relaxed: int
    type: int
    value: int


@dataclass(frozen=True, slots=True)
class _Gold:
    start: int
    end: int
    type: str
    value: str


def score_timex(path: Path, find: Finder, rounds: int = 1000) -> TimexFigures:
    """Figures over a JSON Lines file (optionally gzipped) with ``text``, ``dct``, ``timex3``."""
    counts: list[_Counts] = []
    with _open(path) as lines:
        for line in lines:
            row = json.loads(line)
            gold = [
                _Gold(item["start"], item["end"], item["type"], item["value"])
                for item in row["timex3"]
            ]
            counts.append(compare(gold, tuple(find(row["text"], row["dct"]))))
    figures = {
        name: _figure(counts, name, rounds) for name in ("strict", "relaxed", "type", "value")
    }
    return TimexFigures(
        **figures, documents=len(counts), expressions=sum(count.gold for count in counts)
    )


def _open(path: Path) -> TextIO:
    if path.suffix == ".gz":
        return gzip.open(path, "rt", encoding="utf-8")
    return path.open(encoding="utf-8")


def compare(gold: Sequence[_Gold], found: Sequence[TimeExpression]) -> _Counts:
    """Counts of one document; each expression is matched at most once, in the order of the text."""
    free = list(found)
    strict = relaxed = type_ = value = 0
    for item in gold:
        match = next((f for f in free if f.span.start < item.end and item.start < f.span.end), None)
        if match is None:
            continue
        free.remove(match)
        relaxed += 1
        strict += (match.span.start, match.span.end) == (item.start, item.end)
        type_ += match.type == item.type
        value += match.value == item.value
    return _Counts(len(gold), len(found), strict, relaxed, type_, value)


def _f1(counts: Sequence[_Counts], name: str) -> float:
    right = sum(getattr(count, name) for count in counts)
    total = sum(count.gold + count.found for count in counts)
    return 2 * right / total if total else 0.0


def _figure(counts: Sequence[_Counts], name: str, rounds: int) -> Figure:
    chance = random.Random(13)  # noqa: S311 - a bootstrap, nothing secret
    drawn = sorted(_f1(chance.choices(counts, k=len(counts)), name) for _ in range(rounds))
    low, high = (drawn[int(rounds * share)] for share in (0.025, 0.975)) if drawn else (0.0, 0.0)
    return Figure(_f1(counts, name), low, high)


def main(arguments: list[str]) -> int:
    """Print the figures of a TempEval-3 file in JSON Lines; the last line is the value F1."""
    from verbale.model import Document
    from verbale.pipeline import Reader

    if len(arguments) != 1:
        sys.stderr.write("usage: python -m verbale.evaluation.times FILE\n")
        return 2
    reader = Reader()
    figures = score_timex(
        Path(arguments[0]),
        lambda text, day: reader.analyse_document(Document(text=text, published=day)).times,
    )
    for name in ("strict", "relaxed", "type", "value"):
        figure: Figure = getattr(figures, name)
        sys.stdout.write(f"{name}_f1 {figure.value:.3f} [{figure.low:.3f}, {figure.high:.3f}]\n")
    sys.stdout.write(f"timex value_f1 {figures.value.value:.3f}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
