"""Finding records: which fit a question, and in which order."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, exists, func, or_, select, tuple_

from verbale.desk.dates import EARLIEST, LATEST, bounds
from verbale.desk.rows import fold, plain
from verbale.desk.stores import Store
from verbale.desk.tables import actor_names, record_actors, records
from verbale.errors import QuestionError, UnknownId

_MANY_WORDS = 20_000
"""Records from which on words are so common that the best match says little: newest first."""
_MANY_ACTS = 8_000
"""Records of one actor from which on they are looked for in order, instead of put in order."""


_OLDEST_FIRST = (records.c.published.nulls_first(), records.c.document, records.c.position)
_NEWEST_FIRST = (
    records.c.published.desc().nulls_last(), records.c.document.desc(), records.c.position.desc()
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What to find: each part narrows the answer; None leaves it open.

    ``words`` all stand in the record's sentence, other words, actors or its document's
    title ("…" keeps words together); ``actor`` is an id, a country code or words of a
    name; ``since`` and ``until`` are EDTF dates, and a record without a date fits neither.
    ``newest`` turns the order of publication round; ``after`` is the id of the record behind
    which to go on in that order: pages stay as they are while others write.
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
    after: str | None = None
    newest: bool = False


class Finder:
    """Answers questions inside one transaction."""

    def __init__(self, connection: Connection, store: Store) -> None:
        self._do = connection
        self._store = store

    def numbers(self, question: Question) -> list[int]:
        """The numbers of the records that fit, in order, no more than asked for."""
        query = self._narrowed(question)
        if query is None:
            return []
        return list(self._do.scalars(query.limit(question.limit).offset(question.offset)))

    def _narrowed(self, question: Question) -> Select[Any] | None:
        """The query with the question's conditions and order; None where nothing can fit."""
        query = select(records.c.number).where(*_conditions(question))
        if question.actor is not None:
            query = query.where(self._acting(plain(question.actor).strip()))
        if question.after is not None:
            query = query.where(self._behind(question.after, question.newest))
        if question.words is None:
            return query.order_by(*(_NEWEST_FIRST if question.newest else _OLDEST_FIRST))
        phrases = phrases_of(question.words)
        if not phrases:
            return None
        few = self._count(self._store.matches(phrases), _MANY_WORDS) <= _MANY_WORDS
        return self._store.matching(query, phrases, best=few)

    def _behind(self, id_: str, newest: bool) -> ColumnElement[bool]:
        """That a record stands behind another in the order of publication."""
        columns = (records.c.published, records.c.document, records.c.position)
        last = self._do.execute(select(*columns).where(records.c.id == plain(id_))).one_or_none()
        if last is None:
            raise UnknownId(f"{id_!r} is no record of the desk: expected the last of a page")
        here, there = tuple_(records.c.document, records.c.position), tuple_(last[1], last[2])
        place = here < there if newest else here > there
        undated = records.c.published.is_(None)
        if last[0] is None:
            inside = and_(undated, place)
            return inside if newest else or_(~undated, inside)
        day = records.c.published
        later = or_(day < last[0], undated) if newest else day > last[0]
        return or_(later, and_(day == last[0], place))

    def _acting(self, actor: str) -> ColumnElement[bool]:
        """That an actor stands in a record: by id, country code, or words of a name."""
        fits = _fitting(actor)
        inside = select(record_actors.c.record).where(fits)
        if self._count(inside, _MANY_ACTS) <= _MANY_ACTS:
            return records.c.number.in_(inside)
        return exists().where(record_actors.c.record == records.c.number, fits)

    def _count(self, query: Select[Any], enough: int) -> int:
        """How many rows a query has; no more than one over ``enough`` are looked at."""
        some = query.limit(enough + 1).subquery()
        return int(self._do.scalar(select(func.count()).select_from(some)) or 0)


def acting(actor: str) -> Select[Any]:
    """The numbers of the records that an actor stands in."""
    return select(record_actors.c.record).where(_fitting(plain(actor).strip()))


def _fitting(actor: str) -> ColumnElement[bool]:
    """That a row is of an actor, by id, country code, or words of a name."""
    fits = [record_actors.c.actor == actor, record_actors.c.country == actor.upper()]
    if fold(actor).strip():
        named = actor_names.c.folded.contains(fold(actor), autoescape=True)
        fits.append(record_actors.c.folded.in_(select(actor_names.c.folded).where(named)))
    return or_(*fits)


def phrases_of(words: str) -> list[str]:
    """What a person may type as phrases, all to be found: words in ``"…"`` together, else alone."""
    parts = (quoted or bare for quoted, bare in re.findall(r'"([^"]*)"|([^\s"]+)', plain(words)))
    phrases = (" ".join(re.findall(r"\w+", part)) for part in parts)
    return [phrase for phrase in phrases if phrase]


def _conditions(question: Question) -> list[ColumnElement[bool]]:
    """What a record itself must be: kind, label, document, dates."""
    found: list[ColumnElement[bool]] = [
        column == plain(value)
        for column, value in (
            (records.c.kind, question.kind),
            (records.c.label, question.label),
            (records.c.document, question.document),
        )
        if value is not None
    ]
    if question.since is not None:
        found.append(records.c.date_last >= day(question.since, 0))
    if question.until is not None:
        found.append(records.c.date_first <= day(question.until, 1))
    return found


def day(value: str, side: int) -> str:
    """The first (``side`` 0) or last (1) day of an EDTF date; `QuestionError` for no date."""
    days = bounds(value)
    if days is None:
        raise QuestionError(
            f"{value!r} is no date: expected EDTF such as 2024-07-28, 2024-07 or 2024"
        )
    return days[side]


def days(since: str | None, until: str | None) -> tuple[str, str] | None:
    """The days between two EDTF dates; None where neither is given."""
    if since is None and until is None:
        return None
    first = EARLIEST if since is None else day(since, 0)
    return first, LATEST if until is None else day(until, 1)
