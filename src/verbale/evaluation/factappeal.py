"""Scoring sources on FactAppeal: which sentences put a claim of fact on somebody or something.

A line is a passage, mostly one sentence, with spans: ``Fact_Appeal:…`` is a claim of fact put on
a source, ``Source:…`` names that source (a person, a body, a study, a picture), and
``Fact_No_Appeal`` is told as known. The passage is read as a document of its own, so whom a
pronoun stands for is mostly not to be known; the words of the text are compared.

*Sourced or not.* A passage is sourced where a claim is marked in it; read as sourced where the
analysis layer has a quotation whose ``claim`` reaches `verbale.model.CLAIM` (``sourced_f1``).

*Source.* Words inside source spans, micro F1 over all passages (``source_token_f1``); content
likewise (``claim_token_f1``).

What is hoped, promised or felt, though quoted, is mostly no claim of fact in this set; and much
of its labelling is a matter of taste. Passages are resampled for the intervals.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from verbale.errors import SourceError
from verbale.evaluation.attributed import (
    figures,
    hits,
    places,
    said_words,
    source_places,
    words,
)
from verbale.evaluation.claims import Range
from verbale.evaluation.measures import (
    ROUNDS,
    Hits,
    Measure,
    Scores,
    gold_lines,
    write_report,
)
from verbale.model import CLAIM, Document, Quotation
from verbale.pipeline import Reader

_SHAPE = {"id": str, "text": str, "spans": [{"tag": str, "start": int, "end": int}]}


@dataclass(frozen=True, slots=True)
class Passage:
    """One passage with the words that were expected and those that were read."""

    id: str
    text: str
    sourced: Hits
    source: Hits
    claim: Hits


def score(path: Path, reader: Reader, report: Path | None = None, rounds: int = ROUNDS) -> Scores:
    """The scorer of ``verbale score factappeal``; ``report`` lists what differs."""
    passages = list(_passages(path, reader))
    result = Scores("factappeal", tuple(_measures(passages, rounds)), tuple(_told(passages)))
    if report is not None:
        content = {
            "missed": [p.text for p in passages if p.sourced.gold and not p.sourced.found],
            "wrong": [p.text for p in passages if p.sourced.found and not p.sourced.gold],
        }
        write_report(report, {"lines": result.lines(), **content})
    return result


def _measures(passages: Sequence[Passage], rounds: int) -> Iterator[Measure]:
    yield from figures("claim_token", passages, lambda one: one.claim, rounds)
    yield from figures("source_token", passages, lambda one: one.source, rounds)
    yield from figures("sourced", passages, lambda one: one.sourced, rounds)


def _passages(path: Path, reader: Reader) -> Iterator[Passage]:
    for row in gold_lines(path, **_SHAPE):
        text = row["text"]
        analysis = reader.analyse_document(Document(text=text, language="en"))
        told = [one for one in analysis.quotations if _claims(one)]
        source, claim = (_marked(path, row, tag) for tag in ("Source:", "Fact_Appeal"))
        read = [place for one in told for place in source_places(one)]
        content = [said_words(text, places(one.content)) for one in told]
        yield Passage(
            id=row["id"],
            text=text,
            sourced=Hits(int(bool(claim)), int(bool(told)), int(bool(claim and told))),
            source=hits(words(text, source), words(text, read)),
            claim=hits(words(text, claim), frozenset[int]().union(*content)),
        )


def _claims(quotation: Quotation) -> bool:
    """Whether a quotation puts a claim on its source."""
    return bool(quotation.content) and quotation.act == "saying" and (quotation.claim or 0) >= CLAIM


def _marked(path: Path, row: Any, tag: str) -> list[Range]:
    found = []
    for number, span in enumerate(row["spans"]):
        if not 0 <= span["start"] <= span["end"] <= len(row["text"]):
            place = f"{path}, {row['id']}, spans[{number}]"
            raise SourceError(place, f"expected 0 <= start <= end <= {len(row['text'])}")
        if span["tag"].startswith(tag):
            found.append((span["start"], span["end"]))
    return found


def _told(passages: Sequence[Passage]) -> Iterator[str]:
    sourced = sum(one.sourced.gold for one in passages)
    read = sum(one.sourced.found for one in passages)
    yield f"passages {len(passages)}, sourced {sourced}, read as sourced {read}"
