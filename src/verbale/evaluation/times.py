"""Scoring time expressions against TIMEX3 in the TempEval-3 manner.

Strict spans are equal, relaxed spans overlap; the value figure counts a relaxed match only
where the value is right as well (UzZaman et al. 2013, section 5.1). Intervals are 95 %
percentile bootstraps over documents.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from verbale.evaluation.measures import ROUNDS, Scores, gold_lines, measured, write_report
from verbale.model import Document, TimeExpression
from verbale.pipeline import Reader

_MARK = {"start": int, "end": int, "type": str, "value": (str, None)}
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


def score_timex(
    path: Path, find: Finder, rounds: int = ROUNDS, misses: list[dict[str, Any]] | None = None
) -> Scores:
    """Figures over a JSON Lines file (optionally gzipped) with ``text``, ``dct``, ``timex3``.

    What differs is put into ``misses``, where a list is given.
    """
    counts: list[_Counts] = []
    for row in gold_lines(path, text=str, dct=(str, None), timex3=[_MARK]):
        gold = [
            _Gold(item["start"], item["end"], item["type"], item["value"]) for item in row["timex3"]
        ]
        found = tuple(find(row["text"], row["dct"]))
        counts.append(compare(gold, found))
        if misses is not None:
            misses += _misses(row["text"], row["dct"], gold, found)
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

    result = score_timex(path, find, misses=misses)
    if report is not None:
        write_report(report, {"lines": result.lines(), "misses": misses})
    return result


def _pairs(
    gold: Sequence[_Gold], found: Sequence[TimeExpression]
) -> tuple[list[tuple[_Gold, TimeExpression | None]], list[TimeExpression]]:
    """Each expected expression with the first free one that overlaps it; those left over."""
    free = list(found)
    pairs: list[tuple[_Gold, TimeExpression | None]] = []
    for item in gold:
        match = next((f for f in free if f.span.start < item.end and item.start < f.span.end), None)
        pairs.append((item, match))
        if match is not None:
            free.remove(match)
    return pairs, free


def _misses(
    text: str, published: str | None, gold: Sequence[_Gold], found: Sequence[TimeExpression]
) -> Iterator[dict[str, Any]]:
    pairs, free = _pairs(gold, found)
    left: list[tuple[None, TimeExpression]] = [(None, one) for one in free]
    for item, match in [*pairs, *left]:
        if item is not None and match is not None and item.value == match.value:
            continue
        start = item.start if item is not None else match.span.start if match is not None else 0
        yield {
            "published": published,
            "context": text[max(start - 60, 0) : start + 60],
            "gold": None if item is None else [text[item.start : item.end], item.type, item.value],
            "read": None if match is None else [match.span.text, match.type, match.value],
            "why": None if match is None else match.why,
        }


def compare(gold: Sequence[_Gold], found: Sequence[TimeExpression]) -> _Counts:
    """Counts of one document; each expression is matched at most once, in the order of the text."""
    pairs, _ = _pairs(gold, found)
    matched = [(item, match) for item, match in pairs if match is not None]
    return _Counts(
        gold=len(gold),
        found=len(found),
        strict=sum((m.span.start, m.span.end) == (g.start, g.end) for g, m in matched),
        relaxed=len(matched),
        type=sum(m.type == g.type for g, m in matched),
        value=sum(m.value == g.value for g, m in matched),
    )


def _f1(counts: Sequence[_Counts], name: str) -> float:
    right = sum(getattr(count, name) for count in counts)
    total = sum(count.gold + count.found for count in counts)
    return 2 * right / total if total else 0.0
