"""Scoring how copies are found: articles of a corpus and copies made of them by `edits`.

2,000 articles of 80 words or more are drawn from the corpus, and of each every edit makes one
copy; all are read into one desk in a drawn order. Expected are all pairs of an article and its
copies (copies of the same article are a pair too); found are all pairs of a group.

A corpus holds real copies, and articles that are reworked from one another. Each pair found
across two articles counts as wrong for `pair_precision_strict`. For the figure the set is
known by such a pair counts neither way where half of the words of the shorter article stand
in the longer in runs of eight (`overlapping`): another measure than the one by which verbale
finds copies, taken of all pairs.

Intervals are bootstraps over articles.
"""

from __future__ import annotations

import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from verbale.evaluation.edits import EDITS, copy_made
from verbale.evaluation.measures import Scores, gold_lines, measured, write_report
from verbale.keeping import Desk
from verbale.model import Document, Reading
from verbale.pipeline import Reader

ARTICLES = 2000
FEWEST_WORDS = 80
RUN = 8
"""Words of a run by which two articles of the corpus are told to overlap."""
OVERLAP = 0.5


@dataclass(frozen=True, slots=True)
class Family:
    """An article: pairs of it and its copies expected and found, and pairs found with others.

    A pair across two articles counts half for each.
    """

    article: str
    expected: int
    right: int
    strange: float
    strict: float


def score(path: Path, reader: Reader, report: Path | None = None) -> Scores:
    """The scorer of ``verbale score copies``; ``report`` lists what was missed and mixed up."""
    drawn = draw(path, ARTICLES)
    twins = overlapping(drawn)
    copies = [copy_made(one, name) for one in drawn for name in EDITS]
    everything = [*drawn, *copies]
    random.Random(13).shuffle(everything)  # noqa: S311 - drawing, no secret
    groups = groups_of(everything)
    families = judge([one.id for one in drawn], groups, twins)
    told, missed = _by_edit(drawn, groups)
    result = summed(families, told)
    if report is not None:
        strange = [sorted(g) for g in groups if len({_article(one) for one in g}) > 1]
        lines = result.lines()
        write_report(report, {"lines": lines, "missed": missed, "across articles": strange})
    return result


def draw(path: Path, number: int) -> list[Document]:
    """Articles of a corpus, drawn at random, none of them twice word for word."""
    found: dict[str, Document] = {}
    for row in gold_lines(path, id=str, text=str):
        if len(row["text"].split()) >= FEWEST_WORDS:
            document = Document(row["text"], id=row["id"], language="en")
            found.setdefault(" ".join(row["text"].split()), replace(document, title=None))
    several = sorted(found.values(), key=lambda one: one.id)
    chance = random.Random(13)  # noqa: S311 - drawing, no secret
    return chance.sample(several, min(number, len(several)))


def overlapping(documents: Sequence[Document]) -> set[frozenset[str]]:
    """Pairs of articles of which the shorter stands in the longer for a half or more."""
    held: dict[int, list[int]] = defaultdict(list)
    texts = [re.findall(r"\w+", one.text.lower()) for one in documents]
    for at, words in enumerate(texts):
        for run in _runs(words):
            held[run].append(at)
    shared: Counter[tuple[int, int]] = Counter()
    for several in held.values():
        for place, one in enumerate(several):
            shared.update((one, other) for other in several[place + 1 :])
    return {
        frozenset((documents[one].id, documents[other].id))
        for (one, other), runs in shared.items()
        if runs >= OVERLAP * min(len(set(_runs(texts[at]))) for at in (one, other))
    }


def _runs(words: Sequence[str]) -> set[int]:
    return {hash(tuple(words[at : at + RUN])) for at in range(len(words) - RUN + 1)}


def groups_of(documents: Sequence[Document]) -> list[set[str]]:
    """The groups of copies that a desk finds, those of one document left out."""
    groups: dict[str, set[str]] = defaultdict(set)
    with TemporaryDirectory() as folder, Desk(Path(folder) / "copies.db") as desk:
        for document in documents:
            desk.write(Reading(document, ()))
        for kept in desk.documents():
            groups[kept.copy_of or kept.id].add(kept.id)
    return [group for group in groups.values() if len(group) > 1]


def judge(
    articles: Sequence[str], groups: Sequence[set[str]], twins: set[frozenset[str]]
) -> list[Family]:
    """The pairs of each article."""
    right: Counter[str] = Counter()
    strange: Counter[str] = Counter()
    strict: Counter[str] = Counter()
    for group in groups:
        sizes = Counter(map(_article, group))
        for article, size in sizes.items():
            right[article] += _pairs(size)
        for one, other in _twos(sorted(sizes)):
            for article in (one, other):
                strict[article] += sizes[one] * sizes[other]
                if frozenset((one, other)) not in twins:
                    strange[article] += sizes[one] * sizes[other]
    expected = _pairs(len(EDITS) + 1)
    return [
        Family(one, expected, right[one], strange[one] / 2, strict[one] / 2) for one in articles
    ]


def summed(families: Sequence[Family], told: Sequence[str]) -> Scores:
    """The figures of all articles."""
    measures = (
        measured("pair_precision_strict", families, lambda some: _precision(some, "strict")),
        measured("pair_recall", families, _recall),
        measured("pair_precision", families, lambda some: _precision(some, "strange")),
    )
    return Scores("copies", measures, tuple(told))


def _precision(families: Sequence[Family], wrong: str) -> float:
    right = sum(one.right for one in families)
    found = right + sum(getattr(one, wrong) for one in families)
    return right / found if found else 0.0


def _recall(families: Sequence[Family]) -> float:
    expected = sum(one.expected for one in families)
    return sum(one.right for one in families) / expected if expected else 0.0


def _by_edit(
    drawn: Sequence[Document], groups: Sequence[set[str]]
) -> tuple[list[str], dict[str, list[Any]]]:
    """For each edit the share of copies found with their article, and those that were not."""
    group_of = {one: number for number, group in enumerate(groups) for one in group}
    missed: dict[str, list[Any]] = {}
    for name in EDITS:
        missed[name] = [
            one.id
            for one in drawn
            if group_of.get(one.id, -1) != group_of.get(f"{one.id}~{name}", -2)
        ]
    told = [f"articles {len(drawn)}, copies {len(drawn) * len(EDITS)}"]
    told += [f"{name}: found {1 - len(ids) / len(drawn):.4f}" for name, ids in missed.items()]
    return told, missed


def _article(document: str) -> str:
    return document.partition("~")[0]


def _pairs(size: int) -> int:
    return size * (size - 1) // 2


def _twos(several: Sequence[str]) -> Iterator[tuple[str, str]]:
    for place, one in enumerate(several):
        for other in several[place + 1 :]:
            yield one, other
