"""Speed of event coding behind the parse, on one core: ``python -m benchmarks.coding [FILE]``.

Works on the reports in ``examples/`` (or the texts of a JSON Lines file), parsed beforehand:

- frames: the event entries of the lexicon over every sentence, their roles filled with names and
  pronouns, in sentences a second (at least 5,000);
- relations: each coder of `CODERS` on the first two names of every sentence that has two, in
  relations a second;
- events: everything from the analysis to the event records, as a share of the parser's time.

Figures are processor time, the best of several rounds.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

os.environ.setdefault("OMP_NUM_THREADS", "1")

from benchmarks.run import best, example_texts
from benchmarks.stages import texts_of
from verbale.records.coder.relation import LearnedCoder
from verbale.records.coding import Coder, FrameCoder, Relating

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from verbale.model import Document
    from verbale.pipeline import Reader

FLOORS = {"frames_sentences_per_s": 5000.0}
"""What the figures must reach at least."""

CODERS: Mapping[str, Callable[[Reader], Coder]] = {
    "frames": lambda reader: FrameCoder(reader.analyser.matcher),
    "learned": lambda reader: LearnedCoder(reader.analyser.matcher),
}
"""Every coder of relations, made from a reader. A new coder is measured once it stands here."""

_ROUNDS = 5
_EVENTS = frozenset({"event"})
_NAMES = frozenset({"PERSON", "GPE", "NORP", "ORG"})


def coding_figures(path: Path | None = None) -> dict[str, float]:
    """All figures of this module."""
    from verbale.pipeline import Reader, plain_document

    reader = Reader(settled=True)
    texts = example_texts() if path is None else texts_of(path)
    documents = [plain_document(text, "2024-07-28", None) for text in texts]
    parses = reader.analyser.parses(documents)
    sentences = sum(1 for parse in parses for _ in parse.sents)
    frames = _seconds(lambda: [_code(reader, parse) for parse in parses])
    figures = {"frames_sentences_per_s": sentences / frames}
    relatings = [one for parse in parses for one in _relatings(reader, parse)]
    for name, make in CODERS.items():
        figures[f"{name}_relations_per_s"] = len(relatings) / _coder_seconds(
            make(reader), relatings
        )
    figures["events_over_parser"] = _over_parser(reader, documents)
    return figures


def _seconds(work: Callable[[], object]) -> float:
    return best(work, _ROUNDS, time.process_time)


def _coder_seconds(coder: Coder, relatings: Sequence[Relating]) -> float:
    return _seconds(lambda: [coder(one) for one in relatings])


def _code(reader: Reader, parse: Doc) -> None:
    """The event entries that fire on a parse, with their roles."""
    matcher = reader.analyser.matcher
    for match in matcher.match(parse, range(len(parse)), _EVENTS, _named, _place, _several):
        for role in match.frame.roles:
            matcher.fill(match, role, _named)


def _named(token: Token) -> bool:
    return token.pos_ in ("PROPN", "PRON")


def _place(token: Token) -> bool:
    return token.ent_type_ in ("GPE", "LOC", "FAC")


def _several(token: Token) -> bool:
    return token.tag_ in ("NNS", "NNPS")


def _relatings(reader: Reader, parse: Doc) -> Iterator[Relating]:
    """For each sentence with two names or more: from the first to the second."""
    for sentence in parse.sents:
        names = [e for e in sentence.ents if e.label_ in _NAMES][:2]
        if len(names) == 2:
            ends = [tuple(range(e.start, e.end)) for e in names]
            yield Relating(parse, ends[0], ends[1], reader.analyser.status)


def _over_parser(reader: Reader, documents: Sequence[Document]) -> float:
    """The time from the analysis to the event records, as a share of the parser's."""
    from verbale.records.context import Context
    from verbale.records.event import find_events

    analyses = reader.analyser.analyse_many(documents)
    matcher = reader.analyser.matcher

    def code() -> None:
        for analysis in analyses:
            context = Context(analysis, matcher, [])
            reads = [i for s in analysis.sentences for i in range(s.first, s.last)]
            context.matches = matcher.match(
                analysis.parse, reads, _EVENTS, context.is_actor, _place, context.is_group
            )
            find_events(context)

    parser = best(lambda: reader.analyser.parses(documents), 2, time.process_time)
    return _seconds(code) / parser


def below(figures: Mapping[str, float]) -> list[str]:
    """The floors that the figures do not reach, in words."""
    return [
        f"{name}: {figures[name]:.0f}, at least {floor:.0f}"
        for name, floor in FLOORS.items()
        if figures[name] < floor
    ]


def main(arguments: list[str]) -> int:
    """Print the figures; the exit status is 1 where a floor is not reached."""
    figures = coding_figures(Path(arguments[0]) if arguments else None)
    for name, value in figures.items():
        print(f"{name:36}{value:10.3f}")
    faults = below(figures)
    for fault in faults:
        print(f"missed: {fault}", file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
