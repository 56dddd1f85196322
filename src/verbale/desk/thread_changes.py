"""What became of threads since it was told last: another status, or what contradicts the rest."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from sqlalchemy import Connection, delete, insert, select

from verbale.desk.change_shelf import tell
from verbale.desk.change_tables import thread_states
from verbale.desk.rows import dump
from verbale.desk.thread_reading import together
from verbale.model.thread import Step, Thread

_AT_ONCE = 300


def tell_changes(connection: Connection, ids: Sequence[str]) -> None:
    """Keep a line for each of these threads whose status, or what contradicts it, is another."""
    for start in range(0, len(ids), _AT_ONCE):
        for thread in together(connection, ids[start : start + _AT_ONCE]):
            if thread.steps:
                _tell_thread(connection, thread)


def _tell_thread(connection: Connection, thread: Thread) -> None:
    own = [step.record for step in thread.steps]
    query = select(thread_states).where(thread_states.c.record.in_(own))
    told = {row.record: row for row in connection.execute(query)}
    known = {one for row in told.values() for one in json.loads(row.json)}
    before = next((told[record].status for record in own if record in told), None)
    _tell_status(connection, thread, before)
    against = dict(_contradictions(thread))
    for record, (why, step) in against.items():
        if record not in known:
            what = {"record": record, "now": why, "sentence": step.sentence}
            tell(connection, "contradiction", step.document, thread.id, what)
    connection.execute(delete(thread_states).where(thread_states.c.record.in_(own)))
    state = {"status": thread.status, "json": dump(sorted(against))}
    connection.execute(insert(thread_states), [{"record": record, **state} for record in own])


def _tell_status(connection: Connection, thread: Thread, before: str | None) -> None:
    """A new thread has changed where its own history has."""
    if before is None and len(thread.history) > 1:
        before = thread.history[-2][1]
    if before in (None, thread.status):
        return
    said = thread.history[-1][0]
    step = next((one for one in reversed(thread.steps) if one.said == said), thread.steps[-1])
    what = {"record": step.record, "was": before, "now": thread.status, "sentence": step.sentence}
    tell(connection, "status", step.document, thread.id, what)


def _contradictions(thread: Thread) -> Iterator[tuple[str, tuple[str, Step]]]:
    """Steps that deny what others say, and others than the first of whom it is said they were."""
    if any(step.status != "rejected" for step in thread.steps):
        for step in thread.steps:
            if step.status == "rejected":
                yield step.record, ("denied", step)
    by_record = {step.record: step for step in thread.steps}
    told = [claim for claim in thread.claims if by_record[claim.step].first]
    for claim in told[1:]:
        why = f"first said by {' and '.join(claim.by)}, by others {' and '.join(told[0].by)}"
        yield claim.step, (why, by_record[claim.step])
