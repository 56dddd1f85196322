"""A desk in one SQLite file: one kind of connection for the writer, one for readers."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import (
    Connection,
    Engine,
    QueuePool,
    Select,
    TextClause,
    create_engine,
    event,
    select,
    text,
)

from verbale.desk.stores import WAIT_SECONDS, Store
from verbale.desk.tables import records, search
from verbale.errors import DeskError

APPLICATION = 0x7665_7262
"""SQLite's ``application_id`` of a desk file: ``verb``."""


class SqliteStore(Store):
    """A file; its form is SQLite's ``user_version``."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.shown = str(path)

    def require(self) -> None:
        """Raise `DeskError` where the file is missing."""
        if not self._path.is_file():
            raise DeskError(f"{self.shown}: no desk here; reading into one makes it")

    def open_writer(self) -> Engine:
        """An engine that writes, and makes the file where there is none.

        Write-ahead log with ``synchronous = NORMAL``: a killed process loses no finished
        transaction; a power cut may lose the last ones, but leaves the file whole. Each
        transaction takes the write lock at its start.
        """
        return _engine(
            lambda: _connected(self.shown, "journal_mode = WAL", "synchronous = NORMAL"),
            "BEGIN IMMEDIATE",
        )

    def open_reader(self) -> Engine:
        """An engine that can only read; each connection sees one state of the file."""
        address = f"{self._path.resolve().as_uri()}?mode=ro"
        return _engine(lambda: _connected(address, "query_only = ON", uri=True), "BEGIN")

    def version(self, connection: Connection) -> int | None:
        """The number of the last step done; None for the database of another program."""
        version = int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())
        owner = connection.exec_driver_sql("PRAGMA application_id").scalar_one()
        filled = connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar_one()
        return None if owner != APPLICATION and (owner or version or filled) else version

    def step(self, connection: Connection, statements: tuple[str, ...], version: int) -> None:
        """Run the statements as they stand, then write the version into the file's head."""
        for statement in statements:
            connection.exec_driver_sql(statement)
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION}")
        connection.exec_driver_sql(f"PRAGMA user_version = {version}")

    def matches(self, phrases: list[str]) -> Select[Any]:
        """Matches of FTS5."""
        return select(search.c.rowid).where(_match(phrases))

    def matching(self, query: Select[Any], phrases: list[str], best: bool) -> Select[Any]:
        """Matches of FTS5 by bm25, or as its index gives them from its end."""
        joined = query.join(search, search.c.rowid == records.c.number).where(_match(phrases))
        if best:
            return joined.order_by(text("bm25(search)"), records.c.number)
        return joined.order_by(search.c.rowid.desc())

    @contextmanager
    def faults_named(self) -> Iterator[None]:
        """As every store does, and for faults of SQLite's own as well."""
        with super().faults_named():
            try:
                yield
            except sqlite3.Error as fault:
                raise DeskError(f"{self.shown}: {fault}") from fault


def _match(phrases: list[str]) -> TextClause:
    """A condition for FTS5: each phrase quoted, all to be found."""
    match = " ".join(f'"{phrase}"' for phrase in phrases)
    return text("search MATCH :match").bindparams(match=match)


def _connected(place: str, *pragmas: str, uri: bool = False) -> sqlite3.Connection:
    link = sqlite3.connect(place, timeout=WAIT_SECONDS, check_same_thread=False, uri=uri)
    link.isolation_level = None
    for pragma in (f"busy_timeout = {int(WAIT_SECONDS * 1000)}", "foreign_keys = ON", *pragmas):
        link.execute(f"PRAGMA {pragma}").close()
    return link


def _engine(connect: Any, begin: str) -> Engine:
    engine = create_engine("sqlite+pysqlite://", creator=connect, poolclass=QueuePool)
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql(begin))
    return engine
