"""Do the examples of ``data/`` hold? Each right sentence must give its record, no wrong one may.

``python -m verbale.evaluation.examples FILE...`` checks the entries of these files.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from verbale.matcher import Example, Frame, Lexicon
from verbale.model import Document, Record, Span
from verbale.model.record import spans_in
from verbale.pipeline import Reader
from verbale.records import find_records

_FIELDS = {
    "actor": ("actors",), "recipient": ("recipients", "actors"), "speaker": ("speakers",),
    "addressee": ("addressees",), "party": ("parties",),
    "counterparty": ("counterparties", "parties"),
    "holder": ("holders",), "content": ("content",), "topic": ("about",), "action": ("action",),
    "proposition": ("proposition",), "grounds": ("grounds",), "target": ("target",),
    "subject": ("subject",), "object": ("object",), "trigger": ("evidence", "trigger"),
}  # fmt: skip
"""Where a role of a frame stands in the record it makes."""

PUBLISHED = "2025-03-14"
"""The day on which every example is read."""


@dataclass(frozen=True, slots=True)
class Failure:
    """An example that does not hold."""

    frame: str
    origin: str
    text: str
    why: str


def check(reader: Reader, frames: Iterable[Frame]) -> Iterator[Failure]:
    """Read the examples of these frames and yield those that do not hold."""
    for frame in frames:
        right = [_read(reader, e.text) for e in frame.right]
        wrong = [_read(reader, e.text) for e in frame.wrong]
        for example, (records, _) in zip(frame.right, right, strict=True):
            why = _missed(frame, example, records)
            if why:
                yield Failure(frame.id, frame.origin, example.text, why)
        for example, (records, _) in zip(frame.wrong, wrong, strict=True):
            if _of(frame, records):
                yield Failure(frame.id, frame.origin, example.text, "a wrong sentence is found")
        for words in frame.words:
            if not any(set(words) <= lemmas for _, lemmas in right):
                yield Failure(frame.id, frame.origin, " ".join(words), "no right sentence shows it")


def _read(reader: Reader, text: str) -> tuple[tuple[Record, ...], frozenset[str]]:
    """The records of a sentence, and the lemmas and forms that stand in it."""
    document = Document(text=text, published=PUBLISHED, published_basis="given")
    analysis = reader.analyse_document(document)
    words = {t.lemma_.lower() for t in analysis.parse} | {t.lower_ for t in analysis.parse}
    return find_records(analysis, reader.analyser.matcher), frozenset(words)


def _of(frame: Frame, records: tuple[Record, ...]) -> list[Record]:
    return [r for r in records if any(reason.rule == frame.id for reason in r.because)]


def _missed(frame: Frame, example: Example, records: tuple[Record, ...]) -> str:
    """Why no record of the entry fits the marks; empty where one does."""
    made = _of(frame, records)
    if not made:
        others = sorted({r.because[0].rule for r in records if r.kind == frame.kind})
        return f"no record; others of the kind: {', '.join(others) or 'none'}"
    faults = [[m[0] for m in example.marks if not _filled(record, m)] for record in made]
    best = min(faults, key=len)
    return f"not filled as marked: {', '.join(best)}" if best else ""


def _filled(record: Record, mark: tuple[str, int, int]) -> bool:
    role, start, end = mark
    for name in _FIELDS.get(role, ()):
        for span in spans_in(getattr(record, name, ())):
            if _covers(span, start, end):
                return True
    return False


def _covers(span: Span, start: int, end: int) -> bool:
    shared = min(span.end, end) - max(span.start, start)
    return shared > 0 and shared >= 0.5 * min(span.end - span.start, end - start)


def frames_of(lexicon: Lexicon, paths: Iterable[str]) -> list[Frame]:
    """The frames of these files; all frames where none is named."""
    names = {Path(p).name for p in paths}
    return [f for f in lexicon.frames if not names or f.origin.split(":")[0] in names]


def main(arguments: list[str]) -> int:
    """Check the examples of the files named; 1 where some do not hold."""
    reader = Reader()
    frames = frames_of(reader.analyser.lexicon, arguments)
    failures = list(check(reader, frames))
    for failure in failures:
        sys.stdout.write(f"{failure.origin} {failure.frame}: {failure.text}\n    {failure.why}\n")
    examples = sum(len(f.right) + len(f.wrong) for f in frames)
    sys.stdout.write(f"{len(frames)} entries, {examples} examples, {len(failures)} do not hold\n")
    return 1 if failures else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
