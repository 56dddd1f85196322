"""Questions about what changed, as SQL; `verbale.desk.reader` asks them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from heapq import merge
from typing import Any

from sqlalchemy import Connection, or_, select

from verbale.desk.change_tables import changes, old_documents, old_records
from verbale.desk.dates import bounds
from verbale.desk.tables import documents, promises, records
from verbale.desk.thread_reading import PREFIX, listed, together
from verbale.errors import DeskError, UnknownId
from verbale.model.change import Change, Superseded
from verbale.model.codec import document_from_json, record_from_json
from verbale.model.thread import Thread

_AT_ONCE = 400
_ID = re.compile(r"change-(\d+)(?:-(\d+))?$")
_LATE = re.compile(r"overdue-\w+-(\d{4}-\d\d-\d\d)$")
_SEVERAL = ("new", "replaced", "withdrawn")
"""Types of which one line tells of several records."""


@dataclass(frozen=True, slots=True)
class Since:
    """What was seen last: a number of a line and of an entry in it, or a time."""

    at: str = ""
    number: int = 0
    entry: int = 0
    seen: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """Which changes are asked for: types (all where empty), records of an actor, on which day."""

    types: frozenset[str]
    fits: frozenset[str] | None
    words: str
    on: str


def place_of(connection: Connection, since: str | None) -> Since:
    """The place of a date, or of a change by its id.

    Raises `UnknownId` or `DeskError` where there is none.
    """
    if since is None:
        return Since()
    late = _LATE.match(since)
    if late:
        return Since((date.fromisoformat(late[1]) + timedelta(1)).isoformat(), seen=since)
    if not since.startswith("change-"):
        days = bounds(since)
        if days is None:
            raise DeskError(f"{since!r}: expected a date such as 2024-07-28, or the id of a change")
        return Since(since if "T" in since else days[0])
    found = _ID.match(since)
    number = int(found[1]) if found else 0
    at = connection.scalar(select(changes.c.at).where(changes.c.number == number))
    if found is None or at is None:
        raise UnknownId(f"change {since!r}: nothing in the desk has that id")
    return Since(at, number, int(found[2] or 0))


def changed(connection: Connection, since: Since, asked: Asked) -> Iterator[Change]:
    """What changed since, in the order it became known; what is overdue by the day it is."""
    several = _known_since(connection, since, asked.types)
    if not asked.types or "overdue" in asked.types:
        late = sorted(_overdue(connection, since, asked.on), key=lambda one: (one.at, one.id))
        several = merge(several, late, key=lambda one: one.at)
    for change in several:
        if asked.fits is None or _is_about(connection, change, asked.fits, asked.words):
            yield change


def _known_since(connection: Connection, since: Since, types: frozenset[str]) -> Iterator[Change]:
    query = select(changes).order_by(changes.c.number)
    if since.number:
        query = query.where(changes.c.number >= since.number)
    else:
        query = query.where(changes.c.at >= since.at)
    if types:
        query = query.where(changes.c.type.in_(sorted(types)))
    for row in connection.execute(query).yield_per(_AT_ONCE):
        for entry, change in enumerate(_entries(connection, row), 1):
            seen = row.number == since.number and (not since.entry or entry <= since.entry)
            if seen or (change.type == "new" and change.kind is None):
                continue
            several = row.type in _SEVERAL
            yield replace(change, id=f"{change.id}-{entry}") if several else change


def _entries(connection: Connection, row: Any) -> Iterator[Change]:
    what = json.loads(row.json)
    source = _source(connection, row.document)
    whole = Change(f"change-{row.number}", row.at, row.type, document=row.document, **source)
    if row.type == "new":
        yield from _records(connection, whole, what["records"])
    elif row.type in ("replaced", "withdrawn"):
        yield from _superseded(connection, whole, what)
    else:
        yield replace(
            whole,
            thread=_thread_now(connection, row.subject) if row.type != "office" else None,
            **{name: what.get(name) for name in ("record", "was", "now", "sentence")},
        )


def _thread_now(connection: Connection, thread: str) -> str:
    """The id of the thread in which the first record of another stands now."""
    first = f"undertaking-{thread.removeprefix(PREFIX)}"
    return connection.scalar(select(promises.c.thread).where(promises.c.record == first)) or thread


def _source(connection: Connection, document: str | None) -> dict[str, Any]:
    d = documents.c
    query = select(d.title, d.url, d.outlet, d.published).where(d.id == document)
    row = connection.execute(query).first()
    return {} if row is None else dict(row._mapping)


def _records(connection: Connection, whole: Change, ids: list[str]) -> Iterator[Change]:
    """The records as they stand; those that went since are empty."""
    found = _rows(connection, ids)
    for id_ in ids:
        row = found.get(id_)
        told = (
            {} if row is None else {"kind": row.kind, "label": row.label, "sentence": row.sentence}
        )
        yield replace(whole, record=id_, **told)


def _rows(connection: Connection, ids: list[str]) -> dict[str, Any]:
    r = records.c
    found: dict[str, Any] = {}
    for start in range(0, len(ids), _AT_ONCE):
        query = select(r.id, r.kind, r.label, r.sentence)
        query = query.where(r.id.in_(ids[start : start + _AT_ONCE]))
        found |= {row.id: row for row in connection.execute(query)}
    return found


def _superseded(connection: Connection, whole: Change, what: dict[str, Any]) -> Iterator[Change]:
    for one in what["records"]:
        was, record = one if isinstance(one, list) else (one, None)
        query = select(old_records).where(old_records.c.id == was)
        row = connection.execute(query.order_by(old_records.c.number.desc()).limit(1)).first()
        here = replace(whole, record=record or was, was=was, cause=what["cause"])
        if row is not None:
            here = replace(here, kind=row.kind, label=row.label, sentence=row.sentence)
        after = _rows(connection, [record]).get(record) if record else None
        now = None if after is None else _in_short(after, here)
        yield replace(here, now=now)


def _in_short(after: Any, before: Change) -> str:
    """A record in another's place: its label, and its sentence where that is another."""
    same = after.sentence == before.sentence
    return str(after.label) if same else f"{after.label}: {after.sentence}"


def _overdue(connection: Connection, since: Since, day: str) -> Iterator[Change]:
    """Threads whose date passed on or after ``since``, with no news up to ``day``."""
    for thread in listed(connection, None, 0, (), 1, day):
        change = _late(thread)
        if change.at >= since.at[: len(change.at)] and change.id != since.seen:
            yield change


def _late(thread: Thread) -> Change:
    last = thread.due_last or ""
    step = next(one for one in reversed(thread.steps) if one.due)
    return Change(
        id=f"overdue-{thread.id.removeprefix(PREFIX)}-{last}",
        at=(date.fromisoformat(last) + timedelta(1)).isoformat(),
        type="overdue",
        record=step.record,
        thread=thread.id,
        kind="undertaking",
        label=step.status,
        sentence=step.sentence,
        was=thread.status,
        now=f"due {thread.due}",
        document=step.document,
        title=step.title,
        url=step.url,
        outlet=step.outlet,
        published=step.said,
    )


def _is_about(connection: Connection, change: Change, fits: frozenset[str], words: str) -> bool:
    """Whether a change has a record of an actor: one of ``fits``, or an old one that names it."""
    if {change.record, change.was} & fits:
        return True
    if change.thread is not None:
        steps = together(connection, [change.thread])[0].steps
        return any(step.record in fits for step in steps)
    return change.type == "withdrawn" and _names(connection, change, words.strip())


def _names(connection: Connection, change: Change, words: str) -> bool:
    query = select(old_records.c.json).where(old_records.c.id == change.was)
    kept = connection.scalar(query.limit(1)) or ""
    return f'"{words.upper()}"' in kept or words.casefold() in kept.casefold()


def superseded(connection: Connection, starts: Sequence[str]) -> list[Superseded]:
    """Records as they stood before under ids that begin so, the last first."""
    o, d = old_records.c, old_documents.c
    query = select(o.json, o.replaced_by, d.at, d.cause, d.json.label("source"))
    query = query.join(old_documents, d.number == o.document)
    begins = or_(*(o.id.startswith(start, autoescape=True) for start in starts))
    found = []
    for row in connection.execute(query.where(begins).order_by(o.number.desc())):
        source = document_from_json(json.loads(row.source))
        record = record_from_json(json.loads(row.json), source)
        found.append(Superseded(record, row.at, row.cause, row.replaced_by))
    return found
