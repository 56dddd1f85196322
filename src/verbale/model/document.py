"""Document: one text, with where it came from."""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import dataclass, field

from verbale.errors import EvidenceError
from verbale.model.span import Span, span_of


@dataclass(frozen=True, slots=True)
class Repeat:
    """A passage ``start:end`` that stands earlier in the document at ``of_start:of_end``."""

    start: int
    end: int
    of_start: int
    of_end: int


def document_id(text: str, url: str | None) -> str:
    """First 16 hex digits of the SHA-256 of the normalised text and the address.

    Normalised: Unicode NFC, white space folded to single blanks.
    """
    folded = " ".join(unicodedata.normalize("NFC", text).split())
    raw = f"{folded}\x1f{url or ''}".encode("utf-8", "surrogatepass")
    return hashlib.sha256(raw).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Document:
    """One text and its provenance.

    ``text`` is exactly what spans count into. ``skipped`` are stretches of it
    that are kept but not read as prose (a trailing source block), ``repeats``
    passages that stand earlier in the same document and make no records.
    ``published`` is an ISO 8601 date or date-time; ``published_basis`` says where
    it came from: ``metadata``, ``url``, ``dateline`` or ``given``. ``copy_of`` is the id of
    the document whose exact or near copy this is, as far as the desk that keeps it knows.
    """

    text: str
    id: str = ""
    title: str | None = None
    url: str | None = None
    outlet: str | None = None
    author: str | None = None
    published: str | None = None
    published_basis: str | None = None
    retrieved: str | None = None
    path: str | None = None
    language: str | None = None
    repeats: tuple[Repeat, ...] = ()
    skipped: tuple[Span, ...] = ()
    copy_of: str | None = field(default=None, compare=False)
    notes: tuple[str, ...] = field(default=(), compare=False)

    def __post_init__(self) -> None:
        if not self.id:
            object.__setattr__(self, "id", document_id(self.text, self.url))
        for span in self.skipped:
            self.check(span)

    def check(self, span: Span) -> None:
        """Raise `EvidenceError` unless ``span`` matches this document's text."""
        if self.text[span.start : span.end] != span.text:
            raise EvidenceError(
                f"document {self.id}: text[{span.start}:{span.end}] is "
                f"{self.text[span.start : span.end][:60]!r}, the span says {span.text[:60]!r}"
            )

    def span(self, start: int, end: int) -> Span:
        """The span from ``start`` to ``end``, trimmed of outer white space."""
        return span_of(self.text, start, end)
