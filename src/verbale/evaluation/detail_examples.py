"""Do the examples of ``contexts.yaml``, ``modes.yaml`` and ``magnitudes.yaml`` hold?

``python -m verbale.evaluation.detail_examples`` prints those that do not.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator

from verbale.evaluation.examples import PUBLISHED
from verbale.model import Analysis, Document, Event
from verbale.pipeline import Reader
from verbale.records import (
    Contexts,
    Rule,
    default_contexts,
    default_modes,
    default_sizes,
    find_records,
)


def read(reader: Reader, text: str) -> tuple[Analysis, list[Event]]:
    """A sentence read on the day of the examples: its layers and events."""
    document = Document(text=text, published=PUBLISHED, published_basis="given")
    analysis = reader.analyse_document(document)
    records = find_records(analysis, reader.analyser.matcher)
    return analysis, [r for r in records if isinstance(r, Event)]


def contexts_of(reader: Reader, text: str) -> set[str]:
    """The contexts of a text: those of its sentences, and of the events in it."""
    analysis, events = read(reader, text)
    found = Contexts(analysis)
    names = {n for s in range(len(analysis.sentences)) for n in found.of_sentence(s)}
    return names | {name for event in events for name in event.context}


def check_context(reader: Reader, name: str) -> Iterator[str]:
    """The examples of a context that do not hold."""
    vocabulary = default_contexts()
    for text in vocabulary.right[name]:
        found = contexts_of(reader, text)
        if name not in found:
            yield f"{name}: not found: {text} (found: {', '.join(sorted(found)) or 'none'})"
    for text in vocabulary.wrong[name]:
        if name in contexts_of(reader, text):
            yield f"{name}: found in a wrong sentence: {text}"


def check_mode(reader: Reader, rule: Rule) -> Iterator[str]:
    """The examples of a rule for modes that do not hold."""
    for text in rule.right:
        events = _by(rule, read(reader, text)[1])
        if not any(not rule.mode or rule.mode in e.mode for e in events):
            yield f"{rule.id}: not found: {text} ({_told(read(reader, text)[1])})"
        elif not rule.mode and any(set(rule.removes) & set(e.mode) for e in events):
            yield f"{rule.id}: not taken away: {text}"
    for text in rule.wrong:
        if _by(rule, read(reader, text)[1]):
            yield f"{rule.id}: found in a wrong sentence: {text}"


def _by(rule: Rule, events: list[Event]) -> list[Event]:
    return [e for e in events if any(r.rule == f"mode.{rule.id}" for r in e.because)]


def _told(events: list[Event]) -> str:
    return (
        "; ".join(f"{e.event_type} {' '.join(e.mode)} by {e.because[0].rule}" for e in events)
        or "no event"
    )


def check_magnitudes(reader: Reader) -> Iterator[str]:
    """The sentences of ``magnitudes.yaml`` that give other numbers than they should."""
    for example in default_sizes().examples:
        events = read(reader, str(example["text"]))[1]
        found = {(m.what, m.value, m.span.text, m.unit) for e in events for m in e.magnitude}
        wanted = {tuple(item) for item in example["gives"]}
        if found != wanted:
            yield f"{example['text']}: {sorted(found, key=str)} ({_told(events)})"


def main() -> int:
    """Print the examples that do not hold; 1 where there are some."""
    reader = Reader()
    failures = [f for name in default_contexts().names for f in check_context(reader, name)]
    failures += [f for rule in default_modes().all() for f in check_mode(reader, rule)]
    failures += check_magnitudes(reader)
    for failure in failures:
        sys.stdout.write(failure + "\n")
    return 1 if failures else 0


if __name__ == "__main__":
    raise SystemExit(main())
