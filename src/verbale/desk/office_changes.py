"""Who holds an office now, where documents say that it is another than before."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from sqlalchemy import Connection, Update, insert, select, update

from verbale.desk.change_shelf import tell
from verbale.desk.change_tables import office_holders
from verbale.desk.dates import bounds
from verbale.desk.rows import ReadingRows, fold
from verbale.desk.tables import gathered, record_actors

LABEL = "holds-office"
_NAMES = 200
"""Names of a state that are looked at."""
RECENT = 400
"""Days before a document within which an office that somebody took is news."""


def tell_offices(connection: Connection, rows: ReadingRows, sole: Collection[str]) -> None:
    """Keep a line for each office that a document just kept says is held by another now.

    ``sole`` are the offices of which a state has one. It is another who is never said to hold it
    before the former holder is for the last time: in two documents that are no copies, or in one
    that says since when; and two say it of the former. Once told it is not told again.
    """
    day = rows.document["published"]
    here = select(gathered.c.copy_of).where(gathered.c.document == rows.document["id"])
    if not day or connection.scalar(here) is not None:
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
    names = select(record_actors.c.folded).where(record_actors.c.actor == state).limit(_NAMES)
    return fold(body) in connection.scalars(names).all()


def _tell_office(
    connection: Connection, row: Mapping[str, Any], read: Mapping[str, Any], day: str
) -> None:
    office, holder = read["object"]["actor"], read["subject"]["actor"]
    name = read["subject"]["name"]
    own = _said(connection, office, holder, name, day, row["document"])
    before = _before(connection, office, holder)
    taken = _taken(read, day)
    if own.told or (before and before.last >= (taken or own.first)):
        return
    if taken or (before and own.again):
        what = {
            "record": row["id"],
            "sentence": row["sentence"],
            "was": before.name if before else None,
            "now": f"{name}, {read['object']['name']}",
        }
        tell(connection, "office", row["document"], office, what)
        connection.execute(_of(office, holder).values(told=1))


def _said(
    connection: Connection, office: str, holder: str, name: str, day: str, document: str
) -> Any:
    """What is kept of a holder, with this day; ``document`` is the first that says so."""
    h = office_holders.c
    query = select(office_holders).where(h.office == office, h.holder == holder)
    kept = connection.execute(query).first()
    if kept is None:
        row: dict[str, Any] = {
            "office": office,
            "holder": holder,
            "name": name,
            "document": document,
        }
        row |= {"first": day, "last": day, "again": 0, "told": 0}
        connection.execute(insert(office_holders), row)
    else:
        more: dict[str, Any] = {"first": min(kept.first, day), "last": max(kept.last, day)}
        more["again"] = int(kept.again or kept.document != document)
        connection.execute(_of(office, holder).values(more))
    return connection.execute(query).one()


def _of(office: str, holder: str) -> Update:
    h = office_holders.c
    return update(office_holders).where(h.office == office, h.holder == holder)


def _before(connection: Connection, office: str, holder: str) -> Any:
    """Who else was said last, and more than once, to hold an office."""
    h = office_holders.c
    query = select(office_holders).where(h.office == office, h.holder != holder, h.again == 1)
    several = connection.execute(query.order_by(h.last.desc(), h.holder)).all()
    return next((one for one in several if not _same_name(one.holder, holder)), None)


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
