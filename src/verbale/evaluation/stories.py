"""Scoring stories against annotated ones, with B-cubed (Bagga and Baldwin 1998).

Each line of the set is a document with its ``story_cluster``; all are read into one desk, so
that stories of different topics can be mixed up too. A first line that is an address (set
apart by blanks, as ECB+ has it) is taken as the address. Documents have no dates there.

Precision of a document is the share of its story here that is of its annotated story; recall
the share of its annotated story that is in its story here. F1 is that of their means.
Intervals are bootstraps over topics (annotated stories where the set has none), the stories
kept as they are.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from verbale.evaluation.measures import Scores, gold_lines, measured, write_report
from verbale.keeping import Desk
from verbale.model import Document, Reading
from verbale.pipeline import Reader

_ADDRESS = re.compile(r"\s*(https? ?: ?/ ?/[^\n]*)\n")


@dataclass(frozen=True, slots=True)
class Judged:
    """A document with its annotated and its found story, and both shares of them it is in."""

    id: str
    gold: str
    found: str
    precision: float
    recall: float


def score(path: Path, reader: Reader, report: Path | None = None) -> Scores:
    """The scorer of ``verbale score stories``; ``report`` lists the documents by story."""
    rows = list(gold_lines(path, id=str, story_cluster=str, text=str))
    found = stories_of([as_document(row["id"], row["text"]) for row in rows])
    judged = judge({row["id"]: row["story_cluster"] for row in rows}, found)
    topic_of = {row["id"]: str(row.get("topic") or row["story_cluster"]) for row in rows}
    topics: dict[str, list[Judged]] = defaultdict(list)
    for one in judged:
        topics[topic_of[one.id]].append(one)
    result = summed(list(topics.values()))
    if report is not None:
        write_report(report, {"lines": result.lines(), "stories": _listed(judged)})
    return result


def as_document(id_: str, text: str) -> Document:
    """A document of the set; a first line that is an address stands in ``url``, not in ``text``."""
    address = _ADDRESS.match(text)
    if address is None:
        return Document(text, id=id_)
    return Document(text[address.end() :], id=id_, url=address[1].replace(" ", ""))


def stories_of(documents: Sequence[Document]) -> dict[str, str]:
    """The story of each document, by their ids, where all are in one desk."""
    with TemporaryDirectory() as folder, Desk(Path(folder) / "stories.db") as desk:
        for document in documents:
            desk.write(Reading(document, ()))
        desk.settle()
        return {one.document: story.id for story in desk.stories() for one in story.documents}


def judge(gold: dict[str, str], found: dict[str, str]) -> list[Judged]:
    """Precision and recall of each document."""
    ours = {id_: found.get(id_, id_) for id_ in gold}
    both = Counter((gold[id_], ours[id_]) for id_ in gold)
    annotated, made = Counter(gold.values()), Counter(ours.values())
    return [
        Judged(
            id_,
            story,
            ours[id_],
            both[story, ours[id_]] / made[ours[id_]],
            both[story, ours[id_]] / annotated[story],
        )
        for id_, story in gold.items()
    ]


def summed(topics: Sequence[Sequence[Judged]]) -> Scores:
    """The figures of all documents, by topic."""
    judged = [one for topic in topics for one in topic]
    told = (
        f"documents {len(judged)}, annotated stories {len({one.gold for one in judged})}, "
        f"found stories {len({one.found for one in judged})}",
    )
    measures = tuple(
        measured(f"bcubed_{what}", topics, partial(_figure, what=what))
        for what in ("precision", "recall", "f1")
    )
    return Scores("stories", measures, told)


def _figure(topics: Sequence[Sequence[Judged]], what: str) -> float:
    judged = [one for topic in topics for one in topic]
    if not judged:
        return 0.0
    precision = sum(one.precision for one in judged) / len(judged)
    recall = sum(one.recall for one in judged) / len(judged)
    if what == "f1":
        return 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return precision if what == "precision" else recall


def _listed(judged: Sequence[Judged]) -> dict[str, dict[str, Any]]:
    listed: dict[str, dict[str, Any]] = {}
    for one in judged:
        listed.setdefault(one.gold, {}).setdefault(one.found, []).append(one.id)
    return listed
