"""The one reader of a desk file: questions in, typed documents and records out."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, Select, Table, or_, select

from verbale.desk import story_reading
from verbale.desk.dates import EARLIEST, LATEST, bounds
from verbale.desk.migrations import MIGRATIONS, check
from verbale.desk.rows import fold, plain
from verbale.desk.stores import Store
from verbale.desk.tables import documents, gathered, record_actors, records
from verbale.errors import DeskError, UnknownId
from verbale.model import KINDS, Document, Reading, Record, Story
from verbale.model.codec import document_from_json, record_from_json

_LAST = "\U0010ffff"
_DOCUMENTS = 200
"""Documents that are held at a time where all are gone through."""


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

    def __init__(self, store: Store) -> None:
        self._store = store
        store.require()
        with store.faults_named():
            self._engine = store.open_reader()
            with self._engine.begin() as connection:
                self.is_current = check(store, connection) == len(MIGRATIONS)

    def find(self, question: Question) -> list[Record]:
        """Records that fit: best match first where words are asked for, else by document."""
        query = _narrowed(select(records.c.json, records.c.document), question, self._store)
        if query is None:
            return []
        query = query.limit(question.limit).offset(question.offset)
        with self._store.faults_named(), self._engine.begin() as connection:
            rows = connection.execute(query).all()
            return _rebuilt(connection, rows)

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
                query = _narrowed(select(records.c.number), question, self._store)
                fit = set() if query is None else set(connection.scalars(query.order_by(None)))
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
        days = None
        if since is not None or until is not None:
            first = EARLIEST if since is None else _day(since, 0)
            days = first, LATEST if until is None else _day(until, 1)
        with self._store.faults_named(), self._engine.begin() as connection:
            return story_reading.listed(connection, limit, offset, days, least)

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

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()


def phrases_of(words: str) -> list[str]:
    """What a person may type as phrases, all to be found: words in ``"…"`` together, else alone."""
    parts = (quoted or bare for quoted, bare in re.findall(r'"([^"]*)"|([^\s"]+)', plain(words)))
    phrases = (" ".join(re.findall(r"\w+", part)) for part in parts)
    return [phrase for phrase in phrases if phrase]


def _narrowed(query: Select[Any], question: Question, store: Store) -> Select[Any] | None:
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
    return _ordered(query, question.words, store)


def _ordered(query: Select[Any], words: str | None, store: Store) -> Select[Any] | None:
    if words is None:
        joined = query.join(documents, documents.c.id == records.c.document)
        return joined.order_by(
            documents.c.published.nulls_first(), records.c.document, records.c.position
        )
    phrases = phrases_of(words)
    return store.matching(query, phrases) if phrases else None


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


def _rebuilt(connection: Connection, rows: Iterable[Any]) -> list[Record]:
    """Typed records from rows of (json, document), in the same transaction."""
    rows = list(rows)
    wanted = list(dict.fromkeys(row.document for row in rows))
    sources: dict[str, Document] = {}
    for start in range(0, len(wanted), 500):
        sources |= _documents(connection, wanted[start : start + 500])
    return [record_from_json(json.loads(row.json), sources[row.document]) for row in rows]
