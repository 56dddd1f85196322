"""Scoring merged events on pairs of reports composed for this project (``training/pairs``).

A set is a JSON Lines file, or a folder of them. A line is a pair of ``reports`` (``text``,
``published``, ``outlet``, and under ``event`` the stretches ``[start, end]`` of the words that tell
the event asked about), whether they tell the ``same`` event, and what ``sort`` of pair it is.

Both reports are read into a desk of their own. A pair counts as merged where a record with a
trigger in the stretches of the one is in one merged event with a record with a trigger in those
of the other, or where the stretches hold an allusion to that event. Else the pair is not merged:
that is wrong for the same event, and right for another, also where the reader made no record of a
report. ``read`` is the share of pairs with records of both.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from verbale.errors import SourceError
from verbale.evaluation.measures import Scores, gold_lines, measured, write_report
from verbale.keeping import Desk
from verbale.model import Document, Event, Reading
from verbale.model.merging import MergedEvent
from verbale.pipeline import Reader, plain_document

_SHAPE = {
    "id": str,
    "same": bool,
    "sort": str,
    "reports": [{"text": str, "published": str, "outlet": str, "event": [[int]]}],
}


@dataclass(frozen=True, slots=True)
class Judged:
    """A pair: whether it is one event, was merged, and both events were read; why not."""

    id: str
    sort: str
    same: bool
    merged: bool
    read: bool

    @property
    def right(self) -> bool:
        """Whether what was found is so."""
        return self.same == self.merged


def score(path: Path, reader: Reader, report: Path | None = None) -> Scores:
    """The scorer of ``verbale score pairs``; ``report`` lists the pairs that are wrong."""
    judged = [judge(row, reader) for row in _rows(path)]
    result = Scores("pairs", _measures(judged), tuple(_told(judged)))
    if report is not None:
        wrong = [
            {"id": one.id, "sort": one.sort, "read": one.read} for one in judged if not one.right
        ]
        write_report(report, {"lines": result.lines(), "wrong": wrong})
    return result


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    files = sorted(path.glob("*.jsonl")) if path.is_dir() else [path]
    if not files:
        raise SourceError(str(path), "no *.jsonl in it; expected pairs of reports")
    for file in files:
        for row in gold_lines(file, **_SHAPE):
            if len(row["reports"]) != 2:
                raise SourceError(f"{file}, pair {row['id']}", "expected two reports")
            yield row


def judge(row: Mapping[str, Any], reader: Reader) -> Judged:
    """Read both reports of a pair into one desk, and see what became of their events."""
    readings = [reader.read_document(_document(row["id"], at, one)) for at, one in _reports(row)]
    marked = [
        _marked(reading, one) for reading, (_, one) in zip(readings, _reports(row), strict=True)
    ]
    with TemporaryDirectory() as folder, Desk(Path(folder) / "pair.db") as desk:
        for reading in readings:
            desk.write(reading)
        desk.settle()
        events = [[desk.merged_event(id_) for id_ in several] for several in marked]
    merged = any(
        one.id in {event.id for event in events[1]} or _alluded(one, row["reports"], row["id"])
        for one in events[0]
    ) or any(_alluded(one, row["reports"], row["id"]) for one in events[1])
    return Judged(row["id"], row["sort"], row["same"], merged, all(marked))


def _alluded(event: MergedEvent, reports: Sequence[Mapping[str, Any]], pair: str) -> bool:
    """Whether a stretch that is asked about lies in an allusion to an event of the other report."""
    texts = {f"{pair}-{at}": report for at, report in enumerate(reports, 1)}
    for one in event.allusions:
        report = texts[one.telling.document]
        begin = report["text"].index(one.sentence)
        if any(begin <= start < begin + len(one.sentence) for start, _ in report["event"]):
            return True
    return False


def _reports(row: Mapping[str, Any]) -> list[tuple[int, Mapping[str, Any]]]:
    return list(enumerate(row["reports"], 1))


def _document(pair: str, at: int, report: Mapping[str, Any]) -> Document:
    plain = plain_document(report["text"], report["published"], None)
    return replace(plain, id=f"{pair}-{at}", outlet=report["outlet"])


def _marked(reading: Reading, report: Mapping[str, Any]) -> list[str]:
    """The event records of a reading with a trigger in the stretches that are asked about."""
    return [
        one.id
        for one in reading.records
        if isinstance(one, Event)
        and any(
            span.start < end and start < span.end
            for span in (one.trigger, *one.also)
            for start, end in report["event"]
        )
    ]


def _measures(judged: Sequence[Judged]) -> tuple[Any, ...]:
    read = [one for one in judged if one.read]
    return (
        measured("read", judged, lambda some: _share([one.read for one in some])),
        measured("right_same", [one for one in judged if one.same], _right),
        measured("right_other", [one for one in judged if not one.same], _right),
        measured("right_of_read", read, _right),
        measured("right", judged, _right),
    )


def _right(judged: Sequence[Judged]) -> float:
    return _share([one.right for one in judged])


def _share(several: Sequence[bool]) -> float:
    return sum(several) / len(several) if several else 0.0


def _told(judged: Sequence[Judged]) -> Iterator[str]:
    count = sum
    same = [one for one in judged if one.same]
    yield f"pairs {len(judged)}: same event {len(same)}, another {len(judged) - len(same)}"
    unread = count(not one.read for one in judged)
    yield f"merged {count(one.merged for one in judged)}, not read {unread}"
    for one in judged:
        if not one.right:
            cause = "" if one.read else " (not read)"
            yield f"wrong: {one.id} {one.sort}{cause}"
