"""What the scorers of attributions share: sets of words, and figures over them.

A word is a run of letters and digits; it is known by where it begins. Marks of quotation and
other punctuation therefore count neither way, and neither does a "that" before what is said,
which some annotations count in and verbale leaves out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import TypeVar

from verbale.evaluation.claims import Range
from verbale.evaluation.measures import Hits, Measure, f1, measured
from verbale.model import Quotation, Span

Unit = TypeVar("Unit")

WORD = re.compile(r"\w+")
"""A run of letters and digits."""

_THAT = re.compile(r"\W*that\s", re.IGNORECASE)


def words(text: str, places: Iterable[Range]) -> frozenset[int]:
    """Where the words of some places of a text begin."""
    return frozenset(
        word.start() for start, end in places for word in WORD.finditer(text, start, end)
    )


def said_words(text: str, content: Sequence[Range]) -> frozenset[int]:
    """The words of what is said, without a "that" in front of it."""
    places = list(content)
    if places:
        start, end = min(places)
        begins = _THAT.match(text, start, end)
        if begins is not None:
            places[places.index((start, end))] = (begins.end(), end)
    return words(text, places)


def places(spans: Iterable[Span]) -> list[Range]:
    """Start and end of spans."""
    return [(span.start, span.end) for span in spans]


def source_places(quotation: Quotation) -> list[Range]:
    """Where the text names whose words a quotation is."""
    return places(quotation.source) or places(s.span for s in quotation.speakers)


def hits(gold: frozenset[int], read: frozenset[int]) -> Hits:
    """How many words were expected, how many read, and how many of these are right."""
    return Hits(len(gold), len(read), len(gold & read))


def precision(counts: Sequence[Hits]) -> float:
    """Share of what was read that is right."""
    found = sum(count.found for count in counts)
    return sum(count.right for count in counts) / found if found else 0.0


def recall(counts: Sequence[Hits]) -> float:
    """Share of what was expected that was read."""
    gold = sum(count.gold for count in counts)
    return sum(count.right for count in counts) / gold if gold else 0.0


def figures(
    name: str, units: Sequence[Unit], part: Callable[[Unit], Hits], rounds: int
) -> Iterator[Measure]:
    """Precision, recall and F1 over the hits that ``part`` tells of each unit."""
    for figure, of in (("precision", precision), ("recall", recall), ("f1", f1)):
        yield measured(f"{name}_{figure}", units, partial(figure_of, part, of), rounds)


def figure_of(
    part: Callable[[Unit], Hits], of: Callable[[Sequence[Hits]], float], units: Sequence[Unit]
) -> float:
    """One figure over the hits of several units."""
    return of([part(one) for one in units])
