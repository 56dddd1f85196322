"""Span: a stretch of a document's text, the unit of all evidence."""

from __future__ import annotations

from dataclasses import dataclass

from verbale.errors import EvidenceError


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """``document.text[start:end] == text``, counted in Unicode code points."""

    start: int
    end: int
    text: str

    def __post_init__(self) -> None:
        if self.start < 0 or self.end <= self.start:
            raise EvidenceError(f"span {self.start}:{self.end}: expected 0 <= start < end")
        if self.end - self.start != len(self.text):
            raise EvidenceError(
                f"span {self.start}:{self.end} covers {self.end - self.start} code points, "
                f"its text {self.text[:40]!r} has {len(self.text)}"
            )

    def overlaps(self, other: Span) -> bool:
        """True where the two spans share at least one code point."""
        return self.start < other.end and other.start < self.end

    def holds(self, other: Span) -> bool:
        """True where ``other`` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end


def span_of(text: str, start: int, end: int) -> Span:
    """The span of ``text`` from ``start`` to ``end``, without white space at its edges."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end, text[start:end])
