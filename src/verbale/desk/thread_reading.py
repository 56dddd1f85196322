"""Questions about threads, as SQL; `verbale.desk.reader` asks them."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Select, func, or_, select

from verbale.desk.dates import LATEST, bounds
from verbale.desk.tables import documents, promises, records, thread_ties
from verbale.desk.thread_shelf import ThreadShelf, promise_from_json, tie_from_json
from verbale.model.thread import Promise, Step, Thread, Tie

PREFIX = "thread-"
_AT_ONCE = 300


def promise(connection: Connection, record: str) -> Promise | None:
    """What is kept of one undertaking."""
    kept = connection.scalar(select(promises.c.json).where(promises.c.record == record))
    return None if kept is None else promise_from_json(json.loads(kept))


def standing(connection: Connection, record: str) -> str | None:
    """The thread a record stands in."""
    return connection.scalar(select(promises.c.thread).where(promises.c.record == record))


def listed(
    connection: Connection,
    limit: int | None,
    offset: int,
    acting: Sequence[Select[Any]],
    least: int,
    overdue: str | None,
) -> list[Thread]:
    """Threads of ``least`` steps or more, the one last told of first."""
    query = select(promises.c.thread).where(promises.c.thread.is_not(None))
    for one in acting:
        own = select(records.c.id).where(records.c.number.in_(one))
        about = select(promises.c.thread).where(promises.c.record.in_(own))
        query = query.where(promises.c.thread.in_(about))
    query = query.group_by(promises.c.thread).having(func.count() >= least)
    query = query.order_by(func.max(promises.c.day).desc(), promises.c.thread)
    if overdue is None:
        return together(connection, _ids(connection, query.limit(limit).offset(offset)))
    found = together(connection, _ids(connection, query))
    late = [thread for thread in found if thread.overdue(overdue)]
    return late[offset:] if limit is None else late[offset : offset + limit]


def _ids(connection: Connection, query: Select[Any]) -> list[str]:
    return [str(one) for one in connection.scalars(query)]


def together(connection: Connection, ids: Sequence[str]) -> list[Thread]:
    """These threads with their steps."""
    found: list[Thread] = []
    for start in range(0, len(ids), _AT_ONCE):
        several = ids[start : start + _AT_ONCE]
        rows = connection.execute(_steps(several)).all()
        ties = _ties(connection, [row.record for row in rows])
        parted = _parted(connection, {row.document for row in rows})
        for id_ in several:
            own = [row for row in rows if row.thread == id_]
            away = sorted({one for row in own for one in parted.get(row.record, ())})
            found.append(replace(_thread(id_, own, ties), parted=tuple(away)))
    return found


def _parted(connection: Connection, sources: Collection[str]) -> dict[str, set[str]]:
    """By record in these documents, the records that a person decided are another."""
    shelf = ThreadShelf(connection)
    found: dict[str, set[str]] = {}
    for one in shelf.decisions():
        if one.verdict == "apart" and {one.document, one.other_document} & set(sources):
            here = shelf.records_at(one.document, one.start, one.end)
            there = shelf.records_at(one.other_document, one.other_start, one.other_end)
            for record in here:
                found.setdefault(record, set()).update(there)
            for record in there:
                found.setdefault(record, set()).update(here)
    return found


def _steps(ids: Sequence[str]) -> Select[Any]:
    query = select(
        promises.c.thread, promises.c.record, promises.c.day, promises.c.json.label("promise"),
        records.c.json.label("kept"), records.c.sentence, documents.c.id.label("document"),
        documents.c.title, documents.c.url, documents.c.outlet, documents.c.published,
    )  # fmt: skip
    query = query.join(records, records.c.id == promises.c.record)
    query = query.join(documents, documents.c.id == promises.c.document)
    order = (promises.c.day == "", promises.c.day, promises.c.document, promises.c.start)
    return query.where(promises.c.thread.in_(ids)).order_by(*order)


def _ties(connection: Connection, steps: Sequence[str]) -> dict[str, list[Tie]]:
    """All ties of these records, by record, the nearest first."""
    found: dict[str, dict[tuple[str, str], Tie]] = {record: {} for record in steps}
    for start in range(0, len(steps), _AT_ONCE):
        several = steps[start : start + _AT_ONCE]
        ends = or_(thread_ties.c.low.in_(several), thread_ties.c.high.in_(several))
        for kept in connection.scalars(select(thread_ties.c.json).where(ends)):
            tie = tie_from_json(json.loads(kept))
            for end in (tie.low, tie.high):
                if end in found:
                    found[end][(tie.low, tie.high)] = tie
    return {record: sorted(ties.values(), key=_nearest) for record, ties in found.items()}


def _nearest(tie: Tie) -> tuple[bool, float, str, str]:
    return tie.kind != "decided", -tie.score, tie.low, tie.high


def _thread(id_: str, rows: Sequence[Any], ties: Mapping[str, list[Tie]]) -> Thread:
    own = {row.record for row in rows}
    steps = tuple(_step(row, own, ties[row.record]) for row in rows)
    offers = {
        (tie.low, tie.high): tie
        for row in rows
        for tie in ties[row.record]
        if tie.other(row.record) not in own
    }
    sides = {side for row in rows for side in _sides(json.loads(row.promise))}
    thread = Thread(id_, steps, tuple(sorted(sides)), tuple(sorted(offers.values(), key=_nearest)))
    days = bounds(thread.due) if thread.due else None
    last = days[1] if days and days[1] != LATEST else None
    return replace(thread, due_last=last)


def _sides(kept: dict[str, Any]) -> Iterable[str]:
    return [*kept["bound"], *kept["others"]]


def _step(row: Any, own: set[str], ties: Sequence[Tie]) -> Step:
    promise = promise_from_json(json.loads(row.promise))
    kept = json.loads(row.kept)
    inside = [t for t in ties if t.other(row.record) in own and t.kind != "maybe"]
    return Step(
        record=row.record,
        document=row.document,
        said=row.day or None,
        status=promise.status,
        sentence=row.sentence,
        action=kept["action"]["text"],
        by=promise.by,
        part=promise.part,
        due=kept["due"]["value"] if kept.get("due") else None,
        first=promise.first,
        first_said=promise.said,
        title=row.title,
        url=row.url,
        outlet=row.outlet,
        why=next(iter(inside), None),
    )
