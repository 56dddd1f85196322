"""Questions about merged events, as SQL; `verbale.desk.reader` asks them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Select, func, or_, select

from verbale.desk.event_decisions import mentions_at, standing
from verbale.desk.finding import acting
from verbale.desk.rows import plain
from verbale.desk.tables import (
    documents,
    gathered,
    mention_ties,
    mentions,
    records,
)
from verbale.model import Event, Record, Telling
from verbale.model.merging import Agreement, Allusion, Mention, MergedEvent, Tie

PREFIX = "merged-"
ALLUSION = "allusion-"
_AT_ONCE = 400
Rebuild = Callable[[Iterable[Any]], list[Record]]
"""Typed records from rows of (json, document)."""


def wanted(
    limit: int | None,
    offset: int,
    *,
    days: tuple[str, str] | None,
    event_type: str | None,
    actor: str | None,
    story: str | None,
    least: int,
) -> Select[Any]:
    """Ids of merged events of ``least`` documents or more, the one last told first."""
    query = select(mentions.c.event).join(documents, documents.c.id == mentions.c.document)
    query = query.where(mentions.c.event.is_not(None)).group_by(mentions.c.event)
    query = query.having(func.count(func.distinct(mentions.c.document)) >= least)
    narrow: list[Select[Any]] = []
    own = select(mentions.c.event).join(records, records.c.id == mentions.c.record)
    if days is not None:
        told = select(mentions.c.event).join(documents, documents.c.id == mentions.c.document)
        narrow.append(told.where(func.substr(documents.c.published, 1, 10).between(*days)))
    if event_type is not None:
        narrow.append(own.where(records.c.label == plain(event_type)))
    if actor is not None:
        narrow.append(own.where(records.c.number.in_(acting(actor))))
    if story is not None:
        narrow.append(select(mentions.c.event).where(mentions.c.document.in_(_telling(story))))
    for one in narrow:
        query = query.where(mentions.c.event.in_(one))
    ordered = query.order_by(func.max(documents.c.published).desc(), mentions.c.event)
    return ordered.limit(limit).offset(offset)


def _telling(story: str) -> Select[Any]:
    """The documents of a story: its originals and their copies."""
    own = select(gathered.c.document).where(gathered.c.story == plain(story))
    query = select(gathered.c.document)
    return query.where(or_(gathered.c.document.in_(own), gathered.c.copy_of.in_(own)))


def event_of(connection: Connection, record: str) -> str | None:
    """The merged event in which a mention stands."""
    return connection.scalar(select(mentions.c.event).where(mentions.c.record == plain(record)))


def together(connection: Connection, ids: Sequence[str], rebuild: Rebuild) -> list[MergedEvent]:
    """These merged events with their mentions, the first told first."""
    found: dict[str, list[Mention]] = {id_: [] for id_ in ids}
    for start in range(0, len(ids), _AT_ONCE):
        rows = connection.execute(_rows(ids[start : start + _AT_ONCE])).all()
        for row, record in zip(rows, rebuild(rows), strict=True):
            if isinstance(record, Event):
                found[row.event].append(Mention(record, _telling_of(row), stage_of(record)))
    inside = [one.record.id for several in found.values() for one in several]
    held = _Held(_ties(connection, inside), _decided(connection), _allusions(connection, inside))
    return [held.event(id_, several) for id_, several in found.items() if several]


def _rows(ids: Sequence[str]) -> Select[Any]:
    published = documents.c.published
    return (
        select(
            mentions.c.event, records.c.json, records.c.document, documents.c.title,
            documents.c.url, documents.c.outlet, published, gathered.c.copy_of,
        )
        .join(records, records.c.id == mentions.c.record)
        .join(documents, documents.c.id == mentions.c.document)
        .outerjoin(gathered, gathered.c.document == mentions.c.document)
        .where(mentions.c.event.in_(ids))
        .order_by(published.is_(None), published, records.c.document, records.c.position)
    )  # fmt: skip


def _telling_of(row: Any) -> Telling:
    return Telling(row.document, row.title, row.url, row.outlet, row.published, row.copy_of)


def stage_of(record: Event) -> str:
    """How a record tells its event: as done, as to come or only possible, or as not done."""
    if "negation" in record.auxiliary:
        return "denied"
    return "planned" if {"future", "hypothetical"} & set(record.auxiliary) else "happened"


class _Held:
    """What holds mentions in their events: ties, decisions, and the allusions beside them."""

    def __init__(
        self, ties: Sequence[Tie], decided: Sequence[tuple[str, str, int]], beside: list[Allusion]
    ) -> None:
        self._ties: dict[str, list[Tie]] = {}
        for tie in ties:
            for one in (tie.low, tie.high):
                self._ties.setdefault(one, []).append(tie)
        self._decided = decided
        self._beside: dict[str, list[Allusion]] = {}
        for allusion in beside:
            self._beside.setdefault(allusion.tie.high, []).append(allusion)

    def event(self, id_: str, several: Sequence[Mention]) -> MergedEvent:
        """The event with each mention's strongest tie in it, or the decision."""
        inside = {one.record.id for one in several}
        decided: dict[str, int] = {}
        for one, other, number in self._decided:
            if one in inside and other in inside:
                decided |= {one: number, other: number}
        told = [
            replace(one, tie=self._best(one.record.id, inside), decision=decided.get(one.record.id))
            for one in several
        ]
        beside = [allusion for one in told for allusion in self._beside.get(one.record.id, ())]
        beside.sort(key=lambda one: (one.telling.published or "", one.telling.document, one.start))
        return MergedEvent(id_, tuple(told), tuple(beside))

    def _best(self, record: str, inside: set[str]) -> Tie | None:
        ties = (tie for tie in self._ties.get(record, ()) if {tie.low, tie.high} <= inside)
        return max(ties, key=lambda tie: tie.score, default=None)


def _ties(connection: Connection, inside: Sequence[str]) -> list[Tie]:
    held = mention_ties.c
    known = set(inside)
    found: list[Tie] = []
    for start in range(0, len(inside), _AT_ONCE):
        query = select(mention_ties).where(held.low.in_(inside[start : start + _AT_ONCE]))
        for row in connection.execute(query.order_by(held.low, held.high)):
            if row.high in known:
                found.append(_tie(row))
    return found


def _allusions(connection: Connection, inside: Sequence[str]) -> list[Allusion]:
    """The sentences of other documents that go best with one of these mentions."""
    held = mention_ties.c
    known = set(inside)
    best: dict[str, Any] = {}
    for start in range(0, len(inside), _AT_ONCE):
        some = inside[start : start + _AT_ONCE]
        mine = select(held.low).where(held.high.in_(some), held.low.startswith(ALLUSION))
        query = select(mention_ties).where(held.low.in_(mine))
        for row in connection.execute(query.order_by(held.low, held.score.desc(), held.high)):
            best.setdefault(row.low, row)
    wanted = {low: row for low, row in best.items() if row.high in known}
    found: list[Allusion] = []
    ids = list(wanted)
    for start in range(0, len(ids), _AT_ONCE):
        for row in connection.execute(_alluding(ids[start : start + _AT_ONCE])):
            quote = json.loads(row.trace)["quote"]
            tie = _tie(wanted[row.record])
            found.append(Allusion(row.record, _telling_of(row), row.start, quote, tie))
    return found


def _tie(row: Any) -> Tie:
    made_of = tuple(Agreement(**one) for one in json.loads(row.agreements))
    return Tie(row.low, row.high, row.score, made_of)


def _alluding(ids: Sequence[str]) -> Select[Any]:
    published = documents.c.published
    return (
        select(
            mentions.c.record, mentions.c.start, mentions.c.trace, mentions.c.document,
            documents.c.title, documents.c.url, documents.c.outlet, published, gathered.c.copy_of,
        )
        .join(documents, documents.c.id == mentions.c.document)
        .outerjoin(gathered, gathered.c.document == mentions.c.document)
        .where(mentions.c.record.in_(ids))
        .order_by(published.is_(None), published, mentions.c.document, mentions.c.start)
    )  # fmt: skip


def _decided(connection: Connection) -> list[tuple[str, str, int]]:
    """Pairs of mentions that a person said are one event, with the number of the decision."""
    found: list[tuple[str, str, int]] = []
    for decision in standing(connection):
        if decision.verb == "merge":
            ones = mentions_at(connection, decision.ones)
            others = mentions_at(connection, decision.others)
            found += [(a, b, decision.number) for a in ones for b in others if a != b]
    return found
