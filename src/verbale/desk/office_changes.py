"""Who holds an office now, where documents say that it is another than before."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from verbale.desk.change_shelf import tell
from verbale.desk.change_tables import changes
from verbale.desk.dates import bounds
from verbale.desk.rows import ReadingRows, fold
from verbale.desk.tables import documents, gathered, record_actors, records

LABEL = "holds-office"
RECENT = 400
"""Days before a document within which an office that somebody took is news."""

_Holders = dict[str, dict[str, str]]


def tell_offices(connection: Connection, rows: ReadingRows, sole: Collection[str]) -> None:
    """Keep a line for each office that a document just kept says is held by another now.

    ``sole`` are the offices of which a state has one. It is another who is never said to hold it
    before the former holder is for the last time: in two documents that are no copies, or in one
    that says since when.
    """
    day = rows.document["published"]
    if not day:
        return
    for one in rows.records:
        if one.record["label"] == LABEL:
            read = json.loads(one.record["json"])
            if not read.get("auxiliary") and _is_sole(connection, read["object"], sole):
                _tell_office(connection, one.record, read, day[:10])


def _is_sole(connection: Connection, office: Mapping[str, Any], sole: Collection[str]) -> bool:
    """Whether it is an office of a state, called as that is elsewhere, of which there is one."""
    title, _, body = office["name"].partition(", ")
    if title.casefold() not in sole or not office.get("country"):
        return False
    state = f"country:{office['country']}"
    here = select(record_actors.c.name).where(record_actors.c.actor == state)
    return connection.scalar(here.where(record_actors.c.folded == fold(body)).limit(1)) is not None


def _tell_office(
    connection: Connection, row: Mapping[str, Any], read: Mapping[str, Any], day: str
) -> None:
    office, holder = read["object"]["actor"], read["subject"]["actor"]
    if _told(connection, office, holder):
        return
    holders = _holders(connection, office)
    own = holders.pop(holder, {})
    others = {who: max(days) for who, days in holders.items() if not _same_name(who, holder)}
    before = max(others, key=lambda who: (others[who], who), default=None)
    taken = _taken(read, day)
    first = taken or min(own, default="")
    if before is not None and others[before] >= first:
        return
    if taken or (before and len(set(own.values())) > 1):
        what = {
            "record": row["id"],
            "sentence": row["sentence"],
            "was": _name(connection, before) if before else None,
            "now": f"{read['subject']['name']}, {read['object']['name']}",
            "holder": holder,
        }
        tell(connection, "office", row["document"], office, what)


def _told(connection: Connection, office: str, holder: str) -> bool:
    query = select(changes.c.json).where(changes.c.type == "office", changes.c.subject == office)
    return any(json.loads(one)["holder"] == holder for one in connection.scalars(query))


def _holders(connection: Connection, office: str) -> _Holders:
    """Who is said to hold an office: by holder the days, each with a document that says so."""
    subject, what = record_actors.alias(), record_actors.alias()
    query = select(subject.c.actor, documents.c.published, documents.c.id, records.c.json)
    query = query.join(records, records.c.number == subject.c.record)
    query = query.join(what, what.c.record == records.c.number)
    query = query.join(documents, documents.c.id == records.c.document)
    query = query.outerjoin(gathered, gathered.c.document == documents.c.id)
    query = query.where(
        records.c.label == LABEL, what.c.role == "object", what.c.actor == office,
        subject.c.role == "subject", documents.c.published.is_not(None),
        gathered.c.copy_of.is_(None),
    )  # fmt: skip
    found: _Holders = {}
    for actor, published, document, kept in connection.execute(query):
        if not json.loads(kept).get("auxiliary"):
            found.setdefault(actor, {}).setdefault(published[:10], document)
    return found


def _taken(read: Mapping[str, Any], day: str) -> str:
    """The day an office was taken, where the record gives it and it is news."""
    since = bounds(read["from"]["value"]) if read.get("from") else None
    if since is None or read.get("to"):
        return ""
    try:
        gone = date.fromisoformat(day) - date.fromisoformat(since[0])
    except ValueError:
        return ""
    return since[0] if 0 <= gone.days <= RECENT else ""


def _same_name(one: str, other: str) -> bool:
    """The end of two names is one: most often one person, spelt in two ways."""
    return one.rpartition("-")[2] == other.rpartition("-")[2]


def _name(connection: Connection, actor: str) -> str:
    query = select(record_actors.c.name).where(record_actors.c.actor == actor).limit(1)
    return connection.scalar(query) or actor
