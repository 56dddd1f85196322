"""What the desk keeps of change: superseded records, and a line for all that became known."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update

from verbale.desk.change_tables import changes, old_documents, old_records, thread_states
from verbale.desk.rows import ReadingRows, dump
from verbale.desk.superseding import Kept, is_correction, kept, kept_of, successors
from verbale.desk.tables import decisions, documents, promises, records
from verbale.model import Undertaking

_TEXTS = 20
"""Texts of one address that are looked at, the ones published last."""


@dataclass(frozen=True, slots=True)
class Former:
    """A document in whose place another reading comes, with the old records."""

    id: str
    json: str
    records: tuple[Kept, ...]


def now() -> str:
    """The second it is, as ISO 8601 in UTC."""
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def former(connection: Connection, row: Mapping[str, Any]) -> Former | None:
    """What a document takes the place of: itself, or an earlier text of its address."""
    found = connection.execute(
        select(documents.c.id, documents.c.json).where(documents.c.id == row["id"])
    ).first()
    found = found or _earlier_text(connection, row)
    return None if found is None else Former(found.id, found.json, _records(connection, found.id))


def _earlier_text(connection: Connection, row: Mapping[str, Any]) -> Any:
    if not row["url"]:
        return None
    query = select(documents.c.id, documents.c.json).where(documents.c.url == row["url"])
    own = _text(row["json"])
    latest = query.order_by(documents.c.published.desc().nulls_last(), documents.c.id.desc())
    several = connection.execute(latest.limit(_TEXTS)).all()
    return next((one for one in several if is_correction(_text(one.json), own)), None)


def was_corrected(connection: Connection, row: Mapping[str, Any]) -> bool:
    """Whether a text was replaced by a later one of its address, and was not fetched since."""
    query = select(old_documents.c.replaced_by).where(old_documents.c.id == row["id"])
    query = query.where(
        old_documents.c.cause == "corrected", old_documents.c.id != old_documents.c.replaced_by
    )
    after = connection.scalar(query.order_by(old_documents.c.number.desc()).limit(1))
    seen = {row["id"]}
    while after is not None and after not in seen:
        seen.add(after)
        standing = connection.scalar(select(documents.c.json).where(documents.c.id == after))
        if standing is not None:
            return _retrieved(row["json"]) <= _retrieved(standing) or not _retrieved(standing)
        query = select(old_documents.c.replaced_by).where(old_documents.c.id == after)
        after = connection.scalar(query.order_by(old_documents.c.number.desc()).limit(1))
    return False


def put_away_earlier(connection: Connection, standing: Former, rows: ReadingRows) -> bool:
    """Keep an earlier text of an address that is read after a later one, as superseded.

    False where it is no earlier text: the one that is read now stands.
    """
    row = rows.document
    fetched = _retrieved(row["json"])
    if standing.id == row["id"] or not fetched or _retrieved(standing.json) <= fetched:
        return False
    own = tuple(kept_of(one) for one in rows.records)
    follows = successors(own, standing.records)
    earlier = Former(row["id"], row["json"], own)
    _put_away(connection, earlier, standing.id, "corrected", own, follows)
    return True


def _records(connection: Connection, document: str) -> tuple[Kept, ...]:
    query = select(
        records.c.id, records.c.kind, records.c.label, records.c.sentence, records.c.json
    )
    query = query.where(records.c.document == document).order_by(records.c.position)
    return tuple(kept(*row) for row in connection.execute(query))


def supersede(connection: Connection, old: Former | None, rows: ReadingRows) -> None:
    """Keep the old records that change, and a line for what is new, replaced or withdrawn."""
    document = rows.document["id"]
    if old is None:
        _tell(connection, "new", document, {"records": [one.record["id"] for one in rows.records]})
        return
    own = [kept_of(one) for one in rows.records]
    after = {one.id: one for one in own}
    follows = successors(old.records, own)
    gone = [one for one in old.records if _changes(one, after.get(follows.get(one.id, "")))]
    cause = "reread" if _text(old.json) == _text(rows.document["json"]) else "corrected"
    if gone or cause == "corrected":
        _put_away(connection, old, document, cause, gone, follows)
    _move_decisions(connection, old, document, follows, after)
    _move_states(connection, old, follows)
    replaced = [
        [one.id, follows[one.id]]
        for one in gone
        if one.id in follows and one.said != after[follows[one.id]].said
    ]
    withdrawn = [one.id for one in gone if one.id not in follows]
    new = sorted(after.keys() - set(follows.values()))
    _tell(connection, "new", document, {"records": [one for one in after if one in new]})
    _tell(connection, "replaced", document, {"records": replaced, "cause": cause})
    _tell(connection, "withdrawn", document, {"records": withdrawn, "cause": cause})


def _changes(old: Kept, new: Kept | None) -> bool:
    return new is None or old.id != new.id or old.told != new.told


def _put_away(
    connection: Connection,
    old: Former,
    document: str,
    cause: str,
    gone: Sequence[Kept],
    follows: Mapping[str, str],
) -> None:
    """Keep a document's old text with the records that change."""
    number = (connection.scalar(select(func.max(old_documents.c.number))) or 0) + 1
    row = {"number": number, "id": old.id, "at": now(), "cause": cause, "replaced_by": document}
    connection.execute(insert(old_documents), row | {"json": old.json})
    several = [
        {
            "id": one.id,
            "document": number,
            "kind": one.kind,
            "label": one.label,
            "sentence": one.sentence,
            "json": one.json,
            "replaced_by": follows.get(one.id),
        }
        for one in gone
    ]
    if several:
        connection.execute(insert(old_records), several)


def _move_decisions(
    connection: Connection,
    old: Former,
    document: str,
    follows: Mapping[str, str],
    after: Mapping[str, Kept],
) -> None:
    """What a person decided of a record holds of the one in its place, wherever that stands now."""
    kept_there = select(promises.c.record, promises.c.start, promises.c.end)
    places = connection.execute(kept_there.where(promises.c.document == old.id)).all()
    moves = [
        (row.start, row.end, after[follows[row.record]]) for row in places if row.record in follows
    ]
    for side in ("", "other_"):
        at, start, end = (decisions.c[side + name] for name in ("document", "start", "end"))
        own = select(decisions.c.number, start, end).where(at == old.id)
        for number, first, last in connection.execute(own).all():
            to = next((new for low, high, new in moves if low < last and high > first), None)
            if to is not None:
                place = {at: document, start: to.start, end: to.end}
                connection.execute(
                    update(decisions).where(decisions.c.number == number).values(place)
                )


def _move_states(connection: Connection, old: Former, follows: Mapping[str, str]) -> None:
    """What was told of a record's thread is known of the record in its place."""
    for one in old.records:
        here = thread_states.c.record == one.id
        later = follows.get(one.id)
        if later is None:
            connection.execute(delete(thread_states).where(here))
        elif later != one.id and one.kind == Undertaking.kind:
            connection.execute(delete(thread_states).where(thread_states.c.record == later))
            connection.execute(update(thread_states).where(here).values(record=later))


def _tell(connection: Connection, type_: str, document: str, what: Mapping[str, Any]) -> None:
    if what["records"]:
        tell(connection, type_, document, None, what)


def tell(
    connection: Connection,
    type_: str,
    document: str | None,
    subject: str | None,
    what: Mapping[str, Any],
) -> None:
    """Keep a line for what became known now."""
    row = {"at": now(), "type": type_, "document": document, "subject": subject, "json": dump(what)}
    connection.execute(insert(changes), row)


def _text(document: str) -> str:
    return str(json.loads(document)["text"])


def _retrieved(document: str) -> str:
    return json.loads(document).get("retrieved") or ""
