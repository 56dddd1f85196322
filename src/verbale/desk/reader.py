"""The one reader of a desk file: questions in, typed documents and records out."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Select, Table, or_, select

from verbale.desk import change_reading, event_reading, story_reading, thread_reading
from verbale.desk.event_decisions import standing
from verbale.desk.finding import Finder, Question, acting, day, days
from verbale.desk.migrations import MIGRATIONS, check
from verbale.desk.rows import plain
from verbale.desk.stores import Store
from verbale.desk.tables import documents, gathered, records
from verbale.errors import UnknownId
from verbale.model import KINDS, Document, Event, Reading, Record, Story, Undertaking
from verbale.model.change import Change, Superseded
from verbale.model.codec import document_from_json, record_from_json
from verbale.model.merging import Decision, MergedEvent
from verbale.model.thread import Promise, Thread

_LAST = "\U0010ffff"
_AT_ONCE = 500
_DOCUMENTS = 200
"""Documents that are held at a time where all are gone through."""


class Reader:
    """Reads a desk file; never changes it. Raises `DeskError` where it cannot be used."""

    def __init__(self, store: Store) -> None:
        self._store = store
        store.require()
        with store.faults_named():
            self._engine = store.open_reader()
            with self._engine.begin() as connection:
                self.is_current = check(store, connection) == len(MIGRATIONS)

    def find(self, question: Question) -> list[Record]:
        """Records that fit: best match first where words are asked for, else by document."""
        with self._store.faults_named(), self._engine.begin() as connection:
            numbers = Finder(connection, self._store).numbers(question)
            return _rebuilt(connection, _in_this_order(connection, numbers))

    def readings(self, question: Question) -> Iterator[Reading]:
        """Documents with their records that fit, by publication, undated ones first.

        All are of one state of the desk, and few are held at a time. Where the question asks for
        nothing in particular, documents without records are among them. ``limit`` and ``offset``
        have no say.
        """
        asked = replace(question, limit=None, offset=0) != Question(limit=None)
        with self._store.faults_named(), self._engine.begin() as connection:
            order = (documents.c.published.nulls_first(), documents.c.id)
            ids = select(documents.c.id).order_by(*order)
            fit: set[int] | None = None
            if asked:
                fit = set(Finder(connection, self._store).numbers(replace(question, limit=None)))
                told = select(records.c.document, records.c.number)
                inside = {row.document for row in connection.execute(told) if row.number in fit}
                wanted = [id_ for id_ in connection.scalars(ids) if id_ in inside]
            else:
                wanted = list(connection.scalars(ids))
            for start in range(0, len(wanted), _DOCUMENTS):
                yield from _whole(connection, wanted[start : start + _DOCUMENTS], fit)

    def record(self, id_: str) -> Record:
        """The record with an id, or the one whose id (with or without its kind) begins so.

        Raises `UnknownId` for none and for several.
        """
        with self._store.faults_named(), self._engine.begin() as connection:
            starts = [id_, *(f"{kind}-{id_}" for kind in KINDS)]
            found = _one(connection, records, starts, f"{self._store.shown}: record {id_!r}")
            row = select(records.c.json, records.c.document).where(records.c.id == found)
            return _rebuilt(connection, connection.execute(row).all())[0]

    def document(self, id_: str) -> Document:
        """The document with an id, or the one whose id begins so; `UnknownId` as above."""
        with self._store.faults_named(), self._engine.begin() as connection:
            found = _one(connection, documents, [id_], f"{self._store.shown}: document {id_!r}")
            return _documents(connection, [found])[found]

    def documents(self, limit: int | None = None, offset: int = 0) -> list[Document]:
        """Documents by date of publication, undated ones first."""
        query = _with_copies().order_by(documents.c.published.nulls_first(), documents.c.id)
        with self._store.faults_named(), self._engine.begin() as connection:
            kept = connection.execute(query.limit(limit).offset(offset)).all()
        return [_document(row) for row in kept]

    def copy_of(self, document: str) -> str | None:
        """The id of the document whose copy the one with this id is."""
        with self._store.faults_named(), self._engine.begin() as connection:
            return story_reading.copy_of(connection, plain(document))

    def stories(
        self,
        limit: int | None = None,
        offset: int = 0,
        *,
        since: str | None = None,
        until: str | None = None,
        least: int = 1,
    ) -> list[Story]:
        """Stories by the last day on which they were told, the latest first."""
        told = days(since, until)
        with self._store.faults_named(), self._engine.begin() as connection:
            return story_reading.listed(connection, limit, offset, told, least)

    def story(self, id_: str) -> Story:
        """The story with an id, now or before, in full or its beginning; `UnknownId` as above.

        A story is named after a document in it, so that the document leads to its story even
        where another gave it its name since.
        """
        what = f"{self._store.shown}: story {id_!r}"
        with self._store.faults_named(), self._engine.begin() as connection:
            known = story_reading.together(connection, [plain(id_)])[0]
            if known.documents:
                return known
            start = id_.removeprefix(story_reading.PREFIX)
            founder = _one(connection, documents, [start], what)
            found = story_reading.standing(connection, founder)
            if found is None:
                raise UnknownId(f"{what}: its document stands in no story yet")
            return story_reading.together(connection, [found])[0]

    def merged_events(
        self,
        limit: int | None = None,
        offset: int = 0,
        *,
        since: str | None = None,
        until: str | None = None,
        event_type: str | None = None,
        actor: str | None = None,
        story: str | None = None,
        least: int = 1,
    ) -> list[MergedEvent]:
        """Merged events, the one last told first."""
        query = event_reading.wanted(
            limit, offset, days=days(since, until), event_type=event_type, actor=actor,
            story=story, least=least,
        )  # fmt: skip
        with self._store.faults_named(), self._engine.begin() as connection:
            ids = connection.scalars(query).all()
            return event_reading.together(connection, ids, partial(_rebuilt, connection))

    def merged_event(self, id_: str) -> MergedEvent:
        """The merged event with an id, now or before, or that of a record in it; `UnknownId`.

        It is named after its first mention, so that the mention leads to it whatever its name is.
        """
        what = f"{self._store.shown}: event {id_!r}"
        start = f"{Event.kind}-{id_.removeprefix(event_reading.PREFIX).removeprefix('event-')}"
        with self._store.faults_named(), self._engine.begin() as connection:
            record = _one(connection, records, [start], what)
            found = event_reading.event_of(connection, record)
            if found is None:
                raise UnknownId(f"{what}: not yet compared with others")
            return event_reading.together(connection, [found], partial(_rebuilt, connection))[0]

    def decisions(self) -> list[Decision]:
        """What persons decided of merged events, by number, what they took back too."""
        with self._store.faults_named(), self._engine.begin() as connection:
            return standing(connection, withdrawn=True)

    def threads(
        self,
        limit: int | None = None,
        offset: int = 0,
        *,
        about: Iterable[str] = (),
        least: int = 2,
        overdue: str | None = None,
    ) -> list[Thread]:
        """Threads by the last day on which they were told of, the latest first."""
        involved = [acting(actor) for actor in about]
        before = None if overdue is None else day(overdue, 0)
        with self._store.faults_named(), self._engine.begin() as connection:
            return thread_reading.listed(connection, limit, offset, involved, least, before)

    def thread(self, id_: str) -> Thread:
        """The thread with an id, or that of a record, in full or its beginning.

        A thread is named after its first record; every record leads to the thread it stands in.
        """
        start = id_.removeprefix(thread_reading.PREFIX)
        promise = self.promise(start)
        with self._store.faults_named(), self._engine.begin() as connection:
            found = thread_reading.standing(connection, promise.record)
            if found is None:
                raise UnknownId(
                    f"{self._store.shown}: thread {id_!r}: {promise.record} stands in no thread"
                )
            return thread_reading.together(connection, [found])[0]

    def promise(self, id_: str) -> Promise:
        """What is kept of an undertaking for threads; `UnknownId` where it is none."""
        starts = [id_, f"{Undertaking.kind}-{id_}"]
        what = f"{self._store.shown}: undertaking {id_!r}"
        with self._store.faults_named(), self._engine.begin() as connection:
            record = _one(connection, records, starts, what)
            found = thread_reading.promise(connection, record)
            if found is None:
                raise UnknownId(f"{what}: {record} is no undertaking that was gathered")
            return found

    def changes(
        self,
        since: str | None,
        limit: int | None,
        types: Iterable[str],
        about: str | None,
        on: str,
    ) -> list[Change]:
        """What changed since a date or a change, in the order it became known."""
        with self._store.faults_named(), self._engine.begin() as connection:
            place = change_reading.place_of(connection, since)
            fits = None
            if about is not None:
                own = select(records.c.id).where(records.c.number.in_(acting(about)))
                fits = frozenset(connection.scalars(own))
            asked = change_reading.Asked(frozenset(types), fits, about or "", on)
            return list(islice(change_reading.changed(connection, place, asked), limit))

    def superseded(self, id_: str) -> list[Superseded]:
        """Records as they stood before under an id, the last first."""
        with self._store.faults_named(), self._engine.begin() as connection:
            starts = [id_, *(f"{kind}-{id_}" for kind in KINDS)]
            return change_reading.superseded(connection, list(map(plain, starts)))

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()


def _one(connection: Connection, table: Table, starts: list[str], what: str) -> str:
    """The one id of ``table`` that is, or else begins with, one of ``starts``."""
    column = table.c.id
    known = [plain(start) for start in starts]
    exact = connection.scalars(select(column).where(column.in_(known)).limit(2)).all()
    if len(exact) == 1:
        return str(exact[0])
    begins = or_(*(column.between(start, start + _LAST) for start in known))
    found = connection.scalars(select(column).where(begins).order_by(column).limit(6)).all()
    if len(found) == 1:
        return str(found[0])
    cause = f"several begin so: {', '.join(found)}" if found else "nothing in the desk has that id"
    raise UnknownId(f"{what}: {cause}")


def _with_copies() -> Select[Any]:
    """Documents as they are kept, each with the id of the one whose copy it is."""
    tied = documents.outerjoin(gathered, gathered.c.document == documents.c.id)
    return select(documents.c.json, gathered.c.copy_of).select_from(tied)


def _document(row: Any) -> Document:
    kept = document_from_json(json.loads(row.json))
    return kept if row.copy_of is None else replace(kept, copy_of=row.copy_of)


def _documents(connection: Connection, ids: Iterable[str]) -> dict[str, Document]:
    query = _with_copies().where(documents.c.id.in_(list(ids)))
    kept = map(_document, connection.execute(query))
    return {document.id: document for document in kept}


def _whole(connection: Connection, ids: list[str], fit: set[int] | None) -> Iterator[Reading]:
    """These documents with all their records, or those whose numbers fit."""
    sources = _documents(connection, ids)
    held: dict[str, list[Record]] = {id_: [] for id_ in ids}
    query = select(records.c.number, records.c.document, records.c.json)
    inside = query.where(records.c.document.in_(ids))
    for row in connection.execute(inside.order_by(records.c.document, records.c.position)):
        if fit is None or row.number in fit:
            held[row.document].append(record_from_json(json.loads(row.json), sources[row.document]))
    return (Reading(sources[id_], tuple(several)) for id_, several in held.items())


def _in_this_order(connection: Connection, numbers: list[int]) -> list[Any]:
    """The rows (json, document) of records, in the order of their numbers here."""
    found: dict[int, Any] = {}
    for start in range(0, len(numbers), _AT_ONCE):
        some = records.c.number.in_(numbers[start : start + _AT_ONCE])
        query = select(records.c.number, records.c.json, records.c.document).where(some)
        found |= {row.number: row for row in connection.execute(query)}
    return [found[number] for number in numbers]


def _rebuilt(connection: Connection, rows: Iterable[Any]) -> list[Record]:
    """Typed records from rows of (json, document), in the same transaction."""
    rows = list(rows)
    wanted = list(dict.fromkeys(row.document for row in rows))
    sources: dict[str, Document] = {}
    for start in range(0, len(wanted), 500):
        sources |= _documents(connection, wanted[start : start + 500])
    return [record_from_json(json.loads(row.json), sources[row.document]) for row in rows]
