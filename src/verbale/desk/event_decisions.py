"""What persons decide of merged events: kept by the place of a mention in its text.

A record that is read anew by a better version may have another id; its document may have another
one where its text was corrected. A decision is therefore found again by the record's id, else by
where its trigger stands in the document, else by the words of its sentence, in this document or in
one of the same address. Where nothing is found it is in force again once something is.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import UTC, datetime

from sqlalchemy import ColumnElement, Connection, and_, insert, select, update

from verbale.desk.tables import documents, event_decisions, mentions, records
from verbale.errors import UnknownId
from verbale.model.merging import Anchor, Decision


def standing(connection: Connection, withdrawn: bool = False) -> list[Decision]:
    """Decisions by number; those taken back too where they are asked for."""
    query = select(event_decisions).order_by(event_decisions.c.number)
    if not withdrawn:
        query = query.where(event_decisions.c.withdrawn.is_(None))
    return [
        Decision(
            row.number, row.verb, row.made, _anchors(row.ones), _anchors(row.others), row.note,
            row.withdrawn,
        )
        for row in connection.execute(query)
    ]  # fmt: skip


def decide(
    connection: Connection, verb: str, ones: Sequence[str], others: Sequence[str], note: str | None
) -> int:
    """Keep that each of ``ones`` is one event with each of ``others``, or is not; its number."""
    row = {
        "verb": verb,
        "made": _now(),
        "ones": json.dumps([asdict(one) for one in anchors_of(connection, ones)]),
        "others": json.dumps([asdict(one) for one in anchors_of(connection, others)]),
        "note": note,
    }
    key = connection.execute(insert(event_decisions), row).inserted_primary_key
    return int(key[0]) if key is not None else 0


def take_back(connection: Connection, number: int, place: str) -> Decision:
    """Take a decision back; `UnknownId` where there is none of that number that stands."""
    found = next((one for one in standing(connection) if one.number == number), None)
    if found is None:
        raise UnknownId(f"{place}: decision {number}: none of that number stands")
    here = update(event_decisions).where(event_decisions.c.number == number)
    connection.execute(here.values(withdrawn=_now()))
    return found


def anchors_of(connection: Connection, wanted: Sequence[str]) -> list[Anchor]:
    """Where these mentions stand."""
    query = (
        select(
            mentions.c.record, mentions.c.document, documents.c.url, records.c.label,
            mentions.c.start, mentions.c.trigger, mentions.c.sentence,
        )
        .join(records, records.c.id == mentions.c.record)
        .join(documents, documents.c.id == mentions.c.document)
        .where(mentions.c.record.in_(list(wanted)))
        .order_by(mentions.c.record)
    )  # fmt: skip
    return [Anchor(*row) for row in connection.execute(query)]


def mentions_at(connection: Connection, anchors: Iterable[Anchor]) -> list[str]:
    """The mentions that stand where these stood."""
    found = (record for anchor in anchors for record in _found(connection, anchor))
    return list(dict.fromkeys(found))


def _found(connection: Connection, anchor: Anchor) -> list[str]:
    here = mentions.c.document == anchor.document
    worded = and_(mentions.c.sentence == anchor.sentence, mentions.c.trigger == anchor.trigger)
    there = and_(documents.c.url == anchor.url, worded) if anchor.url else None
    for condition in (
        mentions.c.record == anchor.record,
        and_(here, mentions.c.start == anchor.start, records.c.label == anchor.event_type),
        and_(here, worded),
        there,
    ):
        several = [] if condition is None else _where(connection, condition)
        if several:
            return several
    return []


def _where(connection: Connection, condition: ColumnElement[bool]) -> list[str]:
    query = (
        select(mentions.c.record)
        .join(records, records.c.id == mentions.c.record)
        .join(documents, documents.c.id == mentions.c.document)
        .where(condition)
    )
    return list(connection.scalars(query.order_by(mentions.c.record)))


def _anchors(kept: str) -> tuple[Anchor, ...]:
    return tuple(Anchor(**one) for one in json.loads(kept))


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
