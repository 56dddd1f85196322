"""The one writer of a desk."""

from __future__ import annotations

from sqlalchemy import Connection, delete, func, insert, select

from verbale.desk.migrations import migrate
from verbale.desk.rows import ReadingRows, Row, rows_of
from verbale.desk.shelf import Gatherer, Shelf
from verbale.desk.stores import Store
from verbale.desk.tables import actor_names, documents, links, record_actors, records, search
from verbale.model import Reading

_NAMES = 500
"""Names that are looked up at once."""
_AT_ONCE = 200
"""Documents that are gathered in one transaction."""


class Writer:
    """Writes readings, each in one transaction: all of a document's records or none.

    Makes the file where there is none and brings an older one to the present form.
    Raises `DeskError` where the file cannot be used.
    """

    def __init__(self, store: Store, gatherer: Gatherer | None = None) -> None:
        self._store = store
        self._gatherer = gatherer
        with store.faults_named():
            self._engine = store.open_writer()
            migrate(store, self._engine)

    def write(self, reading: Reading) -> bool:
        """Keep a reading; True where that changed the desk.

        A document that is kept already, with the same records, changes nothing; with other
        records, or other words, it takes the place of what was kept.
        """
        rows = rows_of(reading)
        with self._store.faults_named(), self._engine.begin() as connection:
            kept = connection.scalar(
                select(documents.c.digest).where(documents.c.id == rows.document["id"])
            )
            if kept == rows.document["digest"]:
                return False
            shelf = Shelf(connection)
            if kept is not None:
                if self._gatherer:
                    self._gatherer.leave(shelf, rows.document["id"])
                _remove(connection, rows.document["id"])
            _add(connection, rows, self._store)
            if self._gatherer:
                self._gatherer.place(shelf, reading.document)
        return True

    def settle(self) -> None:
        """Find the stories of all days that have changed, one day a transaction.

        Documents that were kept without being gathered are taken in first.
        """
        if self._gatherer is None:
            return
        with self._store.faults_named():
            while self._take_in(self._gatherer):
                pass
            with self._engine.begin() as connection:
                days = Shelf(connection).unsettled()
            for day in days:
                with self._engine.begin() as connection:
                    self._gatherer.settle(Shelf(connection), day)

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
