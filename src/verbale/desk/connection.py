"""How a desk file is opened: one kind of connection for the writer, one for readers."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, QueuePool, create_engine, event
from sqlalchemy.exc import DBAPIError

from verbale.errors import DeskError

WAIT_SECONDS = 30.0
"""How long a connection waits for another that writes."""


def _tune(link: Any, *pragmas: str) -> None:
    link.isolation_level = None
    for pragma in (f"busy_timeout = {int(WAIT_SECONDS * 1000)}", "foreign_keys = ON", *pragmas):
        link.execute(f"PRAGMA {pragma}").close()


def open_writer(path: Path) -> Engine:
    """An engine that writes, and makes the file where there is none.

    Write-ahead log with ``synchronous = NORMAL``: a killed process loses no finished
    transaction; a power cut may lose the last ones, but leaves the file whole. Each
    transaction takes the write lock at its start.
    """

    def connect() -> sqlite3.Connection:
        link = sqlite3.connect(path, timeout=WAIT_SECONDS, check_same_thread=False)
        _tune(link, "journal_mode = WAL", "synchronous = NORMAL")
        return link

    engine = create_engine("sqlite+pysqlite://", creator=connect, poolclass=QueuePool)
    event.listen(engine, "begin", lambda connection: _begin(connection, "BEGIN IMMEDIATE"))
    return engine


def open_reader(path: Path) -> Engine:
    """An engine that can only read; each connection sees one state of the file."""

    def connect() -> sqlite3.Connection:
        address = f"{path.resolve().as_uri()}?mode=ro"
        link = sqlite3.connect(address, uri=True, timeout=WAIT_SECONDS, check_same_thread=False)
        _tune(link, "query_only = ON")
        return link

    engine = create_engine("sqlite+pysqlite://", creator=connect, poolclass=QueuePool)
    event.listen(engine, "begin", lambda connection: _begin(connection, "BEGIN"))
    return engine


def _begin(connection: Connection, statement: str) -> None:
    connection.exec_driver_sql(statement)


@contextmanager
def faults_named(path: Path) -> Iterator[None]:
    """Turns what the database says into a `DeskError` that names the file."""
    try:
        yield
    except (DBAPIError, sqlite3.Error, OSError) as fault:
        cause = fault.orig if isinstance(fault, DBAPIError) else fault
        raise DeskError(f"{path}: {cause}") from fault
    except UnicodeEncodeError as fault:
        letter = fault.object[fault.start : fault.end]
        raise DeskError(f"{path}: {letter!r} is no character that can be kept") from fault
