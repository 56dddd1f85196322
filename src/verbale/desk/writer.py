"""The one writer of a desk."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, delete, func, insert, select

from verbale.desk import change_shelf, event_decisions, thread_changes
from verbale.desk.ledger import Ledger, Merger
from verbale.desk.migrations import migrate
from verbale.desk.office_changes import tell_offices
from verbale.desk.rows import ReadingRows, Row, rows_of
from verbale.desk.shelf import Gatherer, Shelf
from verbale.desk.stores import Store
from verbale.desk.tables import actor_names, documents, links, record_actors, records, search
from verbale.desk.thread_shelf import Threader, ThreadShelf
from verbale.model import Reading, Undertaking
from verbale.model.thread import Decision, Promise

_NAMES = 500
"""Names that are looked up at once."""
_AT_ONCE = 200
"""Documents that are gathered in one transaction."""


class Writer:
    """Writes readings, each in one transaction: all of a document's records or none.

    Makes the file where there is none and brings an older one to the present form.
    Raises `DeskError` where the file cannot be used.
    """

    def __init__(
        self,
        store: Store,
        gatherer: Gatherer | None = None,
        threader: Threader | None = None,
        merger: Merger | None = None,
    ) -> None:
        self._store = store
        self._gatherer = gatherer
        self._threader = threader
        self._merger = merger
        with store.faults_named():
            self._engine = store.open_writer()
            migrate(store, self._engine)

    def write(self, reading: Reading) -> bool:
        """Keep a reading; True where that changed the desk.

        A document that is kept already, with the same records, changes nothing; with other
        records or other words, and as a corrected text of one address, it takes the place of what
        was kept, which is superseded (`verbale.desk.change_shelf`).
        """
        rows = rows_of(reading)
        with self._store.faults_named(), self._engine.begin() as connection:
            kept = connection.scalar(
                select(documents.c.digest).where(documents.c.id == rows.document["id"])
            )
            if kept == rows.document["digest"]:
                return False
            if kept is None and change_shelf.was_corrected(connection, rows.document):
                return False
            former = change_shelf.former(connection, rows.document)
            if former and change_shelf.put_away_earlier(connection, former, rows):
                return True
            change_shelf.supersede(connection, former, rows)
            if former is not None:
                self._leave(connection, former.id)
                _remove(connection, former.id)
            _add(connection, rows, self._store)
            self._take(connection, reading)
            if self._threader is not None:
                tell_offices(connection, rows, self._threader.sole_offices)
        return True

    def _leave(self, connection: Connection, document: str) -> None:
        if self._threader:
            self._threader.leave(ThreadShelf(connection), document)
        if self._gatherer:
            self._gatherer.leave(Shelf(connection), document)

    def _take(self, connection: Connection, reading: Reading) -> None:
        if self._gatherer:
            self._gatherer.place(Shelf(connection), reading.document)
        if self._threader:
            once = {r.id: r for r in reading.records if isinstance(r, Undertaking)}
            self._threader.take(ThreadShelf(connection), once.values())

    def decide(self, one: Promise, other: Promise, verdict: str | None, note: str) -> None:
        """Keep what a person decided of two undertakings; None: forget what was decided."""
        with self._store.faults_named(), self._engine.begin() as connection:
            shelf = ThreadShelf(connection)
            shelf.forget(one, other)
            if verdict is not None:
                ends = (one.document, one.start, one.end, other.document, other.start, other.end)
                shelf.decide(Decision(*ends, verdict, note))
            shelf.unthread([one.record, other.record])

    def settle(self) -> None:
        """Find the stories of all days that have changed, one day a transaction.

        Then merged events and threads. Documents that were kept without being gathered are
        taken in first.
        """
        if self._gatherer is not None:
            self._settle_stories(self._gatherer)
        self.merge()
        if self._threader is not None:
            self._settle_threads(self._threader)

    def _settle_threads(self, threader: Threader) -> None:
        with self._store.faults_named():
            while self._sketch(threader):
                pass
            with self._engine.begin() as connection:
                thread_changes.tell_changes(connection, threader.settle(ThreadShelf(connection)))

    def _sketch(self, threader: Threader) -> bool:
        """Take in some undertakings that are not yet; whether there were any."""
        with self._engine.begin() as connection:
            shelf = ThreadShelf(connection)
            several = shelf.without_promise(_AT_ONCE)
            threader.take(shelf, several)
        return bool(several)

    def _settle_stories(self, gatherer: Gatherer) -> None:
        with self._store.faults_named():
            while self._take_in(gatherer):
                pass
            with self._engine.begin() as connection:
                days = Shelf(connection).unsettled()
            for day in days:
                with self._engine.begin() as connection:
                    gatherer.settle(Shelf(connection), day)

    def merge(self) -> None:
        """Find the merged events of all that was written since, some in a transaction."""
        if self._merger is None:
            return
        with self._store.faults_named():
            for step in (self._merger.take_in, self._merger.merge):
                going_on = True
                while going_on:
                    with self._engine.begin() as connection:
                        going_on = step(Ledger(connection))

    def decide_events(
        self, verb: str, ones: Sequence[str], others: Sequence[str], note: str | None
    ) -> int:
        """Keep what a person decided of mentions; the number of the decision."""
        with self._store.faults_named(), self._engine.begin() as connection:
            number = event_decisions.decide(connection, verb, ones, others, note)
            Ledger(connection).unmerge([*ones, *others])
        return number

    def take_back_events(self, number: int) -> None:
        """Take a decision back; raises `UnknownId` where there is none that stands."""
        with self._store.faults_named(), self._engine.begin() as connection:
            found = event_decisions.take_back(connection, number, self._store.shown)
            ledger = Ledger(connection)
            for side in ledger.anchored(found):
                ledger.unmerge(side)

    def _take_in(self, gatherer: Gatherer) -> bool:
        """Gather some of the documents that are not yet; whether there were any."""
        with self._engine.begin() as connection:
            shelf = Shelf(connection)
            several = shelf.ungathered(_AT_ONCE)
            for document in several:
                gatherer.place(shelf, document)
        return bool(several)

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()


def _remove(connection: Connection, document: str) -> None:
    numbers = select(records.c.number).where(records.c.document == document)
    connection.execute(delete(search).where(search.c.rowid.in_(numbers)))
    Ledger(connection).leave(document)
    connection.execute(delete(documents).where(documents.c.id == document))


def _add(connection: Connection, rows: ReadingRows, store: Store) -> None:
    connection.execute(insert(documents), rows.document)
    first = connection.scalar(select(func.coalesce(func.max(records.c.number), 0))) or 0
    own: list[Row] = []
    actors: list[Row] = []
    ties: list[Row] = []
    found: list[Row] = []
    for number, one in enumerate(rows.records, first + 1):
        own.append(one.record | {"number": number})
        actors.extend(row | {"record": number} for row in one.actors)
        ties.extend(row | {"record": number} for row in one.links)
        found.append(store.indexed(one.search) | {"rowid": number})
    for table, several in ((records, own), (record_actors, actors), (links, ties), (search, found)):
        if several:
            connection.execute(insert(table), several)
    _add_names(connection, {row["folded"] for row in actors})


def _add_names(connection: Connection, names: set[str]) -> None:
    """Keep names that were never met before; those no longer met stay, and find nothing."""
    for start in range(0, len(names), _NAMES):
        some = sorted(names)[start : start + _NAMES]
        known = select(actor_names.c.folded).where(actor_names.c.folded.in_(some))
        new = set(some) - set(connection.scalars(known))
        if new:
            connection.execute(insert(actor_names), [{"folded": name} for name in sorted(new)])
