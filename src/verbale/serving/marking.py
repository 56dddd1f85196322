"""A text in pieces: plain words, and words that a record rests on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from verbale.model import Record
from verbale.model.document import Document
from verbale.views.words import fold, summary

KINDS = ("event", "statement", "undertaking", "expectation", "stance", "relation")


@dataclass(frozen=True, slots=True)
class Mark:
    """Some words; ``records`` are those whose trigger stands here, the first is led to."""

    text: str
    records: tuple[Record, ...] = ()

    @property
    def kind(self) -> str:
        """The kind of the first record; empty for plain words."""
        return self.records[0].kind if self.records else ""

    @property
    def told(self) -> str:
        """What the records are, in words, for those who do not see the colour."""
        lines = [summary(record) for record in self.records]
        return "; ".join(
            f"{record.kind} {line.label}: {line.who}{f' → {line.whom}' if line.whom else ''}"
            for record, line in zip(self.records, lines, strict=True)
        )


def marked_text(document: Document, records: Iterable[Record], start: int, end: int) -> list[Mark]:
    """The text from ``start`` to ``end`` in pieces, with each record's first words of evidence."""
    triggers: dict[tuple[int, int], list[Record]] = {}
    for record in records:
        span = record.evidence[0]
        if start <= span.start and span.end <= end:
            triggers.setdefault((span.start, span.end), []).append(record)
    edges = sorted({start, end, *(edge for place in triggers for edge in place)})
    return [_piece(document.text, a, b, triggers) for a, b in pairwise(edges)]


def _piece(text: str, start: int, end: int, triggers: dict[tuple[int, int], list[Record]]) -> Mark:
    """A stretch without an edge inside; the narrowest of the triggers that hold it first."""
    over = [place for place in triggers if place[0] <= start and end <= place[1]]
    over.sort(key=lambda place: place[1] - place[0])
    held = sorted(
        (record for place in over for record in triggers[place]),
        key=lambda record: (
            record.evidence[0].end - record.evidence[0].start,
            KINDS.index(record.kind),
        ),
    )
    return Mark(fold(text[start:end]), tuple(held))
