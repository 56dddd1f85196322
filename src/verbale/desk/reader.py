"""The one reader of a desk file: questions in, typed documents and records out."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Select, Table, or_, select, text

from verbale.desk import change_reading, story_reading, thread_reading
from verbale.desk.connection import faults_named, open_reader
from verbale.desk.dates import EARLIEST, LATEST, bounds
from verbale.desk.migrations import MIGRATIONS, check
from verbale.desk.rows import fold, plain
from verbale.desk.tables import documents, gathered, record_actors, records, search
from verbale.errors import DeskError, UnknownId
from verbale.model import KINDS, Document, Record, Story, Undertaking
from verbale.model.change import Change, Superseded
from verbale.model.codec import document_from_json, record_from_json
from verbale.model.thread import Promise, Thread

_LAST = "\U0010ffff"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What to find: each part narrows the answer; None leaves it open.

    ``words`` all stand in the record's sentence, other words, actors or its document's
    title ("…" keeps words together); ``actor`` is an id, a country code or words of a
    name; ``since`` and ``until`` are EDTF dates, and a record without a date fits neither.
    """

    words: str | None = None
    actor: str | None = None
    kind: str | None = None
    label: str | None = None
    since: str | None = None
    until: str | None = None
    document: str | None = None
    limit: int | None = 100
    offset: int = 0


class Reader:
    """Reads a desk file; never changes it. Raises `DeskError` where it cannot be used."""

    def __init__(self, path: Path) -> None:
        self._path = path
        if not path.is_file():
            raise DeskError(f"{path}: no desk here; reading into one makes it")
        with faults_named(path):
            self._engine = open_reader(path)
            with self._engine.begin() as connection:
                self.is_current = check(connection, str(path)) == len(MIGRATIONS)

    def find(self, question: Question) -> list[Record]:
        """Records that fit: best match first where words are asked for, else by document."""
        query = _narrowed(select(records.c.json, records.c.document), question)
        if query is None:
            return []
        query = query.limit(question.limit).offset(question.offset)
        with faults_named(self._path), self._engine.begin() as connection:
            rows = connection.execute(query).all()
            return _rebuilt(connection, rows)

    def record(self, id_: str) -> Record:
        """The record with an id, or the one whose id (with or without its kind) begins so.

        Raises `UnknownId` for none and for several.
        """
        with faults_named(self._path), self._engine.begin() as connection:
            starts = [id_, *(f"{kind}-{id_}" for kind in KINDS)]
            found = _one(connection, records, starts, f"{self._path}: record {id_!r}")
            row = select(records.c.json, records.c.document).where(records.c.id == found)
            return _rebuilt(connection, connection.execute(row).all())[0]

    def document(self, id_: str) -> Document:
        """The document with an id, or the one whose id begins so; `UnknownId` as above."""
        with faults_named(self._path), self._engine.begin() as connection:
            found = _one(connection, documents, [id_], f"{self._path}: document {id_!r}")
            return _documents(connection, [found])[found]

    def documents(self, limit: int | None = None, offset: int = 0) -> list[Document]:
        """Documents by date of publication, undated ones first."""
        query = _with_copies().order_by(documents.c.published, documents.c.id)
        with faults_named(self._path), self._engine.begin() as connection:
            kept = connection.execute(query.limit(limit).offset(offset)).all()
        return [_document(row) for row in kept]

    def copy_of(self, document: str) -> str | None:
        """The id of the document whose copy the one with this id is."""
        with faults_named(self._path), self._engine.begin() as connection:
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
        days = None
        if since is not None or until is not None:
            first = EARLIEST if since is None else _day(since, 0)
            days = first, LATEST if until is None else _day(until, 1)
        with faults_named(self._path), self._engine.begin() as connection:
            return story_reading.listed(connection, limit, offset, days, least)

    def story(self, id_: str) -> Story:
        """The story with an id, now or before, in full or its beginning; `UnknownId` as above.

        A story is named after a document in it, so that the document leads to its story even
        where another gave it its name since.
        """
        what = f"{self._path}: story {id_!r}"
        with faults_named(self._path), self._engine.begin() as connection:
            known = story_reading.together(connection, [plain(id_)])[0]
            if known.documents:
                return known
            start = id_.removeprefix(story_reading.PREFIX)
            founder = _one(connection, documents, [start], what)
            found = story_reading.standing(connection, founder)
            if found is None:
                raise UnknownId(f"{what}: its document stands in no story yet")
            return story_reading.together(connection, [found])[0]

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
        acting = [_acting(actor) for actor in about]
        before = None if overdue is None else _day(overdue, 0)
        with faults_named(self._path), self._engine.begin() as connection:
            return thread_reading.listed(connection, limit, offset, acting, least, before)

    def thread(self, id_: str) -> Thread:
        """The thread with an id, or that of a record, in full or its beginning.

        A thread is named after its first record; every record leads to the thread it stands in.
        """
        start = id_.removeprefix(thread_reading.PREFIX)
        promise = self.promise(start)
        with faults_named(self._path), self._engine.begin() as connection:
            found = thread_reading.standing(connection, promise.record)
            if found is None:
                raise UnknownId(
                    f"{self._path}: thread {id_!r}: {promise.record} stands in no thread"
                )
            return thread_reading.together(connection, [found])[0]

    def promise(self, id_: str) -> Promise:
        """What is kept of an undertaking for threads; `UnknownId` where it is none."""
        starts = [id_, f"{Undertaking.kind}-{id_}"]
        what = f"{self._path}: undertaking {id_!r}"
        with faults_named(self._path), self._engine.begin() as connection:
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
        with faults_named(self._path), self._engine.begin() as connection:
            place = change_reading.place_of(connection, since)
            fits = None
            if about is not None:
                own = select(records.c.id).where(records.c.number.in_(_acting(about)))
                fits = frozenset(connection.scalars(own))
            asked = change_reading.Asked(frozenset(types), fits, about or "", on)
            return list(islice(change_reading.changed(connection, place, asked), limit))

    def superseded(self, id_: str) -> list[Superseded]:
        """Records as they stood before under an id, the last first."""
        with faults_named(self._path), self._engine.begin() as connection:
            starts = [id_, *(f"{kind}-{id_}" for kind in KINDS)]
            return change_reading.superseded(connection, list(map(plain, starts)))

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()


def match_of(words: str) -> str | None:
    """An FTS5 query for any words a person may type: each quoted, all to be found.

    None where there is no word in them.
    """
    parts = (quoted or bare for quoted, bare in re.findall(r'"([^"]*)"|([^\s"]+)', plain(words)))
    phrases = [" ".join(re.findall(r"\w+", part)) for part in parts]
    return " ".join(f'"{phrase}"' for phrase in phrases if phrase) or None


def _narrowed(query: Select[Any], question: Question) -> Select[Any] | None:
    """The query with the question's conditions and order; None where nothing can fit."""
    for column, value in (
        (records.c.kind, question.kind),
        (records.c.label, question.label),
        (records.c.document, question.document),
    ):
        if value is not None:
            query = query.where(column == plain(value))
    if question.actor is not None:
        query = query.where(records.c.number.in_(_acting(question.actor)))
    if question.since is not None:
        query = query.where(records.c.date_last >= _day(question.since, 0))
    if question.until is not None:
        query = query.where(records.c.date_first <= _day(question.until, 1))
    return _ordered(query, question.words)


def _ordered(query: Select[Any], words: str | None) -> Select[Any] | None:
    if words is None:
        joined = query.join(documents, documents.c.id == records.c.document)
        return joined.order_by(documents.c.published, records.c.document, records.c.position)
    match = match_of(words)
    if match is None:
        return None
    joined = query.join(search, search.c.rowid == records.c.number)
    matching = joined.where(text("search MATCH :match").bindparams(match=match))
    return matching.order_by(text("bm25(search)"), records.c.number)


def _acting(actor: str) -> Select[Any]:
    """Numbers of the records an actor stands in."""
    actor = plain(actor).strip()
    fits = [record_actors.c.actor == actor, record_actors.c.country == actor.upper()]
    if fold(actor).strip():
        fits.append(record_actors.c.folded.contains(fold(actor), autoescape=True))
    return select(record_actors.c.record).where(or_(*fits))


def _day(value: str, side: int) -> str:
    days = bounds(value)
    if days is None:
        raise DeskError(f"{value!r} is no date: expected EDTF such as 2024-07-28, 2024-07 or 2024")
    return days[side]


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


def _rebuilt(connection: Connection, rows: Iterable[Any]) -> list[Record]:
    """Typed records from rows of (json, document), in the same transaction."""
    rows = list(rows)
    wanted = list(dict.fromkeys(row.document for row in rows))
    sources: dict[str, Document] = {}
    for start in range(0, len(wanted), 500):
        sources |= _documents(connection, wanted[start : start + 500])
    return [record_from_json(json.loads(row.json), sources[row.document]) for row in rows]
