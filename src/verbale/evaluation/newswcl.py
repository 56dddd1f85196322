"""Scoring whom mentions stand for against NewsWCL50 (Hamborg et al. 2019), with B-cubed.

The set marks words with the entity they stand for; entities hold over the documents of a story
cluster. Counted are the kinds ACTOR (one person), COUNTRY and GROUP; the lumps ACTOR-I
("USA-I": whatever individuals of a state are left over) name nobody and are left out, as are
ACTION, EVENT, OBJECT and MISC.

For each marked stretch our mention is the one with the same span, else the one headed by the
same token, else the one that overlaps most. Its key is the actor's id, over all documents of
the cluster; ids made up for one document (``nominal:``, ``pronoun:``, ``document:``) are keys
within it only, and what we have no mention for is a key of its own. The extended B-cubed of
Amigó et al. (2009) is used, since a stretch may stand for several ("the two leaders"); for
stretches with one entity and one key it is plain B-cubed. Precision and recall are means over
the marked stretches.

Two readings of a key:

* ``strict``: the actor's id as it stands. This is the figure the set is known by.
* ``by_state``: the codebook counts a state's bodies and officials that have no entity of
  their own as the COUNTRY ("C.I.A. director", "American officials" and "the Senate" are all
  ``0_USA_COUNTRY``). Here every actor but a named person that belongs to a state's government,
  forces, parliament or courts has the state's key. It is closer to the set's definition, and
  further from what a user asks for, who wants the Senate apart from the White House.

Intervals are bootstraps over documents, the clusters kept as they are.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from verbale.evaluation.measures import Scores, gold_lines, measured, write_report
from verbale.model import Analysis, Document, Mention
from verbale.pipeline import Reader

KINDS = ("ACTOR", "COUNTRY", "GROUP")
"""The kinds of entities that are scored."""

_OF_THE_STATE = frozenset({"GOV", "MIL", "SPY", "COP", "JUD", "LEG"})
_OWN = ("nominal:", "pronoun:", "document:")
Keys = frozenset[str]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Marked words: the entities they stand for, and the keys we give them, by reading."""

    text: str
    entities: Keys
    strict: Keys
    by_state: Keys
    mentioned: bool


_MARK = {"entity": str, "start": int, "end": int}
_FIELDS = {"id": str, "story_cluster": str, "text": str, "mentions": [_MARK]}


@dataclass(frozen=True, slots=True)
class Share:
    """Of one document and one reading: sums of precision and recall, and stretches, by kind."""

    precision: dict[str, float]
    recall: dict[str, float]
    number: dict[str, int]


def score(path: Path, reader: Reader, report: Path | None = None) -> Scores:
    """The scorer of ``verbale score newswcl``; ``report`` lists the stretches with their keys."""
    stories: dict[str, list[list[Stretch]]] = defaultdict(list)
    for row in gold_lines(path, **_FIELDS):
        document = Document(text=row["text"], id=row["id"], language="en")
        found = stretches(row["mentions"], reader.analyse_document(document), row["id"])
        stories[row["story_cluster"]].append(found)
    result = summed(list(stories.values()))
    if report is not None:
        write_report(report, {"lines": result.lines(), "stretches": _listed(stories)})
    return result


def _listed(stories: dict[str, list[list[Stretch]]]) -> list[dict[str, Any]]:
    return [
        {"story": story, "text": s.text, "entities": sorted(s.entities), "keys": sorted(s.strict)}
        for story, documents in stories.items()
        for document in documents
        for s in document
    ]


def kind_of(entity: str) -> str:
    """The kind at the end of an entity's name: ``0_USA_Trump_ACTOR`` → ``ACTOR``."""
    return entity.rsplit("_", 1)[-1]


def stretches(marks: Iterable[dict[str, Any]], analysis: Analysis, id_: str) -> list[Stretch]:
    """The marked stretches of a document with the keys of our mentions."""
    entities: dict[tuple[int, int], set[str]] = defaultdict(set)
    for mark in marks:
        if kind_of(mark["entity"]) in KINDS:
            entities[mark["start"], mark["end"]].add(mark["entity"])
    found = []
    for (start, end), several in sorted(entities.items()):
        mention = mention_for(analysis, start, end)
        text = analysis.document.text[start:end]
        alone = frozenset({f"{id_}:{start}:{end}"})
        strict = alone if mention is None else keys(mention, id_, folded=False)
        by_state = alone if mention is None else keys(mention, id_, folded=True)
        found.append(Stretch(text, frozenset(several), strict, by_state, mention is not None))
    return found


def mention_for(analysis: Analysis, start: int, end: int) -> Mention | None:
    """Our mention of a stretch: same span, else same head, else most overlap."""
    best: tuple[tuple[bool, bool, float], Mention] | None = None
    head = _head(analysis, start, end)
    for mention in (*analysis.mentions, *analysis.compounds):
        span = mention.reference.span
        if span is None or span.end <= start or end <= span.start:
            continue
        common = min(end, span.end) - max(start, span.start)
        whole = max(end, span.end) - min(start, span.start)
        rank = (common == whole, mention.root == head, common / whole)
        if best is None or rank > best[0]:
            best = (rank, mention)
    return best[1] if best is not None else None


def _head(analysis: Analysis, start: int, end: int) -> int | None:
    span = analysis.parse.char_span(start, end, alignment_mode="expand")
    return None if span is None else span.root.i


def keys(mention: Mention, id_: str, *, folded: bool) -> Keys:
    """The keys of a mention: its actor's, or those of its members."""
    whom = mention.reference.members or (mention.reference,)
    found = set()
    for one in whom:
        person = one.actor.startswith("person:")
        state = one.country if folded and not person and _OF_THE_STATE & set(one.sectors) else None
        own = one.actor.startswith(_OWN)
        found.add(f"country:{state}" if state else f"{id_}:{one.actor}" if own else one.actor)
    return frozenset(found)


def summed(stories: Sequence[Sequence[Sequence[Stretch]]]) -> Scores:
    """The figures of all stories, each the stretches of its documents."""
    several = [s for story in stories for document in story for s in document]
    readings: dict[str, Callable[[Stretch], Keys]] = {
        "by_state": lambda s: s.by_state,
        "strict": lambda s: s.strict,
    }
    units = {
        name: [share for story in stories for share in shares(story, reading)]
        for name, reading in readings.items()
    }
    told = [
        f"documents {sum(map(len, stories))}, stories {len(stories)}, marked {len(several)}",
        f"with a mention of ours {sum(s.mentioned for s in several) / max(len(several), 1):.3f}",
    ]
    told += [
        f"{name} {kind}: f1 {figure(of, 'f1', kind):.3f}, precision "
        f"{figure(of, 'precision', kind):.3f}, recall {figure(of, 'recall', kind):.3f}, "
        f"marked {sum(one.number[kind] for one in of)}"
        for name, of in units.items()
        for kind in KINDS
    ]
    measures = [
        measured(f"{name}_bcubed_{what}", of, partial(figure, what=what))
        for name, of in units.items()
        for what in ("precision", "recall", "f1")
    ]
    return Scores("newswcl", tuple(measures), tuple(told))


def shares(story: Sequence[Sequence[Stretch]], reading: Callable[[Stretch], Keys]) -> list[Share]:
    """Extended B-cubed of one story, its sums kept by document and kind."""
    together = Counter((s.entities, reading(s)) for document in story for s in document)
    known: dict[tuple[Keys, Keys], tuple[float, float]] = {}
    for entities, ours in together:
        known[entities, ours] = (
            _agreement(ours, entities, {(o, e): n for (e, o), n in together.items()}),
            _agreement(entities, ours, together),
        )
    return [_share(document, reading, known) for document in story]


def _agreement(one: Keys, other: Keys, together: dict[tuple[Keys, Keys], int]) -> float:
    """How far those who share a key with us on one side share as many on the other."""
    total = weight = 0.0
    for (first, second), number in together.items():
        shared = len(one & first)
        if shared:
            total += number * min(shared, len(other & second)) / shared
            weight += number
    return total / weight


def _share(
    document: Sequence[Stretch],
    reading: Callable[[Stretch], Keys],
    known: dict[tuple[Keys, Keys], tuple[float, float]],
) -> Share:
    share = Share(defaultdict(float), defaultdict(float), Counter())
    for stretch in document:
        precision, recall = known[stretch.entities, reading(stretch)]
        for kind in {kind_of(entity) for entity in stretch.entities} | {""}:
            share.precision[kind] += precision
            share.recall[kind] += recall
            share.number[kind] += 1
    return share


def figure(several: Sequence[Share], what: str, kind: str = "") -> float:
    """Precision, recall or F1 over documents, of all stretches or those of one kind."""
    number = sum(share.number[kind] for share in several)
    if not number:
        return 0.0
    precision = sum(share.precision[kind] for share in several) / number
    recall = sum(share.recall[kind] for share in several) / number
    if what != "f1":
        return precision if what == "precision" else recall
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0
