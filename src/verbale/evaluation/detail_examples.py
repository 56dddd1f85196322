"""Do the examples of ``contexts.yaml``, ``modes.yaml`` and ``magnitudes.yaml`` hold?

``python -m verbale.evaluation.detail_examples`` prints those that do not.
"""

from __future__ import annotations

from collections.abc import Iterator

from verbale.evaluation.examples import PUBLISHED
from verbale.model import Analysis, Document, Event
from verbale.pipeline import Reader
from verbale.records import find_records
from verbale.records.contexts import Contexts, default_contexts


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


def main() -> None:
    """Print the examples that do not hold."""
    reader = Reader()
    for name in default_contexts().names:
        for failure in check_context(reader, name):
            print(failure)


if __name__ == "__main__":
    main()
