"""Scoring time expressions against TIMEX3 in the TempEval-3 manner.

Strict spans are equal, relaxed spans overlap; the value figure counts a relaxed match only
where the value is right as well (UzZaman et al. 2013, section 5.1). Intervals are 95 %
percentile bootstraps over documents.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from verbale.evaluation.measures import ROUNDS, Scores, gold_lines, measured, write_report
from verbale.model import Document, TimeExpression
from verbale.pipeline import Reader

Finder = Callable[[str, str | None], Iterable[TimeExpression]]
"""Text and date of publication in, time expressions out."""


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


def score_timex(path: Path, find: Finder, rounds: int = ROUNDS) -> Scores:
    """Figures over a JSON Lines file (optionally gzipped) with ``text``, ``dct``, ``timex3``."""
    counts: list[_Counts] = []
    for row in gold_lines(path, "text", "dct", "timex3"):
        gold = [
            _Gold(item["start"], item["end"], item["type"], item["value"]) for item in row["timex3"]
        ]
        counts.append(compare(gold, tuple(find(row["text"], row["dct"]))))
    measures = tuple(
        measured(f"{name}_f1", counts, partial(_f1, name=name), rounds)
        for name in ("strict", "relaxed", "type", "value")
    )
    told = f"documents {len(counts)}, expressions {sum(count.gold for count in counts)}"
    return Scores("timex", measures, (told,))


def score(path: Path, reader: Reader, report: Path | None = None) -> Scores:
    """The scorer of ``verbale score timex``; ``report`` lists what differs."""
    misses: list[dict[str, Any]] = []

    def find(text: str, day: str | None) -> tuple[TimeExpression, ...]:
        return reader.analyse_document(Document(text=text, published=day)).times

    result = score_timex(path, find)
    if report is not None:
        write_report(report, {"lines": result.lines(), "misses": misses})
    return result


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
