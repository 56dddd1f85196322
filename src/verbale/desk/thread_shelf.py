"""What the desk keeps for threads: sketches of undertakings, ties, what persons decided."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, astuple
from typing import Any, Protocol

from sqlalchemy import Connection, delete, func, insert, or_, select, update

from verbale.desk.rows import dump
from verbale.desk.tables import (
    decisions,
    documents,
    gathered,
    promise_keys,
    promises,
    records,
    thread_ties,
)
from verbale.model import Undertaking
from verbale.model.codec import document_from_json, record_from_json
from verbale.model.thread import Decision, Promise, Tie

_AT_ONCE = 500
_MOST = 300
"""Promises looked at beside one: the ones that share most."""


class Threader(Protocol):
    """What is done when undertakings come and go (`verbale.stories.Threader`)."""

    @property
    def sole_offices(self) -> frozenset[str]:
        """Offices of which a state has one at a time."""
        ...

    def take(self, shelf: ThreadShelf, records: Iterable[Undertaking]) -> None:
        """Take in the undertakings of a document."""
        ...

    def leave(self, shelf: ThreadShelf, document: str) -> None:
        """Let those of a document go."""
        ...

    def settle(self, shelf: ThreadShelf) -> list[str]:
        """Find the threads of all that has changed, and name them."""
        ...


class ThreadShelf:
    """The tables of threads, inside one transaction of the writer."""

    def __init__(self, connection: Connection) -> None:
        self._do = connection

    def add_promise(self, promise: Promise, keys: Sequence[str]) -> None:
        """Keep a promise, to be found by its keys."""
        row = {
            "record": promise.record,
            "document": promise.document,
            "day": promise.day,
            "start": promise.start,
            "end": promise.end,
            "json": dump(asdict(promise)),
        }
        self._do.execute(insert(promises), row)
        rows = [{"key": key, "record": promise.record} for key in sorted(set(keys))]
        if rows:
            self._do.execute(insert(promise_keys), rows)

    def promises(self, records: Iterable[str]) -> list[Promise]:
        """These promises, as far as they are there; none of copies."""
        found: list[Promise] = []
        for several in _in_parts(sorted(set(records))):
            query = select(promises.c.json).where(promises.c.record.in_(several), _original())
            kept = self._do.scalars(query.order_by(promises.c.record))
            found.extend(promise_from_json(json.loads(one)) for one in kept)
        return found

    def promises_sharing(self, keys: Sequence[str]) -> list[Promise]:
        """Promises with at least two of these keys, those that share most first."""
        if not keys:
            return []
        query = select(promise_keys.c.record).where(promise_keys.c.key.in_(keys))
        query = query.group_by(promise_keys.c.record).having(func.count() >= 2)
        query = query.order_by(func.count().desc(), promise_keys.c.record).limit(_MOST)
        return self.promises(self._do.scalars(query))

    def tied_to_document(self, document: str) -> list[str]:
        """Records of other documents with a tie to one of this, or in a thread with it."""
        own = select(promises.c.record).where(promises.c.document == document)
        low = select(thread_ties.c.low).where(thread_ties.c.high.in_(own))
        high = select(thread_ties.c.high).where(thread_ties.c.low.in_(own))
        threads = select(promises.c.thread).where(promises.c.document == document)
        beside = select(promises.c.record).where(promises.c.thread.in_(threads))
        return list(self._do.scalars(low.union(high, beside)))

    def unthread(self, records: Iterable[str]) -> None:
        """Keep that the threads of these must be found anew."""
        for several in _in_parts(sorted(set(records))):
            here = update(promises).where(promises.c.record.in_(several))
            self._do.execute(here.values(thread=None))

    def unthreaded(self) -> list[str]:
        """Records whose thread must be found; those that were found to be copies leave theirs."""
        gone = select(promises.c.document).where(promises.c.thread.is_not(None), ~_original())
        for document in self._do.scalars(gone.distinct()).all():
            self.unthread(self.tied_to_document(document))
            own = select(promises.c.record).where(promises.c.document == document)
            self._drop_ties(self._do.scalars(own).all())
        query = select(promises.c.record).where(promises.c.thread.is_(None), _original())
        return list(self._do.scalars(query.order_by(promises.c.record)))

    def thread(self, thread_of: Mapping[str, str], ties: Iterable[Tie]) -> None:
        """Keep the threads of records, and all ties between them in place of older ones."""
        self._drop_ties(sorted(thread_of))
        for record, thread in thread_of.items():
            here = update(promises).where(promises.c.record == record)
            self._do.execute(here.values(thread=thread))
        rows = [
            {"low": t.low, "high": t.high, "kind": t.kind, "json": dump(asdict(t))} for t in ties
        ]
        if rows:
            self._do.execute(insert(thread_ties), rows)

    def _drop_ties(self, records: Sequence[str]) -> None:
        for several in _in_parts(records):
            ends = or_(thread_ties.c.low.in_(several), thread_ties.c.high.in_(several))
            self._do.execute(delete(thread_ties).where(ends))

    def decide(self, decision: Decision) -> None:
        """Keep what a person decided, after all that was decided before."""
        names = [column.name for column in decisions.columns if column.name != "number"]
        self._do.execute(insert(decisions), dict(zip(names, astuple(decision), strict=True)))

    def forget(self, one: Promise, other: Promise) -> None:
        """Forget what was decided of two."""
        for first, second in ((one, other), (other, one)):
            self._do.execute(
                delete(decisions).where(
                    decisions.c.document == first.document,
                    decisions.c.other_document == second.document,
                    decisions.c.start < first.end,
                    decisions.c.end > first.start,
                    decisions.c.other_start < second.end,
                    decisions.c.other_end > second.start,
                )
            )

    def decisions(self) -> list[Decision]:
        """What persons decided, the oldest first."""
        columns = [column for column in decisions.columns if column.name != "number"]
        rows = self._do.execute(select(*columns).order_by(decisions.c.number))
        return [Decision(*row) for row in rows]

    def records_at(self, document: str, start: int, end: int) -> list[str]:
        """Undertakings of a document whose action overlaps a place in it."""
        query = select(promises.c.record).where(promises.c.document == document)
        query = query.where(promises.c.start < end, promises.c.end > start)
        return list(self._do.scalars(query.order_by(promises.c.record)))

    def without_promise(self, most: int) -> list[Undertaking]:
        """Undertakings that an older version kept without a sketch, ``most`` at most."""
        query = select(records.c.json, documents.c.json).join(
            documents, documents.c.id == records.c.document
        )
        query = query.where(records.c.kind == Undertaking.kind)
        query = query.where(records.c.id.not_in(select(promises.c.record)))
        rows = self._do.execute(query.order_by(records.c.number).limit(most)).all()
        found = []
        for record, document in rows:
            read = record_from_json(json.loads(record), document_from_json(json.loads(document)))
            if isinstance(read, Undertaking):
                found.append(read)
        return found


def promise_from_json(kept: dict[str, Any]) -> Promise:
    """A promise from what `add_promise` wrote."""
    return Promise(**_with_tuples(kept))


def tie_from_json(kept: dict[str, Any]) -> Tie:
    """A tie from what `ThreadShelf.thread` wrote."""
    return Tie(**_with_tuples(kept))


def _with_tuples(kept: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in kept.items():
        found[name] = tuple(value) if isinstance(value, list) else value
    return found


def _original() -> Any:
    """Promises of documents that are nobody's copy."""
    copies = select(gathered.c.document).where(gathered.c.copy_of.is_not(None))
    return promises.c.document.not_in(copies)


def _in_parts(several: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(several), _AT_ONCE):
        yield several[start : start + _AT_ONCE]
